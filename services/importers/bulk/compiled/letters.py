"""Letters of a chunk, looked at one by one: where cells end, which blanks surround them, plain counts; machine code."""

import numpy as np
from numpy.typing import NDArray

from services.algorithms.kernels import compiled

Letters = NDArray[np.uint8]

NEW_LINE, RETURN, QUOTE = ord("\n"), ord("\r"), ord('"')
BLANK, ODD = -1, -2
_ZERO = ord("0")
_MOST_FIGURES = 15


@compiled
def read_count(letters: Letters, at: int) -> tuple[int, int]:
    """The number that begins here, and where it ends: BLANK without figures, ODD where zeros lead or it is long."""
    start, number = at, 0
    figure = letters[at] - _ZERO
    while 0 <= figure <= 9 and at - start <= _MOST_FIGURES:
        number = number * 10 + figure
        at += 1
        figure = letters[at] - _ZERO
    figures = at - start
    if figures == 0:
        return BLANK, at
    if figures > _MOST_FIGURES or (figures > 1 and letters[start] == _ZERO):
        return ODD, at
    return number, at


@compiled
def find_end(letters: Letters, at: int, delimiter: int) -> int:
    """Where the cell ends that begins here, or a quotation mark stands in it."""
    letter = letters[at]
    while letter not in (delimiter, NEW_LINE, RETURN, QUOTE):
        at += 1
        letter = letters[at]
    return at


@compiled
def find_line_end(letters: Letters, at: int) -> tuple[int, int, int]:
    """Where the line's text ends, where its new line stands, and its quotation marks: -1 = a return within it."""
    quotes = 0
    while letters[at] != NEW_LINE:
        if letters[at] == RETURN:
            return at, at + 1, quotes if letters[at + 1] == NEW_LINE else -1
        quotes += letters[at] == QUOTE
        at += 1
    return at, at, quotes


@compiled
def trim(letters: Letters, start: int, end: int) -> tuple[int, int]:
    """The cell without blanks at its ends, those of Unicode too."""
    width = _blank(letters, start, end)
    while width:
        start += width
        width = _blank(letters, start, end)
    width = _blank_before(letters, start, end)
    while width:
        end -= width
        width = _blank_before(letters, start, end)
    return start, end


@compiled
def _blank_before(letters: Letters, start: int, end: int) -> int:
    """How many letters the blank takes that ends here; 0 = none."""
    if start < end and letters[end - 1] < 0x80:
        return _blank(letters, end - 1, end)
    for width in (2, 3):
        if end - width >= start and _blank(letters, end - width, end) == width:
            return width
    return 0


@compiled
def _blank(letters: Letters, at: int, end: int) -> int:
    """How many letters the blank takes that begins here; 0 = none."""
    if at >= end:
        return 0
    first = letters[at]
    if first < 0x80:
        return 1 if first == 0x20 or 0x09 <= first <= 0x0D else 0
    if first == 0xC2:
        return 2 if at + 1 < end and letters[at + 1] in (0x85, 0xA0) else 0
    if first in (0xE1, 0xE2, 0xE3) and at + 2 < end:
        return 3 if _is_wide_blank(first, letters[at + 1], letters[at + 2]) else 0
    return 0


@compiled
def _is_wide_blank(first: int, second: int, third: int) -> bool:
    """U+1680, U+2000 to U+200A, U+2028, U+2029, U+202F, U+205F, U+3000."""
    if first == 0xE2 and second == 0x80:
        return third <= 0x8A or third in (0xA8, 0xA9, 0xAF)
    if first == 0xE2:
        return second == 0x81 and third == 0x9F
    return second == 0x80 and third == 0x80 if first == 0xE3 else second == 0x9A and third == 0x80
