"""Tokens for programs, on the page Score new posts."""

from typing import Any

from dash import ALL, Input, Output, State, no_update

from callbacks import parse
from callbacks.context import actor, address, services
from callbacks.pressed import pressed_key
from callbacks.wiring import Wiring
from components import ids
from components.empty import failed
from components.tokens import made, token_list
from services.domain.errors import InvalidInput
from services.domain.tokens import NewToken, read_scopes
from services.policy import Permission


def make(_clicks: int | None, name: Any, scopes: Any, days: Any) -> tuple[Any, Any]:
    """The token, shown once, or what cannot be."""
    if not _clicks:
        return no_update, no_update
    try:
        wanted = NewToken(parse.text(name, "name"), read_scopes(_names(scopes)), _days(days))
        found = services().tokens.add(actor(), wanted)
    except InvalidInput as cannot:
        return failed(str(cannot)), no_update
    return made(found, address()), found.token.id


def show_tokens(_changed: Any, _search: Any) -> Any:
    """Those of this workspace."""
    return token_list(services().tokens.all(actor()))


def revoke(_clicks: list[int | None]) -> tuple[Any, Any]:
    """One of them opens nothing from now on; one that is shown just now is hidden, too."""
    key = pressed_key()
    if not key:
        return no_update, no_update
    services().tokens.revoke(actor(), parse.identifier(key, "token"))
    return f"revoked {key}", None


def _names(scopes: Any) -> tuple[str, ...]:
    return tuple(map(str, scopes)) if isinstance(scopes, list) else ()


def _days(days: Any) -> int:
    try:
        return int(str(days))
    except ValueError:
        raise InvalidInput("Say for how many days the token works, such as 90.", "days") from None


def register(wire: Wiring) -> None:
    """Hangs up the card."""
    once: dict[str, Any] = {"permission": Permission.TOKENS, "prevent_initial_call": True}
    changed, shown = str(ids.TOKENS_CHANGED), str(ids.TOKENS_MADE)
    wire(
        make,
        Output(shown, "children"),
        Output(changed, "data"),
        Input(str(ids.TOKENS_MAKE), "n_clicks"),
        *(State(str(slot), "value") for slot in (ids.TOKENS_NAME, ids.TOKENS_SCOPES, ids.TOKENS_DAYS)),
        **once,
    )
    wire(
        show_tokens,
        Output(str(ids.TOKENS_LIST), "children"),
        Input(changed, "data"),
        State(str(ids.URL), "search"),
        permission=Permission.TOKENS,
    )
    gone = (Output(changed, "data", allow_duplicate=True), Output(shown, "children", allow_duplicate=True))
    wire(revoke, *gone, Input(ids.TOKENS_REVOKE.at(ALL), "n_clicks"), **once)
