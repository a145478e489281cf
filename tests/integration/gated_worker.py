"""A worker for tests: analyses wait at a gate that the test opens, and every run leaves a line behind.

Nothing is computed behind the gate, so nothing that computes is loaded: that would take seconds at every start.

Started as a program of its own. The processes of its jobs load it again as their main module, so they know
these tasks as well; the web server knows nothing of them.
"""

import os
import time
from dataclasses import replace
from datetime import timedelta

from dash import Output

from app import job_process
from app.settings import Settings
from app.worker import Pace, Worker
from callbacks import TASKS, analysis

HOME = Settings().home
QUICK = "tests.quick"
# The product's worker waits 20 seconds before it believes that another is dead.
PACE = Pace(look=0.05, recover=0.2, lease=timedelta(seconds=4))


def note(name, line):
    """One write, so that lines of several processes never mix."""
    with (HOME / f"runs-{name}").open("a") as runs:
        runs.write(f"{line}\n")


def find_segments_behind_a_gate(report, wanted):
    seed = wanted["seed"]
    note(seed, os.getpid())
    report((0.5, "Waiting at the gate"))
    while not (HOME / f"gate-{seed}").exists():
        time.sleep(0.02)
    note(f"{seed}-through", os.getpid())
    analysis.services().datasets.get(analysis.actor(), wanted["dataset"])
    return f"{seed:064}", None


def say_who(_report, number):
    note("quick", number)
    return number


# Nobody waits for what waits at a gate.
job_process.UNHURRIED = frozenset({"analysis.segments"})
TASKS["analysis.segments"] = replace(analysis.SEGMENTS, run=find_segments_behind_a_gate)
TASKS[QUICK] = replace(analysis.SEGMENTS, name=QUICK, run=say_who, progress=Output("nowhere", "children"))

if __name__ == "__main__":
    Worker(Settings(), PACE, preload="app.job_process").work()
