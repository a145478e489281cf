"""One sheet of an XLSX workbook, read row by row from its XML; only cells that exist take room."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from services.importers.daynumbers import Shown, moment_of
from services.importers.markup import Attributes, Handlers, parse
from services.importers.packing import Archive, refusal
from services.importers.text_file import MOST_COLUMNS, Record

MOST_CELLS = 20_000_000
_LAST_COLUMN = 16_384
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


@dataclass(frozen=True, slots=True)
class Look:
    """What a workbook's sheets share: strings, how each style shows a number, and from when days are counted."""

    strings: tuple[str, ...] = field(repr=False)
    styles: tuple[Shown, ...]
    from_1904: bool


class SheetGrid:
    """A sheet as rows of text, all as wide as the widest; `line` is the row's number in the sheet."""

    def __init__(self, archive: Archive, entry: str, look: Look) -> None:
        self._archive, self._entry, self._look = archive, entry, look
        self._all: RowsGrid | None = None

    @property
    def height(self) -> int:
        """The number of the last row."""
        return self._whole().height

    def raw(self, first: int, last: int) -> str:
        """These rows as CSV."""
        return self._whole().raw(first, last)

    def records(self, after: int = 0, most: int | None = None) -> Iterator[Record]:
        """Rows below row `after`, at most so many; rows without content are none."""
        if most is not None and self._all is None:
            return RowsGrid(self._read(after, most)).records(after, most)
        return self._whole().records(after, most)

    def alone(self, line: int) -> list[str]:  # noqa: ARG002  # no row of a sheet runs over several lines
        """Nothing: a row of a sheet is one line already."""
        return []

    def _whole(self) -> "RowsGrid":
        if self._all is None:
            self._all = RowsGrid(self._read(0, None))
        return self._all

    def _read(self, after: int, most: int | None) -> dict[int, list[str]]:
        cells = _Cells(self._look, after, most)
        parse(self._archive.pieces(self._entry), cells)
        return cells.rows


class RowsGrid:
    """Rows of text by their numbers, padded to the widest."""

    def __init__(self, rows: dict[int, list[str]]) -> None:
        self._rows = rows
        self._width = max(map(len, rows.values()), default=0)
        if self._width * len(rows) > MOST_CELLS:
            raise refusal(
                f"The sheet is too large when unpacked: {len(rows):,} rows of up to {self._width:,} cells.",
                "Delete stray cells at its edges, or save it as CSV.",
            )

    @property
    def height(self) -> int:
        """The number of the last row."""
        return max(self._rows, default=0)

    def raw(self, first: int, last: int) -> str:
        """These rows as CSV."""
        text = io.StringIO()
        csv.writer(text, lineterminator="\n").writerows(
            self._rows[number] for number in range(first, last + 1) if number in self._rows
        )
        return text.getvalue().rstrip("\n")

    def records(self, after: int = 0, most: int | None = None) -> Iterator[Record]:
        """Rows below row `after`, at most so many."""
        given = 0
        for number, cells in self._rows.items():
            if number > after and (most is None or given < most):
                given += 1
                yield Record(number, number, [*cells, *[""] * (self._width - len(cells))])

    def alone(self, line: int) -> list[str]:  # noqa: ARG002  # as above
        """Nothing: a row is one line already."""
        return []


class _Cells(Handlers):
    """The rows of a sheet that hold anything, by number."""

    def __init__(self, look: Look, after: int, most: int | None) -> None:
        self.rows: dict[int, list[str]] = {}
        self._look, self._after, self._most = look, after, most
        self._row = self._cells_read = 0
        self._cells: list[str] = []
        self._place, self._kind, self._style = -1, "n", 0
        self._pieces: list[str] = []
        self._listening = self._in_phonetics = False

    @property
    def done(self) -> bool:
        return self._most is not None and len(self.rows) >= self._most

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "c":
            self._start_cell(attributes)
        elif tag == "row":
            self._row = max(_number(attributes.get("r", "")), self._row + 1)
            self._cells, self._place = [], -1
        elif tag == "rPh":
            self._in_phonetics = True
        elif tag in ("v", "t"):
            self._listening = not self._in_phonetics

    def end(self, tag: str) -> None:
        if tag in ("v", "t"):
            self._listening = False
        elif tag == "rPh":
            self._in_phonetics = False
        elif tag == "c":
            self._end_cell()
        elif tag == "row" and any(cell.strip() for cell in self._cells) and self._row > self._after:
            self.rows[self._row] = self._cells

    def text(self, piece: str) -> None:
        if self._listening:
            self._pieces.append(piece)

    def _start_cell(self, attributes: Attributes) -> None:
        place = _column(attributes.get("r", ""))
        self._place = place if place > self._place else self._place + 1
        self._kind = attributes.get("t", "n")
        self._style = max(_number(attributes.get("s", "0")), 0)
        self._pieces = []

    def _end_cell(self) -> None:
        text = self._value("".join(self._pieces))
        if not text:
            return
        self._cells_read += 1
        if self._place >= MOST_COLUMNS or self._cells_read > MOST_CELLS:
            raise refusal(
                f"The sheet is too large when unpacked: it has a cell in column {self._place + 1:,} of row "
                f"{self._row:,}, and {self._cells_read:,} cells so far.",
                "Delete stray cells at its edges, or save it as CSV.",
            )
        self._cells.extend([""] * (self._place - len(self._cells)))
        self._cells.append(text)

    def _value(self, text: str) -> str:
        """The cell as text."""
        if self._kind == "s":
            place = _number(text)
            return _plain(self._look.strings[place]) if 0 <= place < len(self._look.strings) else ""
        if self._kind in ("str", "inlineStr"):
            return _plain(text)
        if self._kind == "b":
            return "TRUE" if text.strip() == "1" else "FALSE"
        shown = self._look.styles[self._style] if self._style < len(self._look.styles) else Shown.NUMBER
        if self._kind == "n" and text and shown is not Shown.NUMBER:
            return moment_of(text, shown, from_1904=self._look.from_1904)
        return text


def _number(text: str) -> int:
    """The whole number written here, -1 where there is none of a sane length."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else -1


def _plain(text: str) -> str:
    """The text with the characters that Excel writes as `_x000D_`."""
    return _ESCAPED.sub(_unescaped, text) if "_x" in text else text


def _unescaped(found: re.Match[str]) -> str:
    """The character; nothing for NUL, a sign of damage for half a character."""
    number = int(found[1], 16)
    return "\ufffd" if 0xD800 <= number <= 0xDFFF else chr(number).replace("\x00", "")


def _column(reference: str) -> int:
    """0 for A1, 26 for AA7; -1 where the cell does not say."""
    number = 0
    for letter in reference:
        if not "A" <= letter <= "Z":
            break
        number = number * 26 + ord(letter) - 64
        if number > _LAST_COLUMN:
            return _LAST_COLUMN
    return number - 1
