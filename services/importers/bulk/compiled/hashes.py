"""A number for a row's cells, equal where the cells are; machine code."""

import numpy as np
from numpy.typing import NDArray

from services.algorithms.kernels import compiled
from services.importers.bulk.compiled.letters import BLANK, NEW_LINE, Letters, read_count

# What a column is: only hashed; text; the key, which is text and not hashed; counts; dates.
OTHER, TEXT, KEY, COUNT, DATE = range(5)
SEED = np.uint64(0x9E3779B97F4A7C15)
_FACTOR = np.uint64(0xD6E8FEB86659FD93)
_HALF, _BYTE, _TOP = np.uint64(32), np.uint64(8), np.uint64(56)
_NONE = np.uint64(0)


@compiled
def mix(number: np.uint64, word: np.uint64) -> np.uint64:
    """The number so far with a word more."""
    mixed = (number ^ word) * _FACTOR
    return mixed ^ (mixed >> _HALF)


@compiled
def mix_text(number: np.uint64, letters: Letters, start: int, end: int) -> np.uint64:
    """The number so far with these letters, eight at a time, and how many there are."""
    word = _NONE
    for at in range(start, end):
        word = (word << _BYTE) | np.uint64(letters[at])
        if (at - start) & 7 == 7:
            number = mix(number, word)
            word = _NONE
    return mix(number, word | (np.uint64(end - start) << _TOP))


@compiled
def mix_count(number: np.uint64, count: int) -> np.uint64:
    """The number so far with a count; -1 = blank."""
    return mix(number, np.uint64(count + 1))


@compiled
def hash_lines(letters: Letters, delimiter: int, kinds: Letters, hashes: NDArray[np.uint64]) -> None:
    """One number a line into `hashes`, as `scan` has it; kinds: (width,).

    Cells have no blanks at their ends; a count that is written oddly is text.
    """
    start = 0
    for line in range(len(hashes)):
        number = SEED
        for kind in kinds:
            end = start
            while letters[end] != delimiter and letters[end] != NEW_LINE:
                end += 1
            count, after = read_count(letters, start)
            if kind == COUNT and count >= BLANK and after == end:
                number = mix_count(number, count)
            elif kind != KEY:
                number = mix_text(number, letters, start, end)
            start = end + 1
        hashes[line] = number
