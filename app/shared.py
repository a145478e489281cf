"""Reports for whoever holds a link: no account, no search engine, no trace of the link in addresses or logs.

The token in the link is exchanged for a short cookie that only one clean address gets back.
"""

import base64
from collections.abc import Callable
from typing import Any

from flask import Flask, Response, current_app, make_response, redirect, render_template, request, send_file
from flask.typing import ResponseReturnValue
from itsdangerous import BadSignature, URLSafeTimedSerializer

from callbacks.context import EXTENSION
from components.uploads import file_size
from services.bundle import Services
from services.domain.errors import Forbidden, NotFound, TooMany
from services.domain.people import Browser
from services.domain.sharing import SharedReport

_COOKIE = "postlens-share"
_MINUTES = 30
# The page brings its own policy, which names its one script by hash; around it stands this one, and a sandbox.
_PAGE_POLICY = (
    "sandbox allow-scripts; default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'self'"
)
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)


def open_link(token: str = "") -> ResponseReturnValue:
    """The clean address, and the cookie that opens it."""
    link, locked = _services().sharing.open(token, _browser())
    return _let_in(link, locked=locked)


def shared_report(link: str) -> ResponseReturnValue:
    """What the link shows, or the question for its password."""
    if _seal_of(link)["locked"]:
        _services().sharing.look(link)
        return _locked(link)
    report = _services().sharing.look(link)
    files = [{"label": file.label, "size": file_size(file.size)} for file in report.files]
    logo = base64.b64encode(report.logo).decode()
    return _page(
        "shared.html", report, link=link, report=report, files=files, logo=logo, day=f"{report.made_at:%d %b %Y}"
    )


def unlock_link(link: str) -> ResponseReturnValue:
    """The same address without the question, where the password is right."""
    _seal_of(link)
    try:
        _services().sharing.unlock(link, request.form.get("password", ""), _browser())
    except (Forbidden, TooMany) as refusal:
        status = 403 if isinstance(refusal, Forbidden) else 429
        return _locked(link, error=str(refusal)), status, {"Retry-After": "900"} if status == 429 else {}
    return _let_in(link, locked=False)


def shared_file(link: str, number: int) -> ResponseReturnValue:
    """One of the files, always as a download."""
    files = _opened(link).files
    if number >= len(files):
        raise NotFound("There is no such file.")
    file = files[number]
    return send_file(file.path, mimetype=file.media_type, as_attachment=True, download_name=file.name)


def shared_page(link: str) -> ResponseReturnValue:
    """The report as browsers show it: alone in a sandbox, whatever it holds."""
    page = _opened(link).page
    if page is None:
        raise NotFound("There is no page.")
    response = send_file(page.path, mimetype="text/html")
    response.headers["Content-Security-Policy"] = _PAGE_POLICY
    return response


def shared_nothing(rest: str = "") -> ResponseReturnValue:  # noqa: ARG001  (every other address is the same nothing)
    """What stands under any other address here."""
    raise NotFound("There is no such address.")


# Views that strangers may open; each asks the link, never an account.
_VIEWS: tuple[Callable[..., ResponseReturnValue], ...] = (
    open_link,
    shared_report,
    unlock_link,
    shared_file,
    shared_page,
    shared_nothing,
)
OPEN = frozenset(view.__name__ for view in _VIEWS)


def register(server: Flask) -> None:
    """Adds the routes; whatever is not found below them looks the same, to the byte."""
    shown = {view.__name__: _as_seen_by_strangers(view) for view in _VIEWS}
    for rule, name, method in (
        ("/s/", "open_link", "GET"),
        ("/s/<path:token>", "open_link", "GET"),
        ("/shared/<link>", "shared_report", "GET"),
        ("/shared/<link>", "unlock_link", "POST"),
        ("/shared/<link>/file/<int:number>", "shared_file", "GET"),
        ("/shared/<link>/page", "shared_page", "GET"),
        ("/shared/", "shared_nothing", "GET"),
        ("/shared/<path:rest>", "shared_nothing", "GET"),
    ):
        server.add_url_rule(rule, name, shown[name], methods=[method])


def _as_seen_by_strangers(view: Callable[..., ResponseReturnValue]) -> Callable[..., Response]:
    def shown(**parts: Any) -> Response:
        try:
            response = make_response(view(**parts))
        except NotFound:
            response = make_response(_nothing(), 404)
        except TooMany as refusal:
            response = make_response(_page("shared_nothing.html", None, message=str(refusal)), 429)
            response.headers["Retry-After"] = "900"
        response.headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
        response.headers["Referrer-Policy"] = "no-referrer"
        response.headers.setdefault("Content-Security-Policy", _POLICY)
        return response

    return shown


def _let_in(link: str, *, locked: bool) -> Response:
    response = make_response(redirect(f"/shared/{link}", 303))
    response.set_cookie(
        _COOKIE,
        _seals().dumps({"link": link, "locked": locked}),
        max_age=_MINUTES * 60,
        path=f"/shared/{link}",
        secure=current_app.config["SESSION_COOKIE_SECURE"],
        httponly=True,
        samesite="Lax",
    )
    return response


def _seal_of(link: str) -> dict[str, Any]:
    """What the cookie says of this link; NotFound where it says nothing, or says it for too long."""
    try:
        seal = _seals().loads(request.cookies.get(_COOKIE, ""), max_age=_MINUTES * 60)
    except BadSignature:
        seal = None
    if not isinstance(seal, dict) or seal.get("link") != link:
        raise NotFound("Open the link again.")
    return seal


def _opened(link: str) -> SharedReport:
    if _seal_of(link)["locked"]:
        raise NotFound("Open the link again.")
    return _services().sharing.look(link)


def _locked(link: str, error: str = "") -> str:
    return _page("shared_locked.html", None, link=link, error=error)


def _nothing() -> str:
    message = "There is nothing here, or not any more. Open the link you were sent again, or ask for a new one."
    return _page("shared_nothing.html", None, message=message)


def _page(template: str, shown: SharedReport | None, **words: Any) -> str:
    title, colour = (shown.title, shown.colour) if shown else ("A report", "")
    return render_template(template, title=title, colour=colour, **words)


def _seals() -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(current_app.secret_key or "", salt="postlens share")


def _browser() -> Browser:
    return Browser(request.remote_addr or "", request.user_agent.string)


def _services() -> Services:
    bundle: Services = current_app.extensions[EXTENSION]
    return bundle
