"""Compare: flows and cuts at once from what is stored, the second opinion by a worker."""

from dataclasses import replace
from typing import Any

from dash import Input, Output, State, no_update

from callbacks import parse
from callbacks.analysis import Stores, cancelled, pinned, reporting, segmentation_wanted, stopped, watch
from callbacks.context import actor, services
from callbacks.wiring import BackgroundTask, Wiring
from components import ids
from components.compare import cut_note, cut_pin, flow_table, headline, opinion_table
from components.empty import empty
from components.figures import CHARTS, Drawing, without_data
from components.progress import ordered
from services.domain.errors import InvalidInput, NotFound
from services.domain.selection import Selection
from services.domain.views import Option
from services.policy import Permission

_ON_ITS_WAY = "These segments are being found for the second opinion, and show here when they are there."


def find_opinion(ready: str) -> tuple[Any, Any, Any]:
    """Says what can be told, or what is to be compared first, once the segments are there."""
    selection = parse.selection(ready)
    if services().comparisons.is_found(actor(), selection):
        return ready, no_update, None
    analysed = services().analyses.get(actor(), selection.segmentation)
    request = replace(selection.segmentation, dataset=analysed.dataset.id)
    # The same order whatever is compared or filtered meanwhile: one job answers all.
    wanted = segmentation_wanted(request, analysed.described.segmentation.k)
    return no_update, wanted, ordered(OPINION.title)


def make_opinion(report: Any, wanted: dict[str, Any]) -> tuple[str, Any]:
    """Runs in the worker."""
    request = parse.segmentation(wanted)
    try:
        services().comparisons.find(actor(), Selection(request), reporting(report))
    except (InvalidInput, NotFound) as nothing:
        return "", empty("Nothing to compare", str(nothing))
    return f"{request.dataset} {request.recipe} {request.k}", None


def announce_opinion(_made: str, search: str) -> Any:
    """The view that can be told now; nothing when the page asks for another by now."""
    return pinned(search) if services().comparisons.is_found(actor(), parse.selection(search)) else no_update


def show_opinion(ready: str) -> tuple[Any, Any]:
    """The verdict, and every finding under every alternative."""
    view = services().comparisons.second_opinion(actor(), parse.selection(ready))
    return headline(view.verdict), opinion_table(view)


def show_flow(ready: str, _told: str | None) -> tuple[Drawing, Any]:
    """Posts that move; another recipe's segments may still be on their way, or not be possible."""
    try:
        value = services().comparisons.flow(actor(), parse.selection(ready))
    except NotFound:
        return without_data(_ON_ITS_WAY), None
    except InvalidInput as refused:
        return without_data(str(refused)), None
    return CHARTS["flow"].draw(value), flow_table(value)


def show_cut(ready: str, cut: str, statistic: str) -> tuple[Drawing, Drawing, str, Any]:
    """The chosen segment by format or page, and what all segments are made of; the button that keeps both."""
    by = parse.cut(cut)
    value = services().comparisons.cross_cut(actor(), parse.selection(ready), by)
    chart = "cross_cut" if statistic == "medians" else "cross_cut_means"
    return CHARTS[chart].draw(value), CHARTS["cross_shares"].draw(value), cut_note(value), cut_pin(by)


def show_choices(ready: str) -> tuple[Any, Any, Any, Any]:
    """What both selects offer, and what they stand at."""
    choices = services().comparisons.choices(actor(), parse.selection(ready))
    return _options(choices.against), choices.chosen, _options(choices.segments), choices.segment


def _options(offered: tuple[Option, ...]) -> list[dict[str, str]]:
    return [{"label": option.label, "value": option.value} for option in offered]


OPINION = BackgroundTask(
    name="compare.second_opinion",
    title="Asking for a second opinion",
    run=make_opinion,
    permission=Permission.EXPLORE,
    progress=Output(str(ids.COMPARE_PROGRESS), "children"),
    cancel=Input(str(ids.COMPARE_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (OPINION,)


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    once: dict[str, Any] = {"permission": Permission.EXPLORE, "prevent_initial_call": True}
    ready, told = Input(str(ids.SWEEP_READY), "data"), Input(str(ids.COMPARE_READY), "data")
    wire(
        find_opinion,
        Output(str(ids.COMPARE_READY), "data"),
        Output(str(ids.COMPARE_WANTED), "data"),
        Output(str(ids.COMPARE_PROGRESS), "children"),
        ready,
        **once,
    )
    watch(wire, OPINION, Stores(ids.COMPARE_WANTED, ids.COMPARE_MADE, ids.COMPARE_READY), announce_opinion)
    opinion = (Output(str(ids.COMPARE_HEADLINE), "children"), Output(str(ids.COMPARE_OPINION), "children"))
    wire(show_opinion, *opinion, told, **once)
    flow = (Output(str(ids.COMPARE_FLOW), "figure"), Output(str(ids.COMPARE_FLOW_TABLE), "children"))
    wire(show_flow, *flow, ready, told, **once)
    wire(
        show_cut,
        Output(str(ids.COMPARE_PROFILE), "figure"),
        Output(str(ids.COMPARE_SHARES), "figure"),
        Output(str(ids.COMPARE_CUT_TEXT), "children"),
        Output(str(ids.COMPARE_CUT_PIN), "children"),
        ready,
        Input(str(ids.COMPARE_CUT), "value"),
        Input(str(ids.COMPARE_STATISTIC), "value"),
        **once,
    )
    _register_choices(wire, ready, once)


def _register_choices(wire: Wiring, ready: Input, once: dict[str, Any]) -> None:
    wire(
        show_choices,
        Output(str(ids.COMPARE_AGAINST), "options"),
        Output(str(ids.COMPARE_AGAINST), "value"),
        Output(str(ids.COMPARE_SEGMENT), "options"),
        Output(str(ids.COMPARE_SEGMENT), "value"),
        ready,
        **once,
    )
    wire.in_browser(
        "choose",
        Output(str(ids.URL), "search", allow_duplicate=True),
        Input(str(ids.COMPARE_AGAINST), "value"),
        Input(str(ids.COMPARE_SEGMENT), "value"),
        State(str(ids.URL), "search"),
        prevent_initial_call=True,
    )
