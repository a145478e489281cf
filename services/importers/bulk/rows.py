"""A chunk becomes typed rows; a row this module is not sure about is held back as it stands."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from services.importers.bulk import IrregularFileError
from services.importers.bulk.chunks import Chunk, HeldLine
from services.importers.bulk.dated import read_chunk_dates
from services.importers.bulk.lines import machine_code, read_lines
from services.importers.bulk.plan import Notations, Plan
from services.importers.permalinks import DAMAGED_ID
from services.importers.post_types import name_types

# Joins the cells of held lines for their hashes, so it must stand in none of them.
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Rows:
    """Sure rows as a frame, the others as they stand.

    frame: line, texts, `strange`, `damaged`, counts, the columns of `dated`, and `hash` of all cells but the id.
    """

    frame: pl.DataFrame
    held: tuple[HeldLine, ...]
    lines: int


def read_rows(chunk: Chunk, plan: Plan, notations: Notations) -> Rows:
    """The rows of a chunk."""
    lines = read_lines(chunk, plan)
    dates = read_chunk_dates(lines, notations)
    frame = describe(lines.frame.select(plan.texts)).with_columns(lines.frame.select(plan.counts))
    frame = pl.concat([frame, dates], how="horizontal")
    frame = frame.with_columns(line=pl.Series(lines.number), hash=pl.Series(lines.hashes))
    unsure = dates["month_first"].is_null() & dates["day_first"].is_null()
    if not unsure.any():
        return Rows(frame, lines.held, chunk.lines)
    held = sorted([*lines.held, *lines.hold(unsure.arg_true().to_numpy())], key=lambda line: line.number)
    return Rows(frame.filter(~unsure), tuple(held), chunk.lines)


def describe(texts: pl.DataFrame) -> pl.DataFrame:
    """Texts with `strange`, an unknown word for the kind, `damaged`, the id as written, and kinds by our names."""
    no = pl.Series([False]).new_from_index(0, len(texts))
    damaged = no
    if "post_id" in texts.columns:
        ids = texts["post_id"]
        suspicious = any(ids.str.contains(letter, literal=True).any() for letter in "eE")
        damaged = ids.str.contains(DAMAGED_ID).fill_null(value=False) if suspicious else no
    named = texts.with_columns(strange=no, damaged=damaged)
    if "post_type" in texts.columns:
        named = named.with_columns(_typed(texts["post_type"].cast(pl.Categorical)))
    if "page" in texts.columns:
        named = named.with_columns(pl.col("page").cast(pl.Categorical))
    return named


def _typed(words: pl.Series) -> list[pl.Series]:
    """`post_type` by our names, and `strange`; each word is looked up once."""
    once = words.unique()
    kinds, strange = name_types(once.cast(pl.String))
    kinds = kinds.cast(pl.Categorical)
    if kinds.eq_missing(once).all() and not strange.any():
        return [words]
    table = pl.DataFrame({"word": once, "post_type": kinds, "strange": strange})
    named = pl.DataFrame({"word": words}).join(table, on="word", how="left", nulls_equal=True, maintain_order="left")
    return [named["post_type"], named["strange"]]


def highest_of(counts: pl.Series) -> int:
    """The highest of these counts, 0 where there is none."""
    highest = counts.max()
    return highest if isinstance(highest, int) else 0


def hash_cells(cells: pl.DataFrame, plan: Plan) -> pl.Series:
    """Equal for rows with the same cells but for the id, as `scan` has it; cells: text without blanks at the ends."""
    hashes = np.empty(len(cells), np.uint64)
    texts = cells.select(pl.col(str(index)).fill_null("") for index in range(plan.width))
    if texts.select(pl.any_horizontal(pl.all().str.contains("[\x1f\n]")).any()).item():
        raise IrregularFileError("separators within cells")
    joined = "\n".join([*texts.select(pl.concat_str(pl.all(), separator=_SEPARATOR)).to_series(), ""])
    hashed = np.ones(plan.width, np.uint8)
    if "post_id" in plan.texts:
        hashed[plan.place("post_id")] = 0
    counted = np.zeros(plan.width, np.uint8)
    counted[[plan.place(name) for name in plan.counts]] = 1
    letters = np.frombuffer(joined.encode(), np.uint8)
    machine_code("hashes").hash_lines(letters, ord(_SEPARATOR), hashed, counted, hashes)
    return pl.Series("hash", hashes)


def blank_to_null(text: pl.Expr) -> pl.Expr:
    """The same text, null where it is empty."""
    return pl.when(text != "").then(text)

