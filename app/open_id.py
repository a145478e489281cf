"""Signing in through another provider with OpenID Connect: authorization code with state, nonce and PKCE."""

from typing import Any

import structlog
from authlib.common.errors import AuthlibBaseError
from authlib.integrations.flask_client import OAuth
from flask import Flask, current_app, g, redirect, request, session
from flask.typing import ResponseReturnValue
from flask_login import current_user
from joserfc.errors import JoseError
from requests import RequestException

from app.auth import bundle
from app.security import local_path
from app.settings import Settings
from app.sign_in import browser, enter, refused
from services.domain.errors import Conflict, Forbidden, NotFound, ServiceError

log = structlog.get_logger()

_BACK = "/login/provider/back"
# Why somebody was sent to the provider: it stands in our cookie, beside the state.
_WHY = "provider"
_TIMEOUT = 10


def register(server: Flask, settings: Settings) -> None:
    """Adds the two routes, which lead nowhere unless a provider is set."""
    server.extensions["provider"] = settings.oidc_name if settings.oidc_issuer else ""
    server.extensions["provider_client"] = _client(server, settings) if settings.oidc_issuer else None
    server.extensions["address"] = settings.address
    server.extensions["provider_settings"] = settings
    server.add_url_rule("/login/provider", "provider_start", provider_start, methods=["GET"])
    server.add_url_rule(_BACK, "provider_back", provider_back, methods=["GET"])


def provider_start() -> ResponseReturnValue:
    """On to the provider; `invitation` and `link` say what its answer is for."""
    client, target = _known_client(), local_path(request.args.get("next"))
    links = "link" in request.args
    if links and not (current_user.is_authenticated and _from_a_page_of_ours()):
        return redirect("/account")
    session[_WHY] = {"next": target, "invitation": request.args.get("invitation", "")[:100], "link": links}
    settings: Settings = current_app.extensions["provider_settings"]
    try:
        answer: ResponseReturnValue = client.authorize_redirect(settings.address + _BACK)
    except (AuthlibBaseError, RequestException, ValueError) as trouble:
        return refused(target, _unreachable(trouble))
    return answer


def provider_back() -> ResponseReturnValue:
    """What the provider says, checked: state, nonce, signature, issuer, audience and time; then whatever it was for."""
    client, why = _known_client(), session.pop(_WHY, None) or {}
    settings: Settings = current_app.extensions["provider_settings"]
    target = local_path(why.get("next"))
    try:
        told: dict[str, Any] = client.authorize_access_token()["userinfo"]
    except (AuthlibBaseError, JoseError, RequestException, ValueError, KeyError) as trouble:
        return refused(target, _unreachable(trouble))
    issuer, subject = str(told.get("iss", "")), str(told.get("sub", ""))
    if issuer.rstrip("/") != settings.oidc_issuer.rstrip("/") or not subject:
        return refused(target, _unreachable(ValueError("another issuer")))
    try:
        return _go_on(why, issuer, subject, str(told.get("name", "")))
    except (Forbidden, NotFound, Conflict) as refusal:
        return refused(target, refusal)


def _go_on(why: dict[str, Any], issuer: str, subject: str, name: str) -> ResponseReturnValue:
    if why.get("link"):
        if not current_user.is_authenticated:
            raise Forbidden("Sign in first, then link the provider on the page Account.")
        g.actor = current_user.actor
        bundle().providers.link(g.actor, issuer, subject)
        return redirect("/account")
    if why.get("invitation"):
        return enter(bundle().invitations.accept_from(why["invitation"], issuer, subject, name, browser()), "/")
    return enter(bundle().providers.sign_in(issuer, subject, browser()), local_path(why.get("next")))


def _client(server: Flask, settings: Settings) -> Any:
    return OAuth(server).register(
        "provider",
        client_id=settings.oidc_client_id,
        client_secret=settings.oidc_client_secret.get_secret_value(),
        server_metadata_url=f"{settings.oidc_issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid profile email", "code_challenge_method": "S256", "timeout": _TIMEOUT},
    )


def _known_client() -> Any:
    client = current_app.extensions["provider_client"]
    if client is None:
        raise NotFound("No other provider is set up here. Sign in with your password.")
    return client


def _from_a_page_of_ours() -> bool:
    """A link to the provider is followed from our page Account, not from elsewhere."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") == "same-origin"


def _unreachable(trouble: Exception) -> ServiceError:
    log.warning("provider refused", trouble=type(trouble).__name__)
    return Forbidden("The other provider did not sign you in. Try again, or sign in with your password.")
