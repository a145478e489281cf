"""Posts as they are written, some at a time, so that never all of them are in memory."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any

import polars as pl
from polars.io.plugins import register_io_source

from services.importers.reading import CATEGORIES
from services.importers.stored import sink, types_of
from services.importers.tallies import Tally

Target = Path | BytesIO


@dataclass(frozen=True, slots=True)
class Drafted:
    """Some posts and what their figures add up to. posts: as in `reading`, and perhaps columns that go again."""

    posts: pl.DataFrame
    tally: Tally


def write_parts(parts: Iterator[Drafted], columns: Sequence[str], target: Target) -> Tally:
    """Put the posts there, these columns of them, and say what they add up to."""
    total = Tally()
    types = types_of(list(columns)) | {name: pl.Categorical() for name in CATEGORIES if name in columns}

    def frames(*_: Any) -> Iterator[pl.DataFrame]:
        nonlocal total
        for part in parts:
            total += part.tally
            yield part.posts.select(pl.col(name).cast(kind) for name, kind in types.items())

    sink(register_io_source(frames, schema=types), target)
    return total


def beside(target: Target) -> Target:
    """Where the same posts can be written once more."""
    return target.with_suffix(".again") if isinstance(target, Path) else BytesIO()


def put(written: Target, target: Target) -> Target:
    """The newer writing in the place of the older one."""
    if isinstance(written, Path) and isinstance(target, Path):
        return written.replace(target)
    return written
