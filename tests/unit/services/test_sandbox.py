"""Work in a process of its own: its answer comes back, its troubles do not."""

import os
import signal
import time
from typing import Any

import pytest

from services.domain.errors import InvalidInput, TooLarge
from services.progress import Report, unwatched
from services.sandbox import Defect, Limits, Task, run_confined

_SMALL = Limits(memory_mb=600, cpu_seconds=20, wall_seconds=30)


def double(report: Report, number: int) -> int:
    report(0.5, "Doubling")
    return 2 * number


def refuse(_: Report) -> None:
    raise InvalidInput("The file is empty.", "file")


def fail(_: Report) -> None:
    raise KeyError("nobody expected this")


def grow(_: Report) -> int:
    return len(bytearray(2_000_000_000))


def abort(_: Report) -> None:
    os.kill(os.getpid(), signal.SIGABRT)


def sleep(_: Report) -> None:
    time.sleep(60)


def spin(_: Report) -> None:
    while True:
        pass


def tell_process(_: Report) -> int:
    return os.getpid()


def babble(_: Report) -> str:
    return "x" * 9_000_000


def _run(work: Any, limits: Limits = _SMALL, report: Report = unwatched, **arguments: Any) -> Any:
    return run_confined(Task(f"{work.__module__}:{work.__name__}", arguments), limits, report)


@pytest.fixture(autouse=True)
def findable(monkeypatch: pytest.MonkeyPatch) -> None:
    """The other process imports this module by the name that pytest gave it."""
    monkeypatch.syspath_prepend(os.path.dirname(__file__))  # noqa: PTH120  # a text is wanted
    for work in (double, refuse, fail, grow, abort, sleep, spin, tell_process, babble):
        monkeypatch.setattr(work, "__module__", "test_sandbox")


def test_the_answer_and_the_progress_come_back() -> None:
    steps: list[tuple[float, str]] = []
    assert _run(double, report=lambda *step: steps.append(step), number=21) == 42
    assert steps == [(0.5, "Doubling")]


def test_a_refusal_is_the_same_refusal_here() -> None:
    with pytest.raises(InvalidInput, match="The file is empty") as refused:
        _run(refuse)
    assert refused.value.field == "file"


def test_a_defect_comes_with_its_traceback() -> None:
    with pytest.raises(Defect, match="nobody expected this"):
        _run(fail)


@pytest.mark.parametrize("work", [grow, abort, babble])
def test_too_much_memory_ends_that_process_only(work: Any) -> None:
    with pytest.raises(TooLarge, match=r"needs more memory than allowed \(600 MB\). Nothing was stored"):
        _run(work)


def test_time_by_the_clock_is_limited() -> None:
    started = time.monotonic()
    with pytest.raises(TooLarge, match="longer than allowed"):
        _run(sleep, Limits(memory_mb=600, wall_seconds=1))
    assert time.monotonic() - started < 10


def test_processor_time_is_limited() -> None:
    with pytest.raises(TooLarge, match="processor time"):
        _run(spin, Limits(memory_mb=600, cpu_seconds=1, wall_seconds=60))


def test_nothing_is_left_running() -> None:
    process = _run(tell_process)
    with pytest.raises(ProcessLookupError):
        os.kill(process, 0)
