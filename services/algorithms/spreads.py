"""How much posts of one page differ by themselves, and how many of them a test would take."""

from math import ceil, exp, log, sqrt
from statistics import NormalDist

import numpy as np

from services.domain.arrays import Booleans, Floats
from services.domain.recommending import PageSpread, Trials

# A test should find a difference of 20 % with four chances in five, at the usual 5 %.
DIFFERENCE, POWER, LEVEL = 1.2, 0.80, 0.05
_FEWEST = 20
_RECENT = 90
_Z = NormalDist().inv_cdf(0.975)


def page_spreads(trials: Trials) -> tuple[PageSpread, ...]:
    """Every page with 20 posts or more, the one with most posts first; a count each."""
    posts = np.bincount(trials.page, minlength=len(trials.pages))
    order = [int(page) for page in np.argsort(-posts, kind="stable") if posts[page] >= _FEWEST]
    every = [_spread(trials, page, column) for page in order for column in range(len(trials.counts))]
    return tuple(one for one in every if one is not None)


def posts_an_arm(spread: float) -> int:
    """Posts that each of two arms needs, for posts that differ so much, in log units; at least two."""
    wanted = -NormalDist().inv_cdf(LEVEL / 2) - NormalDist().inv_cdf(1 - POWER)
    return max(ceil(2 * (wanted * spread / log(DIFFERENCE)) ** 2), 2)


def _spread(trials: Trials, page: int, column: int) -> PageSpread | None:
    own: Booleans = (trials.page == page) & ~np.isnan(trials.earned[:, column])
    months, size = np.unique(trials.stratum[own], return_inverse=True)[1], int(own.sum())
    free = size - (int(months.max(initial=-1)) + 1)
    if size < _FEWEST or free < 1:
        return None
    earned = trials.earned[own, column]
    left = earned - (np.bincount(months, weights=earned) / np.bincount(months))[months]
    days = trials.day[own]
    recent = days > days.max() - _RECENT
    a_week = float(recent.sum() / (min(_RECENT, int(days.max() - days.min()) + 1) / 7))
    spread = float(np.sqrt(np.square(left).sum() / free))
    low, high = spread_interval(left, free)
    return PageSpread(trials.pages[page], trials.counts[column], spread, size, a_week, low, high)


def spread_interval(left: Floats, free: int) -> tuple[float, float]:
    """Where the standard deviation lies in 95 of 100 pages of this kind; left: (n,) what lies around the means.

    Bonett's interval of a variance (2006), which takes the kurtosis from the posts: logs of counts have longer
    tails than a normal distribution. free: degrees of freedom, 1 or more. Both ends are the value where nothing varies.
    """
    posts, squares = len(left), float(np.square(left).sum())
    spread = sqrt(squares / free)
    if not squares or posts < 4:
        return spread, spread
    trim = np.sort(left)[int(posts / (2 * sqrt(posts - 4))) if posts > 16 else 0 :]
    trim = trim[: len(trim) - (posts - len(trim)) or None]
    kurtosis = posts * float(np.power(left - trim.mean(), 4).sum()) / squares**2
    scale = posts / (posts - _Z)
    error = scale * sqrt(max(kurtosis - (posts - 3) / posts, 0.0) / (posts - 1))
    low, high = (sqrt(scale * exp(reach * _Z * error)) * spread for reach in (-1, 1))
    return min(low, spread), high
