"""The dates of a chunk: the commonest notations as scanned, all others by the careful way."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.importers.bulk.lines import Lines
from services.importers.bulk.moments import SHAPES
from services.importers.bulk.plan import Notations, parts_of

# So many cells of each shape, once a file, are read twice, to be sure that both ways mean the same.
_SAMPLE = 50
Rows = NDArray[np.intp]
DATE_COLUMNS = ("key", "month_first", "day_first", "padded", "full")


def read_chunk_dates(lines: Lines, notations: Notations) -> pl.DataFrame:
    """One row a line: DATE_COLUMNS. key: number of its notation, null = none; the readings as in `dates`."""
    shapes = lines.moments.shape
    numbers = np.full(SHAPES, -1, np.int16)
    for shape in np.flatnonzero(are_there(shapes, SHAPES)).tolist():
        if shape not in notations.shapes:
            sample = np.flatnonzero(shapes == shape)[:_SAMPLE]
            notations.shapes[shape] = _number(lines, sample, notations)
        numbers[shape] = notations.shapes[shape]
    # Shape -1 takes the last number, which is of no shape.
    keys = numbers[shapes]
    frame = _frame(lines, keys)
    left = np.flatnonzero(keys < 0)
    if not len(left):
        return frame
    careful = read_cells(lines.dates(left), notations)
    row = pl.Series("row", left).cast(pl.UInt32)
    return frame.with_row_index("row").update(careful.with_columns(row), on="row", include_nulls=True).drop("row")


def read_cells(cells: pl.Series, notations: Notations) -> pl.DataFrame:
    """The same for any cells, each text once."""
    texts = cells.fill_null("").rename("cell")
    once = texts.unique()
    parts = parts_of(once)
    widths = {name: pl.col(name).str.len_bytes() for name in ("a", "b", "hour")}
    read = parts.with_columns(
        key=notations.numbers(parts),
        padded=widths["a"] + widths["b"] == 4,
        full=widths["hour"] == 2,
        cell=once,
    ).select("cell", *DATE_COLUMNS)
    return texts.to_frame().join(read, on="cell", how="left", maintain_order="left").drop("cell")


def are_there(numbers: NDArray[np.int16], most: int) -> NDArray[np.bool_]:
    """(most,) which of the numbers from 0 stand among these; -1 is none."""
    there = np.zeros(most + 1, np.bool_)
    there[numbers] = True
    return there[:most]


def _number(lines: Lines, sample: Rows, notations: Notations) -> int:
    """The notation of these cells of one shape; -1 where the careful way reads them otherwise."""
    parts = parts_of(lines.dates(sample))
    if parts["key"].n_unique() != 1 or parts["key"][0] is None:
        return -1
    columns = {"month_first": lines.moments.month_first}
    columns |= {"day_first": lines.moments.day_first} if parts["ambiguous"][0] else {}
    for name, values in columns.items():
        if not _moments(values[sample]).eq_missing(parts[name]).all():
            return -1
    return int(notations.numbers(parts)[0])


def _frame(lines: Lines, keys: NDArray[np.int16]) -> pl.DataFrame:
    number, found = pl.Series("key", keys), lines.moments
    return pl.DataFrame(
        {
            "key": number.set(number < 0, None) if (keys < 0).any() else number,
            "month_first": _moments(found.month_first),
            "day_first": _moments(found.day_first),
            "padded": found.padded,
            "full": found.full,
        }
    )


def _moments(values: NDArray[np.int64]) -> pl.Series:
    """Microseconds as moments; what never is, is numpy's missing moment."""
    return pl.Series(values.view("datetime64[us]"))
