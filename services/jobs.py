"""Long work: ordered once however many ask for it, watched by anyone of the workspace who asked."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.errors import Conflict, TooMany
from services.domain.jobs import Job, JobState, WorkOrder
from services.policy import Permission, requires
from services.storage.database import Database
from services.storage.tables import JobRow
from services.storage.workspace import WorkspaceData

# Unfinished jobs: of one person, and of a workspace whoever ordered them.
_MOST_UNFINISHED, _MOST_IN_WORKSPACE = 5, 10
_FAILED_FOR = timedelta(minutes=10)
# How far back unfinished jobs are looked for, in jobs of one person.
_RECENT = 50


class Jobs:
    """Orders, watches and cancels; `announce` tells the queue that a row is waiting."""

    def __init__(self, database: Database, clock: Clock, announce: Callable[[str], None]) -> None:
        self._database, self._clock, self._announce = database, clock, announce

    @requires(Permission.WORK)
    def submit(self, actor: Actor, order: WorkOrder, *, again: bool = False) -> Job:
        """The job that does this work: one on its way is joined; `again` = a finished one is not good enough."""
        try:
            return self._ordered(actor, order, again=again)
        except Conflict:
            # Somebody ordered the same at this very moment: that job is there now.
            return self._ordered(actor, order, again=again)

    @requires(Permission.WORK)
    def get(self, actor: Actor, job_id: str) -> Job:
        """The job as it stands."""
        with self._database.reading(actor.workspace_id) as data:
            return _job(data.jobs.get(job_id))

    @requires(Permission.WORK)
    def find(self, actor: Actor, key: str) -> Job | None:
        """The newest job with this key, None if nobody ever asked."""
        with self._database.reading(actor.workspace_id) as data:
            row = data.jobs.newest(key)
        return _job(row) if row else None

    @requires(Permission.WORK)
    def failed_just_now(self, actor: Actor, order: WorkOrder) -> str:
        """Why this work failed in the last ten minutes, "" where it did not: the same again would fail again."""
        job = self.find(actor, order.key(actor.workspace_id))
        if job is None or job.state is not JobState.FAILED or job.finished_at is None:
            return ""
        return job.step if self._clock() - job.finished_at < _FAILED_FOR else ""

    @requires(Permission.WORK)
    def mine(self, actor: Actor, most: int = 8) -> tuple[Job, ...]:
        """What the actor asked for, newest first."""
        with self._database.reading(actor.workspace_id) as data:
            return tuple(_job(row) for row in data.jobs.of_person(actor.user_id, most))

    @requires(Permission.WORK)
    def under_way(self, actor: Actor, task: str) -> tuple[WorkOrder, ...]:
        """What the actor ordered of this task and still waits for, newest first."""
        with self._database.reading(actor.workspace_id) as data:
            rows = [row for row in data.jobs.of_person(actor.user_id, _RECENT) if row.task == task]
            return tuple(WorkOrder(row.task, row.title, row.arguments) for row in rows if not JobState(row.state).final)

    @requires(Permission.WORK, change="cancelled work", about="job_id")
    def cancel(self, actor: Actor, job_id: str) -> None:
        """Asks for the job to stop; what nobody has begun is over at once, what is over stays as it is."""
        with self._database.transaction(actor.workspace_id) as data:
            row = data.jobs.get(job_id)
            if row.state == JobState.QUEUED:
                row.state, row.step, row.finished_at = JobState.CANCELLED.value, "Cancelled", self._clock()
            elif row.state == JobState.RUNNING:
                row.cancel, row.step = True, "Stopping"

    def _ordered(self, actor: Actor, order: WorkOrder, *, again: bool) -> Job:
        with self._database.transaction(actor.workspace_id) as data:
            known = data.jobs.newest(order.key(actor.workspace_id))
            if known and (known.state in ("queued", "running") or (known.state == "succeeded" and not again)):
                return _job(known)
            row = self._waiting(actor, order, data)
        self._announce(row.id)
        return _job(row)

    def _waiting(self, actor: Actor, order: WorkOrder, data: WorkspaceData) -> JobRow:
        unfinished = [row for row in data.jobs.of_person(actor.user_id, _RECENT) if row.state in ("queued", "running")]
        if len(unfinished) >= _MOST_UNFINISHED:
            raise TooMany(f"You have {len(unfinished)} jobs under way. Wait for one to end, or cancel one.")
        if (here := data.jobs.unfinished()) >= _MOST_IN_WORKSPACE:
            raise TooMany(f"{here} jobs of this workspace are under way. Wait for one to end.")
        row = waiting(actor.user_id, order, order.key(actor.workspace_id), self._clock())
        data.jobs.add(row)
        return row


def waiting(user_id: str, order: WorkOrder, key: str, now: datetime) -> JobRow:
    """The row of work that waits for a worker; key: of the order in its workspace."""
    return JobRow(
        id=secrets.token_hex(8),
        user_id=user_id,
        task=order.task,
        title=order.title,
        key=key,
        arguments=order.arguments,
        state=JobState.QUEUED.value,
        fraction=0.0,
        step="Waiting for a worker",
        attempt=0,
        fence=0,
        cancel=False,
        lease_until=None,
        created_at=now,
        finished_at=None,
    )


def _job(row: JobRow) -> Job:
    return Job(
        id=row.id,
        key=row.key,
        task=row.task,
        title=row.title,
        state=JobState(row.state),
        fraction=row.fraction,
        step=row.step,
        attempt=row.attempt,
        created_at=row.created_at,
        finished_at=row.finished_at,
    )
