"""The day on which the versions of the libraries were locked is the day that the program tells admins."""

import shutil
import subprocess
from datetime import date
from pathlib import Path

import pytest

from services.parts import LOCKED

ROOT = Path(__file__).parents[2]


def _git(*words: str) -> str:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.strip()


@pytest.mark.skipif(not shutil.which("git") or not (ROOT / ".git").exists(), reason="needs a clone with its history")
def test_the_day_of_the_lock_is_that_of_its_last_change() -> None:
    if _git("rev-parse", "--is-shallow-repository") == "true":
        pytest.skip("the history is cut off: the last change is not in it")
    changed = date.fromisoformat(_git("log", "-1", "--format=%cs", "--", "requirements.lock"))
    assert abs((changed - LOCKED).days) <= 7, "renew the lock with `make lock`, which writes the day down"
