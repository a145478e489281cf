"""Work on several cores in plain threads, for code that releases the interpreter's lock."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Part = TypeVar("Part")
Outcome = TypeVar("Outcome")

# A worker process shares its machine with the web process, so it never takes more cores than this.
MOST_THREADS = 4


def in_threads(work: Callable[[Part], Outcome], parts: Sequence[Part]) -> list[Outcome]:
    """What `work` makes of each part, in the order of the parts, whatever the number of cores."""
    threads = min(MOST_THREADS, len(os.sched_getaffinity(0)), len(parts))
    if threads <= 1:
        return [work(part) for part in parts]
    with ThreadPoolExecutor(threads) as pool:
        return list(pool.map(work, parts))


def blocks(rows: int, size: int) -> list[slice]:
    """The rows 0 to `rows` in slices of `size`; the cut does not depend on the machine."""
    return [slice(start, min(start + size, rows)) for start in range(0, rows, size)]
