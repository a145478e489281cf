"""A number for a row's cells, equal where the cells are; machine code."""

import numpy as np

from services.algorithms.kernels import compiled
from services.importers.bulk.letters import Letters, read_count

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
def hash_lines(letters: Letters, delimiter: int, hashed: Letters, counted: Letters, hashes: np.ndarray) -> None:
    """One number a line into `hashes`; hashed, counted: (width,) 1 for a column that matters, that holds counts.

    Cells have no blanks at their ends; a count that is written oddly is text.
    """
    at = 0
    for line in range(len(hashes)):
        number = SEED
        for cell in range(len(hashed)):
            start = at
            while letters[at] != delimiter and letters[at] != ord("\n"):
                at += 1
            count, end = read_count(letters, start)
            if counted[cell] and count >= -1 and end == at:
                number = mix_count(number, count)
            elif hashed[cell]:
                number = mix_text(number, letters, start, at)
            at += 1
        hashes[line] = number
