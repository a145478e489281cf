"""What may change after a report was made: its data, and the files themselves."""

from collections.abc import Iterator

from services.domain.errors import NotFound, Unavailable
from services.domain.releasing import Flaw
from services.reports.folder import Folder
from services.storage.report_tables import ReportRow
from services.storage.workspace import WorkspaceData


def of_the_data(data: WorkspaceData, row: ReportRow) -> Iterator[Flaw]:
    """Figures of a version of the dataset that is no longer the one people see."""
    if not row.dataset_id:
        return
    try:
        now = data.datasets.get(row.dataset_id)
    except NotFound:
        yield Flaw("stale_data", "the whole report", "The dataset behind these figures is hidden or deleted.")
        return
    if now.id != row.dataset_id:
        words = f"The dataset has changed since: it is at version {now.version} now. Build the report again to follow."
        yield Flaw("stale_data", "the whole report", words)


def of_the_files(folder: Folder, row: ReportRow) -> Iterator[Flaw]:
    """Files that are not what was made, and reports of which nobody knows what they say."""
    if not row.words:
        words = "This report was made before reports could be checked. Build it again."
        yield Flaw("not_checkable", "the whole report", words, blocking=True)
    try:
        folder.whole(row.sha256)
        if row.page_sha256:
            folder.whole_page(row.page_sha256)
    except Unavailable as damage:
        yield Flaw("damaged_file", "the file", str(damage), blocking=True)
