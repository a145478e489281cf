"""Long work of one workspace, as rows."""

from sqlalchemy import delete, func, select
from sqlalchemy.exc import IntegrityError

from services.domain.errors import Conflict

from .rows import Rows
from .tables import JobRow


class Jobs(Rows):
    """Long work of this workspace."""

    def add(self, row: JobRow) -> None:
        """New work, waiting for a worker; Conflict where the same is waiting or running already."""
        row.workspace_id = self._workspace_id
        self._session.add(row)
        try:
            self._session.flush()
        except IntegrityError as cause:
            raise Conflict("The same work was ordered at this very moment. Try again.") from cause

    def get(self, job_id: str) -> JobRow:
        """The job, or NotFound."""
        return self._own(JobRow, job_id, "job")

    def newest(self, key: str) -> JobRow | None:
        """The last job with this key, whatever became of it."""
        query = select(JobRow).where(JobRow.workspace_id == self._workspace_id, JobRow.key == key)
        return self._session.scalars(query.order_by(JobRow.created_at.desc()).limit(1)).first()

    def of_person(self, user_id: str, most: int) -> list[JobRow]:
        """A person's jobs, newest first."""
        query = select(JobRow).where(JobRow.workspace_id == self._workspace_id, JobRow.user_id == user_id)
        return list(self._session.scalars(query.order_by(JobRow.created_at.desc()).limit(most)))

    def unfinished(self) -> int:
        """How many wait or run, whoever ordered them."""
        mine = (JobRow.workspace_id == self._workspace_id, JobRow.state.in_(("queued", "running")))
        return self._session.scalar(select(func.count()).where(*mine)) or 0

    def all(self) -> list[JobRow]:
        """Every job of this workspace."""
        return list(self._session.scalars(select(JobRow).where(JobRow.workspace_id == self._workspace_id)))

    def remove(self, job_ids: list[str]) -> None:
        """Forgets jobs; whoever still does one of them is told to stop at the next look."""
        mine = JobRow.workspace_id == self._workspace_id
        self._session.execute(delete(JobRow).where(mine, JobRow.id.in_(job_ids)))
