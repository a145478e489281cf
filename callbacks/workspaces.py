"""The page of workspaces."""

from typing import Any

from dash import ALL, Input, Output, State, ctx, no_update

from callbacks import parse
from callbacks.context import actor, services
from callbacks.pressed import anew
from callbacks.wiring import Wiring
from components import ids
from components.notices import notice
from components.workspaces import workspace_list
from services.policy import Permission


def show(_changed: Any) -> Any:
    """All workspaces, with how full they are."""
    return workspace_list(services().workspaces.all(actor()), services().quota.usage(actor()))


def create(_clicks: Any, name: Any) -> tuple[Any, Any, Any]:
    """One more, empty."""
    if not _clicks:
        return (no_update,) * 3
    made = services().workspaces.create(actor(), parse.text(name, "name"))
    told = f"{made.name} is there. It stands in the list of workspaces when you load the page again."
    return "", anew(), notice(told, bad=False)


def rename(_clicks: list[int | None], _names: list[Any]) -> tuple[Any, Any]:
    """Another name."""
    key = parse.pressed(ctx.triggered_id, ctx.triggered)
    if key is None:
        return no_update, no_update
    room = parse.identifier(key, "workspace")
    given = {one["id"]["key"]: one.get("value") for one in ctx.states_list[0] if isinstance(one.get("id"), dict)}
    renamed = services().workspaces.rename(actor(), room, parse.text(given.get(room), "name"))
    return anew(), notice(f"It is called {renamed.name} now.", bad=False)


def drop_words(_clicks: list[int | None]) -> tuple[Any, Any]:
    """From now on no words are kept there."""
    key = parse.pressed(ctx.triggered_id, ctx.triggered)
    if key is None:
        return no_update, no_update
    ruled = services().workspaces.drop_words(actor(), parse.identifier(key, "workspace"))
    return anew(), notice(f"{ruled.name} keeps no words of files that come in from now on.", bad=False)


def keep_words(_clicks: list[int | None]) -> tuple[Any, Any]:
    """From now on whoever imports a file chooses."""
    key = parse.pressed(ctx.triggered_id, ctx.triggered)
    if key is None:
        return no_update, no_update
    ruled = services().workspaces.keep_words(actor(), parse.identifier(key, "workspace"))
    return anew(), notice(f"In {ruled.name} whoever imports a file chooses whether its words are kept.", bad=False)


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    permission = Permission.MANAGE_PEOPLE
    listed = Output(str(ids.WORKSPACES_LIST), "children")
    wire(show, listed, Input(str(ids.WORKSPACES_CHANGED), "data"), permission=permission)
    once: dict[str, Any] = {"permission": permission, "prevent_initial_call": True}
    done = Output(str(ids.WORKSPACES_CHANGED), "data", allow_duplicate=True)
    told = Output(str(ids.NOTICES), "children", allow_duplicate=True)
    emptied, typed = Output(str(ids.WORKSPACES_NAME), "value"), State(str(ids.WORKSPACES_NAME), "value")
    wire(create, emptied, done, told, Input(str(ids.WORKSPACES_CREATE), "n_clicks"), typed, **once)
    wire(drop_words, done, told, Input(ids.WORKSPACES_DROP_WORDS.at(ALL), "n_clicks"), **once)
    wire(keep_words, done, told, Input(ids.WORKSPACES_KEEP_WORDS.at(ALL), "n_clicks"), **once)
    names = State(ids.WORKSPACES_OWN_NAME.at(ALL), "value")
    wire(rename, done, told, Input(ids.WORKSPACES_RENAME.at(ALL), "n_clicks"), names, **once)
