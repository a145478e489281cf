"""Refusals in the log: who was refused what, one event each, of one shape.

Who is an id, or `nobody`; no event holds an address of a person, a token, a cell or a password. The address a request
came from, and the view it asked, are added where there is a request: app.observability.
"""

import structlog

NOBODY = "nobody"
KIND = "refusal"
log = structlog.get_logger()

SIGN_IN = "sign-in refused"
SECOND_STEP = "second step refused"
PASSWORD = "password not confirmed"  # noqa: S105  (the name of an event)
TOKEN = "token refused"  # noqa: S105  (as above)
LINK = "link refused"
NOT_ALLOWED = "not allowed"
FOREIGN = "request of another site refused"
MALFORMED = "malformed request refused"
HANDLE = "handle refused"
LIMIT = "limit reached"


def refused(event: str, who: str = "", **facts: str) -> None:
    """One refusal; facts: ids and names of our own, never what somebody typed."""
    log.warning(event, kind=KIND, who=who or NOBODY, **facts)
