"""What the doctor says about the posts that were kept."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta

import polars as pl

from services.domain.counts import COUNTS, KINDS
from services.domain.intake import Answer, Finding
from services.importers.answers import BEFORE_REACTIONS, REPEATED_POSTS
from services.importers.kept import Kept, later_kinds
from services.importers.reading import MATURITY_DAYS
from services.importers.setting_aside import DAMAGED_ID

# The first network that counts anything opened on this day.
_EARLIEST = datetime(2004, 2, 4)  # noqa: DTZ001  # dates in files have no zone
_SIX_KINDS = frozenset(KINDS) - {"cares"}


def check_posts(kept: Kept, now: datetime, answers: Sequence[Answer]) -> Iterator[Finding]:
    """Findings about repeated posts, ids, kinds, ages and pages; now: naive UTC."""
    yield from _repeated(kept, answers)
    yield from _kinds_do_not_add_up(kept)
    yield from _before_reactions(kept, answers)
    yield from _ages(kept, now)
    yield from _damaged_ids(kept)
    yield from _blank_counts(kept)
    yield from _not_stated(kept)


def _example(posts: pl.DataFrame, which: pl.Series, words: Callable[[dict[str, object]], str]) -> str:
    """`Line 12: ...` for the first of these posts."""
    row = posts.row(which.arg_max() or 0, named=True)
    return f"Line {row['line']}: {words(row)}"


def _repeated(kept: Kept, answers: Sequence[Answer]) -> Iterator[Finding]:
    applied = REPEATED_POSTS.applied(answers)
    rows = int(kept.repeated.sum())
    if not rows:
        return
    finding = Finding(
        "repeated_posts",
        "Some posts stand in the file more than once",
        f"{rows:,} rows equal an earlier row in all but the id. They are kept, because the file gives no "
        "sure sign that they are the same post.",
        rows,
        _example(kept.posts, kept.repeated, lambda row: f"{row['post_type'] or 'post'} of {row['published_at']}"),
    )
    yield REPEATED_POSTS.put(finding, applied)


def _kinds_do_not_add_up(kept: Kept) -> Iterator[Finding]:
    kinds = [name for name in KINDS if name in kept.measured]
    if "reactions" not in kept.measured or len(kinds) < 2:
        return
    total = sum((kept.posts[name] for name in kinds), start=kept.other_reactions.fill_null(0))
    difference = kept.posts["reactions"] - total
    # Where the file has fewer kinds than there are, the total may be higher than their sum.
    differs = difference != 0 if set(kinds) >= _SIX_KINDS else difference < 0
    differs = differs.fill_null(value=False)
    rows = int(differs.sum())
    if not rows:
        return
    worst = int(difference.filter(differs).abs().max() or 0)  # type: ignore[arg-type]  # an integer column
    yield Finding(
        "kinds_do_not_add_up",
        "Reactions and their kinds differ",
        f"In {rows:,} rows the reactions are not the sum of their kinds; the largest difference is "
        f"{worst:,}. Segments use the kinds, never the total beside them.",
        rows,
        _example(
            kept.posts.with_columns(total=total),
            differs,
            lambda row: f"{row['reactions']:,} reactions, the kinds sum to {row['total']:,}",
        ),
    )


def _before_reactions(kept: Kept, answers: Sequence[Answer]) -> Iterator[Finding]:
    applied = BEFORE_REACTIONS.applied(answers)
    rows = int(kept.before_reactions.sum())
    if not rows:
        return
    kinds = ", ".join(later_kinds(kept.measured))
    finding = Finding(
        "kinds_before_reactions",
        "Some posts are older than reactions",
        f"{rows:,} posts were published before 24 February 2016, when likes were the only reaction. Their "
        f"{kinds} are 0 in the file because nobody could give any.",
        rows,
        _example(kept.posts, kept.before_reactions, lambda row: f"published {row['published_at']}"),
    )
    yield BEFORE_REACTIONS.put(finding, applied)


def _ages(kept: Kept, now: datetime) -> Iterator[Finding]:
    published = kept.posts["published_at"]
    young = kept.posts["immature"]
    if young.any():
        yield Finding(
            "immature",
            "Some posts are still growing",
            f"{int(young.sum()):,} posts were younger than {MATURITY_DAYS} days at import. Their counts "
            "still grow, so they are marked and left out of rates.",
            int(young.sum()),
            _example(kept.posts, young, lambda row: f"published {row['published_at']}"),
        )
    odd = (published < _EARLIEST) | (published > now + timedelta(days=1))
    if odd.any():
        yield Finding(
            "dates_out_of_range",
            "Some dates cannot be right",
            f"{int(odd.sum()):,} posts are dated before {_EARLIEST.year} or after the moment of import. "
            "They are kept with the date as written.",
            int(odd.sum()),
            _example(kept.posts, odd, lambda row: str(row["published_at"])),
        )


def _damaged_ids(kept: Kept) -> Iterator[Finding]:
    damaged = kept.posts["post_id"].str.contains(DAMAGED_ID).fill_null(value=False)
    if damaged.any():
        yield Finding(
            "damaged_ids",
            "A spreadsheet damaged the ids",
            f"{int(damaged.sum()):,} ids are written like 1.47689E+18: their last digits are lost and "
            "several posts may share one. Rows with such ids are all kept. Export again without opening the "
            "file in a spreadsheet if you need the ids.",
            int(damaged.sum()),
            _example(kept.posts, damaged, lambda row: str(row["post_id"])),
        )


def _blank_counts(kept: Kept) -> Iterator[Finding]:
    blank = kept.posts.select(pl.any_horizontal(pl.col(name).is_null() for name in kept.measured)).to_series()
    if blank.any():
        yield Finding(
            "blank_counts",
            "Some counts are blank",
            f"{int(blank.sum()):,} rows lack at least one count. It is read as not measured, never as 0.",
            int(blank.sum()),
            _example(
                kept.posts,
                blank,
                lambda row: ", ".join(name for name in kept.measured if row[name] is None) + " blank",
            ),
        )


def _not_stated(kept: Kept) -> Iterator[Finding]:
    missing = [name for name in COUNTS if name not in kept.measured]
    if missing:
        yield Finding(
            "not_measured",
            "Some counts are not in this file",
            f"No figures for {', '.join(missing)}. They are left out everywhere, and never read as 0.",
        )
    if kept.posts["post_type"].is_null().all():
        yield Finding(
            "no_post_types",
            "No post types",
            "The file does not say which posts are photos, videos or links, so formats cannot be compared.",
        )
    if kept.page_from_id:
        yield Finding(
            "pages_by_number",
            "Pages are known by their number only",
            "The file has no page names. The number in front of each id tells the pages apart.",
            len(kept.posts),
            f"Line {kept.posts['line'][0]}: page {kept.posts['page'][0]}",
        )
    if kept.posts["page"].is_null().all():
        yield Finding(
            "no_page_names",
            "No page names",
            "The file does not say which page each post stood on. If it holds several pages, large and small "
            "ones are compared with each other. Add a column page_name to compare within pages.",
        )
