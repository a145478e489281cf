"""One line of JSON a thing done, on standard error."""

import hashlib
import logging
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable

import structlog
from flask import Flask, request
from structlog.contextvars import bind_contextvars, clear_contextvars, merge_contextvars
from structlog.typing import EventDict

from services.refusals import KIND

# What links to reports begin with; the rest of them opens a report.
SHARE_LINKS = "/s/"
# Refusals of a kind from an address that are written in a minute; kinds and addresses that are counted, and told.
_WRITTEN, _MINUTE, _MOST_KEYS, _MOST_TOLD = 10, 60.0, 1_000, 20


def log_as_json() -> None:
    """Sets up logging for this process."""
    structlog.configure(
        processors=[
            merge_contextvars,
            Floods(),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.format_exc_info,
            structlog.processors.JSONRenderer(),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
    )


class Floods:
    """Lets the first ten refusals of a kind from an address through in each minute, and counts the rest.

    The first refusal after the minute tells the counts: `not_written`. Of more than a thousand kinds and addresses in a
    minute the rest are one. Counted in each process by itself.
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock, self._lock = clock, threading.Lock()
        self._begun, self._seen = clock(), Counter[str]()

    def __call__(self, _logger: object, _method: str, told: EventDict) -> EventDict:
        """The event as it is to be written; DropEvent where it is only counted."""
        if told.get("kind") != KIND:
            return told
        key = f"{told['event']} from {told.get('address', 'nowhere')}"
        with self._lock:
            past = self._turn()
            key = key if key in self._seen or len(self._seen) < _MOST_KEYS else "others"
            self._seen[key] += 1
            if self._seen[key] > _WRITTEN:
                raise structlog.DropEvent
        return {**told, "not_written": past} if past else told

    def _turn(self) -> dict[str, int]:
        """Where a minute is over: what was not written in it, the most first."""
        if self._clock() - self._begun < _MINUTE:
            return {}
        left = {key: number - _WRITTEN for key, number in self._seen.most_common() if number > _WRITTEN}
        self._begun, self._seen = self._clock(), Counter()
        told = dict(list(left.items())[:_MOST_TOLD])
        rest = sum(left.values()) - sum(told.values())
        return told | {"others": told.get("others", 0) + rest} if rest else told


def register(server: Flask) -> None:
    """From here on an event says where its request came from, and which view was asked."""
    server.before_request(_say_where)


def _say_where() -> None:
    clear_contextvars()
    bind_contextvars(address=request.remote_addr or "", endpoint=request.endpoint or "", method=request.method)


def loggable(path: str) -> str:
    """The path of a request as logs may know it: of a link to a report only a hash."""
    if not path.startswith(SHARE_LINKS):
        return path
    token = path.removeprefix(SHARE_LINKS).encode("utf-8", "surrogatepass")
    return f"{SHARE_LINKS}{hashlib.sha256(token).hexdigest()[:12]}"
