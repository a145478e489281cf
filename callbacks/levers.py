"""Levers: tested by a worker once for each view, then drawn."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dash import Input, Output, no_update

from callbacks import parse
from callbacks.analysis import Stores, cancelled, pinned, reporting, stopped, watch
from callbacks.context import actor, services
from callbacks.wiring import BackgroundTask, Wiring
from components import ids
from components.empty import empty
from components.figures import CHARTS, Drawing
from components.levers import best_time_text, headline
from components.progress import ordered
from services.domain.errors import InvalidInput, NotFound
from services.domain.levers import LeversView
from services.domain.selection import Selection
from services.policy import Permission


def find_levers(ready: str) -> tuple[Any, Any, Any]:
    """Says what can be drawn, or what is to be tested first, once the segments are there."""
    selection = parse.selection(ready)
    if services().levers.is_found(actor(), selection):
        return ready, no_update, None
    dataset = services().datasets.get(actor(), selection.segmentation.dataset)
    wanted = {"dataset": dataset.id, "search": ready}
    return no_update, wanted, ordered(LEVERS.title)


def make_levers(report: Any, wanted: dict[str, Any]) -> tuple[str, Any]:
    """Runs in the worker."""
    selection = _ordered(wanted)
    try:
        services().levers.find(actor(), selection, reporting(report))
    except (InvalidInput, NotFound) as nothing:
        if "strict" in wanted:  # a program waits, not a page: it reads the reason from the job
            raise
        return "", empty("Nothing to test", str(nothing))
    return wanted["search"], None


def announce_levers(_made: str, search: str) -> Any:
    """The view that can be drawn now; nothing when the page asks for another by now."""
    return pinned(search) if services().levers.is_found(actor(), parse.selection(search)) else no_update


def show_words(ready: str) -> tuple[Any, Any]:
    """Both verdicts."""
    view = _view(ready)
    return headline(view.headline), best_time_text(view.best_time)


def show_scores(ready: str) -> Drawing:
    """Every lever against chance."""
    return CHARTS["lever_scores"].draw(_view(ready).found.scores)


def show_time(ready: str) -> Drawing:
    """Weekday by hour."""
    return CHARTS["best_time"].draw(_view(ready).found.best_time)


def _view(ready: str) -> LeversView:
    return services().levers.view(actor(), parse.selection(ready))


def _ordered(wanted: object) -> Selection:
    if not isinstance(wanted, Mapping):
        raise InvalidInput("The order for the levers cannot be read. Load the page again.", "wanted")
    selection, dataset = parse.selection(wanted.get("search")), parse.identifier(wanted.get("dataset"), "dataset")
    return replace(selection, segmentation=replace(selection.segmentation, dataset=dataset))


LEVERS = BackgroundTask(
    name="levers.test",
    title="Testing levers",
    run=make_levers,
    permission=Permission.EXPLORE,
    progress=Output(str(ids.LEVERS_PROGRESS), "children"),
    cancel=Input(str(ids.LEVERS_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (LEVERS,)


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    once: dict[str, Any] = {"permission": Permission.EXPLORE, "prevent_initial_call": True}
    wire(
        find_levers,
        Output(str(ids.LEVERS_READY), "data"),
        Output(str(ids.LEVERS_WANTED), "data"),
        Output(str(ids.LEVERS_PROGRESS), "children"),
        Input(str(ids.SWEEP_READY), "data"),
        **once,
    )
    watch(wire, LEVERS, Stores(ids.LEVERS_WANTED, ids.LEVERS_MADE, ids.LEVERS_READY), announce_levers)
    ready = Input(str(ids.LEVERS_READY), "data")
    words = (Output(str(ids.LEVERS_HEADLINE), "children"), Output(str(ids.LEVERS_TIME_TEXT), "children"))
    wire(show_words, *words, ready, **once)
    wire(show_scores, Output(str(ids.LEVERS_SCORES), "figure"), ready, **once)
    wire(show_time, Output(str(ids.LEVERS_TIME), "figure"), ready, **once)
