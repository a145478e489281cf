"""The rows that stay become posts in the canonical schema."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import polars as pl

from services.domain.counts import COUNTS
from services.importers.importer import INTERACTIONS, NETWORK, OTHER_REACTIONS, Importer
from services.importers.permalinks import DAMAGED_ID
from services.importers.reading import MATURITY_DAYS, SCHEMA
from services.importers.sheet import Sheet
from services.importers.tallies import Tally, kinds_of, tally

# Facebook introduced love, haha, wow, sad and angry on this day.
REACTIONS_BEGAN = datetime(2016, 2, 24)  # noqa: DTZ001  # dates in files have no zone


@dataclass(frozen=True, slots=True)
class Kept:
    """Posts and what the checks need beside them, row by row.

    posts: as in `reading`; of a large file without counts and texts, but for what checks show. measured: counts with
    a figure. written: the dates as they stand. tally: of their figures. pointed: counts whose points mark thousands.
    strange_type, rounded, damaged_id: Boolean, the row has an unknown word for its kind, a count like `1.2K`,
    an id that a spreadsheet cut. networks: in the file, whatever was kept. before_reactions: Boolean,
    published before there were kinds and all kinds but like are 0 in the file. repeated: Boolean. notation,
    zoned, timed: as in Dates, null, false, false without a date. page_from_id: as in Sheet.
    """

    importer: Importer
    posts: pl.DataFrame
    measured: tuple[str, ...]
    written: pl.Series
    tally: Tally
    pointed: tuple[str, ...]
    strange_type: pl.Series
    rounded: pl.Series
    damaged_id: pl.Series
    networks: tuple[str, ...]
    before_reactions: pl.Series
    repeated: pl.Series
    notation: pl.Series
    zoned: pl.Series
    timed: pl.Series
    page_from_id: bool

    def example(self, which: pl.Series, words: Callable[[dict[str, object]], str]) -> str:
        """`Line 12: ...` for the first of these posts."""
        row = self.posts.row(which.fill_null(value=False).arg_max() or 0, named=True)
        return f"Line {row['line']}: {words(row)}"


def keep(sheet: Sheet, kept: pl.Series, repeated: pl.Series, now: datetime) -> Kept:
    """The posts of the rows marked in `kept`; now: naive UTC."""
    counts = {name: only(column.values, kept) for name, column in sheet.counts.items()}
    measured = tuple(name for name in COUNTS if name in counts and counts[name].is_not_null().any())
    posts = _posts(sheet, kept, measured, now)
    timed = only(sheet.dates.timed, kept)
    zoned = only(sheet.dates.zoned, kept)
    return Kept(
        importer=sheet.importer,
        posts=posts,
        measured=measured,
        written=only(sheet.date_cells, kept),
        tally=tally(posts, measured, counts.get(OTHER_REACTIONS), counts.get(INTERACTIONS)),
        pointed=tuple(name for name in measured if sheet.counts[name].pointed),
        strange_type=only(sheet.strange_type, kept),
        rounded=only(_rounded(sheet), kept),
        damaged_id=only(_damaged(sheet.written_ids), kept),
        networks=tuple(sorted(sheet.texts[NETWORK].drop_nulls().unique())),
        before_reactions=are_early(posts["published_at"]) & have_no_later_kinds(posts, measured),
        repeated=only(repeated, kept),
        notation=only(sheet.dates.notation, kept),
        zoned=zoned | timed if sheet.importer.utc else zoned,
        timed=timed,
        page_from_id=sheet.page_from_id,
    )


def _posts(sheet: Sheet, kept: pl.Series, measured: tuple[str, ...], now: datetime) -> pl.DataFrame:
    """The rows marked in `kept`, in the canonical schema."""
    published = only(sheet.dates.values, kept)
    frame = pl.DataFrame({"line": only(sheet.cells["line"], kept), "published_at": published})
    return frame.with_columns(
        *[only(texts, kept) for texts in sheet.texts.get_columns()],
        *[only(sheet.counts[name].values, kept).alias(name) for name in measured],
        *[only(values, kept).alias(name) for name, values in sheet.calendar.items()],
        immature=are_immature(published, now),
    ).select(*[name for name in SCHEMA if name != "immature"], *measured, *sheet.calendar, "immature")


def are_immature(published: pl.Series, now: datetime) -> pl.Series:
    """Posts whose counts still grow at this moment; false without a date. now: on the posts' clock."""
    return (published > now - timedelta(days=MATURITY_DAYS)).fill_null(value=False)


def only(values: pl.Series, kept: pl.Series) -> pl.Series:
    """The values of the rows marked; most files lose none, and copying millions takes its time."""
    return values if kept.all() else values.filter(kept)


def _damaged(ids: pl.Series) -> pl.Series:
    """Ids that a spreadsheet cut."""
    if ids.null_count() == len(ids):
        return pl.Series("damaged", [False], pl.Boolean).new_from_index(0, len(ids))
    return ids.str.contains(DAMAGED_ID).fill_null(value=False)


def _rounded(sheet: Sheet) -> pl.Series:
    """Rows with a count like `1.2K`."""
    rounded = pl.Series("rounded", [False], pl.Boolean).new_from_index(0, len(sheet.cells))
    for column in sheet.counts.values():
        rounded = rounded | column.rounded
    return rounded


def counted(rows: int) -> str:
    """`1 row`, `1,720 rows`."""
    return "1 row" if rows == 1 else f"{rows:,} rows"


def blank_kinds(kept: Kept) -> Kept:
    """The same, with kinds other than like not measured where there were none to give."""
    posts = blanked(kept.posts, kept.before_reactions, kept.measured)
    gone = [name for name in kept.measured if posts[name].is_null().all()]
    measured = tuple(name for name in kept.measured if name not in gone)
    return replace(kept, posts=posts.drop(gone), measured=measured)


def blanked(posts: pl.DataFrame, early: pl.Series, measured: Sequence[str]) -> pl.DataFrame:
    """The posts, with kinds other than like not measured in the early ones."""
    return posts.with_columns(pl.when(~pl.lit(early)).then(name).alias(name) for name in later_kinds(measured))


def later_kinds(measured: Sequence[str]) -> tuple[str, ...]:
    """The measured kinds that came after like."""
    return tuple(name for name in kinds_of(measured) if name != "likes")


def are_early(published: pl.Series) -> pl.Series:
    """Posts older than kinds; false without a date."""
    return (published < REACTIONS_BEGAN).fill_null(value=False)


def have_no_later_kinds(posts: pl.DataFrame, measured: Sequence[str]) -> pl.Series:
    """Posts all of whose measured kinds but like are 0; false where none is measured."""
    kinds = later_kinds(measured)
    if not kinds:
        return pl.Series([False], dtype=pl.Boolean).new_from_index(0, len(posts))
    return posts.select(pl.all_horizontal((pl.col(name) == 0).fill_null(value=False) for name in kinds)).to_series()
