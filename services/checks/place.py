"""What a check looks at."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from services.domain.checking import Fault
from services.storage.files import Files
from services.storage.report_tables import ReportRow
from services.storage.tables import DatasetRow, JobRow, ResultRow, ResultSourceRow, UploadRow
from services.storage.workspace import WorkspaceData


@dataclass(frozen=True, slots=True)
class Place:
    """One workspace: its rows as of one moment, and its files."""

    workspace_id: str
    files: Files
    now: datetime
    datasets: tuple[DatasetRow, ...]
    uploads: tuple[UploadRow, ...]
    results: tuple[ResultRow, ...]
    sources: tuple[ResultSourceRow, ...]
    jobs: tuple[JobRow, ...]
    reports: tuple[ReportRow, ...]

    def path(self, *parts: str) -> Path:
        """Where a file of the workspace lies."""
        return self.files.path(self.workspace_id, *parts)

    def inside(self, folder: str) -> tuple[Path, ...]:
        """What lies in one of its folders."""
        parent = self.path(folder)
        return tuple(sorted(parent.iterdir())) if parent.is_dir() else ()

    def sizes(self) -> dict[str, int]:
        """How many rows of each kind there are to be looked at."""
        return {
            "datasets": len(self.datasets),
            "uploads": len(self.uploads),
            "results": len(self.results),
            "jobs": len(self.jobs),
            "reports": len(self.reports),
        }


Check = Callable[[Place], Iterator[Fault]]


def look_at(data: WorkspaceData, files: Files, now: datetime) -> Place:
    """The workspace of this transaction."""
    return Place(
        workspace_id=data.workspace_id,
        files=files,
        now=now,
        datasets=tuple(data.datasets.all()),
        uploads=tuple(data.uploads.all()),
        results=tuple(data.results.all()),
        sources=tuple(data.results.sources()),
        jobs=tuple(data.jobs.all()),
        reports=tuple(data.reports.all()),
    )
