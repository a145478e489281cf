"""Posts by their counts, as the features that a segmentation stands on."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from services.domain.arrays import Floats, read_only
from services.domain.counts import COUNTS, KINDS
from services.domain.errors import InvalidInput, TooLarge
from services.domain.scoring import MOST, MOST_POSTS, NewPost, PostTable
from services.recipes import Recipe
from services.wording import listed


def raw_features(posts: Sequence[NewPost], names: tuple[str, ...], recipe: Recipe) -> Floats:
    """(m, p) the features of these names, not yet scaled, NaN = not measured.

    InvalidInput for a count that cannot be one, a format the recipe does not know, or a post without any of the
    counts; TooLarge for too many posts. The message names the row.
    """
    if not posts:
        raise InvalidInput("There is no post to score. Give at least one.", "posts")
    if len(posts) > MOST_POSTS:
        raise TooLarge(f"{len(posts):,} posts; at most {MOST_POSTS:,} are scored at once. Send them in parts.")
    raw = np.array([[_feature(post, name, recipe) for name in names] for post in posts])
    for place in np.flatnonzero(np.isnan(raw[:, [name in COUNTS for name in names]]).all(axis=1)):
        raise InvalidInput(nothing_measured(posts[int(place)], names), "counts")
    return read_only(raw)


def nothing_measured(post: NewPost, names: tuple[str, ...]) -> str:
    """Why a post cannot be placed."""
    wanted = listed([name for name in names if name in COUNTS])
    return f"Row {post.row:,} has none of the counts that the segments stand on: {wanted}. Give at least one."


def without_unplaced(table: PostTable, names: tuple[str, ...]) -> PostTable:
    """The table with the posts set aside that have none of these counts."""
    wanted = {*names, *(KINDS if "reactions" in names else ())} & set(COUNTS)
    lost = tuple((post.row, nothing_measured(post, names)) for post in table.posts if wanted.isdisjoint(post.counts))
    kept = tuple(post for post in table.posts if not wanted.isdisjoint(post.counts))
    return replace(table, posts=kept, set_aside=tuple(sorted((*table.set_aside, *lost))))


def wrong_count(name: str, value: float, row: int) -> str:
    """Why a count is refused, "" where it can be one."""
    if 0 <= value <= MOST and float(value).is_integer():
        return ""
    return f"Row {row:,}: {name} must be a whole number from 0 to {MOST:,}."


def _feature(post: NewPost, name: str, recipe: Recipe) -> float:
    if name in recipe.codes:
        return _code(post, recipe.codes[name])
    value = post.counts.get(name)
    if value is None and name == "reactions":
        # A file of kinds alone has their sum for the total, and so has a post.
        kinds = [post.counts[kind] for kind in KINDS if kind in post.counts]
        value = sum(kinds) if kinds else None
    if value is None:
        return np.nan
    reason = wrong_count(name, value, post.row)
    if reason:
        raise InvalidInput(reason, name)
    return float(value)


def _code(post: NewPost, formats: tuple[str, ...]) -> float:
    form = post.format.strip().casefold()
    if form not in formats:
        shown = repr(form[:40]) if form else "no format"
        raise InvalidInput(f"Row {post.row:,} has {shown}; this recipe knows {listed(formats)}.", "format")
    return float(formats.index(form))
