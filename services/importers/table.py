"""Records become one table of text cells; a row whose width does not fit is set aside."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, repeat
from typing import NamedTuple

import polars as pl

from services.domain.intake import SetAside
from services.importers.headers import Columns
from services.importers.text_file import Grid, Record
from services.progress import Report

FOOTER = (
    r"(?i)^\s*(grand |sub)?totals?\b|^\s*(sum|average|mean|summe|gesamt)\b\s*:?\s*$"
    r"|^\s*showing top\b|^\s*(รวม|σύνολο)"
)
_FOOTER = re.compile(FOOTER)
# Batches small enough for the processor's cache: ten times as many take twice as long.
_ROWS_AT_ONCE = 5_000
_ROWS_BETWEEN_REPORTS = 100_000


class Padded(NamedTuple):
    """A row that was read although its width is not the header's: its first line and its cells."""

    line: int
    width: int


@dataclass(frozen=True, slots=True)
class Table:
    """The rows that have the header's width, as text.

    cells: `line` and `last` Int64 (first and last line of the row), then a String column a header cell,
    named by its index (`"0"`, `"1"` ...); no nulls. set_aside: the other rows. rows: both together.
    padded: rows that only lack, or only add, cells nothing is read from. named_width: cells up to the last
    column that has a name.
    """

    cells: pl.DataFrame
    rows: int
    set_aside: tuple[SetAside, ...]
    padded: tuple[Padded, ...]
    named_width: int

    @property
    def narrow(self) -> tuple[Padded, ...]:
        """The padded rows that lack a cell which has a name in the header."""
        return tuple(row for row in self.padded if row.width < self.named_width)


def build_table(file: Grid, header: Record, columns: Columns, report: Report) -> Table:
    """Every row below the header, in the table or among those set aside."""
    gathering = _Gathering(file, columns)
    for number, record in enumerate(_mended(file, header, columns.width_needed)):
        gathering.take(record)
        if number % _ROWS_BETWEEN_REPORTS == _ROWS_BETWEEN_REPORTS - 1:
            report(record.last / file.height, f"{number + 1:,} rows read")
    return gathering.table()


def _mended(file: Grid, header: Record, needed: int) -> Iterator[Record]:
    """The rows, where a quotation mark that never closes takes only its own line with it.

    Such a mark makes one row of several lines that has not the header's width, while a line within it
    has. That line begins a row again, and what stands before it is one row that does not fit.
    """
    after: int | None = header.last
    width = len(header.cells)
    while after is not None:
        restart = None
        for record in file.records(after):
            if record.last > record.first and not _fits(record.cells, width, needed):
                inside = range(record.first + 1, record.last + 1)
                restart = next((line for line in inside if len(file.alone(line)) == width), None)
            if restart is not None:
                yield Record(record.first, restart - 1, [file.raw(record.first, restart - 1)])
                break
            yield record
        after = restart - 1 if restart is not None else None


def _fits(cells: list[str], width: int, needed: int) -> bool:
    """Cells beyond the header must be empty, missing ones must be of columns nothing is read from."""
    return len(cells) >= needed and not any(cell.strip() for cell in cells[width:])


class _Gathering:
    """Rows on their way into the table, in batches: lists of a million small lists take too much room."""

    def __init__(self, file: Grid, columns: Columns) -> None:
        self._file, self._width, self._needed = file, len(columns.names), columns.width_needed
        self._named = max(index for index, name in enumerate(columns.names) if name) + 1
        self._batch: list[list[str]] = []
        self._lines: list[tuple[int, int]] = []
        self._frames: list[pl.DataFrame] = []
        self._set_aside: list[SetAside] = []
        self._padded: list[Padded] = []
        self._rows = 0

    def take(self, record: Record) -> None:
        """Put the row where it belongs."""
        self._rows += 1
        cells = record.cells
        if len(cells) != self._width:
            if not _fits(cells, self._width, self._needed):
                self._put_aside(record)
                return
            self._padded.append(Padded(record.first, len(cells)))
            cells = [*cells, *repeat("", self._width - len(cells))][: self._width]
        self._batch.append(cells)
        self._lines.append((record.first, record.last))
        if len(self._batch) == _ROWS_AT_ONCE:
            self._flush()

    def table(self) -> Table:
        """What was gathered."""
        self._flush()
        cells = pl.concat(self._frames, rechunk=True)
        return Table(cells, self._rows, tuple(self._set_aside), tuple(self._padded), self._named)

    def _flush(self) -> None:
        columns = list(zip(*self._batch, strict=True)) or list(repeat((), self._width))
        lines = list(zip(*self._lines, strict=True)) or [(), ()]
        numbers = {
            name: pl.Series(name, values, pl.Int64) for name, values in zip(("line", "last"), lines, strict=True)
        }
        texts = {str(index): pl.Series(str(index), values, pl.String) for index, values in enumerate(columns)}
        self._frames.append(pl.DataFrame(dict(chain(numbers.items(), texts.items()))))
        self._batch.clear()
        self._lines.clear()

    def _put_aside(self, record: Record) -> None:
        raw = self._file.raw(record.first, record.last)
        first = next((cell for cell in record.cells if cell.strip()), "")
        if _FOOTER.match(first):
            code, reason = "totals_or_footer_rows", "A line of totals or a footer, not a post."
        elif record.last > record.first or raw.count('"') % 2:
            code, reason = (
                "other_width",
                "A quotation mark opens in this row and does not close where it should.",
            )
        else:
            code = "other_width"
            reason = f"The row has {len(record.cells):,} cells where the header has {self._width:,}."
        self._set_aside.append(SetAside(record.first, code, reason, raw))
