"""Excel's XML of 2003, which Facebook Insights gave under the name .xls; often with broken UTF-8."""

from services.importers.markup import Attributes, Handlers, parse, sound_xml
from services.importers.packing import refusal
from services.importers.text_file import MOST_COLUMNS
from services.importers.worksheet import MOST_CELLS, RowsGrid

_NAMESPACE = b"urn:schemas-microsoft-com:office:spreadsheet"


def is_spreadsheet_xml(content: bytes) -> bool:
    """Whether these bytes begin as such a file."""
    start = content[:2_000]
    return _NAMESPACE in start and start.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")


def open_spreadsheet_xml(text: str) -> tuple[tuple[str, RowsGrid], ...]:
    """The sheets, by name, in order; InvalidInput where it is no sound XML."""
    sheets = _Worksheets()
    parse([sound_xml(text)], sheets)
    if not sheets.found:
        raise refusal("The workbook has no sheet with cells.", "Save it as XLSX or CSV.")
    return tuple((name, RowsGrid(rows)) for name, rows in sheets.found)


class _Worksheets(Handlers):
    """Rows by number, for each worksheet."""

    def __init__(self) -> None:
        self.found: list[tuple[str, dict[int, list[str]]]] = []
        self._row = self._place = self._cells_read = 0
        self._cells: list[str] = []
        self._pieces: list[str] = []
        self._listening = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Worksheet":
            self.found.append((attributes.get("Name", ""), {}))
            self._row = 0
        elif tag == "Row":
            self._row = _index(attributes, self._row)
            self._cells, self._place = [], 0
        elif tag == "Cell":
            self._place = _index(attributes, self._place)
            self._pieces = []
        elif tag == "Data":
            self._listening = True

    def end(self, tag: str) -> None:
        if tag == "Data":
            self._listening = False
        elif tag == "Cell":
            self._end_cell("".join(self._pieces))
        elif tag == "Row" and self.found and any(cell.strip() for cell in self._cells):
            self.found[-1][1][self._row] = self._cells

    def text(self, piece: str) -> None:
        if self._listening:
            self._pieces.append(piece)

    def _end_cell(self, text: str) -> None:
        if not text:
            return
        self._cells_read += 1
        if self._place > MOST_COLUMNS or self._cells_read > MOST_CELLS:
            raise refusal("The sheet is too large.", "Delete stray cells at its edges, or save it as CSV.")
        self._cells.extend([""] * (self._place - 1 - len(self._cells)))
        self._cells.append(text)


def _index(attributes: Attributes, before: int) -> int:
    """The stated number of a row or cell, or the next one."""
    stated = attributes.get("Index", "")
    number = int(stated) if stated.isascii() and stated.isdecimal() and len(stated) < 9 else 0
    return max(number, before + 1)
