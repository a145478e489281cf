"""One line of JSON a thing done, on standard error."""

import hashlib
import logging
import sys

import structlog

# What links to reports begin with; the rest of them opens a report.
SHARE_LINKS = "/s/"


def log_as_json() -> None:
    """Sets up logging for this process."""
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


def loggable(path: str) -> str:
    """The path of a request as logs may know it: of a link to a report only a hash."""
    if not path.startswith(SHARE_LINKS):
        return path
    token = path.removeprefix(SHARE_LINKS).encode("utf-8", "surrogatepass")
    return f"{SHARE_LINKS}{hashlib.sha256(token).hexdigest()[:12]}"
