"""What is plain in a chunk, line by line, whichever way it was found."""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.importers.bulk.chunks import Chunk, HeldLine, pick
from services.importers.bulk.moments import Moments

Positions = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Lines:
    """The lines of a chunk that are rows like all others, and the rest.

    content: their bytes. numbers: (n,) their numbers in the file. starts, ends: (n,) where the dates stand in the
    content. moments: the dates. sure: (n,) false where a count is written oddly. powers: an id may be written as a
    power of ten. frame: texts without blanks at their ends, null where nothing is left, and counts. hashes: of all
    cells but the id. held: the other lines.
    """

    chunk: Chunk
    content: bytes
    numbers: NDArray[np.int64]
    starts: Positions
    ends: Positions
    moments: Moments
    sure: NDArray[np.bool_]
    powers: bool
    frame: pl.DataFrame
    hashes: pl.Series
    held: tuple[HeldLine, ...]

    def dates(self, rows: NDArray[np.intp]) -> pl.Series:
        """The dates of these rows as text without blanks at its ends."""
        places = zip(self.starts[rows].tolist(), self.ends[rows].tolist(), strict=True)
        texts = [self.content[start:end].decode() for start, end in places]
        return pl.Series("cell", texts, pl.String).str.strip_chars()

    def hold(self, rows: NDArray[np.intp]) -> list[HeldLine]:
        """These rows as they stand."""
        return pick(self.chunk.content, self.chunk.line, self.numbers[rows].tolist())


def highest_of(counts: pl.Series) -> int:
    """The highest of these counts, 0 where there is none."""
    highest = counts.max()
    return highest if isinstance(highest, int) else 0
