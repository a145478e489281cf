"""What a person needs to say which column means what, and how a header is known again.

Both run where nothing is trusted (services.sandbox): they look into files that nobody has read yet.
"""

import re
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path
from typing import Any

from cattrs.preconf.json import make_converter

from services.domain.intake import Suggestion, TablePreview
from services.importers.containers import open_tables
from services.importers.headers import fingerprint
from services.importers.preview import preview_table
from services.importers.recognition import HEADER_WITHIN
from services.importers.sampling import take_sample
from services.importers.wordless import NOT_SHOWN, saying_no_words
from services.progress import Report

COUNTS_IN_CELLS, DATES_IN_CELLS = "counts", "dates"
# A workbook may have a sheet a day; the table with the posts is among the first ones, or is chosen by name.
_TABLES_LOOKED_AT = 12
_ROWS_SHOWN = 6
_LONGEST_CELL = 120
_DAY_AND_MONTH = re.compile(r"^([0-9]{1,2})[/.-]([0-9]{1,2})[/.-][0-9]{2,4}\b")
_POINTED = re.compile(r"^[+-]?[1-9][0-9]{0,2}(\.[0-9]{3})+$")
_FACTS = make_converter()


def look(report: Report, path: str, sheet: str = "", *, wordless: bool = False) -> dict[str, Any]:
    """The facts of a TablePreview: of the table of this name, else of the one that most probably holds the posts.

    Rows are few and their cells short, as they are for people to see. wordless: other cells than dates and counts are
    not shown. InvalidInput where the file is no table.
    """
    report(0.1, "Looking at the columns")
    with saying_no_words() if wordless else nullcontext():
        shown = _for_people(_likely_table(Path(path), sheet))
    facts: dict[str, Any] = _FACTS.unstructure(_without_words(shown) if wordless else shown)
    return facts


def _without_words(preview: TablePreview) -> TablePreview:
    """The same, but of all cells only those that are dates or counts are shown."""
    rows = tuple(tuple(cell if not cell or _is_figure(cell) else NOT_SHOWN for cell in row) for row in preview.rows)
    return replace(preview, rows=rows)


def _is_figure(cell: str) -> bool:
    sample = take_sample([cell])
    return sample.counts or sample.dates


def read_look(facts: object) -> TablePreview:
    """The facts as `look` gave them; ValueError or TypeError where they are something else."""
    return _FACTS.structure(facts, TablePreview)


def header_fingerprints(report: Report, path: str) -> list[str]:
    """The fingerprints of all rows that may be the header, table by table, from the top."""
    report(0.1, "Looking for a header that is known")
    tops = (table.grid.records(most=HEADER_WITHIN) for table in open_tables(Path(path).read_bytes()))
    return list(dict.fromkeys(fingerprint(record.cells) for top in tops for record in top))


def counts_in(preview: TablePreview) -> int:
    """How many columns look like counts: with fewer than two nobody could match anything."""
    return sum(one.cells == COUNTS_IN_CELLS for one in preview.suggestions)


def _likely_table(path: Path, sheet: str) -> TablePreview:
    first = _with_looks(preview_table(path, sheet))
    if sheet or first.importer or len(first.tables) < 2:
        return first
    names = first.tables[:_TABLES_LOOKED_AT]
    return max((first, *(_with_looks(preview_table(path, name)) for name in names)), key=counts_in)


def _with_looks(preview: TablePreview) -> TablePreview:
    columns = [[row[place] for row in preview.rows] for place in range(len(preview.headers))]
    looked = tuple(_look(one, cells) for one, cells in zip(preview.suggestions, columns, strict=True))
    return replace(preview, suggestions=looked)


def _look(suggestion: Suggestion, cells: Sequence[str]) -> Suggestion:
    sample, filled = take_sample(cells), [cell.strip() for cell in cells if cell.strip()]
    if sample.dates and not sample.counts:
        return replace(suggestion, cells=DATES_IN_CELLS, doubtful=_day_or_month(filled))
    if sample.counts:
        return replace(suggestion, cells=COUNTS_IN_CELLS, doubtful=any(map(_POINTED.match, filled)))
    return suggestion


def _day_or_month(cells: Sequence[str]) -> bool:
    """Whether these dates begin with two numbers of which none is above 12."""
    found = [date for cell in cells if (date := _DAY_AND_MONTH.match(cell))]
    return bool(found) and all(int(number) <= 12 for date in found for number in date.groups())


def _for_people(preview: TablePreview) -> TablePreview:
    """The same with what fits on a page; headers stay whole, for files are read by them."""
    rows = tuple(tuple(_short(cell) for cell in row) for row in preview.rows[:_ROWS_SHOWN])
    return replace(preview, rows=rows)


def _short(cell: str) -> str:
    line = " ".join(cell.split())
    return line if len(line) <= _LONGEST_CELL else f"{line[: _LONGEST_CELL - 1]}…"
