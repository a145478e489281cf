"""Every measure through time, for the small lines on tiles."""

from collections.abc import Callable

import numpy as np

from services.algorithms.interactions import interactions
from services.analyses import Analysed
from services.domain.arrays import Booleans
from services.domain.overview import Spark
from services.domain.periods import Measured
from services.domain.segmentation import BORDERLINE
from services.profiles import grain_of, mean, middle
from services.strongest import strongest_ranks

# More would be finer than a tile is wide.
MOST = 26


def sparks(analysed: Analysed, chosen: Booleans) -> dict[Measured, Spark]:
    """The newest 26 weeks, months or quarters of the chosen posts; chosen: (n,). No values where no date is known."""
    published = analysed.posts.published
    dated = chosen & ~np.isnat(published)
    if not dated.any():
        return {what: Spark((), "week") for what in Measured}
    grain = grain_of(published[dated])
    number = np.where(dated, grain.number(np.where(dated, published, published[dated][0])), -1)
    last = int(number[dated].max())
    first = max(int(number[dated].min()), last - MOST + 1)
    ends = grain.start(first), grain.start(last)
    measures = _measures(analysed)
    return {
        what: Spark(tuple(measures[what](number == one) for one in range(first, last + 1)), grain.word, *ends)
        for what in Measured
    }


def _measures(analysed: Analysed) -> dict[Measured, Callable[[Booleans], float]]:
    """What is measured of some posts, as in services.comparison: those that still grow count as posts alone."""
    segmentation, grown = analysed.described.segmentation, ~analysed.posts.immature
    earned = interactions(analysed.posts)
    strongest = np.isin(segmentation.labels, strongest_ranks(analysed)).astype(float)
    borderline = (segmentation.membership < BORDERLINE).astype(float)
    return {
        Measured.POSTS: lambda posts: float(posts.sum()),
        Measured.ENGAGEMENT: lambda posts: middle(earned[posts & grown]),
        Measured.STRONGEST: lambda posts: mean(strongest[posts & grown]),
        Measured.BORDERLINE: lambda posts: mean(borderline[posts & grown]),
    }
