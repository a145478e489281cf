"""The two readings of doubtful dates beside each other: what cells mean in each, and which period comes of it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.domain.intake import DateReading
from services.importers.day_order import Verdict
from services.importers.kept import Kept

# So many cells of each notation stand as examples, as far as the two readings differ in them.
EXAMPLES = 3
_MOST_EXAMPLES = 4
_MONTHS = 12
_DAY = 86_400_000_000
_AT_ONCE = 50_000
_CLOCKS_DIFFER = timedelta(days=1)


def compare_readings(kept: Kept, in_doubt: Sequence[Verdict], now: datetime) -> tuple[DateReading, ...]:
    """Month first and day first, for the notations of these verdicts; all other dates are as they are in both.

    now: naive UTC.
    """
    day_first = [found.name for found in in_doubt if found.day_first]
    month_first = [found.name for found in in_doubt if not found.day_first]
    rows = _example_rows(kept, (*month_first, *day_first))
    by_month = _reading(kept, "month_first", _turned(kept, day_first), rows, now)
    by_day = _reading(kept, "day_first", _turned(kept, month_first), rows, now)
    return (replace(by_month, applies=not day_first), replace(by_day, applies=not month_first))


def _reading(kept: Kept, choice: str, published: pl.Series, rows: Sequence[int], now: datetime) -> DateReading:
    return DateReading(
        choice=choice,
        examples=tuple((kept.written[row].strip(), published[row]) for row in rows),
        first=published.min(),  # type: ignore[arg-type]  # polars does not say that a date column gives dates
        last=published.max(),  # type: ignore[arg-type]  # as above
        late=int((published > now + _CLOCKS_DIFFER).sum()),
    )


def _turned(kept: Kept, notations: Sequence[str]) -> pl.Series:
    """The dates, day and month of these notations exchanged; a day above 12 can be no month and stays."""
    published = kept.posts["published_at"]
    if not notations:
        return published
    rows = np.flatnonzero((kept.notation.is_in(list(notations)) & published.is_not_null()).fill_null(value=False))
    if not len(rows):
        return published
    moments = published.to_numpy().astype("datetime64[us]").astype(np.int64)
    days = moments[rows] // _DAY
    first = int(days.min())
    moments[rows] += _shifts(first, int(days.max()))[days - first]
    return pl.Series("published_at", moments.view("datetime64[us]"))


def _shifts(first: int, last: int) -> NDArray[np.int64]:
    """By how many microseconds each day moves, from the first to the last, in days since 1970."""
    days = pl.select(date=pl.int_range(first, last + 1).cast(pl.Int32).cast(pl.Date)).lazy()
    month, day = pl.col("date").dt.month(), pl.col("date").dt.day()
    turned = pl.date(pl.col("date").dt.year(), pl.min_horizontal(day, pl.lit(_MONTHS, pl.Int8)), month)
    moved = pl.when(day <= _MONTHS).then(turned).otherwise("date")
    shifts = moved.cast(pl.Int64) - pl.col("date").cast(pl.Int64)
    return days.select(shifts.alias("days") * _DAY).collect()["days"].to_numpy()


def _example_rows(kept: Kept, notations: Sequence[str]) -> list[int]:
    """The first rows of each notation in which day and month are different numbers, in file order."""
    dates = kept.posts["published_at"]
    rows = [row for name in notations for row in first_differing(kept.notation == name, dates)]
    return sorted(rows)[:_MOST_EXAMPLES]


def first_differing(which: pl.Series, dates: pl.Series) -> list[int]:
    """Where the first EXAMPLES of these rows stand in whose date day and month are different numbers."""
    found: list[int] = []
    for start in range(0, len(which), _AT_ONCE):
        some = dates.slice(start, _AT_ONCE).dt
        differs = which.slice(start, _AT_ONCE) & (some.day() != some.month())
        found += [start + row for row in first_rows(differs, EXAMPLES - len(found))]
        if len(found) == EXAMPLES:
            break
    return found


def first_rows(which: pl.Series, most: int) -> list[int]:
    """Where the first of these rows stand; null is no."""
    found: list[int] = []
    start = 0
    rows = which.fill_null(value=False)
    while len(found) < most and start < len(rows):
        rest = rows.slice(start)
        place = rest.arg_max()
        if place is None or not rest[place]:
            break
        found.append(start + place)
        start += place + 1
    return found
