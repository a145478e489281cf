"""One workspace's data: every query here carries the workspace it was opened for."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services.domain.errors import Conflict, NotFound

from .tables import ActivityRow, DatasetRow, JobRow, ResultRow, UploadRow


class WorkspaceData:
    """The repositories of one transaction."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self.datasets = Datasets(session, workspace_id)
        self.uploads = Uploads(session, workspace_id)
        self.results = Results(session, workspace_id)
        self.jobs = Jobs(session, workspace_id)
        self.activity = Activity(session, workspace_id)


class _Rows:
    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id


class Datasets(_Rows):
    """Imported files."""

    def add(self, row: DatasetRow) -> None:
        """A new dataset of this workspace."""
        row.workspace_id = self._workspace_id
        self._session.add(row)

    def get(self, dataset_id: str) -> DatasetRow:
        """The dataset, or NotFound: another workspace's is no different from none."""
        row = self._session.get(DatasetRow, dataset_id)
        if row is None or row.workspace_id != self._workspace_id:
            raise NotFound(f"There is no dataset {dataset_id!r} in this workspace.")
        return row

    def newest_first(self) -> list[DatasetRow]:
        """All of this workspace."""
        query = select(DatasetRow).where(DatasetRow.workspace_id == self._workspace_id)
        return list(self._session.scalars(query.order_by(DatasetRow.created_at.desc(), DatasetRow.id)))


class Uploads(_Rows):
    """Files on their way in."""

    def add(self, row: UploadRow) -> None:
        """A file that somebody is about to send."""
        row.workspace_id = self._workspace_id
        self._session.add(row)

    def get(self, upload_id: str) -> UploadRow:
        """The upload, or NotFound."""
        row = self._session.get(UploadRow, upload_id)
        if row is None or row.workspace_id != self._workspace_id:
            raise NotFound(f"There is no upload {upload_id!r} in this workspace.")
        return row

    def advance(self, upload_id: str, start: int, end: int) -> None:
        """Bytes up to `end` are on disk; Conflict if they did not start where the last ended."""
        mine = (UploadRow.id == upload_id, UploadRow.workspace_id == self._workspace_id, UploadRow.received == start)
        changed = self._session.execute(update(UploadRow).where(*mine).values(received=end))
        if changed.rowcount != 1:  # type: ignore[attr-defined]  # an UPDATE's result has it
            raise Conflict(f"The upload does not stand at byte {start}; ask where it stands and go on from there.")

    def remove(self, upload_id: str) -> None:
        """Forgets an upload that became a dataset, or never will."""
        self._session.delete(self.get(upload_id))


class Results(_Rows):
    """What was computed, by fingerprint."""

    def put(self, fingerprint: str, kind: str, sha256: str, at: datetime) -> None:
        """The result is on disk under this name, with this hash."""
        self._session.merge(
            ResultRow(workspace_id=self._workspace_id, fingerprint=fingerprint, kind=kind, sha256=sha256, created_at=at)
        )

    def find(self, fingerprint: str) -> ResultRow | None:
        """The stored result, if there is one."""
        return self._session.get(ResultRow, (self._workspace_id, fingerprint))


class Jobs(_Rows):
    """Long work of this workspace."""

    def add(self, row: JobRow) -> None:
        """New work, waiting for a worker."""
        row.workspace_id = self._workspace_id
        self._session.add(row)
        self._session.flush()

    def get(self, job_id: str) -> JobRow:
        """The job, or NotFound."""
        row = self._session.get(JobRow, job_id)
        if row is None or row.workspace_id != self._workspace_id:
            raise NotFound(f"There is no job {job_id!r} in this workspace.")
        return row

    def newest(self, key: str) -> JobRow | None:
        """The last job with this key, whatever became of it."""
        query = select(JobRow).where(JobRow.workspace_id == self._workspace_id, JobRow.key == key)
        return self._session.scalars(query.order_by(JobRow.created_at.desc()).limit(1)).first()

    def of_person(self, user_id: str, most: int) -> list[JobRow]:
        """A person's jobs, newest first."""
        query = select(JobRow).where(JobRow.workspace_id == self._workspace_id, JobRow.user_id == user_id)
        return list(self._session.scalars(query.order_by(JobRow.created_at.desc()).limit(most)))

    def ask_to_cancel(self, job_id: str) -> None:
        """The worker will stop it; work that is over stays as it is."""
        row = self.get(job_id)
        if row.state in ("queued", "running"):
            row.cancel = True


class Activity(_Rows):
    """Who did what."""

    def note(self, user_id: str, what: str, subject: str, at: datetime) -> None:
        """One line a change."""
        self._session.add(
            ActivityRow(workspace_id=self._workspace_id, user_id=user_id, what=what, subject=subject[:300], at=at)
        )
