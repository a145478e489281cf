"""What every answer carries, and what is asked of every request that changes something."""

import secrets
from dataclasses import dataclass
from http import HTTPStatus
from urllib.parse import urlsplit

from flask import Flask, Response, g, request
from werkzeug.middleware.proxy_fix import ProxyFix

_POLICY = (
    "default-src 'none'; script-src 'self' 'nonce-{nonce}'{extra}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; worker-src 'self' blob:; "
    "manifest-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
)
_SAFE = ("GET", "HEAD", "OPTIONS")
_LASTING = ("/assets/", "/_dash-component-suites/")


@dataclass(frozen=True, slots=True)
class Front:
    """How the app is reached. https: browsers are told to use nothing else. proxies: trusted ones in front of it.

    needs_eval: plotly's strict bundle is missing, and its own needs what the policy would forbid.
    """

    https: bool = False
    proxies: int = 0
    needs_eval: bool = False


def register(server: Flask, front: Front) -> None:
    """Puts the headers on every answer, and believes what trusted proxies say about where a request came from."""
    if front.proxies:
        number = front.proxies
        server.wsgi_app = ProxyFix(server.wsgi_app, x_for=number, x_proto=number, x_host=number)  # type: ignore[method-assign]  # Flask's own way
    server.before_request(_give_nonce)
    server.after_request(lambda response: _protect(response, front))


def same_origin() -> bool:
    """Whether the request comes from a page of ours, or from no page at all; any safe method does."""
    if request.method in _SAFE:
        return True
    site = request.headers.get("Sec-Fetch-Site")
    if site:
        return site in ("same-origin", "none")
    # Browsers send an origin with everything that could be forged; programs send neither header.
    origin = request.headers.get("Origin")
    return origin is None or urlsplit(origin).netloc == request.host


def local_path(wanted: str | None) -> str:
    """Where to go on after a form: a path of this site, whatever was asked for."""
    path = wanted or "/"
    clean = path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable() and "\\" not in path
    return path if clean else "/"


def _give_nonce() -> None:
    g.nonce = secrets.token_urlsafe(16)


def _protect(response: Response, front: Front) -> Response:
    extra = " 'unsafe-eval'" if front.needs_eval else ""
    nonce = g.get("nonce", "")
    # A view that shows what others made says so itself, more strictly.
    response.headers.setdefault("Content-Security-Policy", _POLICY.format(nonce=nonce, extra=extra))
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers["Cross-Origin-Opener-Policy"] = "same-origin"
    response.headers["Cross-Origin-Resource-Policy"] = "same-origin"
    if front.https:
        response.headers["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains"
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(), payment=()"
    if request.path.startswith(_LASTING) and response.status_code == HTTPStatus.OK:
        # Their addresses carry a version: a new file is a new address.
        response.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    else:
        response.headers["Cache-Control"] = "no-store"
    return response
