"""Differences between posts that share their page and month."""

from dataclasses import dataclass

import numpy as np

from services.domain.arrays import Booleans, Floats
from services.domain.levers import Codes

from .student import student

# Of weights that come from rounding alone.
_NOTHING = 1e-9


@dataclass(frozen=True, slots=True)
class Within:
    """One comparison, the means of each page and month taken out of both sides.

    chosen, earned: (n,) what is left of having the value, 0 or 1, and of log(1 + count). level: (n,) what posts
    without the value earn in that page and month, in log units. stratum: (n,) codes of page and month.
    difference: posts with the value less the rest.
    """

    chosen: Floats
    earned: Floats
    level: Floats
    stratum: Codes
    difference: float


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
    return Within(side, left, (means - difference * shares)[stratum], stratum, difference)


def telling_groups(within: Within, group: Codes) -> int:
    """How many groups of posts have something to say: both sides in the same page and month."""
    return int((_weights(within, group) > _NOTHING).sum())


def left_out_interval(within: Within, group: Codes) -> tuple[float, float]:
    """The 95 % interval of the difference, whole groups of posts left out in turn (jackknife, Student's t).

    The means of pages and months are taken anew without each group. Groups that have nothing to say count for
    nothing. NaN with fewer than two.
    """
    telling = _weights(within, group) > _NOTHING
    groups = int(telling.sum())
    if groups < 2:
        return float("nan"), float("nan")
    pull, weight = _without(within, group)
    kept = telling & (weight > _NOTHING)
    without = pull[kept] / weight[kept]
    error = np.sqrt((groups - 1) / groups * np.square(without - without.mean()).sum())
    reach = student(groups - 1) * float(error)
    return within.difference - reach, within.difference + reach


def _without(within: Within, group: Codes) -> tuple[Floats, Floats]:
    """(g,) both parts of the difference, pull / weight, from all posts but each group's."""
    side, left, stratum = within.chosen, within.earned, within.stratum
    cells, cell = np.unique(group * (int(stratum.max()) + 1) + stratum, return_inverse=True)
    group_of, stratum_of = np.divmod(cells, int(stratum.max()) + 1)
    columns = (np.ones(len(side)), side, left, side * side, side * left)
    in_cell = _sums(cell, columns)
    in_stratum = _sums(stratum_of, tuple(in_cell))
    whole, rest = _parts(in_stratum), _parts(in_stratum[:, stratum_of] - in_cell)
    lost = whole[:, stratum_of] - rest
    gone = np.stack([np.bincount(group_of, weights=row, minlength=int(group.max()) + 1) for row in lost])
    pull, weight = whole.sum(axis=1)[:, None] - gone
    return pull, weight


def _sums(codes: Codes, columns: tuple[Floats, ...]) -> Floats:
    """(c, codes) sums of each column by code."""
    return np.stack([np.asarray(np.bincount(codes, weights=column), dtype=np.float64) for column in columns])


def _parts(sums: Floats) -> Floats:
    """(2, s) pull and weight of strata from their posts, sums and products; 0 where nobody is left."""
    posts, side, left, squares, products = sums
    number = np.maximum(posts, 1)
    return np.stack([products - side * left / number, squares - side * side / number])


def _weights(within: Within, group: Codes) -> Floats:
    return np.asarray(np.bincount(group, weights=within.chosen**2), dtype=np.float64)
