"""Whether there is a time of the week at which posts earn more, after what else differs is taken out."""

from dataclasses import dataclass

import numpy as np
from scipy import stats

from services.domain.arrays import Booleans, Floats, read_only
from services.domain.levers import BestTime, Codes, Slots

FEWEST = 20
FALSE_DISCOVERIES = 0.05
POWER = 0.80
_HOURS = 24
_SLOTS = 7 * _HOURS
# Taking out several means one after the other settles quickly; this is far more than it takes.
_ROUNDS = 20


@dataclass(frozen=True, slots=True)
class TimedPosts:
    """Dated posts. slot: (n,) weekday * 24 + hour, Monday first. earned: (n,) log(1 + engagement).

    others: what else differs and is taken out, columns of codes (n,). week: (n,) codes of page and week: posts of
    one week on one page are like each other, and count as one piece of evidence. half: (n,) 0 or 1, by week.
    """

    slot: Codes
    earned: Floats
    others: tuple[Codes, ...]
    week: Codes
    half: Codes


@dataclass(frozen=True, slots=True)
class _Means:
    """A slot each: posts, mean of what is left, its standard error and the weeks behind it; NaN without posts."""

    posts: Codes
    mean: Floats
    error: Floats
    weeks: Codes


def find_best_time(posts: TimedPosts) -> BestTime:
    """The grid and the verdict.

    A slot is reliable when it has 20 posts, earns more than equal posts at other times with a false-discovery
    rate of 5 % over all tested slots (Benjamini-Hochberg), and does so in both halves of the weeks.
    """
    left = taken_out(posts.earned, posts.others)
    every = _means(posts, left, np.ones(len(left), bool))
    tested = (every.posts >= FEWEST) & (every.weeks > 2)
    p = _p_values(every, tested)
    discovered = benjamini_hochberg(p, tested) & (every.mean > 0)
    halves = [_means(posts, left, posts.half == half).mean for half in (0, 1)]
    reliable = discovered & (halves[0] > 0) & (halves[1] > 0)
    nearest = _nearest(every, p, tested)
    return BestTime(
        slots=_slots(every, tested, reliable),
        tested=int(tested.sum()),
        fewest=FEWEST,
        nearest=None if nearest is None else divmod(nearest, _HOURS),
        more_posts=None if nearest is None or reliable.any() else _more_posts(every, nearest, int(tested.sum())),
        posts=len(left),
    )


def taken_out(values: Floats, factors: tuple[Codes, ...]) -> Floats:
    """(n,) what is left of the values when the mean of every code of every factor is taken out.

    The residuals of a regression on all factors at once, found by taking out one after the other.
    """
    left = values - values.mean()
    for _ in range(_ROUNDS if len(factors) > 1 else 1):
        for codes in factors:
            posts = np.maximum(np.bincount(codes), 1)
            left = left - (np.bincount(codes, weights=left) / posts)[codes]
    return np.asarray(left)


def benjamini_hochberg(p: Floats, tested: Booleans) -> Booleans:
    """Which of the tested are discoveries, of which 5 % at most are false on average."""
    places = np.flatnonzero(tested)
    found = np.zeros(len(p), bool)
    order = places[np.argsort(p[places], kind="stable")]
    passes = np.flatnonzero(p[order] <= FALSE_DISCOVERIES * np.arange(1, len(order) + 1) / max(len(order), 1))
    if len(passes):
        found[order[: passes[-1] + 1]] = True
    return found


def _means(posts: TimedPosts, left: Floats, chosen: Booleans) -> _Means:
    """By slot, with errors that let posts of the same page and week depend on each other."""
    slot, left, week = posts.slot[chosen], left[chosen], posts.week[chosen]
    number = np.bincount(slot, minlength=_SLOTS)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.bincount(slot, weights=left, minlength=_SLOTS) / number
    pairs, place = np.unique(slot * (int(posts.week.max()) + 1) + week, return_inverse=True)
    sums = np.bincount(place, weights=left - mean[slot])
    of_slot = pairs // (int(posts.week.max()) + 1)
    weeks = np.bincount(of_slot, minlength=_SLOTS)
    with np.errstate(invalid="ignore", divide="ignore"):
        small = weeks / (weeks - 1)
        error = np.sqrt(small * np.bincount(of_slot, weights=sums**2, minlength=_SLOTS)) / number
    return _Means(number, mean, error, weeks)


def _p_values(means: _Means, tested: Booleans) -> Floats:
    p = np.full(_SLOTS, np.nan)
    size = np.abs(means.mean[tested]) / np.maximum(means.error[tested], np.finfo(float).tiny)
    p[tested] = 2 * stats.t.sf(size, means.weeks[tested] - 1)
    return p


def _nearest(means: _Means, p: Floats, tested: Booleans) -> int | None:
    """The tested slot with the strongest evidence of earning more."""
    places = np.flatnonzero(tested & (means.mean > 0))
    return int(places[p[places].argmin()]) if len(places) else None


def _more_posts(means: _Means, slot: int, tested: int) -> int:
    """Posts that are missing to find an effect as large as the one seen, were it the first of all that were tested."""
    wanted = stats.norm.isf(FALSE_DISCOVERIES / tested / 2) + stats.norm.isf(1 - POWER)
    seen = means.mean[slot] / max(means.error[slot], np.finfo(float).tiny)
    return max(int(np.ceil(means.posts[slot] * ((wanted / seen) ** 2 - 1))), 1)


def _slots(means: _Means, tested: Booleans, reliable: Booleans) -> Slots:
    grid = (7, _HOURS)
    reach = np.full(_SLOTS, np.nan)
    reach[tested] = stats.t.isf(0.025, means.weeks[tested] - 1) * means.error[tested]
    low, high = np.exp(means.mean - reach), np.exp(means.mean + reach)
    figures = (np.exp(means.mean), low, high)
    ratio, low, high = (read_only(values.reshape(grid)) for values in figures)
    return Slots(read_only(means.posts.reshape(grid)), ratio, low, high, read_only(reliable.reshape(grid)))
