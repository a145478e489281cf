"""All rows of a file as columns, gathered chunk by chunk, and its lines found again when they are needed."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import polars as pl

from services.importers.bulk import IrregularFileError
from services.importers.bulk.chunks import Chunk, HeldLine, cut, pick
from services.importers.bulk.held import MOST_HELD, HeldRows, demand_plain_points, read_held
from services.importers.bulk.lines import highest_of
from services.importers.bulk.plan import Notations, Plan
from services.importers.bulk.rows import Rows, read_rows
from services.progress import Report

_FEW = 1_000
_AT_ONCE = 2


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chunk stands in the file."""

    offset: int
    size: int
    line: int
    lines: int


@dataclass(frozen=True, slots=True)
class Whole:
    """A file's rows. frame: as in Rows, in the order of the file. held: the rows that were read the careful way."""

    path: Path
    places: tuple[Place, ...]
    frame: pl.DataFrame
    held: HeldRows
    notations: Notations

    def without(self, *columns: str) -> "Whole":
        """The same, with less in memory."""
        return replace(self, frame=self.frame.drop(columns))

    def find(self, numbers: Iterable[int]) -> list[HeldLine]:
        """These lines as they stand, in the order of the file."""
        wanted = sorted(set(numbers))
        found: list[HeldLine] = []
        with self.path.open("rb") as file:
            for place in self.places:
                here = [number for number in wanted if place.line <= number < place.line + place.lines]
                if here:
                    file.seek(place.offset)
                    found += pick(file.read(place.size), place.line, here)
        return found


def gather(path: Path, plan: Plan, after: tuple[int, int], report: Report) -> Whole:
    """Every row of the file; after: offset and number of the line below the header."""
    notations, size = Notations(), path.stat().st_size
    places: list[Place] = []
    parts: list[Rows] = []
    rows = held = 0
    for chunk, part in _side_by_side(cut(path, *after), plan, notations):
        rows, held = rows + part.lines, held + len(part.held)
        if held > max(_FEW, MOST_HELD * rows):
            raise IrregularFileError(f"{held} of {rows} rows need a closer look")
        places.append(_place(chunk, part.lines))
        parts.append(part)
        report(min(1.0, (chunk.offset + len(chunk.content)) / size), f"{rows:,} rows read")
    if not rows:
        raise IrregularFileError("no rows")
    lines = [line for part in parts for line in part.held]
    return _joined(path, places, parts, read_held(lines, plan, notations, plan.delimiter), (plan, notations))


def _side_by_side(chunks: Iterator[Chunk], plan: Plan, notations: Notations) -> Iterator[tuple[Chunk, Rows]]:
    """Each chunk with its rows, in order; a few are read at the same time."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        waiting: deque[tuple[Chunk, Future[Rows]]] = deque()
        for chunk in chunks:
            waiting.append((chunk, threads.submit(read_rows, chunk, plan, notations)))
            if len(waiting) > _AT_ONCE:
                first, rows = waiting.popleft()
                yield first, rows.result()
        while waiting:
            first, rows = waiting.popleft()
            yield first, rows.result()


def _joined(path: Path, places: list[Place], parts: list[Rows], held: HeldRows, known: tuple[Plan, Notations]) -> Whole:
    plan, notations = known
    highest = {name: max((highest_of(part.frame[name]) for part in parts), default=0) for name in plan.counts}
    demand_plain_points(held, plan, highest)
    frames = list(_merged([part.frame for part in parts], places, held.frame))
    parts.clear()
    return Whole(path, tuple(places), _piled(frames), held, notations)


def _piled(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """The frames one below the other, a column at a time, so that no more than one is in memory twice."""
    piled: list[pl.Series] = []
    for name in frames[0].columns:
        pile = pl.concat([frame.select(name) for frame in frames], how="vertical_relaxed", rechunk=True)
        piled.append(pile.to_series())
        for place, frame in enumerate(frames):
            frames[place] = frame.drop(name)
    return pl.DataFrame(piled)


def _merged(frames: Sequence[pl.DataFrame], places: Sequence[Place], held: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """Each chunk's sure rows with its held ones, in the order of the file."""
    numbers = held["line"]
    for frame, place in zip(frames, places, strict=True):
        own = held.filter(numbers.is_between(place.line, place.line + place.lines - 1))
        if own.is_empty():
            yield frame
            continue
        joined = pl.concat(
            [frame.select(sorted(frame.columns)), own.select(sorted(own.columns))], how="vertical_relaxed"
        )
        yield joined.sort("line").select(frame.columns)


def _place(chunk: Chunk, lines: int) -> Place:
    return Place(chunk.offset, len(chunk.content), chunk.line, lines)
