"""Every middle state resolved: what a crash, a lost browser or a full disk left behind."""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path

from services.deletion import Deletion
from services.domain.actors import Actor, Role, Workspace
from services.domain.checking import Reaped
from services.domain.clock import Clock
from services.domain.uploading import DatasetState, UploadState
from services.lifecycle import RESTORABLE
from services.mentions import mentions
from services.reports.folder import names_of
from services.retention import Retention
from services.storage.database import Database
from services.storage.files import UNFINISHED, Files, size_of
from services.storage.tables import UploadRow
from services.storage.workspace import WorkspaceData
from services.uploads import patience

# After this long nobody is still at a file that has no row yet, and nobody comes back to an upload.
LOOSE, ABANDONED = timedelta(hours=1), timedelta(hours=24)
# The same for an upload that lies here with words which nobody wants to keep.
ABANDONED_WORDLESS = timedelta(hours=1)


class Reaper:
    """Puts right what can be put right without asking anybody; doing it twice changes nothing."""

    def __init__(
        self, database: Database, files: Files, deletion: Deletion, retention: Retention, clock: Clock
    ) -> None:
        self._database, self._files, self._deletion, self._clock = database, files, deletion, clock
        self._retention = retention

    def reap(self) -> Reaped:
        """What was put right, in all workspaces."""
        with self._database.reading_directory() as directory:
            rooms = directory.workspaces()
        done: Counter[str] = Counter()
        for room in rooms:
            for kind, number in self._reap(room):
                done[kind] += number
        done.update(dict(self._retention.of_people(self._clock())))
        return Reaped(tuple((kind, number) for kind, number in sorted(done.items()) if number))

    def _reap(self, room: Workspace) -> Iterator[tuple[str, int]]:
        yield "datasets deleted", self._delete(room)
        yield "uploads given up", self._give_up(room.id)
        yield "bytes of uploads that ended", self._drop_uploads(room.id)
        yield "folders without a dataset", self._drop_folders(room.id)
        yield "results without a row", self._drop_results(room.id)
        yield "reports without a row", self._drop_reports(room.id)
        yield "unfinished files", self._drop_unfinished(room.id)
        yield "datasets counted", self._count(room.id)
        yield from self._retention.of_workspace(room.id, self._clock())

    def _delete(self, room: Workspace) -> int:
        """Datasets half deleted, and those hidden for too long."""
        us = Actor("postlens", "Postlens", Role.ADMIN, room.id, room.name)
        with self._database.reading(room.id) as data:
            rows, now = data.datasets.all(), self._clock()
        lines = {row.line_id for row in rows if row.state == DatasetState.DELETING}
        overdue = [row for row in rows if row.hidden_at and row.hidden_at + RESTORABLE < now]
        lines |= {self._deletion.mark(room.id, row.id) for row in overdue if row.state == DatasetState.HIDDEN}
        for line in lines:
            self._deletion.finish(us, line)
        return len(lines)

    def _give_up(self, workspace_id: str) -> int:
        """Uploads that nobody came back to, unless their import is still to come."""
        with self._database.reading(workspace_id) as data:
            if not _abandoned(data, self._clock()):
                return 0
        with self._database.transaction(workspace_id) as data:
            rows = _abandoned(data, self._clock())
            for row in rows:
                row.state, row.changed_at = UploadState.ABANDONED.value, self._clock()
        return len(rows)

    def _drop_uploads(self, workspace_id: str) -> int:
        with self._database.reading(workspace_id) as data:
            states = {row.id: UploadState(row.state) for row in data.uploads.all()}
        ended = [
            path
            for path in _files(self._files.path(workspace_id, "uploads"))
            if (path.name in states and not states[path.name].under_way) or (path.name not in states and is_loose(path))
        ]
        return _unlink(ended)

    def _drop_folders(self, workspace_id: str) -> int:
        gone = 0
        for kind in ("datasets", "intake"):
            for folder in _folders(self._files.path(workspace_id, kind)):
                gone += self._files.remove(folder, partial(self._known, workspace_id, kind, folder))
        return gone

    def _known(self, workspace_id: str, kind: str, folder: Path) -> bool:
        with self._database.reading(workspace_id) as data:
            return kind == "datasets" and data.datasets.is_known(folder.name)

    def _drop_results(self, workspace_id: str) -> int:
        with self._database.reading(workspace_id) as data:
            names = {f"{row.fingerprint}.npz" for row in data.results.all()}
        files = _files(self._files.path(workspace_id, "results"))
        return _unlink([path for path in files if path.name not in names and is_loose(path)])

    def _drop_reports(self, workspace_id: str) -> int:
        with self._database.reading(workspace_id) as data:
            names = {name for row in data.reports.all() for name in names_of(row.id)}
        files = _files(self._files.path(workspace_id, "reports"))
        return _unlink([path for path in files if path.name not in names and is_loose(path)])

    def _drop_unfinished(self, workspace_id: str) -> int:
        files = self._files.path(workspace_id).glob(f"*/**/*{UNFINISHED}")
        return _unlink([path for path in files if is_loose(path)])

    def _count(self, workspace_id: str) -> int:
        """Datasets from before their bytes were counted."""
        with self._database.reading(workspace_id) as data:
            if not _uncounted(data):
                return 0
        with self._database.transaction(workspace_id) as data:
            rows = _uncounted(data)
            for version in rows:
                row = data.datasets.version(version)
                row.stored = size_of(self._files.path(workspace_id, "datasets", version))
        return len(rows)


def is_loose(path: Path) -> bool:
    """Whether the file has been left alone for so long that nobody is still at it."""
    try:
        return time.time() - path.stat().st_mtime > LOOSE.total_seconds()
    except FileNotFoundError:
        return False


def is_abandoned(row: UploadRow, now: datetime) -> bool:
    """Whether nobody came back to this upload: for a day while it is received, a week while it waits for a person.

    An hour and a day where no words of it are to be kept.
    """
    state = UploadState(row.state)
    received = ABANDONED_WORDLESS if row.wordless else ABANDONED
    waits = patience(row) if state is UploadState.UNMATCHED else received
    return state.under_way and (row.changed_at or row.created_at) < now - waits


def _abandoned(data: WorkspaceData, now: datetime) -> list[UploadRow]:
    going_on = [row for row in data.jobs.all() if row.state in ("queued", "running")]
    awaited = {word for row in going_on for word in mentions(row.arguments)}
    return [row for row in data.uploads.all() if is_abandoned(row, now) and row.id not in awaited]


def _uncounted(data: WorkspaceData) -> list[str]:
    return [row.id for row in data.datasets.all() if not row.stored and row.state != DatasetState.DELETED]


def _folders(parent: Path) -> list[Path]:
    return [path for path in parent.iterdir() if path.is_dir()] if parent.is_dir() else []


def _files(parent: Path) -> list[Path]:
    return [path for path in parent.iterdir() if path.is_file()] if parent.is_dir() else []


def _unlink(paths: list[Path]) -> int:
    for path in paths:
        path.unlink(missing_ok=True)
    return len(paths)
