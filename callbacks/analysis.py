"""The analysis behind a page: found where it is stored, else ordered; the page draws when it is ready.

`SWEEP_READY` and `MODEL_READY` carry the address whose view can be drawn: whatever shows segments listens
to the one, whatever shows SHAP or LIME to the other. It is pinned to what the dataset was made from then, so that
no part of a page shows other posts than the rest once somebody has changed the dataset.

What was made is announced by callbacks of their own: a callback that orders work and is to run again after it would
stand in a circle, and Dash silently leaves out whatever closes one.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from dash import Input, Output, State, no_update

from callbacks import parse
from callbacks.context import actor, services
from callbacks.failures import said
from callbacks.wiring import BackgroundTask, Wiring
from components import ids
from components.empty import empty, failed, link
from components.progress import ordered
from components.slot import Slot
from components.stale import no_longer_here, standing
from services.domain.errors import InvalidInput, NotFound
from services.domain.segmentation import SegmentationRequest
from services.policy import Permission
from services.progress import Report


@dataclass(frozen=True, slots=True)
class Stores:
    """Where a page keeps what is to be made, that it was made, and the address whose view can be drawn."""

    wanted: Slot
    made: Slot
    ready: Slot


def find_segments(search: str, shown: str | None) -> tuple[Any, Any, Any]:
    """Says what can be drawn, or what is to be computed first, or why there is nothing to draw.

    A page that shows data which has changed meanwhile stays as it is: see `look_for_changes`.
    """
    try:
        request = _asked(search, shown)
        now = services().analyses.standing(actor(), request)
        if now.changed:
            return no_update, no_update, no_update
        dataset = now.dataset
        ready = services().analyses.is_ready(actor(), request)
        if ready:
            selection = replace(parse.selection(search), segmentation=request)
            services().segments.demand(actor(), selection)
    except NotFound as nothing:
        return no_update, no_update, empty("No posts here yet", str(nothing), link("Go to the datasets", "/datasets"))
    except InvalidInput as wrong:
        way = link("Show all segments", "/segments")
        return no_update, no_update, empty("This view cannot be shown", str(wrong), way)
    if ready:
        return parse.pinned(search, dataset.id, dataset.content), no_update, None
    wanted = {"dataset": dataset.id, "recipe": request.recipe, "seed": request.seed}
    return no_update, wanted, ordered(SEGMENTS.title)


def look_for_changes(_look: int | None, shown: str | None, search: str) -> Any:
    """A word where the page shows, or its address names, what is not the data any more."""
    try:
        return standing(services().analyses.standing(actor(), _asked(search, shown)))
    except NotFound as gone:
        return no_longer_here(str(gone)) if shown else None
    except InvalidInput:
        # The page itself says what is wrong with its address.
        return None


def _asked(search: str, shown: str | None) -> SegmentationRequest:
    """What the address asks for; of a dataset that the page shows already, as of what it shows."""
    asked, seen = (parse.selection(one).segmentation for one in (search, shown))
    if asked.dataset not in ("", seen.dataset):
        return replace(asked, content="")
    return replace(asked, dataset=seen.dataset, content=seen.content)


def find_explanations(search: str) -> tuple[Any, Any, Any]:
    """The same for the forest, SHAP and LIME, once the segments are there."""
    request = parse.selection(search).segmentation
    if services().analyses.is_explained(actor(), request):
        return search, no_update, None
    analysed = services().analyses.get(actor(), request)
    k, dataset = analysed.described.segmentation.k, analysed.dataset.id
    wanted = segmentation_wanted(replace(request, dataset=dataset), k)
    return no_update, wanted, ordered(EXPLANATIONS.title)


def segmentation_wanted(request: SegmentationRequest, k: int) -> dict[str, Any]:
    """The order for work on this dataset in k segments: the same, whoever places it."""
    return {"dataset": request.dataset, "recipe": request.recipe, "seed": request.seed, "k": k}


def announce_segments(_made: str, search: str) -> Any:
    """The view that can be drawn now; nothing when the page asks for another by now, which has its own order."""
    request = parse.selection(search).segmentation
    return pinned(search) if services().analyses.is_ready(actor(), request) else no_update


def announce_explanations(_made: str, search: str) -> Any:
    """The same for the forest, SHAP and LIME."""
    request = parse.selection(search).segmentation
    return pinned(search) if services().analyses.is_explained(actor(), request) else no_update


def pinned(search: str) -> str:
    """The address, tied to what its dataset is made from now."""
    dataset = services().datasets.get(actor(), parse.selection(search).segmentation.dataset)
    return parse.pinned(search, dataset.id, dataset.content)


def make_segments(report: Any, wanted: dict[str, Any]) -> tuple[str, Any]:
    """Runs in the worker."""
    request = parse.segmentation(wanted)
    made = services().analyses.make(actor(), request, reporting(report))
    services().alerts.watch(actor(), request)
    return made.fingerprint, None


def make_explanations(report: Any, wanted: dict[str, Any]) -> tuple[str, Any]:
    """Runs in the worker."""
    request = parse.segmentation(wanted)
    services().analyses.make_explained(actor(), request, reporting(report))
    return f"{request.dataset} {request.recipe} {request.k}", None


def stopped(error: Exception) -> tuple[Any, Any]:
    """What the page shows when the work did not end well."""
    return no_update, failed(said(error), retry=link("Try again", ""))


def cancelled() -> tuple[Any, Any]:
    """What the page shows when a person stopped the work, here or in another window."""
    words = "The analysis was stopped; nothing of it was kept."
    return no_update, empty("Cancelled", words, link("Start again", ""))


def reporting(report: Any) -> Report:
    """What work in the worker calls with a fraction and a step."""
    return lambda fraction, step: report((fraction, step))


SEGMENTS = BackgroundTask(
    name="analysis.segments",
    title="Finding segments",
    run=make_segments,
    permission=Permission.EXPLORE,
    progress=Output(str(ids.SWEEP_PROGRESS), "children"),
    cancel=Input(str(ids.SWEEP_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
EXPLANATIONS = BackgroundTask(
    name="analysis.explanations",
    title="Explaining every post",
    run=make_explanations,
    permission=Permission.EXPLORE,
    progress=Output(str(ids.MODEL_PROGRESS), "children"),
    cancel=Input(str(ids.MODEL_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (SEGMENTS, EXPLANATIONS)


def register(wire: Wiring) -> None:
    """Hangs up what this module offers."""
    wire(
        find_segments,
        Output(str(ids.SWEEP_READY), "data"),
        Output(str(ids.SWEEP_WANTED), "data"),
        Output(str(ids.SWEEP_PROGRESS), "children"),
        Input(str(ids.URL), "search"),
        State(str(ids.SWEEP_READY), "data"),
        permission=Permission.EXPLORE,
    )
    wire(
        look_for_changes,
        Output(str(ids.SWEEP_STALE), "children"),
        Input(str(ids.JOB_TIMER), "n_intervals"),
        Input(str(ids.SWEEP_READY), "data"),
        Input(str(ids.URL), "search"),
        permission=Permission.EXPLORE,
    )
    wire(
        find_explanations,
        Output(str(ids.MODEL_READY), "data"),
        Output(str(ids.MODEL_WANTED), "data"),
        Output(str(ids.MODEL_PROGRESS), "children"),
        Input(str(ids.SWEEP_READY), "data"),
        prevent_initial_call=True,
        permission=Permission.EXPLORE,
    )
    watch(wire, SEGMENTS, Stores(ids.SWEEP_WANTED, ids.SWEEP_MADE, ids.SWEEP_READY), announce_segments)
    watch(wire, EXPLANATIONS, Stores(ids.MODEL_WANTED, ids.MODEL_MADE, ids.MODEL_READY), announce_explanations)


def watch(wire: Wiring, task: BackgroundTask, stores: Stores, announce: Callable[[str, str], Any]) -> None:
    """What is wanted is ordered; once it is made, the view that can be drawn is announced."""
    shown = Output(task.progress.component_id, "children", allow_duplicate=True)
    wire.in_background(task, Output(str(stores.made), "data"), shown, Input(str(stores.wanted), "data"))
    wire(
        announce,
        Output(str(stores.ready), "data", allow_duplicate=True),
        Input(str(stores.made), "data"),
        State(str(ids.URL), "search"),
        prevent_initial_call=True,
        permission=Permission.EXPLORE,
    )
