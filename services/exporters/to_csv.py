"""CSV: every table a file of its own, in one archive with the manifest; no cell is a formula where it is opened."""

import csv
import io
import zipfile
from collections.abc import Iterator
from pathlib import Path

from services.claiming.language import Language
from services.domain.claims import Claim
from services.domain.documents import Cell, Document, Table
from services.domain.scatters import Scatter
from services.inert_text import inert_cell
from services.rendering.cells import typed
from services.rendering.points import points_table
from services.rendering.sheets import ranged
from services.rendering.texts import file_name, one_line
from services.reports.languages import word
from services.reports.words import Word

from . import EXPORTERS, Exporter

# Spreadsheets that see this mark read the file as UTF-8.
_MARK = "\ufeff"


def write(document: Document, path: Path) -> None:
    """One archive: tables in their order, the figures of all sentences, the manifest."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for number, table in enumerate(_tables(document), 1):
            archive.writestr(
                f"{number:02d} {file_name(table.title)}.csv", table_csv(table, Language(document.language))
            )
        archive.writestr("manifest.json", document.manifest)


def _tables(document: Document) -> Iterator[Table]:
    """Tables, and the points of what is drawn as points, in the order of the report."""
    for block in document.blocks:
        if isinstance(block, Table):
            yield block
        elif isinstance(block, Scatter):
            yield points_table(block, Language(document.language))


def table_csv(table: Table, language: Language) -> str:
    """The table with a line of heads; claims with the ends of their intervals beside them."""
    text = io.StringIO()
    text.write(_MARK)
    writer = csv.writer(text, quoting=csv.QUOTE_NONNUMERIC, lineterminator="\r\n")
    wide = ranged(table)
    ends = [word(Word.LOW, language), word(Word.HIGH, language)]
    heads = [[column.name, *(ends if place in wide else [])] for place, column in enumerate(table.columns)]
    writer.writerow([inert_cell(one_line(name)) for head in heads for name in head])
    for row in table.rows:
        writer.writerow([value for place, cell in enumerate(row) for value in _values(cell, ends=place in wide)])
    return text.getvalue()


def _values(cell: Cell, *, ends: bool) -> list[str | float | None]:
    value = typed(cell)
    shown = value if isinstance(value, int | float | None) else inert_cell(one_line(str(value)))
    number = cell.number if isinstance(cell, Claim) else None
    return [shown, *((number.low, number.high) if number else (None, None))] if ends else [shown]


EXPORTERS.add("csv")(Exporter("CSV", ".zip", "application/zip", write))
