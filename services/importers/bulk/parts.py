"""A chunk's rows parted: posts, which go to where they are kept, and what must be known of all rows at the end."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from services.importers.bulk.chunks import Chunk, HeldLine
from services.importers.bulk.dated import are_there
from services.importers.bulk.draft import Draft
from services.importers.bulk.drafted import Drafted
from services.importers.bulk.guesses import all_numbered
from services.importers.bulk.held import read_held
from services.importers.bulk.lines import highest_of
from services.importers.bulk.plan import Notations, Plan
from services.importers.bulk.rows import Rows, read_rows
from services.importers.kept import have_no_later_kinds
from services.importers.reading import CATEGORIES

_OF_ALL = ("line", "key", "month_first", "day_first", "hash", "strange", "damaged")


@dataclass(frozen=True, slots=True)
class Place:
    """Where a chunk stands in the file."""

    offset: int
    size: int
    line: int
    lines: int


@dataclass(frozen=True, slots=True)
class Part:
    """What stays in memory of a chunk.

    highest: of each count in the rows that were not held. numbered: a page's number stands in front of each id.
    dated: the first line with each notation, by its number and by whether month and day, and hour, have two figures.
    """

    place: Place
    held: tuple[HeldLine, ...]
    highest: dict[str, int]
    numbered: bool
    dated: dict[int, int]


def read_part(chunk: Chunk, plan: Plan, notations: Notations, draft: Draft) -> tuple[Part, pl.DataFrame, Drafted]:
    """The chunk's rows, those too that only the careful way can read: in short, as facts of Whole, and as posts."""
    rows = read_rows(chunk, plan, notations)
    frame = _with_held(rows, plan, notations)
    place = Place(chunk.offset, len(chunk.content), chunk.line, rows.lines)
    numbered = draft.guess.page_from_id and (frame.is_empty() or all_numbered(frame["post_id"]))
    highest = {name: highest_of(rows.frame[name]) for name in plan.counts}
    return Part(place, rows.held, highest, numbered, _dated(frame)), _facts(frame, plan), draft.part(frame, notations)


def _with_held(rows: Rows, plan: Plan, notations: Notations) -> pl.DataFrame:
    """All rows in the order of the file."""
    if not rows.held:
        return rows.frame
    held = read_held(rows.held, plan, notations, plan.delimiter).frame.select(rows.frame.columns)
    return pl.concat([rows.frame, held], how="vertical_relaxed").sort("line")


def _dated(rows: pl.DataFrame) -> dict[int, int]:
    keys = rows["key"].fill_null(-1).to_numpy()
    kinds = np.where(keys < 0, np.int16(-1), keys * 4 + rows["padded"].to_numpy() * 2 + rows["full"].to_numpy())
    found = np.flatnonzero(are_there(kinds, 4 * (int(keys.max(initial=0)) + 1)))
    return {int(kind): rows["line"][int(np.argmax(kinds == kind))] for kind in found}


def _facts(rows: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    texts = [name for name in CATEGORIES if name in rows.columns]
    return rows.select(
        *_OF_ALL,
        *texts,
        _same_id(rows),
        have_no_later_kinds(rows, plan.counts).alias("without_kinds"),
    )


def _same_id(rows: pl.DataFrame) -> pl.Series:
    """Equal for rows with the same id on the same page; null where the id does not tell."""
    if "post_id" not in rows.columns:
        return pl.Series("id", [None], pl.UInt64).new_from_index(0, len(rows))
    keys = [name for name in ("page", "post_id") if name in rows.columns]
    hashes = rows.select(pl.col(keys).cast(pl.String)).hash_rows().alias("id")
    unusable = rows["post_id"].is_null() | rows["damaged"]
    return hashes.set(unusable, None) if unusable.any() else hashes
