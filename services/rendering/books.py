"""A workbook on its way: its looks, its sheets, and how cells are written so that no text is a formula or a link."""

from datetime import date, datetime
from typing import Any

from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from services.claiming.language import Language
from services.domain.documents import Document
from services.rendering.sheets import SheetNames
from services.rendering.texts import clean
from services.reports.languages import word
from services.reports.words import Word

OPTIONS = {
    # Rows go to disk as they come: 100,000 of them take no more memory than one.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_A4 = 9
# The height of a line, in points: rows with words that wrap say how high they are.
LINE = 15.5
_LONGEST = 32_000


class Book:
    """One workbook on its way: its formats by look, its sheets by name."""

    def __init__(self, document: Document, book: Workbook) -> None:
        self.document, self.book = document, book
        self.language = Language(document.language)
        self.names = SheetNames()
        self._formats: dict[tuple[tuple[str, Any], ...], Any] = {}

    def look(self, **properties: Any) -> Any:
        """The format with these properties, made once."""
        key = tuple(sorted(properties.items()))
        if key not in self._formats:
            given = {"font_name": "Calibri", "font_size": 11, "valign": "top", **properties}
            self._formats[key] = self.book.add_format(given)
        return self._formats[key]

    def sheet(self, title: str) -> Worksheet:
        """A new sheet under this title, or one like it that can be had."""
        sheet = self.book.add_worksheet(self.names.take(title))
        sheet.hide_gridlines(2)
        sheet.set_landscape()
        sheet.set_paper(_A4)
        sheet.fit_to_pages(1, 0)
        return sheet

    def word(self, which: Word, **values: object) -> str:
        """Words of the report's language."""
        return word(which, self.language, **values)


def put_cell(sheet: Worksheet, where: tuple[int, int], value: str | float | date | None, form: Any) -> None:
    """A value by its type in row and column; blank where nothing was measured."""
    if value is None or value != value:  # noqa: PLR0124  (the test for NaN)
        sheet.write_blank(*where, None, form)
    elif isinstance(value, datetime | date):
        sheet.write_datetime(*where, value, form)
    elif isinstance(value, str):
        put_text(sheet, *where, value, form)
    else:
        sheet.write_number(*where, value, form)


def put_text(sheet: Worksheet, row: int, column: int, words: str, form: Any) -> None:
    """Words, whatever they look like."""
    sheet.write_string(row, column, clean(words)[:_LONGEST], form)
