"""The handles of long work that a page sends along: only those that this session was given, for this very callback.

Dash signs them for one load of a page. They are signed with the session's own key here (`_Postlens`), so that they
open nothing in anybody else's hands; a handle that is not ours is refused before Dash looks at it.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from dash import _callback_signing as signing
from werkzeug.datastructures import MultiDict

from services.domain.errors import NotFound
from services.domain.jobs import Job

_KNOWN = frozenset({"endId", "cacheKey", "job", "oldJob", "cancelJob"})
# A page that orders anew names the jobs it no longer waits for; nobody waits for more than a few.
_MOST = 20


@dataclass(frozen=True, slots=True)
class Asked:
    """What a callback does with handles: the task it orders, "" = none, and whether it is the button that stops one."""

    task: str
    cancels: bool


class BadHandle(Exception):
    """Why the request is refused; status: 400 where it cannot come from a page of ours, 404 for what is not theirs."""

    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status = status


def check(sent: MultiDict[str, str], secret: bytes, asked: Asked, find: Callable[[str], Job]) -> None:
    """Raises BadHandle unless every handle is this session's own and belongs to this callback.

    find: the job of the actor's workspace, NotFound where it is gone; that is Dash's to tell, in the page.
    """
    _demand(set(sent) <= _KNOWN and all(len(sent.getlist(name)) <= _MOST for name in sent))
    _demand(all(len(sent.getlist(name)) == 1 for name in sent.keys() & {"endId", "cacheKey", "job"}))
    page = _own(secret, signing.END_SCOPE, sent["endId"]) if "endId" in sent else None
    jobs = {name: [_own(secret, signing.job_scope(page), one) for one in sent.getlist(name)] for name in _jobs(sent)}
    _demand(("cacheKey" in sent) == ("job" in sent))
    _demand(asked.cancels or "cancelJob" not in sent)
    _demand(bool(asked.task) or not sent.keys() & {"cacheKey", "oldJob"})
    if "cacheKey" in sent:
        key = _own(secret, signing.cache_scope(page), sent["cacheKey"])
        _belongs(jobs["job"][0], key, asked, find)


def _jobs(sent: Mapping[str, str]) -> set[str]:
    return sent.keys() & {"job", "oldJob", "cancelJob"}


def _demand(condition: bool) -> None:  # noqa: FBT001  (a condition is all that this takes)
    if not condition:
        raise BadHandle(400, "This is not a request of ours. Load the page again.")


def _own(secret: bytes, scope: str, handle: str) -> str:
    # Compared as bytes: Dash compares texts, which fails on characters beyond ASCII.
    value = signing.unsign(secret, scope, handle) if handle.isascii() else None
    if value is None:
        raise BadHandle(404, "There is no job with this handle. Load the page again.")
    return value


def _belongs(job_id: str, key: str, asked: Asked, find: Callable[[str], Job]) -> None:
    try:
        job = find(job_id)
    except NotFound:
        return
    _demand(job.task == asked.task and job.key == key)
