"""Which values of levers go with more, told from luck over all comparisons at once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats
from services.domain.levers import Codes
from services.domain.posts import Posts
from services.domain.recommending import Compared, Comparison, Trials
from services.progress import Report, unwatched

from .spreads import page_spreads
from .trials import trials
from .within_strata import Within, left_out_interval, telling_groups, within_strata

FLIPS = 1999
# With the best time of the week, looked for at 5 % in both halves, files without any effect stay below 5 % together.
SIGNIFICANT = 0.02
FEWEST_POSTS = 20
FEWEST_WEEKS = 8
FEWEST_PAGES = 5
# Weeks of more pages than this are thrown together, so that any file takes the same time.
_MOST_WEEKS = 4000
_SEED = 17


@dataclass(frozen=True, slots=True)
class _Tried:
    """One comparison: a value, a count, and the posts that can be compared."""

    value: int
    count: int
    rows: NDArray[np.intp]
    within: Within


def compare_posts(posts: Posts, report: Report = unwatched) -> Compared:
    """Every value of every lever against the rest, on every count."""
    return compare(trials(posts), report)


def compare(given: Trials, report: Report = unwatched, flips: int = FLIPS) -> Compared:
    """All comparisons that the file allows, and those that stand: p of 2 % at most, and an interval above 1.

    p is that of Westfall and Young: the share of so many files, the signs of whole weeks of a page thrown anew, in
    which the strongest of all comparisons is as strong as this one. The same posts give the same figures.
    """
    tried = [
        one
        for value in range(len(given.values))
        for count in range(len(given.counts))
        if (one := _try(given, value, count))
    ]
    report(0.3, "Comparing with files without any effect")
    p = _chances(given, tried, flips)
    found = [
        _comparison(given, one, float(chance))
        for one, chance in zip(tried, p, strict=True)
        if chance <= SIGNIFICANT and one.within.difference > 0
    ]
    stands = tuple(sorted((one for one in found if one.low > 1), key=lambda one: -one.worth))
    return Compared(stands, len(tried), len(given), any(given.pages), page_spreads(given))


def _try(given: Trials, value: int, count: int) -> _Tried | None:
    """None where too few posts of the same page and month can be compared."""
    rows = np.flatnonzero(given.known[:, value] & ~np.isnan(given.earned[:, count]))
    chosen, stratum = given.chosen[rows, value], given.stratum[rows]
    size = int(given.stratum.max(initial=0)) + 1
    both = np.minimum(*(np.bincount(stratum[side], minlength=size) for side in (chosen, ~chosen)))
    rows = rows[both[stratum] > 0]
    chosen = given.chosen[rows, value]
    if min(int(chosen.sum()), int((~chosen).sum())) < FEWEST_POSTS:
        return None
    within = within_strata(chosen, given.earned[rows, count], given.stratum[rows])
    if telling_groups(within, given.week[rows]) < FEWEST_WEEKS:
        return None
    return _Tried(value, count, rows, within)


def _chances(given: Trials, tried: list[_Tried], flips: int) -> Floats:
    """(c,) p of each comparison, all of them looked at together."""
    if not tried:
        return np.zeros(0)
    draw = np.random.default_rng(_SEED)
    groups = _gathered(given.week, draw)
    size = int(groups.max()) + 1
    said = np.stack([_said(one, groups, size) for one in tried], axis=1)
    scale = np.maximum(np.sqrt(np.square(said).sum(axis=0)), np.finfo(float).tiny)
    scaled = (said / scale).astype(np.float32)
    signs = draw.integers(0, 2, (flips, size), dtype=np.int8).astype(np.float32) * 2 - 1
    strongest = np.abs(signs @ scaled).max(axis=1)
    seen = np.abs(scaled.sum(axis=0))
    return np.asarray((1 + (strongest[:, None] >= seen).sum(axis=0)) / (flips + 1))


def _said(one: _Tried, groups: Codes, size: int) -> Floats:
    """(g,) what each group of posts says for a difference: 0 on average where there is none."""
    weights = one.within.chosen * one.within.earned
    return np.asarray(np.bincount(groups[one.rows], weights=weights, minlength=size), dtype=np.float64)


def _gathered(week: Codes, draw: np.random.Generator) -> Codes:
    weeks = int(week.max(initial=0)) + 1
    if weeks <= _MOST_WEEKS:
        return week
    return np.asarray(draw.permutation(weeks)[week] % _MOST_WEEKS)


def _comparison(given: Trials, one: _Tried, p: float) -> Comparison:
    rows, within = one.rows, one.within
    chosen = given.chosen[rows, one.value]
    named = given.page[rows] if any(given.pages) else np.zeros(len(rows), np.int64)
    pages, weeks = telling_groups(within, named), telling_groups(within, given.week[rows])
    by_page = pages >= FEWEST_PAGES
    low, high = left_out_interval(within, named if by_page else given.week[rows])
    ratio, medians = float(np.exp(within.difference)), _medians(given, one)
    rest = int((~chosen).sum())
    return Comparison(
        value=given.values[one.value],
        count=given.counts[one.count],
        ratio=ratio,
        low=float(np.exp(low)),
        high=float(np.exp(high)),
        medians=medians,
        posts=(len(rows) - rest, rest),
        p=p,
        worth=(ratio - 1) * rest / len(rows) * medians[1],
        resampled=f"{pages:,} pages" if by_page else f"{weeks:,} weeks of posts",
    )


def _medians(given: Trials, one: _Tried) -> tuple[float, float]:
    """The middle post with the value and of the rest, in a page and month of middle level."""
    chosen, level = given.chosen[one.rows, one.value], one.within.level
    left = given.earned[one.rows, one.count] - level
    middles = [np.median(level) + np.median(left[side]) for side in (chosen, ~chosen)]
    with_value, rest = (max(float(np.expm1(middle)), 0.0) for middle in middles)
    return with_value, rest
