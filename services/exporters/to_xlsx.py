"""XLSX: typed cells, filters, native charts, every table on a sheet of its own; text is never a formula or a link."""

from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from services.claiming import say, small_print
from services.claiming.language import Language
from services.domain.claims import Claim
from services.domain.colours import heat_colour, ink_on, segment_colour
from services.domain.documents import (
    Cell,
    Chart,
    Column,
    ColumnKind,
    Commentary,
    Document,
    Heading,
    Note,
    Table,
    Text,
    claims_of,
    plain,
)
from services.rendering.cells import number_format, typed
from services.rendering.measures import lines
from services.rendering.sheets import SheetNames, column_width, ranged, text_width
from services.rendering.texts import clean
from services.rendering.workbook_charts import native_chart
from services.reports.languages import word
from services.reports.words import Word

from . import EXPORTERS, Exporter

_OPTIONS = {
    # Rows go to disk as they come: 100,000 of them take no more memory than one.
    "constant_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
    "nan_inf_to_errors": True,
}
_A4 = 9
# The height of a line, in points: rows with words that wrap say how high they are.
_LINE = 15.5
_MOST_ROWS, _LONGEST = 1_000_000, 32_000


class _Book:
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


def write(document: Document, path: Path) -> None:
    """One workbook."""
    with xlsxwriter.Workbook(str(path), _OPTIONS) as workbook:
        workbook.set_properties({"title": clean(document.title), "author": clean(document.brand.name)})
        book = _Book(document, workbook)
        _front(book)
        for block in document.blocks:
            if isinstance(block, Table):
                _table(book, block)
            elif isinstance(block, Chart):
                _chart(book, block)
        _figures(book)
        _manifest(book)


def _front(book: _Book) -> None:
    """What the report says, line by line."""
    document, sheet = book.document, book.sheet(book.document.title)
    sheet.set_column(0, 0, 22)
    sheet.set_column(1, 1, 110)
    accent = document.brand.colour
    sheet.set_row(0, 30)
    _line(sheet, 0, document.title, book.look(bold=True, font_size=20, font_color=accent))
    _line(sheet, 1, document.subtitle, book.look(font_color="#566176", font_size=12))
    row = 3
    for fact in document.facts:
        _line(sheet, row, fact.label, book.look(font_color="#566176"))
        _text(sheet, row, 1, fact.value, book.look())
        row += 1
    for section in document.sections:
        row += 1
        _line(sheet, row, section.title, book.look(bold=True, font_size=14))
        row += 1
        for block in section.blocks:
            for label, words in _said(book, block):
                _text(sheet, row, 0, label, book.look(font_color="#566176"))
                _text(sheet, row, 1, words, book.look(text_wrap=True))
                sheet.set_row(row, _LINE * lines(words, 110))
                row += 1


def _said(book: _Book, block: Any) -> list[tuple[str, str]]:
    if isinstance(block, Heading):
        return [(block.text, "")]
    if isinstance(block, Text):
        return [("", plain(block.sentence))]
    if isinstance(block, Note):
        return [("", block.text)]
    if isinstance(block, Commentary):
        return [(book.word(Word.COMMENT, name=block.by), block.text)]
    return []


def _table(book: _Book, table: Table) -> None:
    """Heads, rows, a filter over them; a sheet more for every million rows."""
    for start in range(0, max(len(table.rows), 1), _MOST_ROWS):
        sheet = book.sheet(table.title)
        wide = ranged(table)
        heads = _heads(book, table, wide)
        # Letters of heads are bold, and the sign of the filter stands beside the last.
        sheet.set_row(0, _LINE * max((lines(name, 0.7 * width) for name, width, _ in heads), default=1))
        for place, (name, width, is_text) in enumerate(heads):
            sheet.set_column(place, place, width)
            right = {"align": "right"} if place and not is_text else {}
            _text(sheet, 0, place, name, book.look(bold=True, bottom=2, text_wrap=True, valign="bottom", **right))
        rows = table.rows[start : start + _MOST_ROWS]
        if table.shades or table.segments or wide:
            for number, row in enumerate(rows):
                _row(book, sheet, (table, start + number, number + 1, wide), row)
        else:
            _plain_rows(book, sheet, table, rows)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
        if table.note:
            _text(sheet, len(rows) + 2, 0, table.note, book.look(font_color="#566176"))


def _plain_rows(book: _Book, sheet: Worksheet, table: Table, rows: Sequence[tuple[Cell, ...]]) -> None:
    """Rows without colours and intervals, of which there may be very many: one look a column."""
    moment = book.look(num_format="yyyy-mm-dd hh:mm")
    looks = [book.look(num_format=number_format(None, column)) for column in table.columns]
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            form = looks[place]
            if isinstance(cell, Claim):
                form = book.look(num_format=number_format(cell, table.columns[place]))
            elif isinstance(cell, datetime):
                form = moment
            _cell(sheet, (line, place), typed(cell), form)


def _heads(book: _Book, table: Table, wide: frozenset[int]) -> list[tuple[str, float, bool]]:
    """The name of each column, its width, and whether words stand in it."""
    heads: list[tuple[str, float, bool]] = []
    for place, column in enumerate(table.columns):
        heads.append((column.name, column_width(table, place), column.kind is ColumnKind.TEXT))
        if place in wide:
            heads += [(book.word(Word.LOW), 11, False), (book.word(Word.HIGH), 11, False)]
    return heads


def _row(book: _Book, sheet: Worksheet, where: tuple[Table, int, int, frozenset[int]], row: tuple[Cell, ...]) -> None:
    table, number, line, wide = where
    place = 0
    for column, (cell, head) in enumerate(zip(row, table.columns, strict=True)):
        shade = table.shades[number][column] if table.shades else None
        fill = heat_colour(shade) if shade is not None else ""
        colours: dict[str, Any] = {"bg_color": fill, "font_color": ink_on(fill)} if fill else {}
        if table.segments and not column:
            colours = {"left": 5, "left_color": segment_colour(table.segments[number])}
        _cell(sheet, (line, place), typed(cell), book.look(num_format=number_format(cell, head), **colours))
        place += 1
        if column in wide:
            shown = cell.number if isinstance(cell, Claim) else None
            for end in (shown.low, shown.high) if shown else (None, None):
                _cell(sheet, (line, place), end, book.look(num_format=number_format(cell, head), font_color="#566176"))
                place += 1


def _chart(book: _Book, chart: Chart) -> None:
    """The figures, and beside them a chart of this workbook's own that reads them."""
    sheet = book.sheet(chart.title)
    sheet.set_column(0, 0, text_width(chart.categories))
    sheet.set_column(1, len(chart.series) * 3, 15)
    _text(sheet, 0, 0, chart.title, book.look(bold=True, font_size=13))
    # Below the figures it would run on behind the chart.
    _text(sheet, 1, 0, chart.note, book.look(font_color="#566176"))
    heads = ["", *(series.name for series in chart.series)]
    ends = [series for series in chart.series if series.low]
    heads += [book.word(which) for _ in ends for which in (Word.LOW, Word.HIGH)]
    sheet.set_row(2, _LINE * max(lines(name, 10) for name in heads))
    for place, name in enumerate(heads):
        right = {"align": "right"} if place else {}
        _text(sheet, 2, place, name, book.look(bold=True, bottom=2, text_wrap=True, valign="bottom", **right))
    form = book.look(num_format="0.0%" if chart.share else "0.000")
    for number, name in enumerate(chart.categories):
        _text(sheet, 3 + number, 0, name, book.look())
        values = [series.values[number] for series in chart.series]
        values += [part[number] for series in ends for part in (series.low, series.high)]
        for place, value in enumerate(values, 1):
            _cell(sheet, (3 + number, place), value, form)
    sheet.insert_chart(2, len(heads) + 1, native_chart(book.book, sheet.get_name(), chart))


def _figures(book: _Book) -> None:
    """Every claim of the report, typed."""
    heads = (Word.STATEMENT, Word.VALUE, Word.LOW, Word.HIGH)
    sheet = book.sheet(book.word(Word.CLAIMS))
    names = [*(book.word(which) for which in heads), "n", book.word(Word.BEHIND)]
    for place, (name, width) in enumerate(zip(names, (80, 12, 12, 12, 12, 70), strict=True)):
        sheet.set_column(place, place, width)
        _text(sheet, 0, place, name, book.look(bold=True, bottom=2))
    found = claims_of(book.document)
    for row, claim in enumerate(found, 1):
        form = book.look(num_format=number_format(claim, Column("", ColumnKind.CLAIM)))
        words = plain(say(claim, book.language))
        sheet.set_row(row, _LINE * lines(words, 80))
        _text(sheet, row, 0, words, book.look(text_wrap=True))
        for place, value in enumerate((claim.number.value, claim.number.low, claim.number.high), 1):
            _cell(sheet, (row, place), value, form)
        _cell(sheet, (row, 4), claim.n, book.look(num_format="#,##0"))
        _text(sheet, row, 5, small_print(claim, book.language), book.look(font_color="#566176"))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(found), len(names) - 1)


def _manifest(book: _Book) -> None:
    sheet = book.sheet("Manifest")
    sheet.set_column(0, 0, 120)
    for row, line in enumerate(book.document.manifest.splitlines()):
        _text(sheet, row, 0, line, book.look(font_name="Consolas", font_size=9))


def _line(sheet: Worksheet, row: int, words: str, form: Any) -> None:
    _text(sheet, row, 0, words, form)


def _cell(sheet: Worksheet, where: tuple[int, int], value: str | float | date | None, form: Any) -> None:
    if value is None or value != value:  # noqa: PLR0124  (the test for NaN)
        sheet.write_blank(*where, None, form)
    elif isinstance(value, datetime | date):
        sheet.write_datetime(*where, value, form)
    elif isinstance(value, str):
        _text(sheet, *where, value, form)
    else:
        sheet.write_number(*where, value, form)


def _text(sheet: Worksheet, row: int, column: int, words: str, form: Any) -> None:
    sheet.write_string(row, column, clean(words)[:_LONGEST], form)


EXPORTERS.add("xlsx")(
    Exporter("XLSX", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write)
)
