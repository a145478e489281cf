"""The worker: takes jobs off the queue, a process each, and sees to it that every one ends."""

import multiprocessing
import os
import signal
import time
from dataclasses import dataclass
from multiprocessing.context import ForkServerProcess
from types import FrameType

import structlog

from app.settings import Settings
from services.domain.clock import system_clock
from services.queues.local import Claim, LocalQueue
from services.storage.database import Database

log = structlog.get_logger()

# How often the queue is looked at, a lease renewed, and lost work taken back, in seconds.
_LOOK, _RENEW, _RECOVER = 0.1, 0.4, 5.0
_GRACE = 0.5


@dataclass(slots=True)
class _Running:
    claim: Claim
    process: ForkServerProcess
    renewed: float


class Worker:
    """At most so many jobs at once; jobs are processes forked off a warm server."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._queue = LocalQueue(Database(settings.database), system_clock)
        self._processes = multiprocessing.get_context("forkserver")
        self._processes.set_forkserver_preload(["app.job_process"])
        self._threads = max(1, (os.cpu_count() or 1))
        self._running: list[_Running] = []
        self._recovered = 0.0
        self._stopping = False

    def work(self) -> None:
        """Until told to stop by SIGTERM or SIGINT; jobs under way are then given back."""
        signal.signal(signal.SIGTERM, self._stop)
        signal.signal(signal.SIGINT, self._stop)
        log.info("worker started", slots=self._settings.worker_slots)
        while not self._stopping:
            busy = self.step()
            if not busy:
                time.sleep(_LOOK)
        for job in self._running:
            self._kill(job)
            self._queue.give_back(job.claim)
        log.info("worker stopped", given_back=len(self._running))

    def step(self) -> bool:
        """One look at everything; whether something was started."""
        now = time.monotonic()
        if now - self._recovered > _RECOVER:
            self._recovered = now
            lost = self._queue.recover()
            if lost:
                log.warning("lost jobs taken back", jobs=lost)
        self._running = [job for job in self._running if not self._over(job, now)]
        if len(self._running) >= self._settings.worker_slots:
            return False
        claim = self._queue.claim()
        if claim is None:
            return False
        self._start(claim)
        return True

    def _start(self, claim: Claim) -> None:
        process = self._processes.Process(
            target=_run, args=(self._settings, claim, self._threads), name=f"job-{claim.job_id}"
        )
        process.start()
        self._running.append(_Running(claim, process, time.monotonic()))
        log.info("job started", job=claim.job_id, task=claim.task, process=process.pid)

    def _over(self, job: _Running, now: float) -> bool:
        if job.process.exitcode is not None:
            # A process that said its last word has finished its row; this is for the one that could not.
            if self._queue.finish(job.claim, "failed", _died(job.process.exitcode)):
                log.error("job died", job=job.claim.job_id, exit_code=job.process.exitcode)
            return True
        if now - job.renewed >= _RENEW:
            job.renewed = now
            if not self._queue.renew(job.claim):
                self._kill(job)
                self._queue.finish(job.claim, "cancelled", "Cancelled")
                log.info("job cancelled", job=job.claim.job_id)
                return True
        return False

    def _kill(self, job: _Running) -> None:
        job.process.terminate()
        job.process.join(_GRACE)
        if job.process.is_alive():
            job.process.kill()
            job.process.join()

    def _stop(self, _signal: int, _frame: FrameType | None) -> None:
        self._stopping = True


def _run(settings: Settings, claim: Claim, threads: int) -> None:
    # Imported on the other side only: the worker itself stays small.
    from app.job_process import run

    run(settings, claim, threads)


def _died(exit_code: int) -> str:
    how = f"was stopped by signal {-exit_code}" if exit_code < 0 else f"ended with code {exit_code}"
    return f"The work {how} before it was done. Try again; with less data if it happens twice."
