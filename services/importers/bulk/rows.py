"""A chunk becomes typed rows; a row this module is not sure about is held back as it stands."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from services.importers.bulk.by_columns import hash_columns, lay_out_lines
from services.importers.bulk.chunks import Chunk, HeldLine
from services.importers.bulk.dated import read_chunk_dates
from services.importers.bulk.lines import Lines
from services.importers.bulk.plan import Notations, Plan
from services.importers.permalinks import DAMAGED_ID
from services.importers.post_types import name_types


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
    lines = _scan(chunk, plan) if plan.compiled else lay_out_lines(chunk, plan)
    dates = read_chunk_dates(lines, notations)
    frame = describe(lines.frame.select(plan.texts), powers=lines.powers).with_columns(lines.frame.select(plan.counts))
    frame = pl.concat([frame, dates], how="horizontal")
    frame = frame.with_columns(line=pl.Series(lines.numbers), hash=lines.hashes)
    undated = dates["month_first"].is_null() & dates["day_first"].is_null()
    sure = lines.sure if not undated.any() else lines.sure & ~undated.to_numpy()
    if sure.all():
        return Rows(frame, lines.held, chunk.lines)
    held = sorted([*lines.held, *lines.hold(np.flatnonzero(~sure))], key=lambda line: line.number)
    return Rows(frame.filter(pl.Series(sure)), tuple(held), chunk.lines)


def _scan(chunk: Chunk, plan: Plan) -> Lines:
    from services.importers.bulk.scanned import scan_lines

    return scan_lines(chunk, plan)


def describe(texts: pl.DataFrame, *, powers: bool = True) -> pl.DataFrame:
    """Texts with `strange`, an unknown word for the kind, `damaged`, the id as written, and kinds by our names."""
    no = pl.Series([False]).new_from_index(0, len(texts))
    damaged = no
    if powers and "post_id" in texts.columns:
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


def hash_cells(cells: pl.DataFrame, plan: Plan) -> pl.Series:
    """Equal for rows with the same cells but for the id, as in Lines; cells: text without blanks at their ends."""
    if not plan.compiled:
        return hash_columns(cells, plan)
    from services.importers.bulk.scanned import hash_held

    return hash_held(cells, plan)
