"""Finds the header and the importer it belongs to, or says what is wrong with the file."""

from dataclasses import dataclass

from services.domain.counts import COUNTS
from services.domain.errors import InvalidInput
from services.importers import IMPORTERS
from services.importers.headers import Columns, match, normalise
from services.importers.importer import Importer
from services.importers.known_formats import name_format
from services.importers.text_file import Record, TextFile

# Tools write a title, a note and an empty line above the header, hardly ever more.
_HEADER_WITHIN = 20
FEWEST_COUNTS = 2
NOTHING_STORED = "Nothing was stored."


@dataclass(frozen=True, slots=True)
class Recognised:
    """Where the header stands, which importer reads it, and the lines above it."""

    importer: Importer
    header: Record
    columns: Columns
    above: tuple[Record, ...]


def recognise(file: TextFile) -> Recognised:
    """The importer for this file; InvalidInput where none fits or columns are missing."""
    top = list(file.records(most=_HEADER_WITHIN))
    for index, record in enumerate(top):
        names = frozenset(map(normalise, record.cells))
        for importer in IMPORTERS.values():
            if importer.recognises(names):
                columns = match(record.cells, importer)
                _demand(columns, importer)
                return Recognised(importer, record, columns, tuple(top[:index]))
    raise _unknown(file, top)


def _demand(columns: Columns, importer: Importer) -> None:
    """Refuse a file without a date column or with fewer than two counts."""
    if "published_at" not in columns.position:
        wanted = " or ".join(importer.aliases["published_at"])
        raise InvalidInput(
            f"The file has no column with the dates of publication ({wanted}). Add it and upload "
            f"the file again. {NOTHING_STORED}",
            "published_at",
        )
    demand_counts([name for name in COUNTS if name in columns.position])


def demand_counts(found: list[str]) -> None:
    """Refuse fewer than two counts, which is too little to tell kinds of posts apart."""
    if len(found) < FEWEST_COUNTS:
        has = f"only {found[0]}" if found else "none"
        raise InvalidInput(
            f"The file needs figures for at least {FEWEST_COUNTS} counts, such as comments (num_comments) "
            f"and shares (num_shares); it has {has}. {NOTHING_STORED}",
            "counts",
        )


def _unknown(file: TextFile, top: list[Record]) -> InvalidInput:
    needs = f"This version reads {_readable()}"
    for record in top:
        title = name_format(frozenset(map(normalise, record.cells)))
        if title:
            return InvalidInput(
                f"This looks like {title}. {needs}; support for it is on the way. {NOTHING_STORED}", "file"
            )
    start = file.lines[top[0].first - 1].lstrip() if top else ""
    if start.startswith(("{", "[")):
        return InvalidInput(f"This looks like JSON, not CSV. {needs}. {NOTHING_STORED}", "file")
    if start.startswith("<"):
        return InvalidInput(f"This looks like a web page or XML, not CSV. {needs}. {NOTHING_STORED}", "file")
    shown = ", ".join(repr(cell.strip()[:30]) for cell in top[0].cells[:6]) if top else "nothing"
    return InvalidInput(
        f"The columns of this file are not known; its first line holds {shown}. {needs}. Rename the columns "
        f"or download the sample to see how. {NOTHING_STORED}",
        "file",
    )


def _readable() -> str:
    return "; ".join(f"the {importer.title} schema ({importer.expected} ...)" for importer in IMPORTERS.values())
