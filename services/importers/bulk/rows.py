"""A chunk becomes typed rows; a row this module is not sure about is held back as it stands."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.importers.bulk import IrregularFileError
from services.importers.bulk.chunks import Chunk
from services.importers.bulk.dated import read_chunk_dates
from services.importers.bulk.layout import HeldLine, Layout, lay_out
from services.importers.bulk.plan import Notations, Plan
from services.importers.permalinks import DAMAGED_ID
from services.importers.post_types import name_types

# The least number with so many figures; a cell that holds less has a sign, a zero or a blank in front.
_LEAST = np.array([-1, 0, *(10**figures for figures in range(1, 15)), *[2**62] * 2], np.int64)
# Kinds of a post are summed: narrow numbers must not run over.
_NARROW = 2**27
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
    layout = lay_out(chunk, plan.delimiter, plan.width)
    cells = _cells(layout, plan)
    sure = _sure_counts(layout, cells, plan)
    dates = read_chunk_dates(layout, cells[str(plan.place("published_at"))], plan.place("published_at"), notations)
    sure &= dates.select(pl.any_horizontal(pl.col("month_first", "day_first").is_not_null())).to_series().to_numpy()
    held = [HeldLine(int(layout.lines[row]), layout.text(int(row))) for row in np.flatnonzero(~sure)]
    frame = pl.concat([_posts(cells, plan), dates], how="horizontal")
    frame = frame.with_columns(line=pl.Series(layout.lines), hash=hash_cells(cells, plan))
    held = sorted([*layout.held, *held], key=lambda line: line.number)
    return Rows(frame if sure.all() else frame.filter(pl.Series(sure)), tuple(held), chunk.lines)


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


def _posts(cells: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """Texts as in `sheet`, with what is known about them, and counts, narrow where they fit."""
    texts = cells.select(pl.col(str(plan.place(name))).alias(name) for name in plan.texts)
    return describe(texts).with_columns(_narrow(cells[str(plan.place(name))]).alias(name) for name in plan.counts)


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
        named = named.with_columns(_typed(texts["post_type"]))
    if "page" in texts.columns:
        named = named.with_columns(pl.col("page").cast(pl.Categorical))
    return named


def _typed(words: pl.Series) -> list[pl.Series]:
    """`post_type` by our names, and `strange`; each word is looked up once."""
    once = words.unique()
    kinds, strange = name_types(once)
    asked = pl.DataFrame({"word": words.cast(pl.Categorical)})
    table = pl.DataFrame(
        {"word": once.cast(pl.Categorical), "post_type": kinds.cast(pl.Categorical), "strange": strange}
    )
    named = asked.join(table, on="word", how="left", nulls_equal=True, maintain_order="left")
    return [named["post_type"], named["strange"]]


def _narrow(values: pl.Series) -> pl.Series:
    return values.cast(pl.Int32) if highest_of(values) < _NARROW else values


def highest_of(counts: pl.Series) -> int:
    """The highest of these counts, 0 where there is none."""
    highest = counts.max()
    return highest if isinstance(highest, int) else 0


def hash_cells(cells: pl.DataFrame, plan: Plan) -> pl.Series:
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
    return cells.with_columns(*numbers, odd_text).select(*numbers_of(counts), *others, "odd").hash_rows()


def numbers_of(counts: set[int]) -> list[str]:
    """The names of these columns, in order."""
    return [str(index) for index in sorted(counts)]
