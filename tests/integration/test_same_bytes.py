"""The same question about the same file leaves the same bytes, in whatever process and on however many cores."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from builders import make_actor, make_house, save_posts_csv

from services.demo import generate
from services.domain.analysis import Analysis
from services.domain.surrogate import Surrogate

SECONDS = 170
# More distinct posts than scikit-learn fits by itself, so that the starts run in threads.
MANY = 30_000
_COMMAND = "from app.cli import main; main()"
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "NUMBA_NUM_THREADS")


def _one_core() -> None:
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def _every_core() -> None:
    """As the machine has it."""


def _run(home: Path, threads: int, cores: Callable[[], None], *words: str) -> None:
    """The command in a process of its own."""
    known = {**os.environ, "POSTLENS_HOME": str(home), "PYTHONHASHSEED": str(threads)}
    subprocess.run(
        [sys.executable, "-W", "ignore", "-c", _COMMAND, *words],
        env=known | dict.fromkeys(_THREADS, str(threads)),
        preexec_fn=cores,
        check=True,
        capture_output=True,
        timeout=SECONDS,
    )


def _results(home: Path) -> dict[str, bytes]:
    """What was stored, by workspace and fingerprint."""
    return {str(path.relative_to(home)): path.read_bytes() for path in sorted(home.glob("files/*/results/*.npz"))}


def _twice(folder: Path, file: Path, *command: str) -> tuple[dict[str, bytes], dict[str, bytes]]:
    """What two processes leave in two copies of one installation: one thread on one core, three on all."""
    house = make_house(folder / "one")
    dataset = house.services.datasets.import_file(make_actor(), file)
    house.close()
    shutil.copytree(folder / "one", folder / "other")
    _run(folder / "one", 1, _one_core, *command, dataset.id, "--workspace", "red")
    _run(folder / "other", 3, _every_core, *command, dataset.id, "--workspace", "red")
    return _results(folder / "one"), _results(folder / "other")


def test_segments_shap_and_lime_are_the_same_bytes_in_another_process(tmp_path: Path) -> None:
    one, other = _twice(tmp_path, save_posts_csv(tmp_path), "segment", "--k", "3")

    assert len(one) == len((Analysis, Surrogate))
    assert one == other


@pytest.mark.parametrize("recipe", ["engagement", "classic"])
def test_many_posts_are_segmented_to_the_same_bytes_on_more_cores(tmp_path: Path, recipe: str) -> None:
    file = tmp_path / "many.csv"
    file.write_text(generate(datetime(2026, 1, 5, 12, tzinfo=UTC), posts=MANY), encoding="utf-8", newline="")
    one, other = _twice(tmp_path, file, "manifest", "--recipe", recipe)

    assert len(one) == 1
    assert one == other
