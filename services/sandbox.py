"""Work on files nobody vouches for, in a process of its own: what goes wrong there kills that process only.

The process gets a function by its name, plain JSON, and limits. What it says comes back as JSON, never as
pickle, and everything else as files in a folder that the caller gives and clears away.
"""

import importlib
import json
import os
import resource
import signal
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerProcess
from multiprocessing.process import BaseProcess
from typing import Any

from services.domain.errors import Conflict, InvalidInput, NotFound, ServiceError, TooLarge, Unavailable
from services.progress import Report

MEGABYTE = 1_000_000
_REFUSALS = {kind.__name__: kind for kind in (Conflict, InvalidInput, NotFound, TooLarge, Unavailable)}
# Findings of the worst file are some thousand characters; a process that says more is out of its mind.
_LONGEST_MESSAGE = 8 * MEGABYTE
_LOOK_EVERY = 0.5
# Descriptors, for libraries that map files, and no core files of other people's data.
_MOST_FILES = 512
_SPARE_SECONDS = 5


@dataclass(frozen=True, slots=True)
class Limits:
    """What one process may use: memory it writes to, processor time of all its threads, and time by the clock.

    unpacked_mb: how much a packed file may hold.
    """

    memory_mb: int = 4_000
    cpu_seconds: int = 900
    wall_seconds: int = 900
    written_mb: int = 20_000
    unpacked_mb: int = 200


@dataclass(frozen=True, slots=True)
class Task:
    """A function `module:name` that takes (report, **arguments) and gives plain JSON."""

    function: str
    arguments: Mapping[str, Any]


class Defect(RuntimeError):
    """The confined function broke; the message holds its traceback."""


def run_confined(task: Task, limits: Limits, report: Report) -> Any:
    """What the function gave, as JSON.

    Raises the ServiceError that it raised, TooLarge where it went over a limit, Defect for anything else.
    """
    processes = get_context("forkserver")
    hears, speaks = processes.Pipe(duplex=False)
    process = processes.Process(target=_confined, args=(task, limits, speaks), name="confined")
    process.start()
    speaks.close()
    try:
        return _listen(hears, process, limits, report)
    finally:
        process.kill()
        process.join()
        hears.close()


def _listen(hears: Connection, process: ForkServerProcess, limits: Limits, report: Report) -> Any:
    """The last word of the process."""
    until = time.monotonic() + limits.wall_seconds
    while time.monotonic() < until:
        if not hears.poll(_LOOK_EVERY):
            continue
        try:
            said = json.loads(hears.recv_bytes(_LONGEST_MESSAGE))
        except (EOFError, OSError, ValueError):
            process.join(_LOOK_EVERY)
            raise _died(process.exitcode, limits) from None
        if "answer" in said:
            return said["answer"]
        if "refusal" in said:
            raise _refusal(said, limits)
        report(float(said["fraction"]), str(said["step"])[:500])
    raise TooLarge(
        f"Reading the file took longer than allowed ({limits.wall_seconds:,} seconds). Nothing was stored. "
        "Export a shorter period and upload the parts."
    )


def _refusal(said: Mapping[str, Any], limits: Limits) -> Exception:
    kind, message = str(said["refusal"]), str(said["message"])
    if kind == "MemoryError":
        return _over_memory(limits)
    if kind == "InvalidInput":
        return InvalidInput(message, said.get("field"))
    return _REFUSALS[kind](message) if kind in _REFUSALS else Defect(message)


def _died(exit_code: int | None, limits: Limits) -> ServiceError:
    """Libraries that get no memory end their process rather than say so."""
    if exit_code == -signal.SIGXCPU:
        return TooLarge(
            f"Reading the file took more processor time than allowed ({limits.cpu_seconds:,} seconds). Nothing "
            "was stored. Export a shorter period and upload the parts."
        )
    return _over_memory(limits)


def _over_memory(limits: Limits) -> TooLarge:
    return TooLarge(
        f"The file needs more memory than allowed ({limits.memory_mb:,} MB). Nothing was stored. Export a "
        "shorter period and upload the parts."
    )


def _confined(task: Task, limits: Limits, speaks: Connection) -> None:
    """The other side: never returns."""
    _end_with_the_parent()
    _confine(limits)
    said: dict[str, Any]
    try:
        said = {"answer": _function(task.function)(_teller(speaks), **task.arguments)}
    except ServiceError as refusal:
        field = refusal.field if isinstance(refusal, InvalidInput) else None
        said = {"refusal": type(refusal).__name__, "message": str(refusal), "field": field}
    except BaseException as trouble:  # noqa: BLE001  (whatever it was, the other side is told)
        said = {"refusal": _kind(trouble), "message": _traced(trouble)}
    with suppress(OSError):
        speaks.send_bytes(json.dumps(said).encode())
    os._exit(0)


def _function(name: str) -> Any:
    module, _, function = name.partition(":")
    return getattr(importlib.import_module(module), function)


def _confine(limits: Limits) -> None:
    bounds = {
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_NOFILE: _MOST_FILES,
        resource.RLIMIT_CPU: limits.cpu_seconds,
        resource.RLIMIT_FSIZE: limits.written_mb * MEGABYTE,
        # Column libraries reserve far more addresses than they use, so RLIMIT_AS would refuse honest files.
        resource.RLIMIT_DATA: limits.memory_mb * MEGABYTE,
    }
    for which, bound in bounds.items():
        _, highest = resource.getrlimit(which)
        bound = bound if highest == resource.RLIM_INFINITY else min(bound, highest)  # noqa: PLW2901  (lowered)
        # At the highest bound the kernel kills without a word; a little below it says why.
        spare = _SPARE_SECONDS if which == resource.RLIMIT_CPU and highest == resource.RLIM_INFINITY else 0
        resource.setrlimit(which, (bound, bound + spare))


def _teller(speaks: Connection) -> Report:
    def tell(fraction: float, step: str) -> None:
        speaks.send_bytes(json.dumps({"fraction": fraction, "step": step}).encode())

    return tell


def _kind(trouble: BaseException) -> str:
    """Some libraries report in words that they got no memory."""
    starved = isinstance(trouble, MemoryError) or "alloc" in str(trouble).lower()
    return "MemoryError" if starved else type(trouble).__name__


def _traced(trouble: BaseException) -> str:
    import traceback  # noqa: PLC0415  (wanted for defects only)

    return "".join(traceback.format_exception(trouble))[-10_000:]


def _end_with_the_parent() -> None:
    """Nobody waits for an answer any more when whoever asked is gone."""
    parent = parent_process()
    if parent is not None:
        threading.Thread(target=_end_after, args=(parent,), daemon=True).start()


def _end_after(parent: BaseProcess) -> None:
    parent.join()
    os._exit(1)
