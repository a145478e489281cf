"""Recommendations: compared by a worker once for each view, then drawn and decided about."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from dash import ALL, Input, Output, State, ctx, no_update

from callbacks import parse
from callbacks.analysis import Stores, cancelled, pinned, reporting, stopped, watch
from callbacks.context import actor, services
from callbacks.wiring import BackgroundTask, Wiring
from components import ids
from components.empty import empty
from components.progress import ordered
from components.recommendations import cards, headline
from services.domain.errors import InvalidInput, NotFound
from services.domain.recommending import Verdict
from services.domain.selection import Selection
from services.policy import Permission, allows

_VERDICTS = {
    ids.RECOMMENDATIONS_ACCEPT.part: Verdict.ACCEPTED,
    ids.RECOMMENDATIONS_DISMISS.part: Verdict.DISMISSED,
    ids.RECOMMENDATIONS_UNDO.part: None,
}


def find_comparisons(ready: str) -> tuple[Any, Any, Any]:
    """Says what can be drawn, or what is to be compared first, once the segments are there."""
    selection = parse.selection(ready)
    if services().recommendations.is_found(actor(), selection):
        return ready, no_update, None
    dataset = services().datasets.get(actor(), selection.segmentation.dataset)
    wanted = {"dataset": dataset.id, "search": ready}
    return no_update, wanted, ordered(COMPARISONS.title)


def make_comparisons(report: Any, wanted: dict[str, Any]) -> tuple[str, Any]:
    """Runs in the worker."""
    selection = _ordered(wanted)
    try:
        services().recommendations.find(actor(), selection, reporting(report))
    except (InvalidInput, NotFound) as nothing:
        if "strict" in wanted:  # a program waits, not a page: it reads the reason from the job
            raise
        return "", empty("Nothing to compare", str(nothing))
    return wanted["search"], None


def announce_comparisons(_made: str, search: str) -> Any:
    """The view that can be drawn now; nothing when the page asks for another by now."""
    return pinned(search) if services().recommendations.is_found(actor(), parse.selection(search)) else no_update


def show_cards(ready: str, _decided: str | None) -> tuple[Any, Any]:
    """The verdict and its cards."""
    view = services().recommendations.view(actor(), parse.selection(ready))
    return headline(view.headline), cards(view, may_decide=allows(actor(), Permission.DECIDE))


def decide(*given: Any) -> Any:
    """Accepts or dismisses what was pressed, with its note, or takes that back."""
    *_, notes, ready = given
    pressed = parse.pressed(ctx.triggered_id, ctx.triggered)
    if pressed is None or not ready:
        return no_update
    value, verdict = parse.text(pressed, "recommendation"), _VERDICTS[ctx.triggered_id["part"]]
    words = notes if isinstance(notes, list) else []
    note = next((words[place] for place, one in enumerate(_asked()) if one == value and place < len(words)), None)
    services().recommendations.decide(actor(), parse.selection(ready), value, verdict, parse.text(note, "note"))
    return f"{value} {verdict}"


def _asked() -> list[Any]:
    """The values that have a field for a note, in its order."""
    return [one["id"]["key"] for group in ctx.states_list if isinstance(group, list) for one in group]


def _ordered(wanted: object) -> Selection:
    if not isinstance(wanted, Mapping):
        raise InvalidInput("The order for comparisons cannot be read. Load the page again.", "wanted")
    selection, dataset = parse.selection(wanted.get("search")), parse.identifier(wanted.get("dataset"), "dataset")
    return replace(selection, segmentation=replace(selection.segmentation, dataset=dataset))


COMPARISONS = BackgroundTask(
    name="recommendations.compare",
    title="Comparing posts",
    run=make_comparisons,
    permission=Permission.EXPLORE,
    progress=Output(str(ids.RECOMMENDATIONS_PROGRESS), "children"),
    cancel=Input(str(ids.RECOMMENDATIONS_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (COMPARISONS,)


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    once: dict[str, Any] = {"permission": Permission.EXPLORE, "prevent_initial_call": True}
    wire(
        find_comparisons,
        Output(str(ids.RECOMMENDATIONS_READY), "data"),
        Output(str(ids.RECOMMENDATIONS_WANTED), "data"),
        Output(str(ids.RECOMMENDATIONS_PROGRESS), "children"),
        Input(str(ids.SWEEP_READY), "data"),
        **once,
    )
    stores = Stores(ids.RECOMMENDATIONS_WANTED, ids.RECOMMENDATIONS_MADE, ids.RECOMMENDATIONS_READY)
    watch(wire, COMPARISONS, stores, announce_comparisons)
    wire(
        show_cards,
        Output(str(ids.RECOMMENDATIONS_HEADLINE), "children"),
        Output(str(ids.RECOMMENDATIONS_CARDS), "children"),
        Input(str(ids.RECOMMENDATIONS_READY), "data"),
        Input(str(ids.RECOMMENDATIONS_DECIDED), "data"),
        **once,
    )
    buttons = (ids.RECOMMENDATIONS_ACCEPT, ids.RECOMMENDATIONS_DISMISS, ids.RECOMMENDATIONS_UNDO)
    wire(
        decide,
        Output(str(ids.RECOMMENDATIONS_DECIDED), "data"),
        *(Input(button.at(ALL), "n_clicks") for button in buttons),
        State(ids.RECOMMENDATIONS_NOTE.at(ALL), "value"),
        State(str(ids.RECOMMENDATIONS_READY), "data"),
        permission=Permission.DECIDE,
        prevent_initial_call=True,
    )
