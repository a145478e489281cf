"""The forms around a session: signing in and out, and moving to another workspace."""

from typing import Any

from flask import Flask, current_app, g, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from app.auth import SignedIn
from app.errors import status_of
from app.frontend import stylesheets
from app.security import local_path
from callbacks.context import EXTENSION
from components.languages import said
from services.accounts import Browser
from services.bundle import Services
from services.domain.errors import Forbidden, TooMany


def _services() -> Services:
    bundle: Services = current_app.extensions[EXTENSION]
    return bundle


def sign_in_form() -> ResponseReturnValue:
    """The empty form; whoever is signed in goes on."""
    if current_user.is_authenticated:
        return redirect(local_path(request.args.get("next")))
    return _form(local_path(request.args.get("next")))


def sign_in() -> ResponseReturnValue:
    """A new session under a new token, or the form again with the reason."""
    target = local_path(request.form.get("next"))
    browser = Browser(request.remote_addr or "", request.user_agent.string)
    email, password = request.form.get("email", ""), request.form.get("password", "")
    accounts = _services().accounts
    try:
        token = accounts.sign_in(email, password, browser)
    except (Forbidden, TooMany) as refusal:
        return _form(target, email=email[:254], error=said(str(refusal))), (
            401 if isinstance(refusal, Forbidden) else status_of(refusal)
        )
    actor = accounts.actor(token, active=True)
    session.clear()
    if actor is not None:
        login_user(SignedIn(token, actor))
    return redirect(target)


def sign_out() -> ResponseReturnValue:
    """The session's row is gone, so the cookie opens nothing any more, wherever it was copied to."""
    _services().accounts.sign_out(current_user.token)
    logout_user()
    session.clear()
    return redirect("/login")


def enter_workspace() -> ResponseReturnValue:
    """The same person in another of their workspaces."""
    _services().accounts.enter(g.actor, current_user.token, request.form.get("workspace", ""))
    # A view of the old workspace means nothing in the new one: its path stays, its query goes.
    return redirect(local_path(request.form.get("next")).partition("?")[0])


def register(server: Flask) -> None:
    """Adds the forms."""
    server.add_url_rule("/login", "sign_in_form", sign_in_form, methods=["GET"])
    server.add_url_rule("/login", "sign_in", sign_in, methods=["POST"])
    server.add_url_rule("/sign-out", "sign_out", sign_out, methods=["POST"])
    server.add_url_rule("/workspace", "enter_workspace", enter_workspace, methods=["POST"])


def _form(target: str, **words: Any) -> str:
    return render_template("login.html", next=target, nonce=g.nonce, stylesheets=stylesheets(), **words)
