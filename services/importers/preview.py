"""The top of a file for a person who says what its columns mean."""

from pathlib import Path

from services.domain.errors import InvalidInput
from services.domain.intake import TablePreview
from services.importers.containers import open_tables
from services.importers.headers import normalise
from services.importers.recognition import HEADER_WITHIN, NOTHING_STORED, NamedGrid, demand_width, recognise
from services.importers.suggestions import confirm, suggest
from services.importers.text_file import Record

_SHOWN = 50


def preview_table(path: Path, sheet: str = "") -> TablePreview:
    """The header and first rows of the table that holds the posts, else of the first; `sheet` as in `read_posts`.

    InvalidInput where the file is no table at all.
    """
    content = path.read_bytes()
    tables = open_tables(content)
    shown = open_tables(content, sheet) if sheet else tables
    try:
        known = recognise(shown)
        table, header, importer = known.table, known.header, known.importer
    except InvalidInput:
        table, importer = shown[0], None
        header = _likely_header(table)
        demand_width(header)
    width = len(header.cells)
    rows = tuple(
        tuple([*record.cells, *[""] * width][:width]) for record in table.grid.records(header.last, most=_SHOWN)
    )
    headers = tuple(cell.replace("\ufeff", "").strip() for cell in header.cells)
    names = tuple(one.name for one in tables if one.name)
    suggestions = suggest(headers, rows)
    return TablePreview(
        table=table.name,
        tables=names,
        importer=importer.name if importer else "",
        header_line=header.first,
        headers=headers,
        rows=rows,
        suggestions=confirm(suggestions, importer) if importer else suggestions,
    )


def _likely_header(table: NamedGrid) -> Record:
    """The first row with as many different names as any of the top ones; numbers are no names."""
    top = list(table.grid.records(most=HEADER_WITHIN))
    if not top:
        raise InvalidInput(f"The file has no rows. {NOTHING_STORED}", "file")
    return max(top, key=lambda record: len({normalise(cell) for cell in record.cells if _is_name(cell)}))


def _is_name(cell: str) -> bool:
    return any(character.isalpha() for character in cell) and len(cell) <= 120
