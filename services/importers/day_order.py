"""Day first or month first, decided for each notation by itself.

First by its own values (a number above 12 is a day), then by the plausible range (nothing was published
after the import), then by the habit of the tool, then by the order in the file: exports run from newest
to oldest or the other way, and the wrong reading tears that order. What stays open is read month first and
asked about.
"""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum

import polars as pl

# The wrong reading must tear the order this often, and this many times as often as the right one.
_TORN_AT_LEAST = 3
_TIMES_AS_OFTEN = 3
_CLOCKS_DIFFER = timedelta(days=1)
_AT_ONCE = 500_000
# Wishes and habits by whether the day comes first.
_WORDS = ("month_first", "day_first")


class Ground(StrEnum):
    """Why a notation is read as it is."""

    VALUES = "values"
    RANGE = "range"
    HABIT = "habit"
    ORDER = "order"
    WISH = "wish"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class Verdict:
    """How one notation is read.

    key: as in the parts; name: as people write it. torn: steps against the file's main direction in this
    reading, torn_otherwise: in the other one. against: cells the other reading alone could make sense of.
    example: one of its cells' two readings, as "11 April 2018 or 4 November 2018".
    """

    key: str
    day_first: bool
    ground: Ground
    rows: int
    torn: int = 0
    torn_otherwise: int = 0
    against: int = 0
    example: str = ""
    name: str = ""

    def named(self, name: str) -> "Verdict":
        """The same verdict with the notation's name."""
        return replace(self, name=name)


def decide(frame: pl.DataFrame, now: datetime, wish: str, habit: str = "") -> tuple[Verdict, ...]:
    """One verdict for each notation that begins with a day or a month, those sure by value first.

    frame: in file order, columns key, ambiguous, month_first, day_first. now: naive UTC. wish, habit: as
    in `dates.read_dates`.
    """
    stated = _Stated(now, wish, habit)
    settled: list[Verdict] = []
    unsure: list[Verdict] = []
    for key, rows, months, days in _figures(frame):
        if months + days:
            settled.append(Verdict(key, days > months, Ground.VALUES, rows, against=min(months, days)))
        else:
            unsure.append(Verdict(key, False, Ground.OPEN, rows))
    for verdict in unsure:
        settled.append(_weigh(frame, tuple(settled), verdict, stated))
    return tuple(settled)


def _figures(frame: pl.DataFrame) -> list[tuple[str, int, int, int]]:
    """Each ambiguous notation: its rows, and those of them that must be month first, and day first, by their values."""
    month, day = frame["month_first"].is_not_null(), frame["day_first"].is_not_null()
    found: list[tuple[int, tuple[str, int, int, int]]] = []
    # One notation after the other, as there are few: grouping would copy millions of rows.
    for key in frame["key"].unique().drop_nulls():
        own = ((frame["key"] == key) & frame["ambiguous"]).fill_null(value=False)
        figures = (own.sum(), (own & month & ~day).sum(), (own & day & ~month).sum())
        if figures[0]:
            found.append((own.arg_max() or 0, (key, *figures)))
    return [figures for _, figures in sorted(found)]


@dataclass(frozen=True, slots=True)
class _Stated:
    """What is known beside the cells."""

    now: datetime
    wish: str
    habit: str


def _weigh(frame: pl.DataFrame, settled: tuple[Verdict, ...], open_verdict: Verdict, stated: _Stated) -> Verdict:
    """The verdict on a notation whose numbers are all 12 or less."""
    own = pl.col("key") == open_verdict.key
    torn = [_torn(frame, settled, replace(open_verdict, day_first=reading)) for reading in (False, True)]
    latest = stated.now + _CLOCKS_DIFFER
    late = [frame.select((own & (pl.col(name) > latest)).sum()).item() for name in ("month_first", "day_first")]
    day_first, ground = False, Ground.OPEN
    if stated.wish:
        day_first, ground = stated.wish == _WORDS[True], Ground.WISH
    elif (late[0] == 0) != (late[1] == 0) and stated.habit != _WORDS[late[0] > 0]:
        day_first, ground = late[0] > 0, Ground.RANGE
    elif stated.habit:
        day_first, ground = stated.habit == _WORDS[True], Ground.HABIT
    elif max(torn) >= _TORN_AT_LEAST and max(torn) >= _TIMES_AS_OFTEN * min(torn):
        day_first, ground = torn[1] < torn[0], Ground.ORDER
    return replace(
        open_verdict,
        day_first=day_first,
        ground=ground,
        torn=torn[day_first],
        torn_otherwise=torn[not day_first],
        example=_both_readings(frame, own),
    )


def _torn(frame: pl.DataFrame, settled: tuple[Verdict, ...], candidate: Verdict) -> int:
    """Steps against the main direction, over the cells whose reading is settled and the candidate's."""
    read = (*settled, candidate)
    by_day = [verdict.key for verdict in read if verdict.day_first]
    used = ~pl.col("ambiguous") | pl.col("key").is_in([verdict.key for verdict in read])
    value = pl.when(used & pl.col("key").is_in(by_day)).then("day_first").when(used).then("month_first")
    forward = back = 0
    last: list[pl.Series] = []
    for some in frame.iter_slices(_AT_ONCE):
        values = pl.concat([*last, some.select(value.alias("value")).to_series().drop_nulls()])
        steps = values.diff()
        forward += int((steps > timedelta(0)).sum())
        back += int((steps < timedelta(0)).sum())
        last = [values.tail(1)]
    return min(forward, back)


def _both_readings(frame: pl.DataFrame, own: pl.Expr) -> str:
    """The first of these cells in which they differ, in words."""
    for some in frame.iter_slices(_AT_ONCE):
        differing = some.filter(own & (pl.col("month_first") != pl.col("day_first")))
        if differing.is_empty():
            continue
        first = differing.row(0, named=True)
        moments = [first[name] for name in ("month_first", "day_first")]
        return " or ".join(f"{moment.day} {moment:%B %Y}" for moment in moments)
    return ""
