"""A chunk's lines by columns: numpy finds the cells, the CSV reader of polars reads them."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.importers.bulk import IrregularFileError
from services.importers.bulk.chunks import Chunk
from services.importers.bulk.layout import Layout, lay_out
from services.importers.bulk.lines import Lines
from services.importers.bulk.moments import read_moments
from services.importers.bulk.plan import Plan

# The least number with so many figures; a cell that holds less has a sign, a zero or a blank in front.
_LEAST = np.array([-1, 0, *(10**figures for figures in range(1, 15)), *[2**62] * 2], np.int64)
_SEPARATOR = "\x1f"


def lay_out_lines(chunk: Chunk, plan: Plan) -> Lines:
    """The chunk's lines; IrregularFileError where they cannot be told apart."""
    layout = lay_out(chunk, plan.delimiter, plan.width)
    cells = _cells(layout, plan)
    place = plan.place("published_at")
    starts, ends = layout.starts(place), layout.ends(place)
    columns = [cells[str(plan.place(name))].alias(name) for name in plan.texts]
    columns += [cells[str(plan.place(name))].alias(name) for name in plan.counts]
    return Lines(
        chunk=chunk,
        content=layout.content,
        numbers=layout.lines,
        starts=starts,
        ends=ends,
        moments=read_moments(np.frombuffer(layout.content, np.uint8), starts, ends),
        sure=_sure_counts(layout, cells, plan),
        powers=True,
        frame=pl.DataFrame(columns),
        hashes=hash_columns(cells, plan),
        held=layout.held,
    )


def _cells(layout: Layout, plan: Plan) -> pl.DataFrame:
    """Counts as Int64, all other cells as text without blanks at their ends, null where nothing is left."""
    counts = {plan.place(name) for name in plan.counts}
    schema = {str(index): pl.Int64() if index in counts else pl.String() for index in range(plan.width)}
    if not len(layout.lines):
        return pl.DataFrame(schema=schema)
    cells = pl.read_csv(
        layout.content,
        has_header=False,
        separator=plan.delimiter,
        quote_char=None,
        schema=schema,
        ignore_errors=True,
        encoding="utf8",
    )
    if len(cells) != len(layout.lines):
        raise IrregularFileError("rows that are counted in two ways")
    if not _may_have_blanks(layout.content, plan.delimiter):
        return cells
    return cells.with_columns(blank_to_null(pl.col(pl.String).str.strip_chars()))


def _may_have_blanks(content: bytes, delimiter: str) -> bool:
    """Whether a cell may begin or end with a blank."""
    letters = np.frombuffer(content, np.uint8)
    if not content.isascii() or np.count_nonzero(letters < ord(" ")) != np.count_nonzero(_ends(letters)):
        return True
    blanks = np.flatnonzero(letters == ord(" "))
    if not len(blanks):
        return False
    before, after = letters[blanks - 1], letters[blanks + 1]
    beside = _ends(before) | _ends(after) | (before == ord(delimiter)) | (after == ord(delimiter))
    return bool(blanks[0] == 0 or beside.any())


def _ends(letters: NDArray[np.uint8]) -> NDArray[np.bool_]:
    return np.asarray((letters == ord("\n")) | (letters == ord("\r")))


def blank_to_null(text: pl.Expr) -> pl.Expr:
    """The same text, null where it is empty."""
    return pl.when(text != "").then(text)


def _sure_counts(layout: Layout, cells: pl.DataFrame, plan: Plan) -> NDArray[np.bool_]:
    """Rows whose counts are blank or whole numbers without ornaments."""
    sure = np.ones(len(cells), np.bool_)
    for name in plan.counts:
        place = plan.place(name)
        values, figures = cells[str(place)], layout.ends(place) - layout.starts(place)
        if not _are_plain(values, int(figures.sum())):
            least = _LEAST[np.minimum(figures, len(_LEAST) - 1)]
            sure &= values.fill_null(-1).to_numpy() >= least
    return sure


def _are_plain(values: pl.Series, figures: int) -> bool:
    """Whether these numbers take no more than so many figures: whatever is written otherwise takes more."""
    if values.null_count() or not len(values):
        return False
    numbers = values.to_numpy()
    if numbers.min() < 0 or numbers.max() >= _LEAST[-3]:
        return False
    steps = range(1, len(str(numbers.max())))
    return len(numbers) + sum(int(np.count_nonzero(numbers >= 10**step)) for step in steps) == figures


def hash_columns(cells: pl.DataFrame, plan: Plan) -> pl.Series:
    """Equal for rows with the same cells but for the id; counts as Int64, or as text where written oddly."""
    key = plan.columns.position.get("post_id")
    counts = {plan.place(name) for name in plan.counts}
    numbers, odd = [], [pl.lit("")]
    for index in sorted(counts):
        cell = pl.col(str(index))
        if cells.schema[str(index)] == pl.String():
            number = cell.cast(pl.Int64, strict=False)
            plain = number.cast(pl.String) == cell
            odd.append(pl.when(plain | cell.is_null()).then(pl.lit("")).otherwise(f"{index}:" + cell + _SEPARATOR))
            number = pl.when(plain).then(number)
        else:
            number = cell
        numbers.append(number.alias(str(index)))
    others = [pl.col(str(index)) for index in range(plan.width) if index not in counts and index != key]
    odd_text = pl.concat_str(odd).alias("odd")
    return cells.with_columns(*numbers, odd_text).select(*map(str, sorted(counts)), *others, "odd").hash_rows()
