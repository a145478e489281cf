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

    InvalidInput for the first post that cannot be placed; the message names its row. TooLarge for too many posts.
    """
    if len(posts) > MOST_POSTS:
        raise TooLarge(f"{len(posts):,} posts; at most {MOST_POSTS:,} are scored at once. Send them in parts.")
    for post in posts:
        field, reason = why_unplaced(post, names, recipe)
        if reason:
            raise InvalidInput(reason, field)
    raw = [[_feature(post, name, recipe) for name in names] for post in posts]
    return read_only(np.array(raw, np.float64).reshape(len(posts), len(names)))


def without_unplaced(table: PostTable, names: tuple[str, ...], recipe: Recipe) -> PostTable:
    """The table with the posts set aside that cannot be placed."""
    reasons = {post.row: why_unplaced(post, names, recipe)[1] for post in table.posts}
    kept = tuple(post for post in table.posts if not reasons[post.row])
    lost = [(row, reason) for row, reason in reasons.items() if reason]
    return replace(table, posts=kept, set_aside=tuple(sorted((*table.set_aside, *lost))))


def why_unplaced(post: NewPost, names: tuple[str, ...], recipe: Recipe) -> tuple[str, str]:
    """The field that keeps a post from being placed, and the reason; both "" where nothing does."""
    for name, value in post.counts.items():
        reason = wrong_count(name, value, post.row)
        if reason:
            return name, reason
    for formats in recipe.codes.values():
        if _format(post) not in formats:
            shown = repr(post.format[:40]) if post.format else "no format"
            return "format", f"Row {post.row:,} has {shown}; this recipe knows {listed(formats)}."
    if {*names, *(KINDS if "reactions" in names else ())}.isdisjoint(post.counts):
        wanted = listed([name for name in names if name in COUNTS])
        lacks = f"Row {post.row:,} has none of the counts that the segments stand on: {wanted}. Give at least one."
        return "counts", lacks
    return "", ""


def wrong_count(name: str, value: float, row: int) -> str:
    """Why a count is refused, "" where it can be one."""
    if 0 <= value <= MOST and float(value).is_integer():
        return ""
    return f"Row {row:,}: {name} must be a whole number from 0 to {MOST:,}."


def _feature(post: NewPost, name: str, recipe: Recipe) -> float:
    if name in recipe.codes:
        return float(recipe.codes[name].index(_format(post)))
    if name == "reactions" and name not in post.counts:
        # A file of kinds alone has their sum for the total, and so has a post.
        kinds = [post.counts[kind] for kind in KINDS if kind in post.counts]
        return float(sum(kinds)) if kinds else np.nan
    return float(post.counts.get(name, np.nan))


def _format(post: NewPost) -> str:
    return post.format.strip().casefold()
