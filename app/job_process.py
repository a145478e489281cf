"""The process of one job: it makes the actor anew, runs the task, publishes behind the fence, and ends.

The worker's fork server has this module loaded, with the libraries that compute, so a job starts warm.
"""

import multiprocessing
import os
import signal
import sys
import time
from threading import Thread
from typing import Any

# Loaded here, once, by the fork server: a job that forks off it finds them in memory.
import numba
import sklearn.cluster
import sklearn.ensemble  # noqa: F401  (as above)
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
from services.queues.local import Claim, LocalQueue
from services.storage.cache import open_cache
from services.storage.database import Database

log = structlog.get_logger()

# A job row is written at most this often, in seconds: every write waits for the disk.
_WRITE_EVERY = 0.2
