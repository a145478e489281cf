"""A chunk's lines, scanned: arrays of what is plain, and the lines that are not."""

from dataclasses import dataclass
from importlib import import_module
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.importers.bulk import IrregularFileError
from services.importers.bulk.chunks import Chunk, HeldLine
from services.importers.bulk.plan import Plan

_WHY_NOT = {-1: "a quotation mark that stays open at the end of its line", -2: "returns within a line"}
# Kinds of a post are summed: narrow numbers must not run over.
_NARROW = 2**27
_CATEGORIES = ("post_type", "page")


@dataclass(frozen=True, slots=True)
class Lines:
    """A chunk's plain lines, row by row, and the others.

    moments, cells, shapes, flags, hashes: as in `scan.Scanned`. number: of each row's line in the file. frame: texts
    without blanks at their ends, null where nothing is left, and counts, narrow where they fit.
    """

    chunk: Chunk
    number: NDArray[np.int64]
    moments: NDArray[np.int64]
    cells: NDArray[np.int32]
    shapes: NDArray[np.int16]
    flags: NDArray[np.uint8]
    hashes: NDArray[np.uint64]
    frame: pl.DataFrame
    held: tuple[HeldLine, ...]

    def dates(self, rows: NDArray[np.intp]) -> pl.Series:
        """The dates of these rows as text."""
        content = self.chunk.content
        return pl.Series("cell", [content[start:end].decode() for start, end in self.cells[:, rows].T], pl.String)

    def hold(self, rows: NDArray[np.intp]) -> list[HeldLine]:
        """These rows as they stand."""
        if not len(rows):
            return []
        lines = self.chunk.content.split(b"\n")
        numbers = self.number[rows].tolist()
        return [HeldLine(number, lines[number - self.chunk.line].decode().rstrip("\r")) for number in numbers]


def machine_code(module: str) -> Any:
    """A module of kernels, fetched when a file is read: whoever only shows pages needs no compiler."""
    return import_module(f"services.importers.bulk.{module}")


def read_lines(chunk: Chunk, plan: Plan) -> Lines:
    """The chunk's lines; IrregularFileError where they cannot be told apart."""
    code = machine_code("scan")
    found = code.blank_scan(chunk.lines, len(chunk.content), len(plan.counts))
    rows, held, written = code.scan(np.frombuffer(chunk.content, np.uint8), ord(plan.delimiter), _kinds(plan, code), found)
    if rows < 0:
        raise IrregularFileError(_WHY_NOT[rows])
    content, first = chunk.content, chunk.line
    return Lines(
        chunk=chunk,
        number=found.lines[:rows] + np.int64(first),
        moments=found.moments[:, :rows],
        cells=found.cells[:, :rows],
        shapes=found.shapes[:rows],
        flags=found.flags[:rows],
        hashes=found.hashes[:rows],
        frame=_texts(found.texts[:written].tobytes(), rows, plan).with_columns(_counts(found, rows, plan)),
        held=tuple(HeldLine(first + line, content[start:end].decode()) for line, start, end in found.held[:held].tolist()),
    )


def _kinds(plan: Plan, code: Any) -> NDArray[np.uint8]:
    """What each column is to the scan."""
    kinds = np.full(plan.width, code.OTHER, np.uint8)
    for names, kind in ((plan.texts, code.TEXT), (plan.counts, code.COUNT), (("published_at",), code.DATE)):
        kinds[[plan.place(name) for name in names]] = kind
    if "post_id" in plan.texts:
        kinds[plan.place("post_id")] = code.KEY
    return kinds


def _texts(content: bytes, rows: int, plan: Plan) -> pl.DataFrame:
    """The text columns, from lines with a delimiter after each cell."""
    names = sorted(plan.texts, key=plan.place)
    schema = {name: pl.Categorical() if name in _CATEGORIES else pl.String() for name in names} | {"end": pl.String()}
    if not rows or not names:
        return pl.DataFrame(schema=schema).select(plan.texts)
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
        values = found.counts[place, :rows]
        narrow = values.astype(np.int32) if found.highest[place] < _NARROW else values
        series = pl.Series(name, narrow)
        counts.append(series.set(series < 0, None) if found.blanks[place] else series)
    return counts
