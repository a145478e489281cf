"""Flask-Login's session and the one guard before Dash: every route is closed unless it says otherwise."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, Response, current_app, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, UserMixin, current_user

from app import callback_guard, shared
from app.api import door
from app.api.problems import is_api
from app.errors import refuse, wants_json
from app.security import same_origin
from callbacks.context import EXTENSION
from components import ids
from services.bundle import Services
from services.domain.actors import Actor
from services.policy import Permission, allows
from services.refusals import FOREIGN, refused

# The attribute under which a view says what it demands.
PERMISSION = door.PERMISSION
DASH_CALLBACK = "/_dash-update-component"
# Views that serve people who are nobody yet.
OPEN = frozenset(
    {
        *("healthz", "robots", "_dash_assets.static", door.DOCUMENT),
        *("choose_language", "sign_in", "sign_in_form", "second_step", "second_step_form"),
        *("join", "join_form", "reset", "reset_form", "forgot", "forgot_form"),
        *("provider_start", "provider_back"),
        *shared.OPEN,
    }
)


@dataclass(frozen=True, slots=True)
class SignedIn(UserMixin):  # type: ignore[misc]  # Flask-Login has no type hints
    """What Flask-Login keeps: the session's token, and who that is right now."""

    token: str
    actor: Actor

    def get_id(self) -> str:
        """What goes into the cookie."""
        return self.token


def register(server: Flask) -> None:
    """Puts the guard in front of everything that is registered later."""
    logins = LoginManager(server)
    logins.session_protection = None  # a session row says more than an address and a browser's name
    logins.user_loader(_load)
    server.before_request(_guard)


def bundle() -> Services:
    """What the app can do."""
    services: Services = current_app.extensions[EXTENSION]
    return services


def _load(token: str) -> SignedIn | None:
    actor = bundle().accounts.actor(token, active=not g.get("by_timer", False))
    return SignedIn(token, actor) if actor else None


def _guard() -> ResponseReturnValue | None:
    g.actor = None
    if request.endpoint in OPEN:
        return None if same_origin() else _refuse_foreign()
    if is_api():
        return door.enter()
    body = _callback_body()
    g.by_timer = _by_timer(body)
    if not current_user.is_authenticated:
        return _stranger()
    if not same_origin():
        return _refuse_foreign()
    g.actor, g.token = current_user.actor, current_user.token
    return callback_guard.refuse_callback(body) if _is_callback() else _refuse_view()


def _refuse_foreign() -> Response:
    who = current_user.actor.user_id if current_user.is_authenticated else ""
    refused(FOREIGN, who)
    return refuse(403, "This request comes from another site.")


def _stranger() -> ResponseReturnValue:
    if wants_json():
        return refuse(401, "Sign in first.")
    return redirect(url_for("sign_in_form", next=request.full_path.rstrip("?")))


def _callback_body() -> Any:
    return request.get_json(silent=True) if _is_callback() else None


def _is_callback() -> bool:
    return request.path == DASH_CALLBACK and request.method == "POST"


def _by_timer(body: Any) -> bool:
    """Polls and timers say nothing about whether a person is there."""
    changed = body.get("changedPropIds") if isinstance(body, dict) else None
    return "cacheKey" in request.args or changed == [f"{ids.JOB_TIMER}.n_intervals"]


def _refuse_view() -> Response | None:
    view = current_app.view_functions.get(request.endpoint or "")
    demanded = getattr(view, PERMISSION, Permission.EXPLORE)
    if allows(g.actor, demanded):
        return None
    return _forbid(demanded, "You may not do this. Ask an admin of your workspace.")


def _forbid(demanded: Permission | None, words: str) -> Response:
    """Somebody known asked for what they may not have: refused, and written down."""
    bundle().activity.note_refusal(g.actor, demanded)
    return refuse(403, words)
