"""Text becomes records: delimiter, line ends, quoted cells, and quotation marks that never close."""

import csv
import io
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple, Protocol

DELIMITERS = (",", ";", "\t", "|")
# Captions run to 24,000 characters. A cell of a million is a quotation mark that never closes.
LONGEST_CELL = 1_000_000
# So is a row of a thousand lines. Without this bound every such mark would read the whole file again.
LONGEST_ROW = 1_000
# Tools write up to 219. A stray cell in a sheet's last column, 16,384, would make every row that wide.
MOST_COLUMNS = 2_000
_LOOKED_AT = 60


class Record(NamedTuple):
    """One row of the file: its first and last line (from 1) and its cells as they stand.

    A tuple, because a frozen dataclass takes three times as long to make, and files have millions of rows.
    """

    first: int
    last: int
    cells: list[str]


class Grid(Protocol):
    """A table on its way in, of text or of a workbook; lines and rows are counted from 1."""

    @property
    def height(self) -> int:
        """How many lines there are."""

    def raw(self, first: int, last: int) -> str:
        """The text of these lines."""

    def records(self, after: int = 0, most: int | None = None) -> Iterator[Record]:
        """Rows below line `after`, at most so many; wholly blank lines are no rows."""

    def alone(self, line: int) -> list[str]:
        """The cells of one line read by itself; none where it cannot stand alone."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """The lines of a file with their ends, and how its cells are parted.

    start: index of the first line that is data or header (1 after a `sep=` line).
    """

    lines: Sequence[str] = field(repr=False)
    delimiter: str
    start: int = 0
    blank_after_delimiter: bool = False

    @property
    def height(self) -> int:
        """How many lines there are."""
        return len(self.lines)

    def raw(self, first: int, last: int) -> str:
        """The text of these lines, from 1, without the last line end."""
        return "".join(self.lines[first - 1 : last]).rstrip("\r\n")

    def records(self, after: int = 0, most: int | None = None) -> Iterator[Record]:
        """Rows below line `after`, at most so many; wholly blank lines are no rows.

        A cell longer than LONGEST_CELL, and a row of LONGEST_ROW lines, end at their first line, and reading goes on
        below it.
        """
        line, given = max(after, self.start), 0
        while line < len(self.lines) and (most is None or given < most):
            for record in self._run(line):
                line = record.last
                if len(record.cells) > 1 or any(cell.strip() for cell in record.cells):
                    given += 1
                    yield record
                    if given == most:
                        return

    def alone(self, line: int) -> list[str]:
        """The cells of one line read by itself; none where it cannot stand alone."""
        reader = csv.reader([self.lines[line - 1]], delimiter=self.delimiter, strict=True)
        try:
            return next(reader, [])
        except csv.Error:
            return []

    def _run(self, line: int) -> Iterator[Record]:
        """Rows below this line, within LONGEST_ROW lines; one that may go on behind them is left for the next run."""
        csv.field_size_limit(LONGEST_CELL)
        stop = min(line + LONGEST_ROW, len(self.lines))
        reader = csv.reader(
            self.lines[line:stop], delimiter=self.delimiter, skipinitialspace=self.blank_after_delimiter
        )
        last = line
        while last < stop:
            try:
                cells = next(reader)
            except csv.Error:
                yield self._only_line(last + 1)
                return
            first, last = last + 1, line + reader.line_num
            if last == stop < len(self.lines):
                if first == line + 1:
                    yield self._only_line(first)
                return
            yield Record(first, last, cells)

    def _only_line(self, line: int) -> Record:
        """A row that runs over too much, as the one line it begins on."""
        return Record(line, line, [self.raw(line, line)])


def open_text(text: str) -> TextFile:
    """The file behind this text, with the delimiter that parts most rows alike; a comma if none does."""
    lines = io.StringIO(text, newline="").readlines()
    if lines and lines[0].strip().casefold().startswith("sep=") and len(lines[0].strip()) <= len("sep=x"):
        told = lines[0].strip("\r\n \ufeff")[len("sep=") :] or "\t"
        if told in DELIMITERS:
            return _spaced(TextFile(lines, told, start=1))
    top = lines[: 4 * _LOOKED_AT]
    best = max(DELIMITERS, key=lambda delimiter: _consistency(TextFile(top, delimiter)))
    return _spaced(TextFile(lines, best))


def _consistency(file: TextFile) -> tuple[float, int]:
    """Share of the first rows that have the commonest width of two or more cells, and that width."""
    widths = Counter(len(record.cells) for record in file.records(most=_LOOKED_AT))
    wide = {width: rows for width, rows in widths.items() if width > 1}
    if not wide:
        return 0.0, 0
    width = max(wide, key=lambda width: (wide[width], width))
    return wide[width] / widths.total(), width


def _spaced(file: TextFile) -> TextFile:
    """The same file; blanks after the delimiter are skipped where the header has them everywhere."""
    header = next(file.records(most=1), None)
    if header is None or len(header.cells) < 2 or not all(cell.startswith(" ") for cell in header.cells[1:]):
        return file
    return TextFile(file.lines, file.delimiter, file.start, blank_after_delimiter=True)
