"""The dates of a chunk: the commonest notations from their bytes, all others by the careful way."""

import numpy as np
import polars as pl

from services.importers.bulk.layout import Layout
from services.importers.bulk.moments import NEVER, Ints, Moments, read_moments
from services.importers.bulk.plan import Notations, parts_of

# So many cells of each shape, once a file, are read twice, to be sure that both ways mean the same.
_SAMPLE = 50
DATE_COLUMNS = ("key", "month_first", "day_first", "padded", "full")


def read_chunk_dates(layout: Layout, cells: pl.Series, place: int, notations: Notations) -> pl.DataFrame:
    """One row a cell: DATE_COLUMNS. key: number of its notation, null = none; the readings as in `dates`.

    cells: the same cells as text. place: the index of the column.
    """
    letters = np.frombuffer(layout.content, np.uint8)
    found = read_moments(letters, layout.starts(place), layout.ends(place))
    keys = np.full(len(cells), -1, np.int16)
    for shape in np.unique(found.shape[found.shape >= 0]):
        which = np.flatnonzero(found.shape == shape)
        if int(shape) not in notations.shapes:
            notations.shapes[int(shape)] = _number(found, which[:_SAMPLE], cells, notations)
        keys[which] = notations.shapes[int(shape)]
    frame = _frame(found, keys)
    left = np.flatnonzero(keys < 0)
    if not len(left):
        return frame
    careful = read_cells(cells.gather(left), notations)
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


def _number(found: Moments, sample: Ints, cells: pl.Series, notations: Notations) -> int:
    """The notation of these cells of one shape; -1 where the careful way reads them otherwise."""
    parts = parts_of(cells.gather(sample))
    if parts["key"].n_unique() != 1 or parts["key"][0] is None:
        return -1
    columns = {"month_first": found.month_first} | ({"day_first": found.day_first} if parts["ambiguous"][0] else {})
    for name, values in columns.items():
        if not _moments(values[sample]).eq_missing(parts[name]).all():
            return -1
    return int(notations.numbers(parts)[0])


def _frame(found: Moments, keys: np.ndarray[tuple[int], np.dtype[np.int16]]) -> pl.DataFrame:
    frame = pl.DataFrame({"key": keys}).select(key=pl.when(pl.col("key") >= 0).then("key"))
    return frame.with_columns(
        _moments(found.month_first).alias("month_first"),
        _moments(found.day_first).alias("day_first"),
        pl.Series("padded", found.padded),
        pl.Series("full", found.full),
    )


def _moments(values: Ints) -> pl.Series:
    """Microseconds as moments, NEVER as null."""
    numbers = pl.DataFrame({"value": values})
    return numbers.select(pl.when(pl.col("value") != NEVER).then("value").cast(pl.Datetime("us"))).to_series()
