"""How an installation is doing."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class JobLine:
    """One job of any workspace."""

    title: str
    workspace: str
    who: str
    state: str
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class Health:
    """Version, database, queue and storage; sizes in bytes.

    running: jobs in the hands of a worker that was heard of within its lease. stuck: some job waits longer than a
    minute while no worker has one. renew_by: the last day for the versions of the libraries; overdue: it is over.
    """

    version: str
    database: str
    schema: str
    waiting: int
    running: int
    failed_today: int
    oldest_waiting: datetime | None
    stuck: bool
    kept: int
    free: int
    locked: date
    renew_by: date
    overdue: bool
    jobs: tuple[JobLine, ...]
