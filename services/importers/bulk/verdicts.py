"""The readings of all dates settled: what only the whole file can say."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl
from numpy.typing import NDArray

from services.importers.bulk.guesses import choose_readings, day_first_of, weigh_readings
from services.importers.bulk.plan import Plan
from services.importers.bulk.whole import Whole
from services.importers.date_readings import first_differing, first_rows
from services.importers.dates import Dates, _names, _parts  # never a second opinion
from services.importers.day_order import Verdict


@dataclass(frozen=True, slots=True)
class Dated:
    """The file's dates.

    dates: as in `read_dates`, notations as Enum. key: number of each row's notation. day_first: as in Guess.
    """

    dates: Dates
    key: pl.Series
    day_first: frozenset[str]

    def written(self, whole: Whole, plan: Plan, stays: pl.Series) -> pl.Series:
        """The dates as they stand, as Enum: of the rows that the doctor may show, all others empty."""
        return whole.shown(plan, "published_at", sorted(set(self._shown(whole, stays))))

    def _shown(self, whole: Whole, stays: pl.Series) -> Iterator[int]:
        """The first row of each notation that stays, and those in which the readings of a doubtful one differ."""
        for number, notation in enumerate(whole.notations.known):
            own = stays & (self.key == number)
            yield from first_rows(own, 1)
            if notation.ambiguous:
                yield from first_differing(own, self.dates.values)


def settle(whole: Whole, plan: Plan, now: datetime, wish: str) -> Dated:
    """Every date by the verdict on its notation."""
    verdicts = weigh_readings(whole.frame, whole.notations, now, wish)
    names = _names(_representatives(whole, plan), verdicts)
    day_first = day_first_of(verdicts)
    values = choose_readings(whole.frame, whole.notations, day_first)
    return Dated(_dates(whole, values, verdicts, names), whole.frame["key"], day_first)


def dates_at(dated: Dated, rows: pl.Series) -> Dates:
    """The dates of these rows only."""
    dates = dated.dates
    return Dates(
        dates.values.gather(rows),
        dates.notation.gather(rows),
        dates.zoned.gather(rows),
        dates.timed.gather(rows),
        dates.verdicts,
    )


def _representatives(whole: Whole, plan: Plan) -> pl.DataFrame:
    """The pieces of the first date of each notation with, and without, leading zeros: what its name depends on."""
    return _parts(pl.Series("cell", whole.cells(plan, "published_at", whole.dated), pl.String))


def _dates(whole: Whole, values: pl.Series, verdicts: tuple[Verdict, ...], names: Mapping[str, str]) -> Dates:
    known = whole.notations.known
    titles = pl.Enum(sorted(set(names.values())))
    key = pl.DataFrame({"value": values, "key": whole.frame["key"]}).select(
        pl.when(pl.col("value").is_not_null()).then("key").fill_null(len(known))
    )
    numbers = key.to_series().to_numpy()
    codes = [titles.categories.index_of(names[one.key]) if one.key in names else None for one in known]
    name = pl.Series("name", [*codes, None], pl.UInt8).gather(numbers).cat.to(titles)
    readable = values.is_not_null()
    zoned, timed = (
        _those(flags, numbers, readable) for flags in ([one.zoned for one in known], [one.timed for one in known])
    )
    named = tuple(verdict.named(names[verdict.key]) for verdict in verdicts)
    return Dates(values, name, zoned, timed, named)


def _those(flags: Sequence[bool], numbers: NDArray[np.integer], readable: pl.Series) -> pl.Series:
    """The rows whose notation is flagged; numbers: of each row's notation."""
    if all(flags):
        return readable
    if not any(flags):
        return pl.Series([False]).new_from_index(0, len(numbers))
    return pl.Series(np.array([*flags, False])[numbers])
