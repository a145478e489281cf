"""A worker for tests: analyses wait at a gate that the test opens, and every run leaves a line behind.

Started as a program of its own. The processes of its jobs load it again as their main module, so they know
these tasks as well; the web server knows nothing of them.
"""

import os
import time
from dataclasses import replace
from datetime import timedelta

from dash import Output

from app.settings import Settings
from app.worker import Pace, Worker
from callbacks import TASKS, analysis

HOME = Settings().home
QUICK = "tests.quick"
# The product's worker waits 20 seconds before it believes that another is dead.
PACE = Pace(recover=0.2, lease=timedelta(seconds=1.5))


def note(line):
    """One write, so that lines of several processes never mix."""
    with (HOME / "runs").open("a") as runs:
        runs.write(f"{line}\n")


def find_segments_behind_a_gate(report, wanted):
    note(os.getpid())
    report((0.5, "Waiting at the gate"))
    while not (HOME / "gate").exists():
        time.sleep(0.02)
    return analysis.make_segments(report, wanted)


def say_who(_report, number):
    note(f"{number} {os.getpid()}")
    return number


TASKS["analysis.segments"] = replace(analysis.SEGMENTS, run=find_segments_behind_a_gate)
TASKS[QUICK] = replace(analysis.SEGMENTS, name=QUICK, run=say_who, progress=Output("nowhere", "children"))

if __name__ == "__main__":
    Worker(Settings(), PACE).work()
