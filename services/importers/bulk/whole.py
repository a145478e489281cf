"""What must be known of all rows of a file, gathered chunk by chunk, and its lines found again when they are needed."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import polars as pl

from services.importers.bulk import IrregularFileError
from services.importers.bulk.chunks import Chunk, HeldLine, cut, pick
from services.importers.bulk.draft import Draft
from services.importers.bulk.drafted import Drafted
from services.importers.bulk.facts import Facts
from services.importers.bulk.held import MOST_HELD, HeldRows, demand_plain_points, read_held
from services.importers.bulk.parts import Part, Place, read_part
from services.importers.bulk.plan import Notations, Plan
from services.importers.text_file import TextFile
from services.progress import Report

_FEW = 1_000
# Threads that read, and chunks that wait for those before them: what writes posts must never wait for either.
_AT_ONCE, _AHEAD = 2, 3


@dataclass(frozen=True, slots=True)
class Whole:
    """A file's rows, in the order of the file.

    frame: one row each: its line, readings of its date, kind and page as categories, `hash` of all cells but the id,
    `id` equal for the same id on the same page, and `strange`, `damaged`, `without_kinds`. held: the rows that were
    read the careful way. numbered: a page's number stands in front of each id. dated: lines whose dates stand for all.
    """

    path: Path
    places: tuple[Place, ...]
    frame: pl.DataFrame
    held: HeldRows
    notations: Notations
    numbered: bool
    dated: tuple[int, ...]

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

    def cells(self, plan: Plan, column: str, lines: Iterable[int]) -> list[str]:
        """The column's cells as they stand in these lines, in the order of the file."""
        found = [TextFile([line.text + "\n"], plan.delimiter).alone(1) for line in self.find(lines)]
        return [cells[plan.place(column)] for cells in found]

    def shown(self, plan: Plan, column: str, rows: list[int]) -> pl.Series:
        """The cells of these rows as Enum, all other rows of the file empty: millions of texts take much room."""
        cells = [cell.strip() for cell in self.cells(plan, column, self.frame["line"].gather(rows).to_list())]
        texts = ["", *dict.fromkeys(cell for cell in cells if cell)]
        codes = np.zeros(len(self.frame), np.min_scalar_type(len(texts)))
        codes[rows] = [texts.index(cell) for cell in cells]
        return pl.Series(column, codes).cat.to(pl.Enum(texts))


def gather(path: Path, plan: Plan, after: tuple[int, int], draft: Draft, report: Report) -> Whole:
    """Every row of the file; after: offset and number of the line below the header. Posts go into the draft."""
    notations, gathering = Notations(), _Gathering(path.stat().st_size - after[0], report)
    draft.write(gathering.posts(_side_by_side(cut(path, *after), plan, notations, draft)))
    held = read_held(gathering.held, plan, notations, plan.delimiter)
    parts = gathering.parts
    demand_plain_points(held, plan, {name: max(part.highest[name] for part in parts) for name in plan.counts})
    places, numbered = tuple(part.place for part in parts), all(part.numbered for part in parts)
    first: dict[int, int] = {}
    for part in reversed(parts):
        first |= part.dated
    return Whole(path, places, gathering.facts(), held, notations, numbered, tuple(first.values()))


class _Gathering:
    """What stays of each chunk while the posts go by; size: bytes of all chunks."""

    def __init__(self, size: int, report: Report) -> None:
        self._size, self._report = size, report
        self._facts: Facts | None = None
        self._rows = self._done = 0
        self.parts: list[Part] = []
        self.held: list[HeldLine] = []

    def posts(self, read: Iterator[tuple[Part, pl.DataFrame, Drafted]]) -> Iterator[Drafted]:
        """The posts of each chunk."""
        for part, facts, drafted in read:
            self._take(part)
            self._facts = self._facts or Facts(facts, self._size / part.place.size)
            self._facts.append(facts)
            yield drafted

    def facts(self) -> pl.DataFrame:
        """As in Whole."""
        if self._facts is None:
            raise IrregularFileError("no rows")
        return self._facts.hand_over()

    def _take(self, part: Part) -> None:
        self.parts.append(part)
        self.held += part.held
        self._rows += part.place.lines
        if len(self.held) > max(_FEW, MOST_HELD * self._rows):
            raise IrregularFileError(f"{len(self.held)} of {self._rows} rows need a closer look")
        self._done += part.place.size
        self._report(min(1.0, self._done / self._size), f"{self._rows:,} rows read")


def _side_by_side(
    chunks: Iterator[Chunk], plan: Plan, notations: Notations, draft: Draft
) -> Iterator[tuple[Part, pl.DataFrame, Drafted]]:
    """Each chunk's rows, in order; a few are read at the same time."""
    with ThreadPoolExecutor(_AT_ONCE) as threads:
        waiting: deque[Future[tuple[Part, pl.DataFrame, Drafted]]] = deque()
        try:
            for chunk in chunks:
                waiting.append(threads.submit(read_part, chunk, plan, notations, draft))
                if len(waiting) > _AHEAD:
                    yield waiting.popleft().result()
            while waiting:
                yield waiting.popleft().result()
        finally:
            threads.shutdown(wait=False, cancel_futures=True)
