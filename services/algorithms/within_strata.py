"""Differences between posts that share their page and month."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from services.domain.arrays import Booleans, Floats
from services.domain.levers import Codes

_TAIL = 0.025
# Of weights that come from rounding alone.
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Within:
    """One comparison, the means of each page and month taken out of both sides.

    chosen, earned: (n,) what is left of having the value, 0 or 1, and of log(1 + count). level: (n,) what posts
    without the value earn in that page and month, in log units. difference: posts with the value less the rest.
    stretch: by how much errors are wider than the residuals say, as the means were taken from the same posts.
    """

    chosen: Floats
    earned: Floats
    level: Floats
    difference: float
    stretch: float = 1.0


def within_strata(chosen: Booleans, earned: Floats, stratum: Codes) -> Within:
    """Posts with a value against the rest of their page and month: a regression with a level for each of them.

    NaN as the difference where no page and month has both.
    """
    posts = np.maximum(np.bincount(stratum), 1)
    shares = np.bincount(stratum, weights=chosen.astype(np.float64)) / posts
    means = np.bincount(stratum, weights=earned) / posts
    side, left = chosen - shares[stratum], earned - means[stratum]
    weight = float(side @ side)
    difference = float(side @ left) / weight if weight > _NOTHING else float("nan")
    strata = int((np.bincount(stratum) > 0).sum())
    stretch = float(np.sqrt(len(left) / max(len(left) - strata - 1, 1)))
    return Within(side, left, (means - difference * shares)[stratum], difference, stretch)


def telling_groups(within: Within, group: Codes) -> int:
    """How many groups of posts have something to say: both sides in the same page and month."""
    return int((_weights(within, group) > _NOTHING).sum())


def left_out_interval(within: Within, group: Codes, *, whole_strata: bool) -> tuple[float, float]:
    """The 95 % interval of the difference, whole groups of posts left out in turn (jackknife, Student's t).

    whole_strata: whether a group holds all posts of its page and month; else errors are stretched.
    Groups that have nothing to say count for nothing. NaN with fewer than two.
    """
    weight = _weights(within, group)
    pull = np.bincount(group, weights=within.chosen * within.earned)
    telling = weight > _NOTHING
    groups = int(telling.sum())
    if groups < 2:
        return float("nan"), float("nan")
    without = (pull.sum() - pull[telling]) / (weight.sum() - weight[telling])
    error = np.sqrt((groups - 1) / groups * np.square(without - without.mean()).sum())
    reach = float(stats.t.isf(_TAIL, groups - 1) * error) * (1.0 if whole_strata else within.stretch)
    return within.difference - reach, within.difference + reach


def _weights(within: Within, group: Codes) -> Floats:
    return np.asarray(np.bincount(group, weights=within.chosen**2), dtype=np.float64)
