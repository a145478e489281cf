"""What the beginning of a file suggests about all of it, so that its posts can be written while it is read."""

import re
from dataclasses import dataclass
from datetime import datetime

import polars as pl

from services.importers.bulk.plan import Notations, Plan
from services.importers.day_order import Verdict, decide
from services.importers.sheet import _PAGE_IN_ID as PAGE_IN_ID  # one rule, one place

_PAGE = re.compile(r"[0-9]+_")


@dataclass(frozen=True, slots=True)
class Guess:
    """day_first: keys of the notations read so. page_from_id: pages are known by the number in front of the id only."""

    day_first: frozenset[str] = frozenset()
    page_from_id: bool = False


def guess(rows: pl.DataFrame, plan: Plan, notations: Notations, now: datetime, wish: str) -> Guess:
    """What these first rows suggest; rows: as in Rows, now and wish as in `decide`."""
    may = "page" not in plan.columns.position and "post_id" in plan.texts
    return Guess(day_first_of(weigh_readings(rows, notations, now, wish)), may and all_numbered(rows["post_id"]))


def weigh_readings(frame: pl.DataFrame, notations: Notations, now: datetime, wish: str) -> tuple[Verdict, ...]:
    """The verdicts on the notations of these rows; frame: the columns of `dated`, now and wish as in `decide`."""
    known = notations.known
    ambiguous = [number for number, notation in enumerate(known) if notation.ambiguous]
    if not ambiguous:
        return ()
    facts = frame.select(
        pl.col("key").cast(pl.UInt8).cat.to(pl.Enum([notation.key for notation in known])),
        "month_first",
        "day_first",
        ambiguous=pl.col("key").is_in(ambiguous).fill_null(value=False),
    )
    return decide(facts, now, wish)


def day_first_of(verdicts: tuple[Verdict, ...]) -> frozenset[str]:
    """The keys of notations that are read day first."""
    return frozenset(verdict.key for verdict in verdicts if verdict.day_first)


def choose_readings(frame: pl.DataFrame, notations: Notations, day_first: frozenset[str]) -> pl.Series:
    """Of both readings of each date the one that counts; frame: the columns of `dated`."""
    numbers = [number for number, known in enumerate(notations.known) if known.key in day_first]
    if not numbers:
        return frame["month_first"]
    chosen = pl.when(pl.col("key").is_in(numbers)).then("day_first").otherwise("month_first")
    return frame.select(chosen.alias("value")).to_series()


def all_numbered(ids: pl.Series) -> bool:
    """Whether a page's number stands in front of each id."""
    if ids.null_count() or ids.is_empty():
        return False
    one = _of_one_page(ids)
    return bool((one and _are_numbers(ids.str.strip_prefix(one))) or ids.str.contains(PAGE_IN_ID).all())


def _are_numbers(texts: pl.Series) -> bool:
    """Whether they are all plain figures; false also where one is too long to tell."""
    return texts.cast(pl.UInt64, strict=False).null_count() == 0 and not texts.str.starts_with("+").any()


def pages_of(ids: pl.Series) -> pl.Series:
    """The page's number in front of each id, if each has one; as categories."""
    one = _of_one_page(ids)
    if one:
        return pl.Series([one.removesuffix("_")], dtype=pl.Categorical()).new_from_index(0, len(ids))
    return ids.str.splitn("_", 2).struct.field("field_0").cast(pl.Categorical())


def _of_one_page(ids: pl.Series) -> str:
    """What stands in front of all ids, or empty: mostly all are of one page, and patterns take ten times as long."""
    found = _PAGE.match(ids[0]) if len(ids) and ids[0] else None
    return found[0] if found and ids.str.starts_with(found[0]).all() else ""
