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
    unsure = frame.filter(pl.col("ambiguous") & pl.col("key").is_not_null())
    keys = unsure.group_by("key", maintain_order=True).agg(
        rows=pl.len(),
        months=(pl.col("month_first").is_not_null() & pl.col("day_first").is_null()).sum(),
        days=(pl.col("day_first").is_not_null() & pl.col("month_first").is_null()).sum(),
    )
    verdicts: list[Verdict] = []
    for key, rows, months, days in keys.filter(pl.col("months") + pl.col("days") > 0).iter_rows():
        verdicts.append(Verdict(key, days > months, Ground.VALUES, rows, against=min(months, days)))
    for key, rows, _, _ in keys.filter(pl.col("months") + pl.col("days") == 0).iter_rows():
        verdicts.append(_weigh(frame, tuple(verdicts), Verdict(key, False, Ground.OPEN, rows), stated))
    return tuple(verdicts)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What is known beside the cells."""

    now: datetime
    wish: str
    habit: str


def _weigh(frame: pl.DataFrame, settled: tuple[Verdict, ...], open_verdict: Verdict, stated: _Stated) -> Verdict:
    """The verdict on a notation whose numbers are all 12 or less."""
    own = frame.filter(pl.col("key") == open_verdict.key)
    torn = [_torn(frame, settled, replace(open_verdict, day_first=reading)) for reading in (False, True)]
    latest = stated.now + _CLOCKS_DIFFER
    late = [own.select((pl.col(name) > latest).sum()).item() for name in ("month_first", "day_first")]
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
        example=_both_readings(own),
    )


def _torn(frame: pl.DataFrame, settled: tuple[Verdict, ...], candidate: Verdict) -> int:
    """Steps against the main direction, over the cells whose reading is settled and the candidate's."""
    read = (*settled, candidate)
    by_day = [verdict.key for verdict in read if verdict.day_first]
    used = ~pl.col("ambiguous") | pl.col("key").is_in([verdict.key for verdict in read])
    value = pl.when(pl.col("key").is_in(by_day)).then("day_first").otherwise("month_first")
    steps = frame.filter(used).select(value.alias("value")).drop_nulls().to_series().diff()
    forward, back = int((steps > timedelta(0)).sum()), int((steps < timedelta(0)).sum())
    return min(forward, back)


def _both_readings(own: pl.DataFrame) -> str:
    differing = own.filter(pl.col("month_first") != pl.col("day_first"))
    if differing.is_empty():
        return ""
    first = differing.row(0, named=True)
    moments = [first[name] for name in ("month_first", "day_first")]
    return " or ".join(f"{moment.day} {moment:%B %Y}" for moment in moments)
