"""How sure a change from one period to another is: ratios of medians, differences of shares."""

from statistics import NormalDist

import numpy as np

from services.domain.arrays import Booleans, Floats
from services.domain.levers import Codes

from .student import student

# Pages beyond so many are left out several at a time, which changes the interval little and its cost much.
_MOST_GROUPS = 40
# With so many posts fewer lots are enough, and forty would be waited for.
_MANY_POSTS, _FEW_GROUPS = 200_000, 10
_DRAWS = 2000
_SEED = 17
_Z = NormalDist().inv_cdf(0.975)
Interval = tuple[float, float]
UNKNOWN = (float("nan"), float("nan"))


def ratio_of_medians(earned: Floats, now: Booleans, then: Booleans, group: Codes | None) -> tuple[float, Interval]:
    """The median of `earned` now over that of then, 1 = the same, with its 95 % interval.

    earned: (n,) 0 or more, NaN = not measured. now, then: (n,) which posts are of which period. group: (n,) codes of
    what is drawn anew; None = every post by itself. NaN where a median is 0 or unknown, or too little varies.
    """
    kept = ~np.isnan(earned)
    now, then = now & kept, then & kept
    ratio = _log_ratio(earned, now, then)
    if np.isnan(ratio):
        return ratio, UNKNOWN
    if group is None:
        return float(np.exp(ratio)), _drawn_medians(earned[now], earned[then])
    left_out = [_log_ratio(earned, now & rest, then & rest) for rest in _without_each(group, now | then)]
    low, high = jackknife(ratio, np.array(left_out))
    return float(np.exp(ratio)), (float(np.exp(low)), float(np.exp(high)))


def median_interval(earned: Floats, group: Codes | None) -> Interval:
    """The 95 % interval of the median of `earned`, (n,) 0 or more and all measured; groups as in ratio_of_medians.

    Posts by themselves: the order statistics between which the median of a sample drawn anew lies. NaN where there
    are too few posts, or too few groups.
    """
    if group is not None:
        there, logged = np.ones(len(earned), bool), np.log1p(earned)
        lots = _MOST_GROUPS if len(earned) <= _MANY_POSTS else _FEW_GROUPS
        left_out = [float(np.median(logged[rest])) for rest in _without_each(group, there, lots) if rest.any()]
        low, high = jackknife(float(np.median(logged)), np.array(left_out))
        return float(np.expm1(max(low, 0.0))), float(np.expm1(high))
    posts = len(earned)
    below = int(np.floor((posts - _Z * np.sqrt(posts)) / 2)) - 1
    if below < 0:
        return UNKNOWN
    ordered = np.partition(earned, (below, posts - 1 - below))
    return float(ordered[below]), float(ordered[posts - 1 - below])


def difference_of_shares(part: Booleans, now: Booleans, then: Booleans, group: Codes | None) -> tuple[float, Interval]:
    """The share of posts in `part` now less that of then, -1 to 1, with its 95 % interval; NaN without posts.

    Groups as in ratio_of_medians; posts by themselves have Newcombe's interval (1998, method 10).
    """
    difference = _difference(part, now, then)
    if np.isnan(difference):
        return difference, UNKNOWN
    if group is None:
        return difference, _newcombe(part[now], part[then])
    left_out = [_difference(part, now & rest, then & rest) for rest in _without_each(group, now | then)]
    return difference, jackknife(difference, np.array(left_out))


def jackknife(whole: float, left_out: Floats) -> Interval:
    """The 95 % interval of a statistic from its values without each group: Student's, one degree less than groups."""
    groups = len(left_out)
    if groups < 2 or np.isnan(left_out).any():
        return UNKNOWN
    error = np.sqrt((groups - 1) / groups * np.square(left_out - left_out.mean()).sum())
    reach = student(groups - 1) * float(error)
    return whole - reach, whole + reach


def wilson(share: float, posts: int) -> Interval:
    """Wilson's 95 % interval of a share of so many posts, 1 or more."""
    middle = (share + _Z**2 / (2 * posts)) / (1 + _Z**2 / posts)
    reach = _Z / (1 + _Z**2 / posts) * np.sqrt(share * (1 - share) / posts + _Z**2 / (4 * posts**2))
    return float(middle - reach), float(middle + reach)


def _without_each(group: Codes, there: Booleans, lots: int = _MOST_GROUPS) -> list[Booleans]:
    """The posts that are left without each group, or without each of so many lots of groups."""
    known, place = np.unique(group[there], return_inverse=True)
    lot = np.full(len(group), -1)
    lot[there] = place % lots
    return [lot != number for number in range(min(len(known), lots))]


def _log_ratio(earned: Floats, now: Booleans, then: Booleans) -> float:
    if not now.any() or not then.any():
        return float("nan")
    above, below = np.median(earned[now]), np.median(earned[then])
    return float(np.log(above / below)) if above > 0 and below > 0 else float("nan")


def _drawn_medians(now: Floats, then: Floats) -> Interval:
    """The median of a sample drawn anew lies at a place that follows a beta distribution."""
    draw = np.random.default_rng(_SEED)
    medians = [np.quantile(one, draw.beta((len(one) + 1) / 2, (len(one) + 1) / 2, _DRAWS)) for one in (now, then)]
    if min(len(now), len(then)) < 2 or medians[1].min() <= 0:
        return UNKNOWN
    low, high = np.percentile(medians[0] / medians[1], [2.5, 97.5])
    return float(low), float(high)


def _difference(part: Booleans, now: Booleans, then: Booleans) -> float:
    return float(part[now].mean() - part[then].mean()) if now.any() and then.any() else float("nan")


def _newcombe(now: Booleans, then: Booleans) -> Interval:
    a, b = float(now.mean()), float(then.mean())
    (low_a, high_a), (low_b, high_b) = wilson(a, len(now)), wilson(b, len(then))
    low = a - b - np.sqrt((a - low_a) ** 2 + (high_b - b) ** 2)
    high = a - b + np.sqrt((high_a - a) ** 2 + (b - low_b) ** 2)
    return float(low), float(high)
