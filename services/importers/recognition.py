"""Finds the header and the importer it belongs to, or says what is wrong with the file."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from services.domain.counts import COUNTS
from services.domain.errors import InvalidInput
from services.domain.intake import Finding
from services.importers import IMPORTERS
from services.importers.headers import Columns, match, normalise
from services.importers.importer import Importer
from services.importers.known_formats import why_refused
from services.importers.text_file import MOST_COLUMNS, Grid, Record

# Tools write a title, a note and an empty line above the header, hardly ever more.
HEADER_WITHIN = 20
FEWEST_COUNTS = 2
NOTHING_STORED = "Nothing was stored."


@dataclass(frozen=True, slots=True)
class NamedGrid:
    """A table of a file: a sheet, a file in an archive, or the file itself, whose name is empty."""

    name: str
    grid: Grid
    noticed: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Recognised:
    """The table that holds the posts, where its header stands, which importer reads it, and the lines above it."""

    table: NamedGrid
    importer: Importer
    header: Record
    columns: Columns
    above: tuple[Record, ...]

    @property
    def counts(self) -> list[str]:
        """The canonical counts it has columns for."""
        return [name for name in COUNTS if name in self.columns.position]


def recognise(tables: Sequence[NamedGrid], mapped: Importer | None = None) -> Recognised:
    """The table with most counts and its importer; InvalidInput where none fits or columns are missing.

    mapped: the only importer to try, made of what a person said about the columns.
    """
    found = [known for table in tables for known in _recognise_table(table, mapped)]
    if not found:
        raise _unknown(tables[0], mapped)
    # The first of several with as many counts; sheets of one workbook often share half of their headers.
    best = max(found, key=lambda known: (len(known.counts), len(known.columns.position)))
    _demand(best)
    return best


def _recognise_table(table: NamedGrid, mapped: Importer | None) -> Iterator[Recognised]:
    """The best reading of this table, if any."""
    top = list(table.grid.records(most=HEADER_WITHIN))
    for index, record in enumerate(top):
        names = frozenset(map(normalise, record.cells))
        if not mapped and why_refused(record.cells):
            return
        known = [mapped] if mapped else list(IMPORTERS.values())
        fitting = [importer for importer in known if importer.recognises(names)]
        readings = [Recognised(table, one, record, match(record.cells, one), tuple(top[:index])) for one in fitting]
        if readings:
            yield max(readings, key=lambda reading: len(reading.columns.position))
            return


def demand_width(header: Record) -> None:
    """Refuse a table with more columns than any tool writes: every one of them would take room in every row."""
    if len(header.cells) > MOST_COLUMNS:
        raise InvalidInput(
            f"Line {header.first:,} of the table has {len(header.cells):,} columns; the limit is {MOST_COLUMNS:,}. "
            f"Keep the columns with dates, texts and counts, and upload that. {NOTHING_STORED}",
            "file",
        )


def _demand(found: Recognised) -> None:
    """Refuse a file that is too wide, without a date column or with fewer than two counts."""
    demand_width(found.header)
    if "published_at" not in found.columns.position and not found.importer.undated:
        wanted = " or ".join(found.importer.aliases["published_at"])
        raise InvalidInput(
            f"The file has no column with the dates of publication ({wanted}). Add it and upload "
            f"the file again. {NOTHING_STORED}",
            "published_at",
        )
    demand_counts(found.counts)


def demand_counts(found: list[str]) -> None:
    """Refuse fewer than two counts, which is too little to tell kinds of posts apart."""
    if len(found) < FEWEST_COUNTS:
        has = f"only {found[0]}" if found else "none"
        raise InvalidInput(
            f"The file needs figures for at least {FEWEST_COUNTS} counts, such as comments (num_comments) "
            f"and shares (num_shares); it has {has}. {NOTHING_STORED}",
            "counts",
        )


def _unknown(table: NamedGrid, mapped: Importer | None) -> InvalidInput:
    top = list(table.grid.records(most=HEADER_WITHIN))
    if mapped:
        return InvalidInput(
            f"The file has no row with the columns {mapped.expected}. Match its columns again. {NOTHING_STORED}",
            "mapping",
        )
    for record in top:
        demand_width(record)
        reason = why_refused(record.cells)
        if reason:
            return InvalidInput(f"{reason} {NOTHING_STORED}", "file")
    start = table.grid.raw(top[0].first, top[0].first).lstrip("\ufeff \t") if top else ""
    if start.startswith(("{", "[")):
        return InvalidInput(f"This looks like JSON, not a table. {_way_out()} {NOTHING_STORED}", "file")
    if start.startswith("<"):
        return InvalidInput(
            "This looks like a web page or XML, not a table; some tools name such files .xls. Open it in a "
            f"spreadsheet program, save it as CSV (UTF-8) or XLSX and upload that. {NOTHING_STORED}",
            "file",
        )
    shown = ", ".join(repr(cell.strip()[:30]) for cell in top[0].cells[:6]) if top else "nothing"
    return InvalidInput(
        f"The columns of this file are not known; its first line holds {shown}. {_way_out()} Match the columns "
        f"yourself, or download the sample to see how they may be named. {NOTHING_STORED}",
        "columns",
    )


def _way_out() -> str:
    return f"This version reads these exports: {'; '.join(importer.title for importer in IMPORTERS.values())}."
