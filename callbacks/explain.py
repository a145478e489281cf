"""Explain a post: looked up in what the worker stored, so that another post answers at once."""

from typing import Any

from dash import Input, Output, State, no_update

from callbacks import parse
from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import ids
from components.empty import empty, link
from components.explanations import exact_panel, header, lime_panel, position, sentence_card, shap_panel
from services.domain.errors import NotFound
from services.domain.explained import PostExplained
from services.policy import Permission


def _explained(ready: str) -> PostExplained:
    return services().explanations.post(actor(), parse.selection(ready))


def show_post(ready: str) -> tuple[Any, Any, Any, Any, bool, bool, list[str]]:
    """Who the post is, the sentence that says why, and the exact answer; or that there is no such post."""
    try:
        found = _explained(ready)
    except NotFound as nothing:
        instead = empty("No such post", str(nothing), link("Pick one on the segments page", "/segments"))
        return instead, None, None, no_update, True, True, ["", ""]
    return (
        header(found.header),
        sentence_card(found.sentence),
        exact_panel(found.exact),
        position(found.header),
        not found.header.previous,
        not found.header.following,
        [found.header.previous, found.header.following],
    )


def show_forest(ready: str) -> tuple[Any, Any, Any]:
    """The answers of SHAP and LIME; the header again, now with the forest's certainty."""
    try:
        found = _explained(ready)
    except NotFound:
        return None, None, no_update
    return shap_panel(found.shap), lime_panel(found.lime, found.agreement), header(found.header)


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    once: dict[str, Any] = {"permission": Permission.EXPLORE, "prevent_initial_call": True}
    wire(
        show_post,
        Output(str(ids.EXPLAIN_HEADER), "children"),
        Output(str(ids.EXPLAIN_SENTENCE), "children"),
        Output(str(ids.EXPLAIN_EXACT), "children"),
        Output(str(ids.EXPLAIN_POSITION), "children"),
        Output(str(ids.EXPLAIN_PREVIOUS), "disabled"),
        Output(str(ids.EXPLAIN_NEXT), "disabled"),
        Output(str(ids.EXPLAIN_NEIGHBOURS), "data"),
        Input(str(ids.SWEEP_READY), "data"),
        **once,
    )
    wire(
        show_forest,
        Output(str(ids.EXPLAIN_SHAP), "children"),
        Output(str(ids.EXPLAIN_LIME), "children"),
        Output(str(ids.EXPLAIN_HEADER), "children", allow_duplicate=True),
        Input(str(ids.MODEL_READY), "data"),
        **once,
    )
    wire.in_browser(
        "step",
        Output(str(ids.URL), "search", allow_duplicate=True),
        Input(str(ids.EXPLAIN_PREVIOUS), "n_clicks"),
        Input(str(ids.EXPLAIN_NEXT), "n_clicks"),
        Input(str(ids.EXPLAIN_SEARCH), "value"),
        State(str(ids.EXPLAIN_NEIGHBOURS), "data"),
        State(str(ids.URL), "search"),
        prevent_initial_call=True,
    )
