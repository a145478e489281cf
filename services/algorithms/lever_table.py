"""Posts as levers: what was chosen before publishing, as codes."""

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Booleans, Labels
from services.domain.levers import FORMAT, PAGE, TAGS, TEXT, TIME, TOGETHER, Codes, LeverTable
from services.domain.posts import Posts

from .best_time import TimedPosts
from .interactions import interactions
from .text_features import text_codes

# Larger files are told from so many posts, drawn the same way every time.
MOST_POSTS = 20_000
_MONDAY = np.datetime64("1970-01-05", "D")


def lever_table(posts: Posts, outcome: Labels, seed: int) -> LeverTable:
    """The posts whose counts do not grow any more, in the order of time; at most 20,000 of them.

    A lever that the file does not know, or that is the same everywhere, is left out.
    """
    rows = _in_order(posts, _drawn(~posts.immature, seed))
    dated = ~np.isnat(posts.published[rows])
    page = _codes(posts.pages[rows]) if posts.has_pages else None
    when = _when(posts.published[rows])
    known = {
        FORMAT: (_codes(posts.formats[rows]),),
        PAGE: (page,) if page is not None else (),
        TIME: (when // 24, when % 24) if dated.all() else (),
        TEXT: text_codes(posts.texts[rows]) if (posts.texts != "").any() else (),
        TAGS: tuple(posts.tags[tag][rows].astype(np.int64) for tag in sorted(posts.tags)),
    }
    levers = {name: columns for name, columns in known.items() if any(column.max() > 0 for column in columns)}
    others = [columns for name, columns in levers.items() if name != PAGE]
    if len(others) > 1:
        levers[TOGETHER] = tuple(column for columns in others for column in columns)
    month = _codes(posts.published[rows].astype("datetime64[M]").astype(np.int64))
    return LeverTable(levers, outcome[rows], page, dated, _together(page, month))


def timed_posts(posts: Posts) -> TimedPosts:
    """The dated posts whose counts do not grow any more, with what they earned in all."""
    total = interactions(posts)
    rows = np.flatnonzero(~posts.immature & ~np.isnat(posts.published) & ~np.isnan(total))
    published, page = posts.published[rows], _codes(posts.pages[rows])
    week = (published.astype("datetime64[D]") - _MONDAY).astype(np.int64) // 7
    quarter = _codes(published.astype("datetime64[M]").astype(np.int64) // 3)
    return TimedPosts(
        slot=_when(published),
        earned=np.log1p(total[rows]),
        others=(_codes(posts.formats[rows]), quarter, page),
        week=_together(page, _codes(week)),
        half=np.asarray(week % 2),
    )


def _drawn(mature: Booleans, seed: int) -> NDArray[np.intp]:
    rows = np.flatnonzero(mature)
    if len(rows) <= MOST_POSTS:
        return rows
    return np.random.default_rng(seed).choice(rows, MOST_POSTS, replace=False)


def _in_order(posts: Posts, rows: NDArray[np.intp]) -> NDArray[np.intp]:
    """Posts without a date first; of equal times the one that stands first in the file."""
    rows = np.sort(rows)
    times = posts.published[rows]
    order = np.lexsort((times, ~np.isnat(times)))
    return np.asarray(rows[order])


def _when(published: NDArray[np.datetime64]) -> Codes:
    """(n,) weekday * 24 + hour, Monday first; 0 without a date."""
    hours = (published.astype("datetime64[h]") - _MONDAY.astype("datetime64[h]")).astype(np.int64)
    return np.where(np.isnat(published), 0, hours % (7 * 24))


def _together(page: Codes | None, period: Codes) -> Codes:
    return period if page is None else _codes(page * (int(period.max()) + 1) + period)


def _codes(values: NDArray[np.generic]) -> Codes:
    """(n,) 0, 1, 2 ... in the order of the values."""
    plain = values.astype(str) if values.dtype == object else values
    return np.asarray(np.unique(plain, return_inverse=True)[1], dtype=np.int64)
