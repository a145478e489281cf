"""The lines of a chunk read in one pass: counts, dates, texts and a number for all cells; machine code.

A line that is not plain, by its width, a quotation mark or an oddly written count, is held back.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from services.algorithms.kernels import compiled
from services.importers.bulk.compiled.hashes import COUNT, DATE, KEY, OTHER, SEED, mix_count, mix_text
from services.importers.bulk.compiled.letters import (
    BLANK,
    NEW_LINE,
    RETURN,
    Letters,
    find_end,
    find_line_end,
    read_count,
    trim,
)
from services.importers.bulk.compiled.moment import read_moment

OPEN_QUOTE, RETURN_WITHIN = -1, -2
Ints = NDArray[np.int64]


class Scanned(NamedTuple):
    """What `scan` writes, row by row; lines are numbered from 0.

    counts: (counts, n) BLANK where there is none. blanks: (counts,) 1 where there may be such.
    moments: (2, n) month first and day first, shapes, flags: as in `moments`. cells: (2, n) where the date begins
    and ends. hashes: of all cells but the key. lines: (n,). powers: (1,) 1 where a key may be written as one of ten.
    texts: lines of the text cells. held: (n, 3) number, begin and end of a line.
    """

    counts: Ints
    blanks: Letters
    moments: Ints
    shapes: NDArray[np.int16]
    flags: Letters
    cells: NDArray[np.int32]
    hashes: NDArray[np.uint64]
    lines: NDArray[np.int32]
    powers: Letters
    texts: Letters
    held: NDArray[np.int32]


def blank_scan(lines: int, size: int, counts: int) -> Scanned:
    """Room for so many lines of so many letters together."""
    return Scanned(
        counts=np.empty((counts, lines), np.int64),
        blanks=np.zeros(counts, np.uint8),
        moments=np.empty((2, lines), np.int64),
        shapes=np.empty(lines, np.int16),
        flags=np.empty(lines, np.uint8),
        cells=np.empty((2, lines), np.int32),
        hashes=np.empty(lines, np.uint64),
        lines=np.empty(lines, np.int32),
        powers=np.zeros(1, np.uint8),
        texts=np.empty(size + 2 * lines, np.uint8),
        held=np.empty((lines, 3), np.int32),
    )


@compiled
def scan(  # noqa: C901, PLR0912  (arrays handed on for each cell would cost more than the cell)
    letters: Letters, delimiter: int, kinds: Letters, found: Scanned
) -> tuple[int, int, int]:
    """Rows, lines held back, letters of text; rows are OPEN_QUOTE or RETURN_WITHIN where lines cannot be told apart.

    kinds: (width,). The letters end with a new line.
    """
    counts, blanks, moments, shapes, flags, cells, hashes, lines, powers, texts, held = found
    begin = line = row = back = written = 0
    while begin < len(letters):
        number, place, size, end, sound = SEED, 0, written, begin - 1, True
        for cell in range(len(kinds)):
            kind, at = kinds[cell], end + 1
            if kind == COUNT:
                count, end = read_count(letters, at)
                counts[place, row] = count
                blanks[place] |= count == BLANK
                number, place, sound = mix_count(number, count), place + 1, count >= BLANK
            else:
                end = find_end(letters, at, delimiter)
                first, last = at, end
                if first < last and (not 0x20 < letters[first] < 0x80 or not 0x20 < letters[last - 1] < 0x80):
                    first, last = trim(letters, at, end)
                number = number if kind == KEY else mix_text(number, letters, first, last)
                if kind == DATE:
                    shapes[row], moments[0, row], moments[1, row], flags[row] = read_moment(letters, first, last)
                    cells[0, row], cells[1, row] = first, last
                elif kind != OTHER:
                    if kind == KEY and last - first > 2:
                        powers[0] |= letters[first + 1] == ord(".") or letters[first + 1] | 0x20 == ord("e")
                    for copied in range(first, last):
                        texts[size] = letters[copied]
                        size += 1
                    texts[size], size = delimiter, size + 1
            if not sound or (letters[end] != delimiter and cell < len(kinds) - 1):
                sound = False
                break
        end += sound and letters[end] == RETURN
        if sound and letters[end] == NEW_LINE:
            texts[size - 1] = NEW_LINE
            hashes[row], lines[row] = number, line
            row, written = row + 1, size
        else:
            held[back, 0], held[back, 1], back = line, begin, back + 1
            held[back - 1, 2], end, quotes = find_line_end(letters, begin)
            if quotes < 0 or quotes % 2:
                return RETURN_WITHIN if quotes < 0 else OPEN_QUOTE, back, written
        begin, line = end + 1, line + 1
    return row, back, written
