"""Builds the web app."""

import re
from typing import Any

import dash
import structlog
from dash import Dash
from flask import Flask, g, redirect, request
from flask.typing import ResponseReturnValue

from app import (
    activity_csv,
    auth,
    callback_guard,
    errors,
    languages,
    manifests,
    newcomers,
    observability,
    open_id,
    pace,
    readiness,
    report_files,
    schedules,
    secret,
    security,
    shared,
    sign_in,
    uploads,
)
from app.api import routes as api
from app.background import JobManager
from app.container import build_services
from app.frontend import ASSETS, strict_plotly, vendor_stylesheets
from app.pages import PAGES
from app.pages.page import Page
from app.settings import Settings
from app.strict_json import StrictJson
from callbacks import register_all
from callbacks.context import EXTENSION, actor, services
from callbacks.failures import show
from callbacks.wiring import Wiring
from components.empty import forbidden
from components.languages import language
from components.shell import NavItem, shell
from components.still import stilled
from services.about import about
from services.policy import allows
from services.storage.cache import open_cache

log = structlog.get_logger()

HOME = "/segments"
# Requests are counted by address: this one is not anybody's.
_NOBODYS_ADDRESS = "0.0.0.0"  # noqa: S104  (nothing listens there)


def create_app(settings: Settings | None = None) -> Dash:
    """The Dash app, guarded, wired, ready to serve."""
    settings = settings or Settings()
    plotly = strict_plotly()
    if plotly is None:
        log.warning("plotly's strict bundle is missing: scripts may use eval", remedy="make setup")
    readiness.demand(settings)
    server = _server(settings, security.Front(settings.https, settings.trusted_proxies, plotly is None))
    app = _Postlens(
        "postlens",
        server=server,  # type: ignore[arg-type]  # Dash takes a Flask app here, its hint does not say so
        assets_folder=str(ASSETS),
        assets_path_ignore=["vendor"],
        assets_ignore=r"^theme\.js$",  # it stands in the head, before anything is painted
        external_stylesheets=vendor_stylesheets(),
        use_pages=True,
        pages_folder="",
        title="Postlens",
        update_title="",
        suppress_callback_exceptions=True,
        enable_mcp=False,
        background_callback_manager=JobManager(open_cache(settings.cache)),
        on_error=show,
        compress=True,
        use_async=False,
    )
    app.plotly = plotly
    app.layout = _shell
    for page in PAGES:
        dash.register_page(page.path, path=page.path, title=f"{page.title} · Postlens", layout=_layout(page))
    wire = Wiring(app)
    register_all(wire)
    if wire.undeclared():
        raise RuntimeError(f"These callbacks say nothing about who may call them: {sorted(wire.undeclared())}")
    callback_guard.close(server, wire, app)
    languages.put_into_words(server)
    _finish(server)
    return app


def _finish(server: Flask) -> None:
    """The first request, before there are two.

    Dash completes its callbacks at the first request, and where two come at once they break each other's work: from
    then on nothing would hear the buttons that stop long work.
    """
    server.test_client().get("/healthz", environ_base={"REMOTE_ADDR": _NOBODYS_ADDRESS})


class _Postlens(Dash):
    """Dash, with a nonce on each of its scripts."""

    plotly: str | None = None

    def _config(self) -> dict[str, Any]:
        """Where the browser finds plotly once a chart needs it: the strict bundle instead of Dash's own."""
        found: dict[str, Any] = super()._config()  # type: ignore[no-untyped-call]  # Dash has no hints here
        return found | {"serve_locally": False, "plotlyjs_url": self.plotly} if self.plotly else found

    def _get_signing_secret(self) -> bytes:
        """Signs handles of long work: another key for each session, so that nobody else's handles count."""
        return callback_guard.session_secret(super()._get_signing_secret())

    def interpolate_index(self, **parts: Any) -> str:  # type: ignore[override]  # Dash calls it by name only
        """The page's frame, with a nonce on every script."""
        nonce = f'<script nonce="{g.nonce}"'
        first = f'{nonce} src="/assets/theme.js"></script>'
        scripts, renderer = (re.sub("<script", nonce, parts[name]) for name in ("scripts", "renderer"))
        return (
            f'<!DOCTYPE html><html lang="{language()}"><head>{parts["metas"]}<title>{parts["title"]}</title>'
            f'<meta name="viewport" content="width=device-width, initial-scale=1">'
            f"{parts['favicon']}{first}{parts['css']}</head><body>{parts['app_entry']}"
            f"<footer>{parts['config']}{languages.for_scripts()}{scripts}{renderer}</footer></body></html>"
        )


def _server(settings: Settings, front: security.Front) -> Flask:
    server = Flask("app", static_folder=None, template_folder="templates")
    server.json = StrictJson(server)
    server.config.update(
        SECRET_KEY=secret.key(settings.home.absolute()),
        SESSION_COOKIE_NAME="__Host-postlens" if settings.https else "postlens",
        SESSION_COOKIE_SECURE=settings.https,
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        MAX_CONTENT_LENGTH=8_000_000,
        MAX_FORM_MEMORY_SIZE=100_000,
        MAX_FORM_PARTS=50,
        COMPRESS_MIN_SIZE=1_000,
        SEND_FILE_MAX_AGE_DEFAULT=31_536_000,
    )
    server.extensions[EXTENSION] = build_services(settings)
    server.extensions["about"] = about(settings.copyright, settings.licence)
    server.extensions["upload_limit"] = f"{settings.max_upload_mb:,} MB"
    security.register(server, front)
    observability.register(server)
    languages.register(server, settings.language)
    auth.register(server)
    pace.register(server, settings.requests_per_minute)
    errors.register(server)
    server.add_url_rule("/healthz", "healthz", _healthz)
    server.add_url_rule("/robots.txt", "robots", _robots)
    server.before_request(_home)
    sign_in.register(server)
    newcomers.register(server)
    open_id.register(server, settings)
    schedules.register(server)
    uploads.register(server)
    manifests.register(server)
    report_files.register(server)
    shared.register(server)
    activity_csv.register(server)
    api.register(server)
    return server


def _healthz() -> ResponseReturnValue:
    return "OK", 200, {"Content-Type": "text/plain"}


def _robots() -> ResponseReturnValue:
    return "User-agent: *\nDisallow: /\n", 200, {"Content-Type": "text/plain"}


def _home() -> ResponseReturnValue | None:
    return redirect(HOME) if request.path == "/" else None


def _shell() -> Any:
    if g.get("actor") is None or actor().scopes is not None:
        # Dash looks at the layout once, at the first request, whoever makes it: nobody sees nothing, nor a program.
        return dash.page_container
    workspaces = tuple(services().accounts.workspaces(actor()))
    nav = tuple(
        NavItem(page.path, page.title, page.icon, page.group, page.keys)
        for page in PAGES
        if page.listed and allows(actor(), page.permission)
    )
    return stilled(shell(actor(), workspaces, HOME, nav, dash.page_container))


def _layout(page: Page) -> Any:
    """The page for those who may open it; whatever the address carries is read by callbacks, not here."""

    def layout(**_address: str) -> Any:
        return stilled(page.layout() if allows(actor(), page.permission) else forbidden())

    return layout
