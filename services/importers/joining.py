"""Several files of the same posts as one: a post that stands in a later file too gets its newer counts."""

from dataclasses import dataclass
from datetime import datetime

import polars as pl

from services.domain.counts import COUNTS
from services.importers.permalinks import DAMAGED_ID
from services.importers.reading import CALENDAR, FINGERPRINT, SCHEMA, TEXT_COLUMNS
from services.importers.sealing import sealed

_KEY, _NEWER = "same post", " of the newer file"
_SEPARATOR = "\x1f"


@dataclass(frozen=True, slots=True)
class Joined:
    """Posts of all files so far.

    posts: as in `reading`; lines count on through the files, a post keeps the line of its first. earlier: one row
    an outdone reading: line (of the post in `posts`), read_at (naive UTC), and the counts as they were.
    """

    posts: pl.DataFrame
    earlier: pl.DataFrame


def join(older: Joined, newer: pl.DataFrame, read_at: datetime, seal: str = "") -> Joined:
    """The older posts with what the newer file says; read_at: when the older one was imported.

    The same post is the one with the same id on the same page; without an id the same address; without both the
    same moment, page, type and text. What a file has twice is matched with nothing. A count or a text that only the
    older file has stays. seal: as in `without_words`, where one of the files has no words; its posts are known by their
    fingerprints, and a page keeps the name that it had before.
    """
    counts = [name for name in COUNTS if name in older.posts.columns or name in newer.columns]
    before, after = (_known_by(_complete(posts, counts, seal), seal) for posts in (older.posts, newer))
    again = _once(after).join(_once(before).select(_KEY), on=_KEY, how="semi")
    both = before.join(again, on=_KEY, how="left", suffix=_NEWER, maintain_order="left")
    updated = both.select(pl.coalesce(f"{name}{_NEWER}", name).alias(name) for name in _updated(before, counts))
    if seal:
        updated = updated.with_columns(both.select(pl.coalesce("page", f"page{_NEWER}")).to_series().alias("page"))
    stays = before.drop(updated.columns).hstack(updated).select(before.columns)
    shift = int(before["line"].max() or 0)  # type: ignore[arg-type]  # lines are integers
    new = after.join(again.select(_KEY), on=_KEY, how="anti", maintain_order="left")
    posts = pl.concat([stays, new.with_columns(pl.col("line") + shift)])
    outdone = before.join(again.select(_KEY), on=_KEY, how="semi", maintain_order="left")
    reading = outdone.select("line", pl.lit(read_at).cast(pl.Datetime("us")).alias("read_at"), *counts)
    kept = posts.with_columns(pl.col(_KEY).alias(FINGERPRINT)) if seal else posts
    return Joined(_in_order(kept.drop(_KEY), counts), pl.concat([older.earlier, reading], how="diagonal"))


def _known_by(posts: pl.DataFrame, seal: str) -> pl.DataFrame:
    """With what each post is known by; fingerprints where some posts have nothing else any more."""
    if not seal:
        return posts.with_columns(same_post().alias(_KEY))
    own = sealed(posts.select(same_post().alias(_KEY)).to_series(), seal)
    return posts.with_columns(pl.coalesce(FINGERPRINT, own).alias(_KEY)).drop(FINGERPRINT)


def _updated(posts: pl.DataFrame, counts: list[str]) -> list[str]:
    """Columns that a newer file may change; the post's place, id and date stay."""
    texts = [name for name in TEXT_COLUMNS if name in posts.columns]
    return [*texts, *counts, "immature"]


def _complete(posts: pl.DataFrame, counts: list[str], seal: str) -> pl.DataFrame:
    """The same with every column that either file has; null = not measured there."""
    missing = [name for name in (*counts, *CALENDAR) if name not in posts.columns]
    filled = posts.with_columns(pl.lit(None, pl.Int64).alias(name) for name in missing)
    if seal and FINGERPRINT not in posts.columns:
        filled = filled.with_columns(pl.lit(None, pl.String).alias(FINGERPRINT))
    return filled.select(*_columns(), *counts, *CALENDAR, "immature", *([FINGERPRINT] if seal else []))


def _in_order(posts: pl.DataFrame, counts: list[str]) -> pl.DataFrame:
    calendar = [name for name in CALENDAR if posts[name].is_not_null().any()]
    known = [FINGERPRINT] if FINGERPRINT in posts.columns else []
    return posts.select(*_columns(), *counts, *calendar, "immature", *known)


def _columns() -> list[str]:
    return [name for name in SCHEMA if name != "immature"]


def same_post() -> pl.Expr:
    """A text that is equal for readings of the same post; null where nothing tells."""
    page, post_id, link = pl.col("page").fill_null(""), pl.col("post_id"), pl.col("permalink")
    usable = post_id.is_not_null() & ~post_id.str.contains(DAMAGED_ID).fill_null(value=False)
    words = pl.col("published_at").cast(pl.String), page, pl.col("post_type"), pl.col("text")
    return (
        pl.when(usable)
        .then(pl.concat_str(pl.lit("id"), page, post_id, separator=_SEPARATOR))
        .when(link.is_not_null())
        .then(pl.concat_str(pl.lit("link"), link, separator=_SEPARATOR))
        .when(pl.col("published_at").is_not_null())
        .then(pl.concat_str(pl.lit("moment"), *(word.fill_null("") for word in words), separator=_SEPARATOR))
    )


def _once(posts: pl.DataFrame) -> pl.DataFrame:
    return posts.filter(pl.col(_KEY).is_not_null() & pl.col(_KEY).is_unique())


def nothing_earlier() -> pl.DataFrame:
    """No outdone readings yet."""
    return pl.DataFrame(schema={"line": pl.Int64(), "read_at": pl.Datetime("us")})
