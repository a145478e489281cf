"""The Segments page."""

from typing import Any
from urllib.parse import urlencode

from dash import ALL, Input, Output, State, ctx
from dash.exceptions import PreventUpdate

from callbacks import parse
from callbacks.context import actor, services
from callbacks.wiring import Wiring
from components import ids
from components.controls import filter_bar
from components.figures import CHARTS, Drawing
from components.segment_cards import segment_cards
from components.segments import headline, map_text, posts_line, why_title
from components.tables import columns, row
from services.domain.views import DensityOfPosts
from services.policy import Permission, allows


def show_headline(ready: str) -> Any:
    """The finding in words."""
    told = services().segments.headline(actor(), parse.selection(ready))
    return headline(told.finding, told.caution)


def show_manifest(ready: str) -> tuple[str, bool]:
    """Where the manifest of the analysis is, which is there by now; not hidden."""
    asked = parse.selection(ready).segmentation
    fields = {"dataset": asked.dataset, "recipe": asked.recipe, "k": asked.k or "auto", "seed": asked.seed}
    return f"/segments/manifest.json?{urlencode({**fields, 'content': asked.content})}", False


def show_filters(ready: str) -> Any:
    """The pills, as they stand."""
    selection = parse.selection(ready)
    choices = services().segments.choices(actor(), selection)
    recipes = tuple((recipe.value, recipe.label) for recipe in choices.recipes)
    return filter_bar(choices, selection, recipes)


def show_cards(ready: str) -> Any:
    """A card a segment."""
    cards = services().segments.cards(actor(), parse.selection(ready))
    return segment_cards(cards, may_rename=allows(actor(), Permission.NAME_SEGMENTS))


def rename(
    _saves: list[int | None], _enters: list[int | None], _defaults: list[int | None], _names: list[str], ready: str
) -> str:
    """Gives a segment the name in its field, or its default name; then the page draws anew."""
    pressed = ctx.triggered_id
    if not isinstance(pressed, dict) or not ctx.triggered[0]["value"]:
        raise PreventUpdate
    segment = parse.identifier(pressed.get("key"), "segment")
    fields = {field["id"]["key"]: field.get("value") for field in ctx.states_list[0]}
    wanted = "" if pressed.get("part") == ids.SEGMENTS_DEFAULT.part else parse.text(fields.get(segment), "name")
    services().segments.rename(actor(), parse.selection(ready), segment, wanted)
    return ready


def show_map(ready: str) -> tuple[Drawing, bool, str]:
    """The posts in two dimensions, coloured by segment; whether there is no outline to clear; what is drawn."""
    selection = parse.selection(ready)
    value = services().segments.map(actor(), selection)
    chart = "density" if isinstance(value, DensityOfPosts) else "map"
    return CHARTS[chart].draw(value), selection.filters.area is None, map_text(value)


def show_profile(ready: str, statistic: str) -> Drawing:
    """What sets each segment apart."""
    chart = "profile" if statistic == "medians" else "profile_means"
    return CHARTS[chart].draw(services().segments.profile(actor(), parse.selection(ready)))


def show_sizes(ready: str) -> Drawing:
    """What each segment holds."""
    return CHARTS["sizes"].draw(services().segments.sizes(actor(), parse.selection(ready)))


def show_why_k(ready: str) -> tuple[Drawing, str]:
    """Everything that speaks for one number of segments."""
    why = services().segments.why_k(actor(), parse.selection(ready))
    return CHARTS["why_k"].draw(why), why_title(why)


def show_mix(ready: str) -> Drawing:
    """The segments over time."""
    return CHARTS["mix"].draw(services().segments.mix(actor(), parse.selection(ready)))


def show_columns(ready: str) -> tuple[list[dict[str, Any]], str]:
    """The table's columns and what stands above it; the rows come block by block."""
    selection = parse.selection(ready)
    choices = services().segments.choices(actor(), selection)
    first = services().segments.posts(actor(), selection, parse.table_query({"endRow": 1})).rows
    counts = tuple(figure.label.lower() for figure in first[0].counts) if first else ()
    shown = columns(counts, pages=bool(choices.pages))
    return shown, posts_line(choices.in_view, choices.posts)


def show_rows(request: dict[str, Any] | None, ready: str | None) -> dict[str, Any]:
    """A block of the posts in view; nothing before there is a view, as the grid then asks once more.

    An empty answer that came late would be taken for the answer to that second question.
    """
    if request is None or ready is None:
        raise PreventUpdate
    page = services().segments.posts(actor(), parse.selection(ready), parse.table_query(request))
    return {"rowData": [row(post) for post in page.rows], "rowCount": page.total}


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    ready = Input(str(ids.SWEEP_READY), "data")
    once: dict[str, Any] = {"permission": Permission.EXPLORE, "prevent_initial_call": True}
    wire(
        show_map,
        Output(str(ids.SEGMENTS_MAP), "figure"),
        Output(str(ids.SEGMENTS_MAP_CLEAR), "hidden"),
        Output(str(ids.SEGMENTS_MAP_TEXT), "children"),
        ready,
        **once,
    )
    statistic = Input(str(ids.SEGMENTS_STATISTIC), "value")
    wire(show_profile, Output(str(ids.SEGMENTS_PROFILE), "figure"), ready, statistic, **once)
    wire(show_headline, Output(str(ids.SEGMENTS_HEADLINE), "children"), ready, **once)
    link = str(ids.SEGMENTS_MANIFEST)
    wire(show_manifest, Output(link, "href"), Output(link, "hidden"), ready, **once)
    wire(show_filters, Output(str(ids.FILTERS), "children"), ready, **once)
    wire(show_cards, Output(str(ids.SEGMENTS_CARDS), "children"), ready, **once)
    _register_below(wire)
    _register_names(wire)
    _register_choices(wire)


def _register_below(wire: Wiring) -> None:
    """What lies below the first screen waits until that is drawn: people read from the top."""
    wire.in_browser(
        "afterTheMap",
        Output(str(ids.SEGMENTS_BELOW), "data"),
        Input(str(ids.SWEEP_READY), "data"),
        State(str(ids.SEGMENTS_MAP), "id", allow_optional=True),
        prevent_initial_call=True,
    )
    ready = Input(str(ids.SEGMENTS_BELOW), "data")
    once: dict[str, Any] = {"permission": Permission.EXPLORE, "prevent_initial_call": True}
    wire(show_sizes, Output(str(ids.SEGMENTS_SIZES), "figure"), ready, **once)
    why = (Output(str(ids.SEGMENTS_WHY_K), "figure"), Output(str(ids.SEGMENTS_WHY_TEXT), "children"))
    wire(show_why_k, *why, ready, **once)
    wire(show_mix, Output(str(ids.SEGMENTS_MIX), "figure"), ready, **once)
    table = Output(str(ids.SEGMENTS_POSTS), "columnDefs"), Output(str(ids.SEGMENTS_POSTS_TEXT), "children")
    wire(show_columns, *table, ready, **once)
    wire(
        show_rows,
        Output(str(ids.SEGMENTS_POSTS), "getRowsResponse"),
        Input(str(ids.SEGMENTS_POSTS), "getRowsRequest"),
        State(str(ids.SEGMENTS_BELOW), "data"),
        **once,
    )
    grid = State(str(ids.SEGMENTS_POSTS), "id", allow_optional=True)
    wire.in_browser("loadRowsAnew", ready, grid, prevent_initial_call=True)


def _register_names(wire: Wiring) -> None:
    """A new name is everywhere at once: all that shows segments listens to what is ready, and is told again."""
    wire(
        rename,
        Output(str(ids.SWEEP_READY), "data", allow_duplicate=True),
        Input(ids.SEGMENTS_RENAME.at(ALL), "n_clicks"),
        Input(ids.SEGMENTS_NAME.at(ALL), "n_submit"),
        Input(ids.SEGMENTS_DEFAULT.at(ALL), "n_clicks"),
        State(ids.SEGMENTS_NAME.at(ALL), "value"),
        State(str(ids.SWEEP_READY), "data"),
        permission=Permission.NAME_SEGMENTS,
        prevent_initial_call=True,
    )


def _register_choices(wire: Wiring) -> None:
    """What somebody chooses on the page becomes the address; the address becomes the page."""
    address = Output(str(ids.URL), "search", allow_duplicate=True)
    wire.in_browser(
        "choose",
        address,
        Input(ids.SEGMENTS_CARD.at(ALL), "n_clicks"),
        Input(str(ids.SEGMENTS_MAP), "selectedData", allow_optional=True),
        Input(str(ids.SEGMENTS_MAP), "clickData", allow_optional=True),
        Input(str(ids.SEGMENTS_MAP_CLEAR), "n_clicks", allow_optional=True),
        Input(str(ids.SEGMENTS_WHY_K), "clickData", allow_optional=True),
        Input(str(ids.FILTER_PAGE), "value", allow_optional=True),
        Input(str(ids.FILTER_FORMAT), "value", allow_optional=True),
        Input(str(ids.FILTER_SINCE), "value", allow_optional=True),
        Input(str(ids.FILTER_UNTIL), "value", allow_optional=True),
        Input(str(ids.FILTER_TAG), "value", allow_optional=True),
        Input(str(ids.FILTER_COMPARE), "value", allow_optional=True),
        Input(str(ids.FILTER_RECIPE), "value", allow_optional=True),
        Input(str(ids.FILTER_CLEAR), "n_clicks", allow_optional=True),
        State(str(ids.URL), "search"),
        prevent_initial_call=True,
    )
