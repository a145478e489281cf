"""Which counts of a file a recipe can stand on."""

from collections.abc import Iterable

import numpy as np

from services.domain.arrays import Floats, read_only
from services.domain.counts import FEATURE_ORDER, KINDS
from services.domain.errors import InvalidInput
from services.domain.features import PostCounts

# A count that most posts lack would leave most posts out of the fit.
MEASURED_SHARE = 0.5


def measured(posts: PostCounts, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that at least half of the posts have, in the order of charts and tables."""
    wanted = set(names)
    return tuple(
        name for name in FEATURE_ORDER if name in wanted and name in posts.counts and _is_common(posts.counts[name])
    )


def table(posts: PostCounts, names: tuple[str, ...]) -> Floats:
    """(n, p) the counts of these names side by side, NaN = not measured; InvalidInput without any name."""
    if not names:
        raise InvalidInput("This file has no counts this recipe can use. Choose another recipe.", "recipe")
    return read_only(np.column_stack([np.asarray(posts.counts[name], dtype=np.float64) for name in names]))


def with_total(posts: PostCounts) -> PostCounts:
    """The same posts with `reactions`: as measured, else the sum of the kinds a file has instead."""
    kinds = measured(posts, KINDS)
    if measured(posts, ("reactions",)) or not kinds:
        return posts
    return PostCounts({**posts.counts, "reactions": table(posts, kinds).sum(1)}, posts.post_type, posts.page)


def _is_common(count: Floats) -> bool:
    return bool(np.isfinite(count).mean() >= MEASURED_SHARE) if len(count) else False
