"""The forms around one-time links: an invitation, a new password, and asking for the link to one."""

from flask import Flask, redirect, request
from flask.typing import ResponseReturnValue

from app.auth import bundle
from app.errors import status_of
from app.security import local_path
from app.sign_in import LATER, browser, enter, form, page
from components.languages import language
from services.domain.errors import InvalidInput, TooMany, Unavailable

_SENT = "If there is an account with this address, a link for a new password is on its way. It works for an hour."


def join_form() -> ResponseReturnValue:
    """What the invitation offers."""
    token = request.args.get("token", "")
    return page("join.html", "Welcome", invitation=bundle().invitations.look(token), token=token)


def join() -> ResponseReturnValue:
    """The account is made and signed in, or the form again with the reason."""
    asked = request.form
    token, name = asked.get("token", ""), asked.get("name", "").strip()[:200]
    try:
        opened = bundle().invitations.accept(token, name, asked.get("password", ""), browser())
    except (InvalidInput, TooMany) as refusal:
        invitation = bundle().invitations.look(token)
        told = {"invitation": invitation, "token": token, "name": name, "error": str(refusal)}
        return page("join.html", "Welcome", **told), status_of(refusal)
    return enter(opened, "/")


def reset_form() -> ResponseReturnValue:
    """Whose password it is about."""
    token = request.args.get("token", "")
    return page("reset.html", "Choose a new password", email=bundle().password_resets.look(token), token=token)


def reset() -> ResponseReturnValue:
    """The new password counts, or the form again with the reason."""
    token = request.form.get("token", "")
    try:
        bundle().password_resets.take(token, request.form.get("password", ""))
    except (InvalidInput, TooMany) as refusal:
        email = bundle().password_resets.look(token)
        told = {"email": email, "token": token, "error": str(refusal)}
        return page("reset.html", "Choose a new password", **told), status_of(refusal)
    return form(local_path(None), told="The new password counts from now on. Sign in with it.")


def forgot_form() -> ResponseReturnValue:
    """Asks for an address, or says who makes links here."""
    return _forgot()


def forgot() -> ResponseReturnValue:
    """The same sentence whatever the address."""
    email = request.form.get("email", "")
    try:
        bundle().forgotten_passwords.ask(email, browser(), language())
    except TooMany as refusal:
        return _forgot(email=email[:254], error=str(refusal)), status_of(refusal), LATER
    except Unavailable:
        return _forgot()
    return _forgot(told=_SENT)


def _forgot(**words: str) -> str:
    return page("forgot.html", "Forgot your password?", possible=bundle().forgotten_passwords.possible(), **words)


def moved() -> ResponseReturnValue:
    """Where browsers and password managers look for the place to change a password."""
    return redirect("/account")


def register(server: Flask) -> None:
    """Adds the forms."""
    server.add_url_rule("/join", "join_form", join_form, methods=["GET"])
    server.add_url_rule("/join", "join", join, methods=["POST"])
    server.add_url_rule("/reset", "reset_form", reset_form, methods=["GET"])
    server.add_url_rule("/reset", "reset", reset, methods=["POST"])
    server.add_url_rule("/forgot", "forgot_form", forgot_form, methods=["GET"])
    server.add_url_rule("/forgot", "forgot", forgot, methods=["POST"])
    server.add_url_rule("/.well-known/change-password", "change_password", moved, methods=["GET"])
