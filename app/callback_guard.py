"""Stands in front of Dash's one address for callbacks: who may call which, with what, and with whose handles."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from dash import Dash
from dash._get_app import app_context
from flask import Flask, Response, current_app, g, request
from flask_login import current_user

from app import handles
from app.callback_requests import CallbackMap, fits, on_the_server, well_formed
from app.errors import refuse
from callbacks.context import EXTENSION
from callbacks.wiring import Wiring
from services.bundle import Services
from services.policy import Permission, allows
from services.refusals import HANDLE, MALFORMED, refused

# Callbacks of Dash's own that turn pages; every layout checks the right itself.
_PAGES = (".._pages_content.", "_pages_dummy.")
_NOT_OURS = "This is not a request of ours. Load the page again."
_GUARD = "callback_guard"


@dataclass(frozen=True, slots=True)
class _Known:
    """The callbacks of the app: what each takes and demands, the task it orders, and which stop one."""

    app: Dash
    permissions: Mapping[str, Permission]
    tasks: Mapping[str, str]
    buttons: frozenset[str]

    @property
    def callbacks(self) -> CallbackMap:
        """What each callback was hung up with."""
        return self.app.callback_map

    def asked(self, output: str) -> handles.Asked:
        """What this callback does with handles."""
        return handles.Asked(self.tasks.get(output, ""), output in self.buttons)


def close(server: Flask, wire: Wiring, app: Dash) -> None:
    """Says what each callback demands and takes; from here on an unknown one is refused."""
    server.extensions["callback_permissions"] = dict(wire.permissions)
    server.extensions[_GUARD] = _Known(app, dict(wire.permissions), dict(wire.tasks), frozenset(wire.buttons))


def session_secret(secret: bytes) -> bytes:
    """The key that signs this session's handles."""
    token: str = getattr(current_user, "token", "")
    return hmac.new(secret, token.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()


def refuse_callback(body: Any) -> Response | None:
    """The answer to a request that Dash is better not shown; None where it may go on."""
    if not request.is_json:
        return _malformed("no JSON", refuse(415, "A callback is sent as JSON."))
    if not well_formed(body):
        return _malformed("no callback", refuse(400, _NOT_OURS))
    known: _Known = current_app.extensions[_GUARD]
    output = body["output"]
    demanded = known.permissions.get(output)
    turns_a_page = output.startswith(_PAGES)
    if not on_the_server(output, known.callbacks) or not (turns_a_page or (demanded and allows(g.actor, demanded))):
        bundle: Services = current_app.extensions[EXTENSION]
        bundle.activity.note_refusal(g.actor, demanded)
        return refuse(403, "You may not do this.")
    if not fits(body, known.callbacks) or (turns_a_page and not _is_address(body)):
        return _malformed("other parts than the callback has", refuse(400, _NOT_OURS))
    return _refuse_handles(known, output)


def _malformed(why: str, answer: Response) -> Response:
    refused(MALFORMED, g.actor.user_id, why=why)
    return answer


def _is_address(body: Any) -> bool:
    """Whether an address is one: Dash asks what it begins with, and takes no path that begins with no slash."""
    slots = [*body.get("inputs", []), *body.get("state", [])]
    texts = all(one.get("value") is None or isinstance(one["value"], str) for one in slots)
    paths = [one["value"] for one in slots if one["property"] == "pathname" and one.get("value") is not None]
    return texts and all(path.startswith("/") for path in paths)


def _refuse_handles(known: _Known, output: str) -> Response | None:
    bundle: Services = current_app.extensions[EXTENSION]
    find = partial(bundle.jobs.get, g.actor)
    # Where several apps live in one process, Dash would sign with the key of the last.
    app_context.set(known.app)
    try:
        handles.check(request.args, known.app._get_signing_secret(), known.asked(output), find)  # noqa: SLF001  (no other way)
    except handles.BadHandle as bad:
        refused(HANDLE, g.actor.user_id, callback=output)
        return refuse(bad.status, str(bad))
    return None
