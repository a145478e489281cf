"""Posts that earned far more than posts with the same levers: residuals of an additive fit by medians."""

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats
from services.domain.changes import Outlier
from services.domain.levers import Codes
from services.domain.posts import Posts

from .interactions import interactions

# In robust standard deviations: of posts that vary like a bell on the log scale, one in 15 million lies beyond.
FAR = 5.25
MOST = 8
_ROUNDS = 12
_NORMAL = 1.4826  # turns a median absolute deviation into a standard deviation
_MEDIAN = 1.2533  # how much less sure a median is than a mean
_Z = 1.96
_HOURS_OF_PART = 6
_MONDAY = np.datetime64("1970-01-05", "D")


def find_outliers(posts: Posts) -> tuple[Outlier, ...]:
    """At most eight, the farthest first; posts whose counts still grow are left out.

    What is expected of a post is the sum of effects of its format, page, month and part of the week, each a median,
    on the scale of log(1 + engagement).
    """
    total = interactions(posts)
    rows = np.flatnonzero(~posts.immature & ~np.isnan(total))
    if len(rows) < 2:
        return ()
    earned = np.log1p(total[rows])
    levers = _levers(posts, rows)
    rest = residuals(earned, levers)
    spread = _NORMAL * float(np.median(np.abs(rest - np.median(rest))))
    far = rest > FAR * spread if spread > 0 else np.zeros(len(rows), bool)
    order = np.flatnonzero(far)[np.argsort(-rest[far], kind="stable")][:MOST]
    unsure = _Z * _MEDIAN * spread * np.sqrt(sum(1 / _sizes(codes)[order] for codes in levers))
    return tuple(
        Outlier(
            post_id=str(posts.ids[rows[place]]),
            earned=float(total[rows[place]]),
            times=float(np.exp(rest[place])),
            low=float(np.exp(rest[place] - reach)),
            high=float(np.exp(rest[place] + reach)),
        )
        for place, reach in zip(order, unsure, strict=True)
    )


def residuals(earned: Floats, levers: tuple[Codes, ...]) -> Floats:
    """(n,) what is left of `earned` when the medians of all levers' values are taken out in turn until they settle."""
    rest = earned - np.median(earned)
    for _ in range(_ROUNDS):
        before = rest
        for codes in levers:
            rest = rest - _medians(rest, codes)[codes]
        if np.abs(rest - before).max() < 1e-6:
            break
    return np.asarray(rest)


def _levers(posts: Posts, rows: NDArray[np.intp]) -> tuple[Codes, ...]:
    published = posts.published[rows]
    month = published.astype("datetime64[M]").astype(np.int64)
    columns = (posts.formats[rows].astype(str), posts.pages[rows].astype(str), month, _part_of_week(published))
    return tuple(np.unique(column, return_inverse=True)[1].astype(np.int64) for column in columns)


def _part_of_week(published: NDArray[np.datetime64]) -> Codes:
    """(n,) night, morning, afternoon or evening, of a working day or of the weekend; -1 without a date."""
    hours = (published.astype("datetime64[h]") - _MONDAY.astype("datetime64[h]")).astype(np.int64)
    weekend = hours // 24 % 7 >= 5
    return np.where(np.isnat(published), -1, hours % 24 // _HOURS_OF_PART + 4 * weekend)


def _medians(values: Floats, codes: Codes) -> Floats:
    """(groups,) the median of each group."""
    order = np.lexsort((values, codes))
    sizes = np.bincount(codes)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    sorted_values = values[order]
    return np.asarray((sorted_values[starts + (sizes - 1) // 2] + sorted_values[starts + sizes // 2]) / 2)


def _sizes(codes: Codes) -> Floats:
    """(n,) how many posts share each one's value."""
    return np.bincount(codes)[codes].astype(float)
