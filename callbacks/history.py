"""The life of a dataset on the page Datasets: versions, files brought into it, hidden and back again."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from dash import ALL, Input, Output, ctx, no_update

from callbacks import parse
from callbacks.analysis import SEGMENTS
from callbacks.context import actor, services
from callbacks.failures import said
from callbacks.wiring import BackgroundTask, Wiring
from components import ids
from components.empty import empty, failed
from components.history import APPEND, REPLACE, changed, hidden_datasets, history
from components.notices import notice
from components.quota import quota
from components.text import day
from services.domain.datasets import Dataset
from services.domain.errors import InvalidInput, NotFound, TooMany
from services.domain.segmentation import DEFAULT_RECIPE, DEFAULT_SEED
from services.policy import Permission, allows


def show_quota(_search: str, _changed: str | None) -> Any:
    """How full the workspace is."""
    return quota(services().quota.of_workspace(actor()))


def show_history(search: str, changed_id: str | None) -> Any:
    """What happened to the dataset that was just changed, the chosen one, or the newest."""
    chosen = parse.selection(search).segmentation.dataset
    wanted = parse.identifier(changed_id, "dataset") if changed_id else chosen
    try:
        dataset = services().datasets.get(actor(), wanted)
    except NotFound:
        return None
    entries = services().versions.history(actor(), dataset.id)
    updated = services().versions.updated(actor(), dataset.id)
    return history(dataset, entries, updated, may_change=allows(actor(), Permission.IMPORT))


def show_hidden(_search: str, _changed: str | None) -> Any:
    """What can be restored."""
    return hidden_datasets(services().lifecycle.hidden(actor()))


def bring_back(_clicks: list[int | None]) -> tuple[Any, Any, Any]:
    """An earlier version is the dataset again; what was told about the file brought in before is over."""
    version = _pressed("version")
    if not version:
        return no_update, no_update, no_update
    dataset = services().versions.restore(actor(), version)
    told = f"{dataset.name} is version {dataset.version} again."
    return dataset.id, None, notice(told, bad=False)


def hide(_clicks: list[int | None]) -> tuple[Any, Any, Any, Any]:
    """The dataset out of sight; the page goes on with the newest of the others."""
    wanted = _pressed("dataset")
    if not wanted:
        return no_update, no_update, no_update, no_update
    hidden = services().lifecycle.hide(actor(), wanted)
    told = f"{hidden.dataset.name} is hidden. It can be restored until {day(hidden.restorable_until)}."
    return None, "", None, notice(told, bad=False)


def restore(_clicks: list[int | None]) -> tuple[Any, Any]:
    """A hidden dataset is seen again."""
    wanted = _pressed("dataset")
    if not wanted:
        return no_update, no_update
    dataset = services().lifecycle.restore(actor(), wanted)
    return dataset.id, notice(f"{dataset.name} is back.", bad=False)


def _pressed(what: str) -> str:
    """The id that the pressed button carries; "" where buttons were merely drawn."""
    key = parse.pressed(ctx.triggered_id, ctx.triggered)
    return "" if key is None else parse.identifier(key, what)


def find_change(_search: str) -> Any:
    """The change that goes on since before the page was loaded: ordering it again joins that job."""
    going = services().jobs.under_way(actor(), CHANGE.name)
    return going[0].arguments["args"][0] if going else no_update


def change(report: Any, wanted: Any) -> tuple[str, Any]:
    """Runs in the worker: the uploaded file becomes the next version, or a part of it; then segments are ordered."""
    upload, dataset_id, how = _order(wanted)

    def tell(fraction: float, step: str) -> None:
        report((fraction, step))

    bring_in = {REPLACE: services().versions.replace, APPEND: services().versions.append}[how]
    dataset = bring_in(actor(), dataset_id, upload, tell)
    with suppress(TooMany):
        services().jobs.submit(actor(), SEGMENTS.order([_segments_wanted(dataset)]))
    return dataset.id, changed(dataset)


def _segments_wanted(dataset: Dataset) -> dict[str, Any]:
    """The order that the page Segments places for this dataset when nothing else is chosen."""
    return {"dataset": dataset.id, "recipe": DEFAULT_RECIPE, "seed": DEFAULT_SEED}


def _order(wanted: Any) -> tuple[str, str, str]:
    """The upload, the dataset it is for, and how."""
    if not isinstance(wanted, Mapping) or wanted.get("how") not in (REPLACE, APPEND):
        raise InvalidInput("The order for this file cannot be read. Load the page again.", "how")
    upload, dataset = (parse.identifier(wanted.get(name), name) for name in ("upload", "dataset"))
    return upload, dataset, wanted["how"]


def stopped(error: Exception) -> tuple[Any, Any]:
    """What the page shows when the file could not be brought in."""
    return no_update, failed(said(error))


def cancelled() -> tuple[Any, Any]:
    """What the page shows when a person stopped the change, here or in another window."""
    words = empty("Cancelled", "The dataset stays as it is. Choose a file to start again.")
    return no_update, words


CHANGE = BackgroundTask(
    name="history.change",
    title="Bringing a file into a dataset",
    run=change,
    permission=Permission.IMPORT,
    progress=Output(str(ids.HISTORY_PROGRESS), "children"),
    cancel=Input(str(ids.HISTORY_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (CHANGE,)


def register(wire: Wiring) -> None:
    """Hangs up the history; whatever changes a dataset says so where imports do, and the whole page follows."""
    address, done = Input(str(ids.URL), "search"), Input(str(ids.DATASETS_IMPORTED), "data")
    for show, place, permission in (
        (show_quota, ids.HISTORY_QUOTA, Permission.IMPORT),
        (show_history, ids.HISTORY_DATASET, Permission.EXPLORE),
        (show_hidden, ids.HISTORY_HIDDEN, Permission.IMPORT),
    ):
        wire(show, Output(str(place), "children"), address, done, permission=permission)
    wire(find_change, Output(str(ids.HISTORY_UPLOADED), "data"), address, permission=Permission.IMPORT)
    made = Output(str(ids.DATASETS_IMPORTED), "data", allow_duplicate=True)
    shown = Output(CHANGE.progress.component_id, "children", allow_duplicate=True)
    wire.in_background(CHANGE, made, shown, Input(str(ids.HISTORY_UPLOADED), "data"))
    told = Output(str(ids.NOTICES), "children", allow_duplicate=True)
    once: dict[str, Any] = {"permission": Permission.IMPORT, "prevent_initial_call": True}
    wire(bring_back, made, shown, told, Input(ids.HISTORY_BRING_BACK.at(ALL), "n_clicks"), **once)
    elsewhere = Output(str(ids.URL), "search", allow_duplicate=True)
    wire(hide, made, elsewhere, shown, told, Input(ids.HISTORY_HIDE.at(ALL), "n_clicks"), **once)
    wire(restore, made, told, Input(ids.HISTORY_RESTORE.at(ALL), "n_clicks"), **once)
