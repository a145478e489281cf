"""Work that somebody waits for."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from .fingerprint import CODE_VERSION

# Tasks that are done ahead of the question or on a day of the calendar: whoever waits for something goes first.
UNHURRIED = frozenset({"analysis.explanations", "compare.second_opinion", "schedules.run"})


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
    """One piece of long work: fraction from 0 to 1, `step` says what is being done or what went wrong.

    key: the same for the same work in the same workspace; the result lies under it.
    """

    id: str
    key: str
    task: str
    title: str
    state: JobState
    fraction: float
    step: str
    attempt: int
    created_at: datetime
    finished_at: datetime | None


@dataclass(frozen=True, slots=True)
class WorkOrder:
    """What is to be done: a task by name, its arguments as plain JSON, a title people read."""

    task: str
    title: str
    arguments: dict[str, Any]

    def key(self, workspace_id: str) -> str:
        """The same for the same work in the same workspace: who asks does not matter."""
        described = json.dumps([CODE_VERSION, workspace_id, self.task, self.arguments], sort_keys=True)
        return hashlib.sha256(described.encode()).hexdigest()
