"""The rows that stay become posts in the canonical schema."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import polars as pl

from services.domain.counts import COUNTS, KINDS
from services.importers.reading import MATURITY_DAYS, SCHEMA
from services.importers.sheet import OTHER_REACTIONS, Sheet

# Facebook introduced love, haha, wow, sad and angry on this day.
REACTIONS_BEGAN = datetime(2016, 2, 24)  # noqa: DTZ001  # dates in files have no zone


@dataclass(frozen=True, slots=True)
class Kept:
    """Posts and what the checks need beside them, row by row.

    posts: as in `reading`. measured: counts with a figure. other_reactions: Int64, null = not stated.
    before_reactions: Boolean, published before there were kinds and all kinds but like are 0 in the file.
    repeated: Boolean. notation, zoned, timed: as in Dates. page_from_id: as in Sheet.
    """

    posts: pl.DataFrame
    measured: tuple[str, ...]
    other_reactions: pl.Series
    before_reactions: pl.Series
    repeated: pl.Series
    notation: pl.Series
    zoned: pl.Series
    timed: pl.Series
    page_from_id: bool


def keep(sheet: Sheet, kept: pl.Series, repeated: pl.Series, now: datetime) -> Kept:
    """The posts of the rows marked in `kept`; now: naive UTC."""
    counts = {name: column.values.filter(kept) for name, column in sheet.counts.items()}
    measured = tuple(name for name in COUNTS if name in counts and counts[name].is_not_null().any())
    published = sheet.dates.values.filter(kept)
    frame = pl.DataFrame({"line": sheet.cells["line"].filter(kept), "published_at": published})
    posts = frame.with_columns(
        *sheet.texts.filter(kept).get_columns(),
        *[counts[name].alias(name) for name in measured],
        immature=published > now - timedelta(days=MATURITY_DAYS),
    ).select(*[name for name in SCHEMA if name != "immature"], *measured, "immature")
    none = pl.Series(OTHER_REACTIONS, [None], pl.Int64).new_from_index(0, len(posts))
    return Kept(
        posts=posts,
        measured=measured,
        other_reactions=counts.get(OTHER_REACTIONS, none),
        before_reactions=_before_reactions(posts, measured),
        repeated=repeated.filter(kept),
        notation=sheet.dates.notation.filter(kept),
        zoned=sheet.dates.zoned.filter(kept),
        timed=sheet.dates.timed.filter(kept),
        page_from_id=sheet.page_from_id,
    )


def blank_kinds(kept: Kept) -> Kept:
    """The same, with kinds other than like not measured where there were none to give."""
    early = pl.lit(kept.before_reactions)
    posts = kept.posts.with_columns(pl.when(~early).then(name).alias(name) for name in later_kinds(kept.measured))
    gone = [name for name in kept.measured if posts[name].is_null().all()]
    measured = tuple(name for name in kept.measured if name not in gone)
    return replace(kept, posts=posts.drop(gone), measured=measured)


def later_kinds(measured: tuple[str, ...]) -> tuple[str, ...]:
    """The measured kinds that came after like."""
    return tuple(name for name in KINDS if name in measured and name != "likes")


def _before_reactions(posts: pl.DataFrame, measured: tuple[str, ...]) -> pl.Series:
    kinds = later_kinds(measured)
    if not kinds:
        return pl.Series([False], dtype=pl.Boolean).new_from_index(0, len(posts))
    zero = pl.all_horizontal((pl.col(name) == 0).fill_null(value=False) for name in kinds)
    return posts.select((pl.col("published_at") < REACTIONS_BEGAN) & zero).to_series()
