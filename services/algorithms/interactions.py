"""What a post earned in all."""

import numpy as np

from services.domain.arrays import Floats
from services.domain.counts import FEATURE_ORDER
from services.domain.posts import Posts

_NO_KIND = ("comments", "shares", "reactions", "saves")


def interactions(posts: Posts) -> Floats:
    """(n,) comments, shares and reactions in all; NaN where none was measured.

    The total of reactions counts only where the file has no kinds of them.
    """
    names = [name for name in FEATURE_ORDER[:-2] if name in posts.counts]
    kinds = [name for name in names if name not in _NO_KIND]
    chosen = [name for name in names if name != "reactions" or not kinds]
    if not chosen:
        return np.full(len(posts), np.nan)
    table = np.stack([posts.counts[name] for name in chosen], axis=1)
    return np.where(np.isnan(table).all(axis=1), np.nan, np.nansum(table, axis=1))
