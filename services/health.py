"""How the installation is doing, for admins."""

from datetime import timedelta
from importlib.metadata import version

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.health import Health, JobLine
from services.domain.jobs import JobState
from services.parts import LOCKED, renew_by
from services.policy import Permission, requires
from services.storage.database import Database
from services.storage.files import Files
from services.storage.tables import JobRow

_MOST = 50
_WAITS_TOO_LONG = timedelta(minutes=1)


class HealthReport:
    """Asks the database, the queue and the disk."""

    def __init__(self, database: Database, files: Files, clock: Clock) -> None:
        self._database, self._files, self._clock = database, files, clock

    @requires(Permission.OVERSEE)
    def get(self, actor: Actor) -> Health:  # noqa: ARG002  (the guard reads it)
        """As of now."""
        now = self._clock()
        with self._database.reading_directory() as directory:
            rooms, names = {room.id: room.name for room in directory.workspaces()}, directory.names()
        with self._database.reading_jobs() as session:
            waiting, running = _count(session, JobRow.state == "queued"), _count(session, JobRow.lease_until > now)
            oldest = session.scalar(select(func.min(JobRow.created_at)).where(JobRow.state == "queued"))
            failed = _count(session, JobRow.state == "failed", JobRow.finished_at > now - timedelta(days=1))
            rows = session.scalars(select(JobRow).order_by(JobRow.created_at.desc()).limit(_MOST))
            jobs = tuple(_line(row, rooms, names) for row in rows)
        return Health(
            version=version("postlens"),
            database=self._database.name,
            schema=self._database.schema(),
            waiting=waiting,
            running=running,
            failed_today=failed,
            oldest_waiting=oldest,
            stuck=bool(oldest and not running and now - oldest > _WAITS_TOO_LONG),
            kept=sum(self._kept(room) for room in rooms),
            free=self._files.free(),
            locked=LOCKED,
            renew_by=renew_by(),
            overdue=now.date() > renew_by(),
            jobs=jobs,
        )

    def _kept(self, workspace_id: str) -> int:
        """Bytes of the datasets of a workspace."""
        with self._database.reading(workspace_id) as data:
            return data.datasets.used()[1]


def _count(session: Session, *conditions: object) -> int:
    query = select(func.count()).select_from(JobRow).where(*conditions)  # type: ignore[arg-type]  # column conditions
    return session.scalar(query) or 0


def _line(row: JobRow, rooms: dict[str, str], names: dict[str, str]) -> JobLine:
    return JobLine(
        title=row.title,
        workspace=rooms.get(row.workspace_id, ""),
        who=names.get(row.user_id, "Command line" if row.user_id == "shell" else "Somebody"),
        state=JobState(row.state).value,
        created_at=row.created_at,
        finished_at=row.finished_at,
    )
