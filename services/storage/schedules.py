"""Schedules of reports, and what became of each time."""

from datetime import datetime

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from services.domain.errors import NotFound

from .report_tables import ReportRow, RunRow, ScheduleRow
from .tables import JobRow


class Schedules:
    """The schedules of one workspace."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def add(self, row: ScheduleRow) -> None:
        """A new schedule."""
        row.workspace_id = self._workspace_id
        self._session.add(row)

    def get(self, schedule_id: str) -> ScheduleRow:
        """The schedule, or NotFound: another workspace's is no different from none."""
        row = self._session.get(ScheduleRow, (self._workspace_id, schedule_id)) if schedule_id.isprintable() else None
        if row is None:
            raise NotFound(f"There is no schedule {schedule_id!r} in this workspace.")
        return row

    def all(self) -> list[ScheduleRow]:
        """Every schedule, newest first."""
        query = select(ScheduleRow).where(ScheduleRow.workspace_id == self._workspace_id)
        return list(self._session.scalars(query.order_by(ScheduleRow.created_at.desc(), ScheduleRow.id)))

    def remove(self, schedule_id: str) -> None:
        """Forgets a schedule and what became of it."""
        self._session.delete(self.get(schedule_id))

    def is_anything_due(self, now: datetime) -> bool:
        """Whether there is something for the timetable to do."""
        mine = ScheduleRow.workspace_id == self._workspace_id
        ripe = select(ScheduleRow.id).where(mine, ScheduleRow.next_at <= now).limit(1)
        return self._session.scalars(ripe).first() is not None or bool(self.let_go() or self.broken())

    def due(self, now: datetime) -> list[ScheduleRow]:
        """Those whose time has come, held against whoever else looks for them."""
        query = select(ScheduleRow).where(ScheduleRow.workspace_id == self._workspace_id, ScheduleRow.next_at <= now)
        return list(self._session.scalars(query.with_for_update(skip_locked=True)))

    def add_run(self, row: RunRow) -> None:
        """One more time."""
        row.workspace_id = self._workspace_id
        self._session.add(row)
        self._session.flush()

    def run(self, run_id: str) -> RunRow:
        """The time, or NotFound."""
        row = self._session.get(RunRow, (self._workspace_id, run_id)) if run_id.isprintable() else None
        if row is None:
            raise NotFound(f"There is no run {run_id!r} in this workspace.")
        return row

    def last_run(self, schedule_id: str) -> RunRow | None:
        """What became of the newest time."""
        query = select(RunRow).where(RunRow.workspace_id == self._workspace_id, RunRow.schedule_id == schedule_id)
        return self._session.scalars(query.order_by(RunRow.due_at.desc(), RunRow.id).limit(1)).first()

    def let_go(self) -> list[RunRow]:
        """Times that waited for a person who has released their report meanwhile."""
        query = select(RunRow).join(ReportRow, ReportRow.id == RunRow.report_id)
        query = query.where(
            RunRow.workspace_id == self._workspace_id,
            ReportRow.workspace_id == self._workspace_id,
            RunRow.state == "waiting",
        )
        return list(self._session.scalars(query.where(ReportRow.state == "released")))

    def broken(self) -> list[RunRow]:
        """Times whose job is over though they are not."""
        query = select(RunRow).outerjoin(
            JobRow, and_(JobRow.id == RunRow.job_id, JobRow.workspace_id == self._workspace_id)
        )
        query = query.where(RunRow.workspace_id == self._workspace_id, RunRow.state.in_(("ordered", "sending")))
        over = or_(JobRow.id.is_(None), JobRow.state.in_(("failed", "cancelled", "succeeded")))
        return list(self._session.scalars(query.where(over)))

    def job(self, job_id: str) -> JobRow | None:
        """The job that makes it, as far as there is one."""
        return self._session.get(JobRow, (self._workspace_id, job_id))
