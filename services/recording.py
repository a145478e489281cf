"""How a change that a service makes gets into the trail: once, however many services it calls on the way."""

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from services.domain.actors import Actor
from services.domain.errors import ServiceError

R = TypeVar("R")
# What is changed is named by the text that comes back. Not the rule: that text may be a secret.
RESULT = "what comes back"
# Where a service keeps its trail; `keep_trail` puts it there.
_PLACE = "_trail"
_recording: ContextVar[bool] = ContextVar("recording", default=False)


class Recorder(Protocol):
    """What writes an action down."""

    def keep(self, user_id: str, workspace_id: str, what: str, subject: str = "", *, result: str = "done") -> None:
        """One action."""


@dataclass(frozen=True, slots=True)
class Change:
    """A change that is about to be made: by which service, for whom, in words, to what, where if not at home."""

    service: Any
    actor: Actor | None
    what: str
    about: object = None
    elsewhere: object = None


def keep_trail(service: Any, recorder: Recorder) -> None:
    """From now on the changes of this service are written down."""
    setattr(service, _PLACE, recorder)


def recorded(change: Change, call: Callable[[], R]) -> R:
    """What the call gives, and one row in the trail: done, refused or failed; a change within a change has none."""
    recorder: Recorder | None = getattr(change.service, _PLACE, None)
    if recorder is None or _recording.get() or not isinstance(change.actor, Actor):
        return call()
    token = _recording.set(True)
    try:
        given = call()
    except ServiceError:
        _write(recorder, change, change.about, "refused")
        raise
    except Exception:
        _write(recorder, change, change.about, "failed")
        raise
    finally:
        _recording.reset(token)
    _write(recorder, change, given if change.about == RESULT else change.about or getattr(given, "id", ""), "done")
    return given


def _write(recorder: Recorder, change: Change, about: object, result: str) -> None:
    actor = change.actor
    if actor is not None:
        place = _identity(change.elsewhere) or actor.workspace_id
        recorder.keep(actor.user_id, place[:32], change.what, _identity(about), result=result)


def _identity(about: object) -> str:
    """The id of a thing, or the text that is one; "" where there is none."""
    named = getattr(about, "id", about)
    return named if isinstance(named, str) and named != RESULT else ""
