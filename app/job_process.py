"""The process of one job: it makes the actor anew, runs the task, publishes behind the fence, and ends.

The worker's fork server has this module loaded, with the libraries that compute, so a job starts warm.
"""

import ctypes
import os
import signal
import sys
import time
from typing import Any

# Loaded here, once, by the fork server: a job that forks off it finds them in memory.
import lime.lime_tabular
import numba
import sklearn.cluster
import sklearn.ensemble  # noqa: F401  (as above)
import structlog
from dash._utils import to_json

from app.container import build_services
from app.observability import log_as_json
from app.settings import Settings
from callbacks import TASKS, context
from callbacks.wiring import BackgroundTask, guarded
from services.bundle import Services
from services.domain.clock import system_clock
from services.domain.errors import ServiceError
from services.queues.local import Claim, LocalQueue
from services.storage.cache import open_cache
from services.storage.database import Database

log = structlog.get_logger()

_PR_SET_PDEATHSIG = 1
# A job row is written at most this often, in seconds: every write waits for the disk.
_WRITE_EVERY = 0.2


def run(settings: Settings, claim: Claim, threads: int) -> None:
    """Does the job from start to finish; the exit code says nothing, the row says all."""
    _die_with_the_worker()
    log_as_json()
    numba.set_num_threads(min(threads, numba.config.NUMBA_NUM_THREADS))
    database = Database(settings.database)
    queue = LocalQueue(database, system_clock)
    state, words = _outcome(settings, build_services(settings), claim, _Reporter(queue, claim))
    queue.finish(claim, state, words)
    log.info("job finished", job=claim.job_id, task=claim.task, state=state)
    # Nothing is left to tidy up, and interpreters with compute threads are slow to wind down.
    sys.stdout.flush()
    os._exit(0)


def _outcome(settings: Settings, services: Services, claim: Claim, report: "_Reporter") -> tuple[str, str]:
    try:
        result = _result(services, claim, TASKS[claim.task], report)
    except ServiceError as refusal:
        return "failed", str(refusal)
    except Exception:
        reference = claim.job_id[:6].upper()
        log.exception("job failed", job=claim.job_id, task=claim.task, reference=reference)
        return "failed", f"Something went wrong. Reference {reference}."
    # Under one name: a worker that was thought dead writes the same bytes again.
    with open_cache(settings.cache) as cache:
        cache.set(claim.key, to_json(result), tag=claim.workspace_id)
    return "succeeded", "Done"


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


def _die_with_the_worker() -> None:
    """A worker that is killed leaves no job running behind it (Linux only)."""
    parent = os.getppid()
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
