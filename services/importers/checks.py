"""What the doctor says about the posts that were kept."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import polars as pl

from services.domain.intake import Answer, Finding
from services.importers.answers import BEFORE_REACTIONS, REPEATED_POSTS, SEVERAL_NETWORKS, ask_networks
from services.importers.kept import Kept, counted, later_kinds
from services.importers.permalinks import DAMAGED_ID
from services.importers.reading import MATURITY_DAYS

# The first network that counts anything opened on this day.
_EARLIEST = datetime(2004, 2, 4)  # noqa: DTZ001  # dates in files have no zone


def check_posts(kept: Kept, now: datetime, answers: Sequence[Answer]) -> Iterator[Finding]:
    """Findings about repeated posts, ids, networks, kinds, ages and pages; now: naive UTC."""
    yield from _repeated(kept, answers)
    yield from _before_reactions(kept, answers)
    yield from _ages(kept, now)
    yield from _damaged_ids(kept)
    yield from _networks(kept, answers)
    yield from _types(kept)
    yield from _replies(kept)
    yield from _pages(kept)


def _repeated(kept: Kept, answers: Sequence[Answer]) -> Iterator[Finding]:
    applied = REPEATED_POSTS.applied(answers)
    rows = int(kept.repeated.sum())
    if not rows:
        return
    finding = Finding(
        "repeated_posts",
        "Some posts stand in the file more than once",
        f"In {counted(rows)} all but the id is as in an earlier row. They are kept, because the file gives no "
        "sure sign that it is the same post twice.",
        rows,
        kept.example(kept.repeated, lambda row: f"{row['post_type'] or 'post'} of {row['published_at']}"),
    )
    yield REPEATED_POSTS.put(finding, applied)


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
        kept.example(kept.before_reactions, lambda row: f"published {row['published_at']}"),
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
            kept.example(young, lambda row: f"published {row['published_at']}"),
        )
    odd = ((published < _EARLIEST) | (published > now + timedelta(days=1))).fill_null(value=False)
    if odd.any():
        yield Finding(
            "dates_out_of_range",
            "Some dates cannot be right",
            f"{int(odd.sum()):,} posts are dated before {_EARLIEST.year} or after the moment of import. "
            "They are kept with the date as written.",
            int(odd.sum()),
            kept.example(odd, lambda row: str(row["published_at"])),
        )


def _damaged_ids(kept: Kept) -> Iterator[Finding]:
    damaged = kept.damaged_id
    if not damaged.any():
        return
    lost = kept.posts["post_id"].cast(pl.String).str.contains(DAMAGED_ID).fill_null(value=False)
    left = "Rows with such ids are all kept." if lost.any() else "Posts are told apart by their permalinks instead."
    yield Finding(
        "damaged_ids",
        "A spreadsheet damaged the ids",
        f"{int(damaged.sum()):,} ids are written like 1.47689E+18: their last digits are lost and "
        f"several posts may share one. {left} Export again without opening the file in a spreadsheet if you "
        "need the ids.",
        int(damaged.sum()),
        kept.example(damaged, lambda row: str(row["post_id"])),
    )


def _networks(kept: Kept, answers: Sequence[Answer]) -> Iterator[Finding]:
    if len(kept.networks) < 2:
        return
    question = ask_networks(kept.networks)
    finding = Finding(
        SEVERAL_NETWORKS,
        "The file holds several networks",
        f"Posts of {', '.join(kept.networks)} stand in one file. Their counts mean different things, so large "
        "networks would look like a segment of their own. Read one network at a time to compare fairly.",
        len(kept.posts),
    )
    yield question.put(finding, question.applied(answers))


def _types(kept: Kept) -> Iterator[Finding]:
    if kept.strange_type.any():
        words = kept.posts["post_type"].filter(kept.strange_type).unique(maintain_order=True).to_list()
        shown = ", ".join(repr(word[:40]) for word in words[:8])
        yield Finding(
            "unknown_post_types",
            "Some kinds of posts have names we do not know",
            f"They are kept under the file's own word: {shown}.",
            int(kept.strange_type.sum()),
            kept.example(kept.strange_type, lambda row: str(row["post_type"])),
        )
    if kept.posts["post_type"].is_null().all():
        yield Finding(
            "no_post_types",
            "No post types",
            "The file does not say which posts are photos, videos or links, so formats cannot be compared.",
        )


def _replies(kept: Kept) -> Iterator[Finding]:
    if not kept.importer.replies:
        return
    replies = kept.posts["text"].cast(pl.String).str.starts_with("@").fill_null(value=False)
    if replies.any():
        yield Finding(
            "replies_among_posts",
            "Some posts are probably replies",
            f"{int(replies.sum()):,} texts begin with @. Replies reach fewer people than posts of one's own; they "
            "are kept and compared with them.",
            int(replies.sum()),
            kept.example(replies, lambda row: str(row["text"])[:60]),
        )


def _pages(kept: Kept) -> Iterator[Finding]:
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
