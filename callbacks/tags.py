"""Tags of the explained post, and of all posts by rule."""

from typing import Any

from dash import ALL, Input, Output, State, ctx
from dash.exceptions import PreventUpdate

from callbacks import parse
from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import ids
from components.tags import post_tags
from services.domain.errors import NotFound
from services.domain.tagging import TagRule
from services.policy import Permission, allows

_FIELDS = (ids.TAGS_NAME, ids.TAGS_CONTAINS, ids.TAGS_PAGE, ids.TAGS_FORMAT)


def show_tags(ready: str) -> Any:
    """The tags beside the post; nothing where there is no such post."""
    try:
        found = services().tagging.of_post(actor(), parse.selection(ready))
    except NotFound:
        return None
    return post_tags(found, may_tag=allows(actor(), Permission.TAG))


def toggle(_clicks: list[int | None], ready: str) -> str:
    """Gives the post a tag, or takes it back; then the page draws anew."""
    tag = parse.pressed(ctx.triggered_id, ctx.triggered)
    if tag is None:
        raise PreventUpdate
    services().tagging.toggle(actor(), parse.selection(ready), parse.identifier(tag, "tag"))
    return ready


def remove(_clicks: list[int | None], ready: str) -> str:
    """Deletes a tag everywhere."""
    tag = parse.pressed(ctx.triggered_id, ctx.triggered)
    if tag is None:
        raise PreventUpdate
    services().tagging.remove(actor(), parse.identifier(tag, "tag"))
    return ready


def add(clicks: int | None, *fields: object) -> Any:
    """A new tag: for this post where it has no rule, else for every post that the rule fits."""
    if not clicks:
        raise PreventUpdate
    *said, ready = fields
    name, *rules = (
        parse.text(value, what) for value, what in zip(said, ("name", "text", "page", "format"), strict=True)
    )
    rule = TagRule(*rules)
    tag = services().tagging.add(actor(), name, rule)
    if not rule.says_something:
        services().tagging.toggle(actor(), parse.selection(ready), tag.id)
    return ready


def register(wire: Wiring) -> None:
    """Hangs up the card; a change is told to all that listens to what is ready."""
    shown = Input(str(ids.SWEEP_READY), "data")
    ready, drawn = State(str(ids.SWEEP_READY), "data"), Output(str(ids.SWEEP_READY), "data", allow_duplicate=True)
    once: dict[str, Any] = {"permission": Permission.TAG, "prevent_initial_call": True}
    wire(
        show_tags,
        Output(str(ids.TAGS_POST), "children"),
        shown,
        permission=Permission.EXPLORE,
        prevent_initial_call=True,
    )
    wire(toggle, drawn, Input(ids.TAGS_TOGGLE.at(ALL), "n_clicks"), ready, **once)
    wire(remove, drawn, Input(ids.TAGS_REMOVE.at(ALL), "n_clicks"), ready, **once)
    wire(
        add,
        drawn,
        Input(str(ids.TAGS_ADD), "n_clicks", allow_optional=True),
        *(State(str(slot), "value", allow_optional=True) for slot in _FIELDS),
        ready,
        **once,
    )
