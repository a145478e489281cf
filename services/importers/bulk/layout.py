"""Where the cells of a chunk lie, and which of its lines are rows like all others."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.importers.bulk import IrregularFileError
from services.importers.bulk.chunks import Chunk, HeldLine

_NEW_LINE, _RETURN, _QUOTE = ord("\n"), ord("\r"), ord('"')
Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of one width.

    content: their bytes. lines: (n,) their numbers in the file. stops: (n, width) where each cell's delimiter
    or line end stands in the content. returns: (n,) 1 where a return stands before the line end. held: the
    other lines.
    """

    content: bytes
    lines: Positions
    stops: Positions
    returns: Positions
    held: tuple[HeldLine, ...]

    def starts(self, place: int) -> Positions:
        """(n,) where the cells of this column begin."""
        if place:
            return self.stops[:, place - 1] + 1
        return np.concatenate([[0], self.stops[:-1, -1] + 1]) if len(self.stops) else self.lines

    def ends(self, place: int) -> Positions:
        """(n,) where they end."""
        stops = self.stops[:, place]
        return stops - self.returns if place == self.stops.shape[1] - 1 else stops


def lay_out(chunk: Chunk, delimiter: str, width: int) -> Layout:
    """The chunk's rows; lines with quotation marks or of another width are held back."""
    content = chunk.content
    places = _places(content, delimiter)
    numbers = np.arange(chunk.line, chunk.line + len(places.line_ends))
    odd = places.widths != width
    if b"\r" in content:
        _demand_whole_lines(content, places.line_ends)
    if b'"' in content:
        odd |= _quoted(content, places.line_ends)
    held: tuple[HeldLine, ...] = ()
    if odd.any():
        content, held = _parted(content, places.line_ends, odd, numbers)
        numbers = numbers[~odd]
        places = _places(content, delimiter)
    stops = places.all.reshape(len(numbers), width)
    return Layout(content, numbers, stops, _returns(content, stops), held)


@dataclass(frozen=True, slots=True)
class _Places:
    """Where cells and lines end, and how many cells each line has."""

    all: Positions
    line_ends: Positions
    widths: Positions


def _places(content: bytes, delimiter: str) -> _Places:
    letters = np.frombuffer(content, np.uint8)
    places = np.flatnonzero((letters == ord(delimiter)) | (letters == _NEW_LINE))
    last = np.flatnonzero(letters[places] == _NEW_LINE)
    return _Places(places, places[last], np.diff(last, prepend=-1))


def _quoted(content: bytes, line_ends: Positions) -> NDArray[np.bool_]:
    """Lines with quotation marks; where one stays open, the row may go on in the next line."""
    marks = np.flatnonzero(np.frombuffer(content, np.uint8) == _QUOTE)
    counts = np.bincount(np.searchsorted(line_ends, marks), minlength=len(line_ends))
    if (counts % 2).any():
        raise IrregularFileError("a quotation mark that stays open at the end of its line")
    return np.asarray(counts > 0)


def _demand_whole_lines(content: bytes, line_ends: Positions) -> None:
    """IrregularFileError where a return ends a line of its own: all numbers below would be wrong."""
    letters = np.frombuffer(content, np.uint8)
    if np.count_nonzero(letters == _RETURN) != np.count_nonzero(letters[np.maximum(line_ends - 1, 0)] == _RETURN):
        raise IrregularFileError("returns within a line")


def _parted(
    content: bytes, line_ends: Positions, odd: NDArray[np.bool_], numbers: Positions
) -> tuple[bytes, tuple[HeldLine, ...]]:
    """The other lines' bytes, and the odd lines."""
    begins = np.concatenate([[0], line_ends[:-1] + 1])
    which = np.flatnonzero(odd)
    held = tuple(
        HeldLine(int(numbers[row]), content[begins[row] : line_ends[row]].decode().rstrip("\r")) for row in which
    )
    pieces, start = [], 0
    for row in which:
        pieces.append(content[start : begins[row]])
        start = line_ends[row] + 1
    return b"".join([*pieces, content[start:]]), held


def _returns(content: bytes, stops: Positions) -> Positions:
    if not len(stops) or b"\r" not in content:
        return np.zeros(len(stops), np.int64)
    letters = np.frombuffer(content, np.uint8)
    return np.asarray(letters[np.maximum(stops[:, -1] - 1, 0)] == _RETURN, np.int64)
