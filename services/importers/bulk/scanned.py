"""A chunk's lines by machine code, for files so large that loading it is worth while."""

from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.importers.bulk import IrregularFileError
from services.importers.bulk.chunks import Chunk, HeldLine
from services.importers.bulk.compiled import hashes, moment, scan
from services.importers.bulk.lines import Lines
from services.importers.bulk.moments import Moments
from services.importers.bulk.plan import Plan
from services.importers.reading import CATEGORIES

# Joins the cells of held lines for their hashes, so it must stand in none of them.
_SEPARATOR = "\x1f"
_WHY_NOT = {-1: "a quotation mark that stays open at the end of its line", -2: "returns within a line"}


def scan_lines(chunk: Chunk, plan: Plan) -> Lines:
    """The chunk's lines; IrregularFileError where they cannot be told apart."""
    found = scan.blank_scan(chunk.lines, len(chunk.content), len(plan.counts))
    letters = np.frombuffer(chunk.content, np.uint8)
    rows, held, written = scan.scan(letters, ord(plan.delimiter), _kinds(plan), found)
    if rows < 0:
        raise IrregularFileError(_WHY_NOT[rows])
    others = found.held[:held].tolist()
    return Lines(
        chunk=chunk,
        content=chunk.content,
        numbers=found.lines[:rows] + np.int64(chunk.line),
        starts=found.cells[0, :rows],
        ends=found.cells[1, :rows],
        moments=_moments(found, rows),
        sure=np.ones(rows, np.bool_),
        powers=bool(found.powers[0]),
        frame=_texts(found.texts[:written].tobytes(), rows, plan).with_columns(_counts(found, rows, plan)),
        hashes=pl.Series("hash", found.hashes[:rows]),
        held=tuple(HeldLine(chunk.line + n, chunk.content[start:end].decode()) for n, start, end in others),
    )


def hash_held(cells: pl.DataFrame, plan: Plan) -> pl.Series:
    """Equal for rows with the same cells but for the id, as `scan` has it; cells: text without blanks at the ends."""
    found = np.empty(len(cells), np.uint64)
    texts = cells.select(pl.col(str(index)).fill_null("") for index in range(plan.width))
    if texts.select(pl.any_horizontal(pl.all().str.contains(f"[{_SEPARATOR}\n]")).any()).item():
        raise IrregularFileError("separators within cells")
    lines = texts.select(pl.concat_str(pl.all(), separator=_SEPARATOR)).to_series().to_list()
    letters = np.frombuffer("\n".join([*lines, ""]).encode(), np.uint8)
    hashes.hash_lines(letters, ord(_SEPARATOR), _kinds(plan), found)
    return pl.Series("hash", found)


def _kinds(plan: Plan) -> NDArray[np.uint8]:
    """What each column is to the scan."""
    kinds = np.full(plan.width, hashes.OTHER, np.uint8)
    for names, kind in ((plan.texts, hashes.TEXT), (plan.counts, hashes.COUNT), (("published_at",), hashes.DATE)):
        kinds[[plan.place(name) for name in names]] = kind
    if "post_id" in plan.texts:
        kinds[plan.place("post_id")] = hashes.KEY
    return kinds


def _moments(found: Any, rows: int) -> Moments:
    month_first, day_first = found.moments[:, :rows]
    flags = found.flags[:rows]
    return Moments(
        found.shapes[:rows], month_first, day_first, (flags & moment.PADDED) != 0, (flags & moment.FULL) != 0
    )


def _texts(content: bytes, rows: int, plan: Plan) -> pl.DataFrame:
    """The text columns, from lines of nothing else."""
    names = sorted(plan.texts, key=plan.place)
    schema: dict[str, pl.DataType] = {name: pl.Categorical() if name in CATEGORIES else pl.String() for name in names}
    if not rows or not names:
        return pl.DataFrame(schema=schema)
    if len(names) == 1:
        content = content.replace(b"\n", plan.delimiter.encode() + b"\n")
        schema["end"] = pl.String()
    texts = pl.read_csv(
        content, has_header=False, separator=plan.delimiter, quote_char=None, schema=schema, encoding="utf8"
    )
    if len(texts) != rows:
        raise IrregularFileError("rows that are counted in two ways")
    return texts.select(plan.texts)


def _counts(found: Any, rows: int, plan: Plan) -> list[pl.Series]:
    """The counts, null where they are blank."""
    counts: list[pl.Series] = []
    for place, name in enumerate(sorted(plan.counts, key=plan.place)):
        series = pl.Series(name, found.counts[place, :rows])
        counts.append(series.set(series < 0, None) if found.blanks[place] else series)
    return counts
