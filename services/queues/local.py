"""The queue that lives in the rows: workers claim, keep their lease, and publish behind a fence."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, update
from sqlalchemy.orm import Session

from services.domain.clock import Clock
from services.domain.jobs import UNHURRIED
from services.storage.database import Database
from services.storage.tables import JobRow

Conditions = tuple[ColumnElement[bool], ...]

LEASE = timedelta(seconds=20)
MOST_ATTEMPTS = 3
# Of those that wait; workspaces have ten at most, so several are among them.
_LOOKED_AT = 200
_WAITING: Conditions = (JobRow.state == "queued", JobRow.cancel.is_(False))
_STOPPED: Conditions = (JobRow.state == "queued", JobRow.cancel.is_(True))


@dataclass(frozen=True, slots=True)
class Claim:
    """A job in a worker's hands; the fence proves that it still is."""

    job_id: str
    fence: int
    workspace_id: str
    user_id: str
    task: str
    key: str
    arguments: dict[str, Any]


class LocalQueue:
    """Job rows as a queue; safe for any number of workers on one database.

    Workers look ten times a second and find nothing most of the time, so each look begins without a lock:
    whoever holds one makes everybody else wait.
    """

    def __init__(self, database: Database, clock: Clock, lease: timedelta = LEASE) -> None:
        self._database, self._clock, self._lease = database, clock, lease

    def announce(self, job_id: str) -> None:
        """Nothing to do: workers look at the rows themselves."""

    def claim(self) -> Claim | None:
        """The next job in turn, now leased to the caller; None where nobody waits whose turn it is."""
        if not self._any(_WAITING):
            return None
        with self._database.jobs() as session:
            row = self._next(session)
            if row is None:
                return None
            row.state, row.attempt, row.fence = "running", row.attempt + 1, row.fence + 1
            row.lease_until, row.fraction, row.step = self._clock() + self._lease, 0.0, "Starting"
            return Claim(row.id, row.fence, row.workspace_id, row.user_id, row.task, row.key, dict(row.arguments))

    def renew(self, claim: Claim) -> bool:
        """Keeps the lease; False when the job is to stop: cancelled, or no longer ours."""
        now = self._clock()
        with self._database.reading_jobs() as session:
            row = session.scalars(_held(claim)).one_or_none()
        if row is None or row.cancel:
            return False
        # Every write waits for the disk, so a lease that is fresh enough stays as it is.
        fresh = row.lease_until is not None and row.lease_until > now + self._lease * 0.75
        return fresh or self._write(claim, lease_until=now + self._lease)

    def report(self, claim: Claim, fraction: float, step: str) -> bool:
        """Tells how far the work is; False when nobody listens: cancelled, or no longer ours."""
        return self._write(claim, fraction=min(max(fraction, 0.0), 1.0), step=step[:500])

    def finish(self, claim: Claim, state: str, step: str, publish: Callable[[], None] | None = None) -> bool:
        """The last word about a job; False, and no word, when the job is no longer ours.

        A job that somebody cancelled ends as cancelled, whatever became of it. `publish` puts the result where
        others find it: called behind the fence, before the row says that the result is there.
        """
        with self._database.jobs() as session:
            row = session.scalars(_held(claim).with_for_update()).one_or_none()
            if row is None:
                return False
            if row.cancel:
                state, step = "cancelled", "Cancelled"
            elif publish:
                publish()
            row.state, row.step, row.finished_at, row.lease_until = state, step[:500], self._clock(), None
            row.fraction = 1.0 if state == "succeeded" else row.fraction
            return True

    def give_back(self, claim: Claim) -> bool:
        """The worker stops before the job is done: another may start it anew, and this try does not count."""
        with self._database.jobs() as session:
            row = session.scalars(_held(claim).with_for_update()).one_or_none()
            if row is None:
                return False
            row.state, row.step, row.lease_until = "queued", "Waiting for a worker", None
            row.attempt, row.fence = row.attempt - 1, row.fence + 1
            self._end_cancelled(session)
            return True

    def recover(self) -> int:
        """How many jobs were taken back from workers that stopped renewing their lease."""
        now = self._clock()
        overdue = (JobRow.state == "running", JobRow.lease_until < now)
        if not (self._any(overdue) or self._any(_STOPPED)):
            return 0
        with self._database.jobs() as session:
            lost = session.scalars(select(JobRow).where(*overdue).with_for_update()).all()
            for row in lost:
                row.fence += 1
                row.lease_until = None
                if row.attempt >= MOST_ATTEMPTS and not row.cancel:
                    row.state, row.finished_at = "failed", now
                    row.step = f"The worker died {row.attempt} times at this job. Try again, or with less data."
                else:
                    row.state, row.step = "queued", "Waiting for a worker again: the last one died"
            self._end_cancelled(session)
        return len(lost)

    def _next(self, session: Session) -> JobRow | None:
        """The oldest of the workspace with the fewest running, of those whose turn it is.

        One job a person at a time, and one more of those that nobody waits for.
        """
        columns = (JobRow.user_id, JobRow.workspace_id, JobRow.task)
        running = session.execute(select(*columns).where(JobRow.state == "running")).all()
        ahead = JobRow.task.in_(UNHURRIED)
        behind = [user for user, _, task in running if task in UNHURRIED]
        busy = [user for user, _, task in running if task not in UNHURRIED]
        waiting = session.scalars(
            select(JobRow)
            .where(*_WAITING, JobRow.user_id.not_in(busy), or_(~ahead, JobRow.user_id.not_in(behind)))
            .order_by(JobRow.created_at, JobRow.id)
            .limit(_LOOKED_AT)
            .with_for_update(skip_locked=True)
        ).all()
        taken = Counter(workspace for _, workspace, _ in running)
        return min(waiting, key=lambda row: taken[row.workspace_id], default=None)

    def _end_cancelled(self, session: Session) -> None:
        session.execute(
            update(JobRow).where(*_STOPPED).values(state="cancelled", step="Cancelled", finished_at=self._clock())
        )

    def _any(self, conditions: Conditions) -> bool:
        with self._database.reading_jobs() as session:
            return session.scalars(select(JobRow.id).where(*conditions).limit(1)).first() is not None

    def _write(self, claim: Claim, **change: Any) -> bool:
        with self._database.jobs() as session:
            row = session.scalars(_held(claim).where(JobRow.cancel.is_(False)).with_for_update()).one_or_none()
            if row is None:
                return False
            for name, value in change.items():
                setattr(row, name, value)
            return True


def _held(claim: Claim) -> Select[JobRow]:
    """The row, as long as the claim holds it."""
    return select(JobRow).where(JobRow.id == claim.job_id, JobRow.fence == claim.fence, JobRow.state == "running")
