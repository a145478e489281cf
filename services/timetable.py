"""The clock of schedules: what is due becomes a job, once, however many workers look and however late it is."""

from collections import Counter
from datetime import datetime

from services.arrivals import FACTS
from services.domain.actors import Actor, Workspace
from services.domain.clock import Clock
from services.domain.scheduling import RunState, ScheduleOrder, next_time
from services.handing_over import Counter as Desk
from services.handing_over import Office
from services.policy import Permission, allows
from services.report_schedules import add_run, order_job
from services.storage.database import Database
from services.storage.report_tables import RunRow, ScheduleRow
from services.storage.workspace import WorkspaceData


class Timetable:
    """Looks at the schedules of all workspaces; for the worker, not for people."""

    def __init__(self, database: Database, office: Office, clock: Clock) -> None:
        self._database, self._desk, self._clock = database, Desk(database, office), clock

    def step(self) -> tuple[tuple[str, int], ...]:
        """What was done, by kind, zeros left out."""
        done: Counter[str] = Counter()
        with self._database.reading_directory() as directory:
            rooms = directory.workspaces()
        for room in rooms:
            with self._database.reading(room.id) as data:
                anything = data.schedules.is_anything_due(self._clock())
            if anything:
                done.update(self._in(room))
        return tuple(sorted((kind, number) for kind, number in done.items() if number))

    def _in(self, room: Workspace) -> Counter[str]:
        done, to_tell = Counter[str](), list[tuple[Actor, ScheduleOrder, str]]()
        with self._database.transaction(room.id) as data:
            data.take_turns()
            now = self._clock()
            for row in data.schedules.due(now):
                done["reports ordered"] += self._begin(data, row, now)
            for run in data.schedules.let_go():
                order_job(data, run, data.schedules.get(run.schedule_id).user_id, now)
                done["reports let go"] += 1
            for run in data.schedules.broken():
                to_tell += self._end(data, run)
                done["reports that broke off"] += 1
        for actor, order, why in to_tell:
            self._desk.tell_failure(actor, order, why)
        return done

    def _begin(self, data: WorkspaceData, row: ScheduleRow, now: datetime) -> int:
        """One time, also where several were missed; none where its owner may not send reports any more."""
        due_at = row.next_at or now
        if self._owner(row) is None:
            row.next_at = None
            words = f"{row.owner} may not send reports from here any more, so this schedule is paused."
            failed = RunRow(id=f"{row.id[:16]}-{due_at:%y%m%d%H}", schedule_id=row.id, due_at=due_at, report_id="")
            failed.state, failed.words, failed.job_id = RunState.FAILED.value, words, ""
            data.schedules.add_run(failed)
            return 0
        row.next_at = next_time(FACTS.structure(row.facts, ScheduleOrder).plan, now)
        add_run(data, row, due_at, now)
        return 1

    def _end(self, data: WorkspaceData, run: RunRow) -> list[tuple[Actor, ScheduleOrder, str]]:
        """The last word about a time whose job ended without one."""
        job, row = data.schedules.job(run.job_id), data.schedules.get(run.schedule_id)
        sent = " The mail may have been on its way." if run.state == RunState.SENDING else ""
        run.state, run.words = RunState.FAILED.value, f"{job.step if job else 'Its job is gone.'}{sent}"[:500]
        owner = self._owner(row)
        return [(owner, FACTS.structure(row.facts, ScheduleOrder), run.words)] if owner else []

    def _owner(self, row: ScheduleRow) -> Actor | None:
        with self._database.reading_directory() as directory:
            actor = directory.actor(row.user_id, row.workspace_id)
        return actor if allows(actor, Permission.RELEASE) else None
