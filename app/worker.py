"""The worker: takes jobs off the queue, a process each, and sees to it that every one ends."""

import multiprocessing
import signal
import time
from dataclasses import dataclass
from datetime import timedelta
from multiprocessing.connection import wait
from multiprocessing.context import ForkServerProcess
from types import FrameType

import structlog
from sqlalchemy.exc import OperationalError

from app.observability import log_as_json
from app.settings import Settings
from services.domain.clock import system_clock
from services.due import is_anything_due
from services.queues.local import LEASE, Claim, LocalQueue
from services.storage.database import Database

log = structlog.get_logger()

# How long a job that is told to stop may take, in seconds.
_GRACE = 0.5


@dataclass(frozen=True, slots=True)
class Pace:
    """How often a worker looks at the queue, at each of its jobs, for lost jobs, for leftovers, and at schedules.

    All in seconds.
    """

    look: float = 0.1
    check: float = 0.2
    recover: float = 5.0
    tidy: float = 600.0
    schedules: float = 15.0
    lease: timedelta = LEASE


@dataclass(slots=True)
class _Running:
    claim: Claim
    process: ForkServerProcess
    checked: float


class Worker:
    """At most so many jobs at once; jobs are processes forked off a server that has `preload` in memory."""

    def __init__(self, settings: Settings, pace: Pace | None = None, preload: str = "app.preloaded") -> None:
        self._settings, self._pace, self._preload = settings, pace or Pace(), preload
        self._database = Database(settings.database)
        self._queue = LocalQueue(self._database, system_clock, self._pace.lease)
        self._processes = multiprocessing.get_context("forkserver")
        self._running: list[_Running] = []
        self._recovered = self._tidied = self._timed = float("-inf")
        self._stopping = False

    def work(self) -> None:
        """Until told to stop by SIGTERM or SIGINT; jobs under way are then given back."""
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self._stop)
        self._warm_up()
        log.info("worker started", slots=self._settings.worker_slots)
        while not self._stopping:
            if not self._look():
                # A job that ends makes room for the next at once.
                wait([job.process.sentinel for job in self._running], self._pace.look)
        for job in self._running:
            self._kill(job)
            self._queue.give_back(job.claim)
        log.info("worker stopped", given_back=len(self._running))

    def step(self) -> bool:
        """One look at everything; whether something was started."""
        now = time.monotonic()
        if now - self._recovered > self._pace.recover:
            self._recovered = now
            if lost := self._queue.recover():
                log.warning("lost jobs taken back", jobs=lost)
        if now - self._tidied > self._pace.tidy:
            self._tidied = now
            # In a process of its own: jobs do not wait for it.
            self._processes.Process(target=_tidy, args=(self._settings,), name="reaper", daemon=True).start()
        if now - self._timed > self._pace.schedules:
            self._timed = now
            if is_anything_due(self._database, system_clock()):
                self._processes.Process(
                    target=_keep_time, args=(self._settings,), name="timetable", daemon=True
                ).start()
        self._running = [job for job in self._running if not self._over(job, now)]
        claim = self._queue.claim() if len(self._running) < self._settings.worker_slots else None
        if claim is None:
            return False
        self._start(claim)
        return True

    def _warm_up(self) -> None:
        """Loads what computes, which takes seconds: a job claimed meanwhile would wait, its lease unrenewed."""
        self._processes.set_forkserver_preload([self._preload])
        first = self._processes.Process(target=_nothing)
        first.start()
        first.join()

    def _look(self) -> bool:
        try:
            return self.step()
        except OperationalError as trouble:
            # A database that is locked or restarts will be back; until then the leases say who holds what.
            log.warning("database did not answer", trouble=str(trouble.orig))
            return False

    def _start(self, claim: Claim) -> None:
        process = self._processes.Process(target=_run, args=(self._settings, claim), name=f"job-{claim.job_id}")
        process.start()
        self._running.append(_Running(claim, process, time.monotonic()))
        log.info("job started", job=claim.job_id, task=claim.task, process=process.pid)

    def _over(self, job: _Running, now: float) -> bool:
        if job.process.exitcode is not None:
            # A process that said its last word has finished its row; this is for the one that could not.
            if self._queue.finish(job.claim, "failed", _died(job.process.exitcode)):
                log.error("job died", job=job.claim.job_id, exit_code=job.process.exitcode)
            return True
        if now - job.checked < self._pace.check:
            return False
        job.checked = now
        if self._queue.renew(job.claim):
            return False
        self._kill(job)
        if self._queue.finish(job.claim, "cancelled", "Cancelled"):
            log.info("job cancelled", job=job.claim.job_id)
        return True

    def _kill(self, job: _Running) -> None:
        job.process.terminate()
        job.process.join(_GRACE)
        if job.process.is_alive():
            job.process.kill()
            job.process.join()

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping = True


def _nothing() -> None:
    """The work of a process that is only there to have been started."""


def _run(settings: Settings, claim: Claim) -> None:
    # Imported on the other side only: the worker itself stays small.
    from app.job_process import run  # noqa: PLC0415  (as above)

    run(settings, claim)


def _tidy(settings: Settings) -> None:
    from app.container import tidy  # noqa: PLC0415  (as above)

    log_as_json()
    tidy(settings)


def _keep_time(settings: Settings) -> None:
    from app.container import keep_time  # noqa: PLC0415  (as above)

    log_as_json()
    keep_time(settings)


def _died(exit_code: int) -> str:
    how = f"signal {-exit_code}" if exit_code < 0 else f"exit code {exit_code}"
    return (
        f"The work was ended from outside before it was done ({how}), perhaps because memory ran out. "
        "Try again; if it happens twice, with less data."
    )


if __name__ == "__main__":
    log_as_json()
    Worker(Settings()).work()
