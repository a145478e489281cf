"""Processes that end with the one that started them."""

import subprocess
import sys

import psutil
import pytest
from integration.processes import alive, until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="the tie is the Linux kernel's")

_PARENT = """
import signal, subprocess, sys
from app.lifeline import tied
child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"], preexec_fn=tied(signal.SIGTERM))
print(child.pid, flush=True)
child.wait()
"""


def test_a_child_ends_when_its_parent_is_killed():
    parent = subprocess.Popen([sys.executable, "-c", _PARENT], stdout=subprocess.PIPE, text=True)
    child = int(parent.stdout.readline())
    assert alive(child)
    assert psutil.Process(child).ppid() == parent.pid

    parent.kill()
    parent.wait()
    parent.stdout.close()
    until(lambda: not alive(child), 5)
