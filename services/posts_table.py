"""The table of posts in view, a block at a time."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.analyses import Analysed
from services.domain.arrays import Booleans
from services.domain.counts import COUNTS
from services.domain.errors import InvalidInput
from services.domain.selection import TableQuery
from services.domain.views import Figure, PostRow, PostsPage
from services.profiles import shown_counts

_LARGEST_BLOCK = 500
# Within a segment the table begins with the posts that have most of the first of these that was measured.
_LEADING = ("shares", "comments", "reactions")


def table_counts(analysed: Analysed) -> tuple[str, ...]:
    """The counts that have a column: the total of reactions first, then what the charts show."""
    total = ("reactions",) if "reactions" in analysed.posts.counts else ()
    return (*total, *(name for name in shown_counts(analysed) if name not in total))


def posts_page(analysed: Analysed, in_view: Booleans, query: TableQuery) -> PostsPage:
    """A block of the posts in view; InvalidInput for a column that is not there or a block out of bounds."""
    if query.start < 0 or not 0 <= query.end - query.start <= _LARGEST_BLOCK:
        raise InvalidInput(f"Rows {query.start} to {query.end} cannot be shown at once.", "rows")
    order = _order(analysed, np.flatnonzero(in_view), query)
    rows = tuple(_row(analysed, int(place)) for place in order[query.start : query.end])
    return PostsPage(rows, len(order))


def _order(analysed: Analysed, places: NDArray[np.intp], query: TableQuery) -> NDArray[np.intp]:
    labels, counts = analysed.described.segmentation.labels, analysed.posts.counts
    if not query.sort:
        leading = next(name for name in (*_LEADING, *counts) if name in counts)
        strength = -np.nan_to_num(counts[leading][places])
        ranked: NDArray[np.intp] = places[np.lexsort((strength, labels[places]))]
        return ranked
    key = _column(analysed, query.sort)[places]
    order = np.argsort(key, kind="stable")
    missing = _missing(key[order])
    known = order[~missing]
    # What was not measured stands last, whichever way the rest is sorted.
    sorted_places: NDArray[np.intp] = places[
        np.concatenate([known[::-1] if query.descending else known, order[missing]])
    ]
    return sorted_places


def _missing(values: NDArray[Any]) -> Booleans:
    """(n,) counts that were not measured, dates that are not known."""
    if values.dtype.kind == "M":
        unknown: Booleans = np.isnat(values)
        return unknown
    return np.isnan(values) if values.dtype.kind == "f" else np.zeros(len(values), bool)


def _column(analysed: Analysed, name: str) -> NDArray[np.generic]:
    posts = analysed.posts
    if name in table_counts(analysed):
        return posts.counts[name]
    if name == "published_at":
        return posts.published
    if name == "segment":
        return analysed.described.segmentation.labels
    if name == "membership":
        return analysed.described.segmentation.membership
    if name in ("format", "page"):
        return (posts.formats if name == "format" else posts.pages).astype(str)
    raise InvalidInput(f"The table has no column {name!r} to sort by.", "sort")


def _row(analysed: Analysed, place: int) -> PostRow:
    posts, described = analysed.posts, analysed.described
    rank = int(described.segmentation.labels[place])
    return PostRow(
        number=place + 1,
        post_id=posts.ids[place],
        segment=described.names[rank],
        rank=rank,
        format=posts.formats[place],
        page=posts.pages[place],
        published_at=posts.published[place].item(),
        counts=tuple(figure(analysed, name, place) for name in table_counts(analysed)),
        membership=float(described.segmentation.membership[place]),
    )


def figure(analysed: Analysed, name: str, place: int) -> Figure:
    """One post's count with its words; None = not measured."""
    value = float(analysed.posts.counts[name][place])
    return Figure(None if np.isnan(value) else value, COUNTS[name].label)
