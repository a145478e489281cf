"""A small file of posts read at once, where it stands: for scoring, not for keeping."""

import csv
import io

import polars as pl

from services.domain.counts import COUNTS
from services.domain.errors import InvalidInput, TooLarge
from services.domain.scoring import MOST_BYTES, MOST_COLUMNS, MOST_POSTS, NewPost, PostTable
from services.importers.counts import read_counts
from services.importers.headers import normalise
from services.importers.post_types import name_types
from services.importers.suggestions import suggest
from services.new_posts import wrong_count

# What a column may mean here beside a count.
_WORDS = {"post_id": "id", "page": "page", "post_type": "format"}
_DELIMITERS = ",;\t|"
_LONGEST = 1_000
_SHOWN = 20


def read_posts(content: bytes) -> PostTable:
    """The posts of a CSV file with a header, in UTF-8; rows that hold no count are set aside with the reason.

    InvalidInput where it is no such file, with the columns it has; TooLarge beyond 2 MB, 5,000 rows or 200 columns.
    """
    if len(content) > MOST_BYTES:
        raise TooLarge(f"The file has {len(content):,} bytes; {MOST_BYTES:,} are scored at once. Send it in parts.")
    header, rows = _cells(content)
    meanings = _meanings(header)
    counts = {place: meaning for place, meaning in meanings.items() if meaning in COUNTS}
    if not counts:
        shown = ", ".join(repr(name[:30]) for name in header[:_SHOWN])
        raise InvalidInput(
            f"The file has no column with a count, such as comments or shares; it has {shown}. Name the counts in "
            "the first line.",
            "columns",
        )
    posts, aside = _posts(rows, meanings)
    columns = tuple((header[place], meaning) for place, meaning in meanings.items())
    ignored = tuple(name for place, name in enumerate(header) if place not in meanings and name)
    return PostTable(tuple(posts), columns, ignored, tuple(aside))


def _cells(content: bytes) -> tuple[list[str], list[list[str]]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InvalidInput("The file is not in UTF-8. Save it as CSV (UTF-8) and send that.", "file") from None
    if "\x00" in text:
        raise InvalidInput("The file is no text. Save it as CSV (UTF-8) and send that.", "file")
    first = text.lstrip().partition("\n")[0]
    delimiter = max(_DELIMITERS, key=first.count)
    try:
        table = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True) if any(row)]
    except csv.Error as wrong:
        raise InvalidInput(f"The file is no CSV: {wrong}. Save it anew and send that.", "file") from wrong
    if len(table) < 2:
        raise InvalidInput("The file needs a line with names and at least one post below it.", "file")
    header, rows = [cell.strip() for cell in table[0]], table[1:]
    if len(header) > MOST_COLUMNS:
        raise TooLarge(f"The file has {len(header):,} columns; {MOST_COLUMNS} are read. Keep those with counts.")
    if len(rows) > MOST_POSTS:
        raise TooLarge(f"The file has {len(rows):,} rows; {MOST_POSTS:,} are scored at once. Send it in parts.")
    return header, [[*row[: len(header)], *[""] * (len(header) - len(row))] for row in rows]


def _meanings(header: list[str]) -> dict[int, str]:
    """What each column means, by its place; a canonical name means itself, others what the known tools mean by them."""
    found: dict[int, str] = {}
    # By names alone: a cell that is no count sets its row aside, and does not change what the column is.
    for place, one in enumerate(suggest(header, [])):
        name = normalise(header[place])
        means = name if name in (*COUNTS, *_WORDS.values()) else _WORDS.get(one.field, one.field)
        if means in (*COUNTS, *_WORDS.values()) and means not in found.values():
            found[place] = means
    return found


def _posts(rows: list[list[str]], meanings: dict[int, str]) -> tuple[list[NewPost], list[tuple[int, str]]]:
    columns = {meaning: [row[place][:_LONGEST] for row in rows] for place, meaning in meanings.items()}
    read = {name: read_counts(pl.Series(cells, dtype=pl.String)) for name, cells in columns.items() if name in COUNTS}
    values = {name: column.values.to_list() for name, column in read.items()}
    bad = {name: (column.unreadable | column.negative).to_list() for name, column in read.items()}
    formats = name_types(pl.Series(columns.get("format", []), dtype=pl.String))[0].to_list()
    posts, aside = [], []
    for place in range(len(rows)):
        counts = {name: float(cells[place]) for name, cells in values.items() if cells[place] is not None}
        reason = _wrong(place, {name: (columns[name][place], bad[name][place]) for name in read}, counts)
        if reason:
            aside.append((place + 1, reason))
            continue
        told = {name: columns[name][place].strip() if name in columns else "" for name in ("id", "page")}
        form = formats[place] if formats else ""
        posts.append(NewPost(told["id"] or str(place + 1), counts, form or "", told["page"], place + 1))
    return posts, aside


def _wrong(place: int, cells: dict[str, tuple[str, bool]], counts: dict[str, float]) -> str:
    """Why a row is set aside, "" where it is not."""
    for name, (cell, bad) in cells.items():
        if bad:
            return f"Row {place + 1:,}: {name} is {cell.strip()[:30]!r}, which is no count."
    if not counts:
        return f"Row {place + 1:,} has no count."
    return next(filter(None, (wrong_count(name, value, place + 1) for name, value in counts.items())), "")
