"""Dates in the commonest notations, read from their letters; machine code.

Only figures in fixed places are read here, `4/22/2018 6:00` and `2018-04-22 06:00:00` with their kin; the
rest is for `services.importers.dates`, which also checks a sample of what is read here.
"""

import numpy as np

from services.algorithms.kernels import compiled
from services.importers.bulk.compiled.letters import Letters
from services.importers.bulk.moments import NEVER

PADDED, FULL = 1, 2
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_SHORTEST = len("1/1/2018 6:00")
_YEAR_FIRST = 1024
_MONTHS = np.arange("1990-01", "2101-02", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int64)


@compiled
def read_moment(letters: Letters, start: int, end: int) -> tuple[int, int, int, int]:
    """Shape, both readings, and flags of the date in this cell.

    shape: how it is written, below SHAPES, -1 = not read here. Readings, month first and day first: microseconds
    since 1970, NEVER where there is no such day; day first also where the year comes first. flags: PADDED where
    month and day have two figures, FULL where the hour has.
    """
    if end - start < _SHORTEST:
        return -1, NEVER, NEVER, 0
    if _is_mark(letters[start + 4]) and not _is_mark(letters[start + 2]) and not _is_mark(letters[start + 1]):
        year, month, day, at, shape, flags = _read_year_first(letters, start)
    else:
        year, month, day, at, shape, flags = _read_year_last(letters, start)
    seconds, kind, full = _read_clock(letters, at, end)
    if shape < 0 or seconds < 0:
        return -1, NEVER, NEVER, 0
    other = NEVER if shape >= _YEAR_FIRST else _moment(year, day, month, seconds)
    return shape + kind, _moment(year, month, day, seconds), other, flags | full


@compiled
def _read_year_first(letters: Letters, at: int) -> tuple[int, int, int, int, int, int]:
    """Year, month, day, where the clock begins, the shape without it, PADDED or 0."""
    year = _read_figures(letters, at, 4)
    mark = letters[at + 4]
    month, middle = _read_one_or_two(letters, at + 5)
    day, after = _read_one_or_two(letters, middle + 1)
    sound = year >= 0 and month >= 0 and day >= 0 and letters[middle] == mark
    padded = PADDED if after - at == len("2018-04-22") else 0
    return year, month, day, after, _YEAR_FIRST + mark * 4 if sound else -1, padded


@compiled
def _read_year_last(letters: Letters, at: int) -> tuple[int, int, int, int, int, int]:
    """The same, the first number being the month."""
    month, first = _read_one_or_two(letters, at)
    mark = letters[first]
    day, second = _read_one_or_two(letters, first + 1)
    year = _read_figures(letters, second + 1, 4)
    sound = year >= 0 and month >= 0 and day >= 0 and _is_mark(mark) and letters[second] == mark
    padded = PADDED if second - at == len("04-22") else 0
    return year, month, day, second + 5, mark * 4 if sound else -1, padded


@compiled
def _read_clock(letters: Letters, at: int, end: int) -> tuple[int, int, int]:
    """Seconds after midnight, -1 = no time of day that ends where the cell does; T and seconds as 1 and 2; FULL."""
    if at + 5 > end:
        return -1, 0, 0
    between = letters[at]
    hour, colon = _read_one_or_two(letters, at + 1)
    minute = _read_figures(letters, colon + 1, 2)
    sound = (between == ord(" ") or between == ord("T")) and letters[colon] == ord(":")
    second, longer = 0, colon + 3 < end
    if longer:
        second = _read_figures(letters, colon + 4, 2)
        sound = sound and letters[colon + 3] == ord(":")
    ends = end == colon + (6 if longer else 3)
    if not (sound and ends and 0 <= hour < 24 and 0 <= minute < 60 and 0 <= second < 60):
        return -1, 0, 0
    return hour * 3600 + minute * 60 + second, (between == ord("T")) + 2 * longer, FULL if colon - at == 3 else 0


@compiled
def _read_figures(letters: Letters, at: int, count: int) -> int:
    """A number of exactly so many figures, -1 = none."""
    number = 0
    for place in range(at, at + count):
        figure = letters[place] - ord("0")
        if figure < 0 or figure > 9:
            return -1
        number = number * 10 + figure
    return number


@compiled
def _read_one_or_two(letters: Letters, at: int) -> tuple[int, int]:
    """A number of one figure or two, -1 = none, and where it ends."""
    first = letters[at] - ord("0")
    if first < 0 or first > 9:
        return -1, at + 1
    second = letters[at + 1] - ord("0")
    return (first * 10 + second, at + 2) if 0 <= second <= 9 else (first, at + 1)


@compiled
def _is_mark(letter: int) -> bool:
    return letter == ord("/") or letter == ord("-") or letter == ord(".")


@compiled
def _moment(year: int, month: int, day: int, seconds: int) -> int:
    """Microseconds since 1970; NEVER where the calendar has no such day."""
    if year < _FIRST_YEAR or year > _LAST_YEAR or month < 1 or month > 12 or day < 1:
        return NEVER
    place = (year - _FIRST_YEAR) * 12 + month - 1
    date = _MONTHS[place] + day - 1
    return NEVER if date >= _MONTHS[place + 1] else (date * 86_400 + seconds) * 1_000_000
