"""Work that somebody waits for."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class JobState(StrEnum):
    """Where a job stands; the last three are final."""

    QUEUED = "queued"
    RUNNING = "running"
    SUCCEEDED = "succeeded"
    FAILED = "failed"
    CANCELLED = "cancelled"

    @property
    def final(self) -> bool:
        """Nothing more will happen to this job."""
        return self not in (JobState.QUEUED, JobState.RUNNING)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of long work: fraction from 0 to 1, `step` says what is being done or what went wrong."""

    id: str
    task: str
    title: str
    state: JobState
    fraction: float
    step: str
    attempt: int
    created_at: datetime
    finished_at: datetime | None
