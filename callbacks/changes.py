"""What stands out over time: looked for by a worker once for each view, then drawn; and the alerts about it."""

from typing import Any

from dash import Input, Output, State, no_update
from dash.exceptions import PreventUpdate

from callbacks import parse
from callbacks.analysis import Stores, cancelled, pinned, reporting, stopped, watch
from callbacks.context import actor, services
from callbacks.wiring import BackgroundTask, Wiring
from components import changes, ids, overview
from components.empty import empty
from components.progress import ordered
from services.domain.errors import NotFound
from services.policy import Permission, allows


def find_changes(ready: str) -> tuple[Any, Any, Any]:
    """Says what can be drawn, or what is to be looked for first, once the segments are there."""
    selection = parse.selection(ready)
    if services().changes.is_found(actor(), selection):
        return ready, no_update, None
    dataset = services().datasets.get(actor(), selection.segmentation.dataset)
    wanted = {"dataset": dataset.id, "search": ready}
    return no_update, wanted, ordered(CHANGES.title)


def make_changes(report: Any, wanted: dict[str, Any]) -> tuple[str, Any]:
    """Runs in the worker."""
    selection = parse.ordered(wanted)
    try:
        services().changes.find(actor(), selection, reporting(report))
    except NotFound as nothing:
        return "", empty("Nothing to look through", str(nothing))
    return wanted["search"], None


def announce_changes(_made: str, search: str) -> Any:
    """The view that can be drawn now; nothing when the page asks for another by now."""
    return pinned(search) if services().changes.is_found(actor(), parse.selection(search)) else no_update


def show_changes(ready: str) -> tuple[Any, Any]:
    """Posts that stand out, and turns in the mix."""
    view = services().changes.view(actor(), parse.selection(ready))
    return changes.outliers(view, parse.explain_address(ready)), changes.turns(view)


def show_alerts(_ready: str) -> Any:
    """The rule of this workspace."""
    return changes.alerts(services().alerts.rule(actor()), may_set=allows(actor(), Permission.TAG))


def set_alerts(threshold: str | None, ready: str) -> tuple[Any, Any]:
    """Turns alerts on or off; what needs attention is told anew."""
    if threshold is None:
        raise PreventUpdate
    known = services().alerts.rule(actor())
    wanted = parse.threshold(threshold)
    if known.threshold == wanted:
        raise PreventUpdate
    rule = services().alerts.set(actor(), wanted)
    notices = services().overview.attention(actor(), parse.selection(ready))
    return changes.alerts(rule, may_set=True), overview.notices(notices)


CHANGES = BackgroundTask(
    name="changes.find",
    title="Looking for what stands out",
    run=make_changes,
    permission=Permission.EXPLORE,
    progress=Output(str(ids.CHANGES_PROGRESS), "children"),
    cancel=Input(str(ids.CHANGES_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (CHANGES,)


def register(wire: Wiring) -> None:
    """Hangs up the cards."""
    once: dict[str, Any] = {"permission": Permission.EXPLORE, "prevent_initial_call": True}
    segments = Input(str(ids.SWEEP_READY), "data")
    wire(
        find_changes,
        Output(str(ids.CHANGES_READY), "data"),
        Output(str(ids.CHANGES_WANTED), "data"),
        Output(str(ids.CHANGES_PROGRESS), "children"),
        segments,
        **once,
    )
    watch(wire, CHANGES, Stores(ids.CHANGES_WANTED, ids.CHANGES_MADE, ids.CHANGES_READY), announce_changes)
    shown = (Output(str(ids.CHANGES_OUTLIERS), "children"), Output(str(ids.CHANGES_TURNS), "children"))
    wire(show_changes, *shown, Input(str(ids.CHANGES_READY), "data"), **once)
    wire(show_alerts, Output(str(ids.OVERVIEW_ALERTS), "children"), segments, **once)
    wire(
        set_alerts,
        Output(str(ids.OVERVIEW_ALERTS), "children", allow_duplicate=True),
        Output(str(ids.OVERVIEW_ATTENTION), "children", allow_duplicate=True),
        Input(str(ids.OVERVIEW_THRESHOLD), "value"),
        State(str(ids.SWEEP_READY), "data"),
        permission=Permission.TAG,
        prevent_initial_call=True,
    )
