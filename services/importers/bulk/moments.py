"""Dates in the commonest notations, read from their bytes: twenty times as fast as taking text apart.

Only figures in fixed places are read here, `4/22/2018 6:00` and `2018-04-22 06:00:00` with their kin; the
rest is for `services.importers.dates`, which also checks a sample of what is read here.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Letters = NDArray[np.uint8]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

NEVER = np.iinfo(np.int64).min
# More than the number of any shape.
SHAPES = 2048
_FIRST_YEAR, _LAST_YEAR = 1990, 2100
_MICROSECONDS = 1_000_000
_MONTHS = np.arange("1990-01", "2101-02", dtype="datetime64[M]").astype("datetime64[D]").astype(np.int64)
_LENGTHS = np.diff(_MONTHS)


@dataclass(frozen=True, slots=True)
class Moments:
    """Dates of one chunk, cell by cell.

    shape: how the cell is written, -1 = not read here. month_first, day_first: microseconds since 1970, NEVER
    where there is no such day; day_first also where the year comes first. padded, full: month, day and hour
    have two figures.
    """

    shape: NDArray[np.int16]
    month_first: Ints
    day_first: Ints
    padded: Flags
    full: Flags


class _Reader:
    """A finger in each cell that moves right while figures are read."""

    def __init__(self, letters: Letters, starts: Ints) -> None:
        # Cells at the very end are looked at beyond it.
        self._letters = np.concatenate([letters, np.zeros(40, np.uint8)])
        self.at = starts.copy()
        self.sound = np.ones(len(starts), np.bool_)

    def letter(self) -> Letters:
        """The letter under the finger, which moves on."""
        found = self._letters[self.at]
        self.at += 1
        return found

    def figures(self, count: int) -> Ints:
        """A number of exactly so many figures."""
        number = np.zeros(len(self.at), np.int64)
        for _ in range(count):
            figure = self.letter() - np.uint8(ord("0"))
            self.sound &= figure <= 9
            number = number * 10 + figure
        return number

    def one_or_two(self) -> tuple[Ints, Flags]:
        """A number of one figure or two, and whether there are two."""
        first = self.figures(1)
        second = self._letters[self.at] - np.uint8(ord("0"))
        two = second <= 9
        self.at += two
        return np.where(two, first * 10 + second, first), two


def read_moments(letters: Letters, starts: Ints, ends: Ints) -> Moments:
    """The dates in these cells of a chunk; starts, ends: (n,)."""
    found = Moments(
        shape=np.full(len(starts), -1, np.int16),
        month_first=np.full(len(starts), NEVER),
        day_first=np.full(len(starts), NEVER),
        padded=np.zeros(len(starts), np.bool_),
        full=np.zeros(len(starts), np.bool_),
    )
    if not len(starts):
        return found
    padded = np.concatenate([letters, np.zeros(40, np.uint8)])
    # `10/4/2018` and `1/10/2018` have a mark at the fifth place too, but no four figures before it.
    year_first = _is_mark(padded[starts + 4]) & ~_is_mark(padded[starts + 2]) & ~_is_mark(padded[starts + 1])
    for which, read in ((np.flatnonzero(~year_first), _year_last), (np.flatnonzero(year_first), _year_first)):
        if len(which):
            _put(found, which, read(_Reader(letters, starts[which]), ends[which]))
    return found


def _put(found: Moments, which: Ints, part: Moments) -> None:
    found.shape[which], found.padded[which], found.full[which] = part.shape, part.padded, part.full
    found.month_first[which], found.day_first[which] = part.month_first, part.day_first


def _year_last(reader: _Reader, ends: Ints) -> Moments:
    first, two_first = reader.one_or_two()
    mark = reader.letter()
    second, two_second = reader.one_or_two()
    reader.sound &= _is_mark(mark) & (reader.letter() == mark)
    year = reader.figures(4)
    clock = _clock(reader, ends)
    shape = np.where(reader.sound, mark.astype(np.int16) * 4 + clock.kind, -1).astype(np.int16)
    return Moments(
        shape,
        _moment(year, first, second, clock.seconds, reader.sound),
        _moment(year, second, first, clock.seconds, reader.sound),
        two_first & two_second,
        clock.full,
    )


def _year_first(reader: _Reader, ends: Ints) -> Moments:
    year = reader.figures(4)
    mark = reader.letter()
    month, two_month = reader.one_or_two()
    reader.sound &= _is_mark(mark) & (reader.letter() == mark)
    day, two_day = reader.one_or_two()
    clock = _clock(reader, ends)
    shape = np.where(reader.sound, (mark.astype(np.int16) + 256) * 4 + clock.kind, -1).astype(np.int16)
    moment = _moment(year, month, day, clock.seconds, reader.sound)
    return Moments(shape, moment, np.full(len(ends), NEVER), two_month & two_day, clock.full)


@dataclass(frozen=True, slots=True)
class _Clock:
    """Seconds after midnight; kind: 0 after a blank, 1 after a T, and 2 more with seconds; full: HH."""

    seconds: Ints
    kind: NDArray[np.int16]
    full: Flags


def _clock(reader: _Reader, ends: Ints) -> _Clock:
    """The time of day, which must end where the cell ends."""
    between = reader.letter()
    hour, full = reader.one_or_two()
    reader.sound &= ((between == ord(" ")) | (between == ord("T"))) & (reader.letter() == ord(":"))
    minute = reader.figures(2)
    longer = reader.at < ends
    seconds = np.zeros(len(ends), np.int64)
    if longer.any():
        sound = reader.sound.copy()
        colon = reader.letter() == ord(":")
        seconds = np.where(longer, reader.figures(2), 0)
        reader.sound = np.where(longer, reader.sound & colon & (reader.at == ends), sound & (reader.at - 3 == ends))
    else:
        reader.sound &= reader.at == ends
    reader.sound &= (hour < 24) & (minute < 60) & (seconds < 60)
    kind = (between == ord("T")).astype(np.int16) + 2 * longer.astype(np.int16)
    return _Clock(hour * 3600 + minute * 60 + seconds, kind, full)


def _is_mark(letter: Letters) -> Flags:
    return np.asarray((letter == ord("/")) | (letter == ord("-")) | (letter == ord(".")))


def _moment(year: Ints, month: Ints, day: Ints, seconds: Ints, sound: Flags) -> Ints:
    """Microseconds since 1970; NEVER where the calendar has no such day."""
    known = sound & (year >= _FIRST_YEAR) & (year <= _LAST_YEAR) & (month >= 1) & (month <= 12)
    place = np.where(known, (year - _FIRST_YEAR) * 12 + month - 1, 0)
    known &= (day >= 1) & (day <= _LENGTHS[place])
    return np.where(known, ((_MONTHS[place] + day - 1) * 86_400 + seconds) * _MICROSECONDS, NEVER)
