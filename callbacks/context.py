"""Who asks and what the app can do: the only bridge to Flask, and to the worker that runs callbacks later."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from flask import current_app, g, request

from services.bundle import Services
from services.domain.actors import Actor

_in_a_job: ContextVar[tuple[Actor, Services] | None] = ContextVar("in_a_job", default=None)

EXTENSION = "postlens"


def actor() -> Actor:
    """The person behind this request or this job."""
    job = _in_a_job.get()
    if job:
        return job[0]
    asking: Actor = g.actor
    return asking


def services() -> Services:
    """What the app can do."""
    job = _in_a_job.get()
    if job:
        return job[1]
    bundle: Services = current_app.extensions[EXTENSION]
    return bundle


def address() -> str:
    """Where this person reaches the app, without a slash at its end; as a browser says it, over HTTPS where it is."""
    secure = current_app.config["SESSION_COOKIE_SECURE"]
    return f"{'https' if secure else request.scheme}://{request.host}"


@contextmanager
def acting(person: Actor, bundle: Services) -> Iterator[None]:
    """A worker's stand-in for a request: callbacks inside see this person and these services."""
    token = _in_a_job.set((person, bundle))
    try:
        yield
    finally:
        _in_a_job.reset(token)
