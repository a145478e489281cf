"""Datasets: files in, and what they hold."""

from contextlib import suppress
from typing import Any

from dash import Input, Output, no_update

from callbacks import parse
from callbacks.analysis import EXPLANATIONS, segmentation_wanted
from callbacks.context import actor, services
from callbacks.failures import said
from callbacks.wiring import BackgroundTask, Wiring
from components import ids
from components.empty import empty, failed
from components.mapping import unmatched
from components.uploads import dataset_list, imported, imported_only, words_choice
from services.domain.datasets import Dataset
from services.domain.errors import InvalidInput, TooMany
from services.domain.segmentation import SegmentationRequest
from services.policy import Permission
from services.progress import Report, part


def show_datasets(_search: str, _imported: str | None) -> Any:
    """All files of the workspace."""
    found = services().datasets.newest_first(actor())
    if not found:
        return empty("No files yet", "Upload an export of your posts, or start with the sample.")
    return dataset_list(found)


def show_words(_search: str) -> Any:
    """The choice whether words are kept; it is made already where the workspace keeps none."""
    return words_choice(ruled=True) if services().uploads.wordless(actor()) else no_update


def find_import(_search: str) -> Any:
    """The upload whose import goes on since before the page was loaded: ordering it again joins that job."""
    going = services().jobs.under_way(actor(), IMPORT.name)
    return going[0].arguments["args"][0] if going else no_update


def import_upload(report: Any, upload: str) -> tuple[Any, Any, Any]:
    """Runs in the worker: the file becomes a dataset, and its segments are found at once.

    A file that no importer knows is looked at instead, so that a person can say what its columns mean.
    """

    def tell(fraction: float, step: str) -> None:
        report((fraction, step))

    upload_id = parse.identifier(upload, "upload")
    try:
        dataset = services().datasets.import_upload(actor(), upload_id, part(tell, 0.0, 0.3))
    except InvalidInput:
        kept = services().uploads.get(actor(), upload_id)
        if not kept.waits:
            raise
        return no_update, unmatched(kept.file_name), {"upload": upload_id, "order": upload_id}
    return dataset.id, arrived(dataset, part(tell, 0.3, 1.0)), no_update


def arrived(dataset: Dataset, report: Report) -> Any:
    """The good end of an import, with the way to the segments, or why there are none."""
    try:
        return imported(dataset, _find_segments(SegmentationRequest(dataset.id), report))
    except InvalidInput as too_few:
        # The file is in all the same: what cannot be segmented can be added to.
        return imported_only(dataset, str(too_few))


def _find_segments(request: SegmentationRequest, report: Report) -> int:
    """How many segments there are; their explanations are ordered, so that they are there when somebody asks."""
    found = services().analyses.make(actor(), request, report).described.segmentation.k
    with suppress(TooMany):
        services().jobs.submit(actor(), EXPLANATIONS.order([segmentation_wanted(request, found)]))
    return found


def stopped(error: Exception) -> tuple[Any, Any, Any]:
    """What the page shows when a file could not be read."""
    return no_update, failed(said(error)), no_update


def cancelled() -> tuple[Any, Any, Any]:
    """What the page shows when a person stopped the import, here or in another window."""
    words = empty("Cancelled", "The import was stopped. Choose a file to start again.")
    return no_update, words, no_update


IMPORT = BackgroundTask(
    name="datasets.import",
    title="Importing a file",
    run=import_upload,
    permission=Permission.IMPORT,
    progress=Output(str(ids.DATASETS_PROGRESS), "children"),
    cancel=Input(str(ids.DATASETS_CANCEL), "n_clicks"),
    failed=stopped,
    cancelled=cancelled,
)
TASKS = (IMPORT,)


def register(wire: Wiring) -> None:
    """Hangs up the page."""
    shown = Output(IMPORT.progress.component_id, "children", allow_duplicate=True)
    done = Input(str(ids.DATASETS_IMPORTED), "data")
    address = Input(str(ids.URL), "search")
    wire.in_background(
        IMPORT,
        Output(str(ids.DATASETS_IMPORTED), "data"),
        shown,
        Output(str(ids.MAPPING_WANTED), "data", allow_duplicate=True),
        Input(str(ids.DATASETS_UPLOADED), "data"),
    )
    wire(show_words, Output(str(ids.DATASETS_WORDS), "children"), address, permission=Permission.IMPORT)
    wire(find_import, Output(str(ids.DATASETS_UPLOADED), "data"), address, permission=Permission.IMPORT)
    wire(show_datasets, Output(str(ids.DATASETS_LIST), "children"), address, done, permission=Permission.EXPLORE)
