"""A dataset deleted for good, with everything made from it; however often it is interrupted, it ends.

The rows say `deleting` first, and nobody sees the dataset any more. Then files go, then rows, and a tombstone with
the receipt stays. Every step can be done again.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from services.arrivals import FACTS, dataset_of, files_of
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.datasets import Dataset
from services.domain.releasing import ReportState
from services.domain.uploading import DatasetState, DeletionReceipt, ReceiptItem
from services.mentions import mentions
from services.reports.folder import names_of
from services.storage.cache import open_cache
from services.storage.database import Database
from services.storage.failpoints import reached
from services.storage.files import Files
from services.storage.report_tables import ReportRow
from services.storage.tables import ActivityRow, DatasetRow, JobRow
from services.storage.workspace import WorkspaceData

_KINDS = {"Analysis": "analyses", "Surrogate": "explanations", "SecondOpinion": "second opinions"}


@dataclass(frozen=True, slots=True)
class _Doomed:
    """Everything that goes: versions, the dataset as it stands, names of results, jobs, uploads, reports."""

    versions: tuple[str, ...]
    stored: int
    dataset: Dataset
    posts: int
    files: int
    set_aside: int
    results: tuple[tuple[str, str], ...]
    jobs: tuple[tuple[str, str], ...]
    uploads: tuple[str, ...]
    reports: tuple[tuple[str, int], ...]


class Deletion:
    """Deletes what was marked, in this process or, after a crash, in the next."""

    def __init__(self, database: Database, files: Files, cache: Path, clock: Clock) -> None:
        self._database, self._files, self._cache, self._clock = database, files, cache, clock

    def mark(self, workspace_id: str, dataset_id: str) -> str:
        """The dataset's line, from now on on its way out; NotFound where there is none."""
        with self._database.transaction(workspace_id) as data:
            row = data.datasets.kept(dataset_id)
            # Says also after a crash which of the versions people saw: the receipt is about that one.
            row.hidden_at = row.hidden_at or self._clock()
            for version in data.datasets.versions(row.line_id):
                version.state = DatasetState.DELETING.value
            data.settle()
            reached("delete.before_mark")
        reached("delete.after_mark")
        return row.line_id

    def finish(self, actor: Actor, line_id: str) -> DeletionReceipt:
        """Everything of a marked dataset gone, and what that was; actor: in the dataset's workspace.

        Two may do this at the same time, as somebody who deletes and the reaper: both get the receipt of the first.
        """
        with self._database.reading(actor.workspace_id) as data:
            if over := _receipt(data, line_id):
                return over
            doomed = _doomed(data, line_id)
        items = self._remove_files(actor.workspace_id, doomed)
        receipt = DeletionReceipt(
            dataset=line_id,
            workspace=actor.workspace_name,
            name=doomed.dataset.name,
            by=actor.name,
            at=self._clock(),
            items=tuple(item for item in items if item.number),
        )
        reached("delete.files_gone")
        with self._database.transaction(actor.workspace_id) as data:
            data.take_turns()
            if over := _receipt(data, line_id):
                return replace(over, name=receipt.name)
            _remove_rows(data, doomed, line_id)
            self._leave_tombstone(data, actor, receipt)
            data.settle()
            reached("delete.before_commit")
        reached("delete.after_commit")
        return receipt

    def _remove_files(self, workspace_id: str, doomed: _Doomed) -> tuple[ReceiptItem, ...]:
        """What was deleted, by kind, with bytes."""
        home = self._files.path(workspace_id, "datasets")
        results = [(kind, self._files.path(workspace_id, "results", f"{name}.npz")) for name, kind in doomed.results]
        uploads = [self._files.path(workspace_id, "uploads", name) for name in doomed.uploads]
        sizes = {kind: _sizes(path for one, path in results if one == kind) for kind in {one for one, _ in results}}
        reports = [
            self._files.path(workspace_id, "reports", name) for one, _ in doomed.reports for name in names_of(one)
        ]
        for path in (*uploads, *reports, *(path for _, path in results)):
            path.unlink(missing_ok=True)
            reached("delete.first_file")
        for version in doomed.versions:
            self._files.remove(home / version, lambda: False)
        return (
            ReceiptItem("versions", len(doomed.versions), doomed.stored),
            ReceiptItem("original files", doomed.files, 0),
            ReceiptItem("posts", doomed.posts, 0),
            ReceiptItem("rows set aside", doomed.set_aside, 0),
            *(
                ReceiptItem(_KINDS.get(kind, "other results"), sum(one == kind for one, _ in results), sizes[kind])
                for kind in sorted(sizes)
            ),
            ReceiptItem("jobs", len(doomed.jobs), 0),
            ReceiptItem("results that pages keep", self._remove_cached(doomed), 0),
            ReceiptItem("uploads", len(doomed.uploads), 0),
            ReceiptItem("reports", len(doomed.reports), sum(stored for _, stored in doomed.reports)),
        )

    def _remove_cached(self, doomed: _Doomed) -> int:
        with open_cache(self._cache) as cache:
            return sum(bool(cache.delete(key)) for _, key in doomed.jobs)

    def _leave_tombstone(self, data: WorkspaceData, actor: Actor, receipt: DeletionReceipt) -> None:
        nameless: dict[str, Any] = FACTS.unstructure(replace(receipt, name=""))
        data.datasets.add(
            DatasetRow(
                id=receipt.dataset,
                line_id=receipt.dataset,
                sha256="",
                facts=nameless,
                created_at=receipt.at,
                state=DatasetState.DELETED.value,
            )
        )
        data.activity.add(
            ActivityRow(
                user_id=actor.user_id,
                what="deleted a dataset",
                subject=f"dataset {receipt.dataset}",
                at=receipt.at,
                line_id=receipt.dataset,
            )
        )


def _receipt(data: WorkspaceData, line_id: str) -> DeletionReceipt | None:
    """The receipt, where the deletion is over."""
    row = data.datasets.version(line_id)
    return FACTS.structure(row.facts, DeletionReceipt) if row.state == DatasetState.DELETED else None


def _doomed(data: WorkspaceData, line_id: str) -> _Doomed:
    rows = data.datasets.versions(line_id)
    ids = [row.id for row in rows]
    datasets = [dataset_of(row) for row in rows]
    seen = next((dataset for dataset, row in zip(datasets, rows, strict=True) if row.hidden_at), datasets[0])
    uploads = [row.id for row in data.uploads.of_dataset(ids)]
    named = {*ids, *uploads}
    return _Doomed(
        versions=tuple(ids),
        stored=sum(row.stored for row in rows),
        dataset=seen,
        posts=seen.rows_kept,
        files=len({file.version for dataset in datasets for file in files_of(dataset)}),
        set_aside=seen.rows_set_aside,
        results=tuple((row.fingerprint, row.kind) for row in data.results.only_of(ids)),
        jobs=tuple((row.id, row.key) for row in data.jobs.all() if _speaks_of(row, named)),
        uploads=tuple(uploads),
        reports=tuple((row.id, row.stored) for row in data.reports.of_line(rows[0].line_id) if not _is_kept(row)),
    )


def _remove_rows(data: WorkspaceData, doomed: _Doomed, line_id: str) -> None:
    names = [doomed.dataset.file_name, doomed.dataset.name]
    data.activity.forget_names(line_id, names)
    data.segments.forget(line_id)
    data.decisions.forget(line_id)
    data.tags.forget(line_id)
    data.results.remove([name for name, _ in doomed.results], list(doomed.versions))
    data.jobs.remove([job for job, _ in doomed.jobs])
    data.reports.remove([report for report, _ in doomed.reports])
    for upload in doomed.uploads:
        data.uploads.remove(upload)
    for version in doomed.versions:
        data.datasets.remove(version)
    data.settle()


def _speaks_of(row: JobRow, ids: set[str]) -> bool:
    """Whether the job's arguments name one of these; one about "the newest" may have been about any of them."""
    words = set(mentions(row.arguments))
    return bool(words & ids) or '"dataset": ""' in json.dumps(row.arguments)


def _is_kept(row: ReportRow) -> bool:
    """A released report is what a client was given: it outlives the data it was made from."""
    return ReportState(row.state).is_kept


def _sizes(paths: Iterator[Path]) -> int:
    return sum(path.stat().st_size for path in paths if path.exists())
