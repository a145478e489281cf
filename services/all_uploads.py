"""The uploads of all workspaces: who brought what, when, and what became of it."""

import sys
from collections import defaultdict
from collections.abc import Callable
from datetime import datetime

from services.arrivals import FACTS, dataset_of
from services.domain.actors import Actor, Workspace
from services.domain.errors import NotFound
from services.domain.uploading import (
    DatasetState,
    DeletionReceipt,
    FoundUploads,
    UploadOrder,
    UploadRecord,
    UploadsQuery,
    UploadState,
)
from services.lifecycle import RESTORABLE
from services.policy import Permission, requires
from services.storage.database import Database
from services.storage.tables import DatasetRow, UploadRow
from services.storage.workspace import WorkspaceData


class AllUploads:
    """Looks over the borders of workspaces, for admins."""

    def __init__(self, database: Database) -> None:
        self._database = database

    @requires(Permission.MANAGE_UPLOADS)
    def newest_first(self, actor: Actor, most: int = 500) -> tuple[UploadRecord, ...]:
        """A line a dataset, tombstones included, and a line an upload that is none (yet)."""
        with self._database.reading_directory() as directory:
            rooms, names = directory.rooms_of(actor), directory.names()
        records = []
        for room in rooms:
            with self._database.reading(room.id) as data:
                records += _records(data, room, names)
        return tuple(sorted(records, key=lambda record: record.at, reverse=True)[:most])

    @requires(Permission.MANAGE_UPLOADS)
    def find(self, actor: Actor, query: UploadsQuery, most: int = 200) -> FoundUploads:
        """The uploads that fit, in the order asked for; among equals the newest first."""
        every = self.newest_first(actor, sys.maxsize)
        fitting = sorted((one for one in every if _fits(one, query)), key=_ORDERS[query.order], reverse=True)
        return FoundUploads(tuple(fitting[:most]), len(fitting), len(every))

    @requires(Permission.MANAGE_UPLOADS)
    def get(self, actor: Actor, dataset_id: str, workspace_id: str) -> UploadRecord:
        """The line of one dataset; NotFound where there is none, or no such workspace."""
        with self._database.reading_directory() as directory:
            room = next((one for one in directory.rooms_of(actor) if one.id == workspace_id), None)
        if room is None:
            raise NotFound("There is no such workspace.")
        with self._database.reading(room.id) as data:
            line = data.datasets.version(dataset_id).line_id
            return _of_line(data.datasets.versions(line), room, data.uploads.all())


def _fits(record: UploadRecord, query: UploadsQuery) -> bool:
    words = query.words.casefold().strip()
    return (
        query.workspace in ("", record.workspace_id)
        and query.state in (None, record.state)
        and any(words in text.casefold() for text in (record.file_name, record.who, record.workspace, record.dataset))
    )


_ORDERS: dict[UploadOrder, Callable[[UploadRecord], tuple[float, datetime]]] = {
    UploadOrder.NEWEST: lambda record: (0, record.at),
    UploadOrder.LARGEST: lambda record: (record.size, record.at),
    UploadOrder.MOST_ROWS: lambda record: (record.rows, record.at),
    UploadOrder.MOST_SET_ASIDE: lambda record: (record.set_aside, record.at),
    UploadOrder.MOST_QUESTIONS: lambda record: (record.open_questions, record.at),
}


def _records(data: WorkspaceData, room: Workspace, names: dict[str, str]) -> list[UploadRecord]:
    lines: dict[str, list[DatasetRow]] = defaultdict(list)
    for row in data.datasets.all():
        lines[row.line_id].append(row)
    uploads = data.uploads.all()
    found = [_of_line(rows, room, uploads) for rows in lines.values()]
    return [*found, *(_of_upload(row, room, names) for row in uploads if row.state != UploadState.IMPORTED)]


def _of_line(rows: list[DatasetRow], room: Workspace, uploads: list[UploadRow]) -> UploadRecord:
    """The dataset as it stands; where it is being deleted, its newest version."""
    row = next((one for one in rows if DatasetState(one.state).current), max(rows, key=lambda one: one.version))
    state = DatasetState(row.state)
    if state is DatasetState.DELETED:
        return _tombstone(row, room)
    dataset = dataset_of(row)
    return UploadRecord(
        workspace_id=room.id,
        workspace=room.name,
        state=state,
        dataset=dataset.id,
        upload=next((one.id for one in uploads if one.dataset_id == dataset.id), ""),
        file_name=dataset.file_name,
        who=dataset.uploaded_by,
        at=dataset.created_at,
        size=dataset.size,
        received=dataset.size,
        rows=dataset.rows_in_file,
        kept=dataset.rows_kept,
        set_aside=dataset.rows_set_aside,
        updated=dataset.rows_updated,
        findings=len(dataset.findings),
        open_questions=len(dataset.open_questions),
        versions=len(rows),
        restorable_until=row.hidden_at + RESTORABLE if row.hidden_at and state is DatasetState.HIDDEN else None,
    )


def _tombstone(row: DatasetRow, room: Workspace) -> UploadRecord:
    receipt = FACTS.structure(row.facts, DeletionReceipt)
    return UploadRecord(room.id, room.name, DatasetState.DELETED, receipt.by, receipt.at, dataset=row.id)


def _of_upload(row: UploadRow, room: Workspace, names: dict[str, str]) -> UploadRecord:
    return UploadRecord(
        workspace_id=room.id,
        workspace=room.name,
        state=UploadState(row.state),
        who=names.get(row.user_id, "Command line" if row.user_id == "shell" else "Somebody"),
        at=row.created_at,
        upload=row.id,
        file_name=row.file_name,
        size=row.size,
        received=row.received,
        message=row.message,
    )
