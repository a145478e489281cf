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


def token() -> str:
    """What this browser is signed in with; a job has none."""
    own: str = "" if _in_a_job.get() else g.token
    return own


def provider_name() -> str:
    """What the other provider to sign in through is called; "" where none is set up."""
    return str(current_app.extensions["provider"])


def issuer() -> str:
    """Who the other provider is, to be told apart from any other."""
    return str(current_app.extensions["provider_settings"].oidc_issuer)


def address_of(path: str) -> str:
    """A path of ours as a link that can be handed over; the host is the installation's, whatever was asked for."""
    return f"{current_app.extensions['address']}{path}"


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
