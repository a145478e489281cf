"""The forms around a session: signing in, in one step or two, signing out, and moving to another workspace."""

from typing import Any

from flask import Flask, current_app, g, redirect, render_template, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user, login_user, logout_user

from app.auth import SignedIn, bundle
from app.errors import status_of
from app.frontend import stylesheets
from app.security import local_path
from components.pictures import qr
from services.domain.errors import Forbidden, ServiceError, TooMany
from services.domain.people import Browser, Step

# Where the cookie keeps a sign-in that waits for its second step, and where to go on afterwards.
_WAITING, _NEXT = "waiting", "next"
# Wrong sign-ins count for a quarter of an hour.
LATER = {"Retry-After": "900"}


def sign_in_form() -> ResponseReturnValue:
    """The empty form; whoever is signed in goes on."""
    target = local_path(request.args.get("next"))
    return redirect(target) if current_user.is_authenticated else form(target)


def sign_in() -> ResponseReturnValue:
    """A new session under a new token, or the form again with the reason."""
    target = local_path(request.form.get("next"))
    email, password = request.form.get("email", ""), request.form.get("password", "")
    try:
        token = bundle().accounts.sign_in(email, password, browser())
    except (Forbidden, TooMany) as refusal:
        return refused(target, refusal, email)
    return enter(token, target)


def second_step_form() -> ResponseReturnValue:
    """What the second step asks for; back to the first where nothing waits."""
    step = bundle().accounts.step(session.get(_WAITING, ""))
    return _second_form(step) if step in (Step.CODE, Step.ENROL) else redirect("/login")


def second_step() -> ResponseReturnValue:
    """A new session for the right code; new recovery codes are shown on the way."""
    accounts, waiting = bundle().accounts, session.get(_WAITING, "")
    step = accounts.step(waiting)
    if step not in (Step.CODE, Step.ENROL):
        return redirect("/login")
    try:
        done = accounts.confirm(waiting, request.form.get("code", ""), browser())
    except (Forbidden, TooMany) as refusal:
        status = 401 if isinstance(refusal, Forbidden) else status_of(refusal)
        return _second_form(step, str(refusal)), status, LATER if status == 429 else {}
    target = local_path(session.get(_NEXT))
    answer = enter(done.token, target)
    return page("recovery_codes.html", "Your recovery codes", codes=done.codes, next=target) if done.codes else answer


def sign_out() -> ResponseReturnValue:
    """The session's row is gone, so the cookie opens nothing any more, wherever it was copied to."""
    bundle().accounts.sign_out(current_user.token)
    logout_user()
    session.clear()
    return redirect("/login")


def enter_workspace() -> ResponseReturnValue:
    """The same person in another of their workspaces."""
    bundle().accounts.enter(g.actor, current_user.token, request.form.get("workspace", ""))
    # A view of the old workspace means nothing in the new one: its path stays, its query goes.
    return redirect(local_path(request.form.get("next")).partition("?")[0])


def enter(token: str, target: str) -> ResponseReturnValue:
    """The way on after a sign-in: into the app, or to the second step; nothing of the session before is kept."""
    session.clear()
    actor = bundle().accounts.actor(token, active=True)
    if actor is None:
        session.update({_WAITING: token, _NEXT: target})
        return redirect("/login/second")
    login_user(SignedIn(token, actor))
    return redirect(target)


def refused(target: str, refusal: ServiceError, email: str = "") -> ResponseReturnValue:
    """The form again, with the reason."""
    status = 401 if isinstance(refusal, Forbidden) else status_of(refusal)
    return form(target, email=email[:254], error=str(refusal)), status, LATER if status == 429 else {}


def form(target: str, **words: Any) -> str:
    """The form to sign in with; afterwards it goes on to `target`."""
    return page("login.html", "Sign in", next=target, **words)


def page(template: str, title: str, **words: Any) -> str:
    """A page for people who are nobody yet."""
    provider = current_app.extensions["provider"]
    return render_template(template, title=title, nonce=g.nonce, stylesheets=stylesheets(), provider=provider, **words)


def browser() -> Browser:
    """Where this request comes from."""
    return Browser(request.remote_addr or "", request.user_agent.string)


def register(server: Flask) -> None:
    """Adds the forms."""
    server.add_url_rule("/login", "sign_in_form", sign_in_form, methods=["GET"])
    server.add_url_rule("/login", "sign_in", sign_in, methods=["POST"])
    server.add_url_rule("/login/second", "second_step_form", second_step_form, methods=["GET"])
    server.add_url_rule("/login/second", "second_step", second_step, methods=["POST"])
    server.add_url_rule("/sign-out", "sign_out", sign_out, methods=["POST"])
    server.add_url_rule("/workspace", "enter_workspace", enter_workspace, methods=["POST"])


def _second_form(step: Step, error: str = "") -> str:
    if step is Step.CODE:
        return page("second_step.html", "One more step", error=error)
    if error:
        # The app has the picture already; another secret would make it useless.
        return page("second_step.html", "Set up a second factor", enrols=True, error=error)
    # A new secret for each visit: whoever else knows the password may have seen the one before.
    enrolment = bundle().accounts.enrolment(session.get(_WAITING, ""))
    picture = qr(enrolment.address)
    return page("second_step.html", "Set up a second factor", enrolment=enrolment, picture=picture, error=error)
