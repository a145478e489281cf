"""What is kept no longer than an installation says: sessions, jobs with their cached results, and reports."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from services.domain.jobs import JobState
from services.domain.releasing import ReportState
from services.reports.folder import Folder
from services.storage.cache import open_cache
from services.storage.database import Database
from services.storage.files import Files


@dataclass(frozen=True, slots=True)
class Periods:
    """How long things are kept after they were last used, or made; None = until somebody deletes them."""

    sessions: timedelta | None = timedelta(days=30)
    jobs: timedelta | None = timedelta(days=90)
    reports: timedelta | None = None


class Retention:
    """Removes what is past its time."""

    def __init__(self, database: Database, files: Files, cache: Path, periods: Periods) -> None:
        self._database, self._files, self._cache, self._periods = database, files, cache, periods

    def of_people(self, now: datetime) -> Iterator[tuple[str, int]]:
        """What went that belongs to no workspace, by kind."""
        if self._periods.sessions:
            with self._database.directory() as directory:
                yield "sessions past their time", directory.drop_sessions(now - self._periods.sessions)

    def of_workspace(self, workspace_id: str, now: datetime) -> Iterator[tuple[str, int]]:
        """What went of a workspace, by kind."""
        if self._periods.jobs:
            yield "jobs past their time", self._drop_jobs(workspace_id, now - self._periods.jobs)
        if self._periods.reports:
            yield "reports past their time", self._drop_reports(workspace_id, now - self._periods.reports)

    def _drop_jobs(self, workspace_id: str, before: datetime) -> int:
        with self._database.reading(workspace_id) as data:
            rows = data.jobs.all()
            over = [row for row in rows if JobState(row.state).final and (row.finished_at or row.created_at) < before]
            kept = {row.key for row in rows} - {row.key for row in over}
        if not over:
            return 0
        with open_cache(self._cache) as cache:
            for row in over:
                if row.key not in kept:
                    cache.delete(row.key)
        with self._database.transaction(workspace_id) as data:
            data.jobs.remove([row.id for row in over])
        return len(over)

    def _drop_reports(self, workspace_id: str, before: datetime) -> int:
        with self._database.reading(workspace_id) as data:
            reports = [row for row in data.reports.all() if row.created_at < before]
            # Released ones are kept byte for byte: only a person erases them, with a reason.
            over = [row.id for row in reports if not ReportState(row.state).is_kept]
        if not over:
            return 0
        for report in over:
            Folder(self._files, workspace_id, report).clear()
        with self._database.transaction(workspace_id) as data:
            data.reports.remove(over)
        return len(over)
