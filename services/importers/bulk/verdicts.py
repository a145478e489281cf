"""The readings of all dates settled: what only the whole file can say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import polars as pl

from services.importers.bulk.chunks import HeldLine
from services.importers.bulk.plan import Plan
from services.importers.bulk.whole import Whole
from services.importers.date_readings import first_differing, first_rows
from services.importers.dates import Dates, _names, _parts  # never a second opinion
from services.importers.day_order import Verdict, decide
from services.importers.text_file import TextFile


@dataclass(frozen=True, slots=True)
class Dated:
    """The file's dates. dates: as in `read_dates`, notations as Enum. key: number of each row's notation."""

    dates: Dates
    key: pl.Series

    def written(self, whole: Whole, plan: Plan, stays: pl.Series) -> pl.Series:
        """The dates as they stand, as Enum: of the rows that the doctor may show, all others empty.

        Ten million texts take more room than all counts together.
        """
        rows = sorted(set(self._shown(whole, stays)))
        lines = whole.find(whole.frame["line"].gather(rows).to_list())
        texts = ["", *dict.fromkeys(_cell(plan, line) for line in lines)]
        codes = np.zeros(len(stays), np.min_scalar_type(len(texts)))
        for row, line in zip(rows, lines, strict=True):
            codes[row] = texts.index(_cell(plan, line))
        return pl.Series("written", codes).cat.to(pl.Enum(texts))

    def _shown(self, whole: Whole, stays: pl.Series) -> Iterator[int]:
        """The first row of each notation that stays, and those in which the readings of a doubtful one differ."""
        for number, notation in enumerate(whole.notations.known):
            own = stays & (self.key == number)
            yield from first_rows(own, 1)
            if notation.ambiguous:
                yield from first_differing(own, self.dates.values)


def settle(whole: Whole, plan: Plan, now: datetime, wish: str) -> Dated:
    """Every date by the verdict on its notation."""
    frame, known = whole.frame, whole.notations.known
    keys = pl.Enum([notation.key for notation in known])
    ambiguous = [number for number, notation in enumerate(known) if notation.ambiguous]
    verdicts: tuple[Verdict, ...] = ()
    if ambiguous:
        facts = frame.select(
            pl.col("key").cast(pl.UInt8).cat.to(keys),
            "month_first",
            "day_first",
            ambiguous=pl.col("key").is_in(ambiguous).fill_null(value=False),
        )
        verdicts = decide(facts, now, wish)
    names = _names(_representatives(whole, plan), verdicts)
    day_first = [number for number, notation in enumerate(known) if _is_day_first(notation.key, verdicts)]
    values = frame["month_first"]
    if day_first:
        chosen = pl.when(pl.col("key").is_in(day_first)).then("day_first").otherwise("month_first")
        values = frame.select(chosen.alias("value")).to_series()
    return Dated(_dates(whole, values, verdicts, names), frame["key"])


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


def _is_day_first(key: str, verdicts: tuple[Verdict, ...]) -> bool:
    return any(verdict.key == key and verdict.day_first for verdict in verdicts)


def _representatives(whole: Whole, plan: Plan) -> pl.DataFrame:
    """The pieces of the first date of each notation with, and without, leading zeros: what its name depends on."""
    frame = whole.frame
    kinds = (frame["key"].fill_null(-1) * 4).to_numpy() + frame["padded"].to_numpy() * 2 + frame["full"].to_numpy()
    firsts = [int(np.argmax(kinds == kind)) for kind in np.flatnonzero(np.bincount(kinds[kinds >= 0]))]
    lines = whole.find(frame["line"].gather(firsts).to_list())
    return _parts(pl.Series("cell", [_cell(plan, line) for line in lines], pl.String))


def _cell(plan: Plan, line: HeldLine) -> str:
    """The date in this line."""
    cells = TextFile([line.text + "\n"], plan.delimiter).alone(1)
    return cells[plan.place("published_at")]


def _dates(whole: Whole, values: pl.Series, verdicts: tuple[Verdict, ...], names: Mapping[str, str]) -> Dates:
    known = whole.notations.known
    titles = pl.Enum(sorted(set(names.values())))
    key = pl.DataFrame({"value": values, "key": whole.frame["key"]}).select(
        pl.when(pl.col("value").is_not_null()).then("key").fill_null(len(known))
    )
    numbers = key.to_series().to_numpy()
    codes = [titles.categories.index_of(names[one.key]) if one.key in names else None for one in known]
    name = pl.Series("name", [*codes, None], pl.UInt8).gather(numbers).cat.to(titles)
    zoned, timed = (
        pl.Series(np.array([*flags, False])[numbers])
        for flags in ([one.zoned for one in known], [one.timed for one in known])
    )
    named = tuple(verdict.named(names[verdict.key]) for verdict in verdicts)
    return Dates(values, name, zoned, timed, named)
