"""XLSX: typed cells, filters, native charts, every table on a sheet of its own; text is never a formula or a link."""

from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from services.claiming import say, small_print, told
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
    Tile,
    Tiles,
    claims_of,
    plain,
)
from services.domain.scatters import Scatter
from services.rendering.books import LINE, OPTIONS, Book, put_cell, put_text
from services.rendering.cells import number_format, typed, under_tile
from services.rendering.measures import lines
from services.rendering.sheets import column_width, ranged, text_width, wordy
from services.rendering.texts import clean
from services.rendering.workbook_charts import native_chart
from services.rendering.workbook_scatters import add_scatter
from services.reports.words import Word

from . import EXPORTERS, Exporter

_MOST_ROWS = 1_000_000
# Words beside a column of figures do not begin where these end.
_BESIDE: dict[str, Any] = {"indent": 1}
# Points that a line of a section's title takes.
_TITLE = 22


def write(document: Document, path: Path) -> None:
    """One workbook."""
    with xlsxwriter.Workbook(str(path), OPTIONS) as workbook:
        workbook.set_properties({"title": clean(document.title), "author": clean(document.brand.name)})
        book = Book(document, workbook)
        _front(book)
        for block in document.blocks:
            if isinstance(block, Table):
                _table(book, block)
            elif isinstance(block, Chart):
                _chart(book, block)
            elif isinstance(block, Scatter):
                add_scatter(book, block)
        _figures(book)
        _manifest(book)


def _front(book: Book) -> None:
    """What the report says, line by line."""
    document, sheet = book.document, book.sheet(book.document.title)
    sheet.set_column(0, 0, 30)
    sheet.set_column(1, 1, 110)
    accent = document.brand.colour
    sheet.set_row(0, 30)
    put_text(sheet, 0, 0, document.title, book.look(bold=True, font_size=20, font_color=accent))
    put_text(sheet, 1, 0, document.subtitle, book.look(font_color="#566176", font_size=12))
    row = 3
    for fact in document.facts:
        put_text(sheet, row, 0, fact.label, book.look(font_color="#566176"))
        put_text(sheet, row, 1, fact.value, book.look())
        row += 1
    for section in document.sections:
        row += 1
        sheet.set_row(row, _TITLE)
        put_text(sheet, row, 0, section.title, book.look(bold=True, font_size=14))
        row += 1
        for block in section.blocks:
            for label, words in _said(book, block):
                put_text(sheet, row, 0, label, book.look(font_color="#566176"))
                put_text(sheet, row, 1, words, book.look(text_wrap=True))
                sheet.set_row(row, LINE * lines(words, 110))
                row += 1


def _said(book: Book, block: Any) -> list[tuple[str, str]]:
    if isinstance(block, Heading):
        return [(block.text, "")]
    if isinstance(block, Tiles):
        return [(tile.label, _figure(book, tile)) for tile in block.tiles]
    if isinstance(block, Text):
        return [("", plain(block.sentence))]
    if isinstance(block, Note):
        return [("", block.text)]
    if isinstance(block, Commentary):
        return [(book.word(Word.COMMENT, name=block.by), block.text)]
    return []


def _figure(book: Book, tile: Tile) -> str:
    """The figure, and what stands behind it; all of it, typed, is on the sheet of figures."""
    return f"{told(tile.claim, book.language).text} ({under_tile(tile, book.language)})"


def _table(book: Book, table: Table) -> None:
    """Heads, rows, a filter over them; a sheet more for every million rows."""
    for start in range(0, max(len(table.rows), 1), _MOST_ROWS):
        sheet = book.sheet(table.title)
        wide = ranged(table)
        heads = _heads(book, table, wide)
        # Letters of heads are bold, and the sign of the filter stands beside the last.
        sheet.set_row(0, LINE * max((lines(name, 0.7 * width) for name, width, _ in heads), default=1))
        for place, (name, width, is_text) in enumerate(heads):
            sheet.set_column(place, place, width)
            right = {"align": "right"} if place and not is_text else {}
            put_text(sheet, 0, place, name, book.look(bold=True, bottom=2, text_wrap=True, valign="bottom", **right))
        rows = table.rows[start : start + _MOST_ROWS]
        if table.shades or table.segments or wide:
            for number, row in enumerate(rows):
                _row(book, sheet, (table, start + number, number + 1, wide), row)
        else:
            _plain_rows(book, sheet, table, rows)
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(heads) - 1)
        if table.note:
            put_text(sheet, len(rows) + 2, 0, table.note, book.look(font_color="#566176"))


def _plain_rows(book: Book, sheet: Worksheet, table: Table, rows: Sequence[tuple[Cell, ...]]) -> None:
    """Rows without colours and intervals, of which there may be very many: one look a column."""
    moment = book.look(num_format="yyyy-mm-dd hh:mm")
    wrapped = {"text_wrap": True} if wordy(table) else {}
    looks = [book.look(num_format=number_format(None, column), **wrapped) for column in table.columns]
    for line, row in enumerate(rows, 1):
        for place, cell in enumerate(row):
            form = looks[place]
            if isinstance(cell, Claim):
                form = book.look(num_format=number_format(cell, table.columns[place]))
            elif isinstance(cell, datetime):
                form = moment
            put_cell(sheet, (line, place), typed(cell), form)


def _heads(book: Book, table: Table, wide: frozenset[int]) -> list[tuple[str, float, bool]]:
    """The name of each column, its width, and whether words stand in it."""
    heads: list[tuple[str, float, bool]] = []
    for place, column in enumerate(table.columns):
        heads.append((column.name, column_width(table, place), column.kind is ColumnKind.TEXT))
        if place in wide:
            heads += [(book.word(Word.LOW), 11, False), (book.word(Word.HIGH), 11, False)]
    return heads


def _row(book: Book, sheet: Worksheet, where: tuple[Table, int, int, frozenset[int]], row: tuple[Cell, ...]) -> None:
    table, number, line, wide = where
    place = 0
    for column, (cell, head) in enumerate(zip(row, table.columns, strict=True)):
        shade = table.shades[number][column] if table.shades else None
        fill = heat_colour(shade) if shade is not None else ""
        colours: dict[str, Any] = {"bg_color": fill, "font_color": ink_on(fill)} if fill else {}
        if table.segments and not column:
            colours = {"left": 5, "left_color": segment_colour(table.segments[number])}
        put_cell(sheet, (line, place), typed(cell), book.look(num_format=number_format(cell, head), **colours))
        place += 1
        if column in wide:
            shown = cell.number if isinstance(cell, Claim) else None
            for end in (shown.low, shown.high) if shown else (None, None):
                put_cell(
                    sheet, (line, place), end, book.look(num_format=number_format(cell, head), font_color="#566176")
                )
                place += 1


def _chart(book: Book, chart: Chart) -> None:
    """The figures, and beside them a chart of this workbook's own that reads them."""
    sheet = book.sheet(chart.title)
    sheet.set_column(0, 0, text_width(chart.categories))
    put_text(sheet, 0, 0, chart.title, book.look(bold=True, font_size=13))
    # Below the figures it would run on behind the chart.
    put_text(sheet, 1, 0, chart.note, book.look(font_color="#566176"))
    heads = ["", *(series.name for series in chart.series)]
    ends = [series for series in chart.series if series.low]
    heads += [book.word(which) for _ in ends for which in (Word.LOW, Word.HIGH)]
    sheet.set_column(1, len(heads) - 1, 15)
    sheet.set_row(2, LINE * max(lines(name, 10) for name in heads))
    for place, name in enumerate(heads):
        right = {"align": "right"} if place else {}
        put_text(sheet, 2, place, name, book.look(bold=True, bottom=2, text_wrap=True, valign="bottom", **right))
    form = book.look(num_format="0.0%" if chart.share else "0.000")
    for number, name in enumerate(chart.categories):
        put_text(sheet, 3 + number, 0, name, book.look())
        values = [series.values[number] for series in chart.series]
        values += [part[number] for series in ends for part in (series.low, series.high)]
        for place, value in enumerate(values, 1):
            put_cell(sheet, (3 + number, place), value, form)
    sheet.insert_chart(2, len(heads) + 1, native_chart(book.book, sheet.get_name(), chart))


def _figures(book: Book) -> None:
    """Every claim of the report, typed."""
    heads = (Word.STATEMENT, Word.VALUE, Word.LOW, Word.HIGH)
    sheet = book.sheet(book.word(Word.CLAIMS))
    names = [*(book.word(which) for which in heads), "n", book.word(Word.BEHIND)]
    for place, (name, width) in enumerate(zip(names, (80, 12, 12, 12, 12, 70), strict=True)):
        sheet.set_column(place, place, width)
        beside: dict[str, Any] = {} if not place else _BESIDE if place == len(names) - 1 else {"align": "right"}
        put_text(sheet, 0, place, name, book.look(bold=True, bottom=2, **beside))
    found = claims_of(book.document)
    for row, claim in enumerate(found, 1):
        form = book.look(num_format=number_format(claim, Column("", ColumnKind.CLAIM)))
        words = plain(say(claim, book.language))
        sheet.set_row(row, LINE * lines(words, 80))
        put_text(sheet, row, 0, words, book.look(text_wrap=True))
        for place, value in enumerate((claim.number.value, claim.number.low, claim.number.high), 1):
            put_cell(sheet, (row, place), value, form)
        put_cell(sheet, (row, 4), claim.n, book.look(num_format="#,##0"))
        put_text(sheet, row, 5, small_print(claim, book.language), book.look(font_color="#566176", **_BESIDE))
    sheet.freeze_panes(1, 1)
    sheet.autofilter(0, 0, len(found), len(names) - 1)


def _manifest(book: Book) -> None:
    sheet = book.sheet("Manifest")
    sheet.set_column(0, 0, 120)
    for row, line in enumerate(book.document.manifest.splitlines()):
        put_text(sheet, row, 0, line, book.look(font_name="Consolas", font_size=9))


EXPORTERS.add("xlsx")(
    Exporter("XLSX", ".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", write)
)
