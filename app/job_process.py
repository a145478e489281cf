"""The process of one job: it makes the actor anew, runs the task, publishes behind the fence, and ends.

It forks off a server that has everything in memory already: see app.preloaded.
"""

import multiprocessing
import os
import signal
import sys
import time
from threading import Thread
from typing import Any

import structlog
from dash._utils import to_json

from app.container import build_services
from app.lifeline import tie_to_parent
from app.observability import log_as_json
from app.settings import Settings
from callbacks import TASKS, context
from callbacks.wiring import BackgroundTask, guarded
from services.bundle import Services
from services.domain.clock import system_clock
from services.domain.errors import ServiceError
from services.domain.jobs import UNHURRIED
from services.queues.local import Claim, LocalQueue
from services.storage.cache import open_cache
from services.storage.database import Database

log = structlog.get_logger()

# A job row is written at most this often, in seconds: every write waits for the disk.
_WRITE_EVERY = 0.2
# Work that nobody waits for takes the cores that nobody else wants.
_UNHURRIED = 10


def run(settings: Settings, claim: Claim) -> None:
    """Does the job from start to finish; the exit code says nothing, the row says all."""
    _end_with_the_worker()
    if claim.task in UNHURRIED:
        os.nice(_UNHURRIED)
    log_as_json()
    queue = LocalQueue(Database(settings.database), system_clock)
    state = carry_out(settings, claim, queue)
    log.info("job finished", job=claim.job_id, task=claim.task, state=state)
    # Nothing is left to tidy up, and interpreters with compute threads are slow to wind down.
    sys.stdout.flush()
    os._exit(0)


def carry_out(settings: Settings, claim: Claim, queue: LocalQueue) -> str:
    """How the job ended; a worker that was thought dead says nothing, neither to the row nor to the cache."""
    try:
        result = to_json(_result(build_services(settings), claim, TASKS[claim.task], _Reporter(queue, claim)))
        with open_cache(settings.cache) as cache:
            kept = queue.finish(
                claim, "succeeded", "Done", lambda: cache.set(claim.key, result, tag=claim.workspace_id)
            )
    except Exception as error:  # noqa: BLE001  (whatever it was, the person who waits is told)
        return "failed" if queue.finish(claim, "failed", _words(claim, error)) else "superseded"
    return "succeeded" if kept else "superseded"


def _words(claim: Claim, error: Exception) -> str:
    if isinstance(error, ServiceError):
        return str(error)
    reference = claim.job_id[:6].upper()
    log.error("job failed", job=claim.job_id, task=claim.task, reference=reference, exc_info=error)
    return f"Something went wrong. Reference {reference}."


def _result(services: Services, claim: Claim, task: BackgroundTask, report: "_Reporter") -> Any:
    person = services.accounts.actor_by_id(claim.user_id, claim.workspace_id)
    with context.acting(person, services):  # type: ignore[arg-type]  # nobody is refused by the task's own guard
        return guarded(task.run, task.permission)(report, *claim.arguments["args"])


class _Reporter:
    """What a task calls with (fraction, step)."""

    def __init__(self, queue: LocalQueue, claim: Claim) -> None:
        self._queue, self._claim, self._written = queue, claim, 0.0

    def __call__(self, progress: tuple[float, str]) -> None:
        now = time.monotonic()
        if now - self._written >= _WRITE_EVERY:
            self._queue.report(self._claim, *progress)
            self._written = now


def _end_with_the_worker() -> None:
    """Whatever becomes of the worker, or of the fork server, no job is left behind."""
    # The parent is the fork server, which in turn waits for its jobs when the worker is gone:
    # of the worker's own end a pipe tells.
    tie_to_parent()
    # Ctrl-C reaches all processes of a terminal; the worker decides what becomes of its jobs.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_watch_worker, daemon=True).start()


def _watch_worker() -> None:
    worker = multiprocessing.parent_process()
    if worker is not None:
        worker.join()
        os.kill(os.getpid(), signal.SIGKILL)
