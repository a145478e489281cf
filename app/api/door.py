"""Who may call: the token in the header Authorization and nothing else, not even a signed-in browser."""

from flask import Response, current_app, g, request

from app.api.problems import problem
from callbacks.context import EXTENSION
from services.bundle import Services
from services.domain.errors import TooMany
from services.policy import SCOPES, Permission, allows
from services.refusals import LIMIT, NOT_ALLOWED, TOKEN, refused

PERMISSION = "permission"
DOCUMENT = "api_document"
_LONGEST = 200
# What people call a token when they put it into an address.
_IN_AN_ADDRESS = ("token", "access_token", "api_key", "apikey", "key", "authorization", "bearer")


def enter() -> Response | None:
    """None where the call may go on, and `g.actor` is who calls; else the refusal."""
    if any(name.lower() in _IN_AN_ADDRESS for name in request.args):
        refused(TOKEN, place="address")
        return _who("A token in an address ends up in logs, and is refused. Send it in the header Authorization.")
    kind, _, shown = request.headers.get("Authorization", "").partition(" ")
    if kind.lower() != "bearer" or not shown:
        return _who("Send a token in the header Authorization: Bearer. Agency staff make them on Score new posts.")
    services: Services = current_app.extensions[EXTENSION]
    try:
        bearer = services.tokens.bearer(shown.strip()[:_LONGEST])
    except TooMany as often:
        refused(LIMIT, limit="calls of a token")
        return refuse_often(often)
    if bearer is None:
        refused(TOKEN)
        return _who("This token opens nothing: it is wrong, expired or revoked. Make a new one.", "invalid_token")
    g.actor = bearer.actor
    return _enough(getattr(current_app.view_functions.get(request.endpoint or ""), PERMISSION, None))


def refuse_often(often: TooMany) -> Response:
    """The refusal of who asks too often, with when to come back."""
    refusal = problem(429, str(often))
    refusal.headers["Retry-After"] = str(often.seconds or 60)
    return refusal


def _enough(demanded: Permission | None) -> Response | None:
    if demanded is None:
        # No operation of ours: what is wrong with the address is said by whoever answers it.
        return None
    if allows(g.actor, demanded):
        return None
    refused(NOT_ALLOWED, g.actor.user_id, workspace=g.actor.workspace_id, permission=demanded.name)
    scopes = [scope.value for scope, rights in SCOPES.items() if demanded in rights]
    refusal = problem(403, f"This token may not {demanded.value}. It needs the scope {' or '.join(scopes)}.")
    refusal.headers["WWW-Authenticate"] = f'Bearer realm="postlens", error="insufficient_scope", scope="{scopes[0]}"'
    return refusal


def _who(detail: str, error: str = "") -> Response:
    refusal = problem(401, detail)
    refusal.headers["WWW-Authenticate"] = 'Bearer realm="postlens"' + (f', error="{error}"' if error else "")
    return refusal
