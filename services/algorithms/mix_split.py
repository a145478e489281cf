"""Why a mix of segments changed: other formats, other pages, or the same formats landing differently."""

from dataclasses import dataclass
from itertools import product
from math import factorial

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Booleans, Floats, Labels, read_only
from services.domain.levers import Codes

Counts = NDArray[np.float64]
# What a change is split into, in the order of the parts.
FORMATS, PAGES, LANDING = range(3)
_DRAWS = 300
_SEED = 23


@dataclass(frozen=True, slots=True)
class Split:
    """The change of every segment's share between two periods, and the parts that add up to it.

    change: (k,) share now less share then. parts: (3, k) formats, pages, landing. low, high: (3, k) of the parts, from
    posts drawn anew. top, top_low, top_high: (3,) the parts of all `ranks` that were asked for together.
    """

    change: Floats
    parts: Floats
    low: Floats
    high: Floats
    top: Floats
    top_low: Floats
    top_high: Floats


def count_cells(labels: Labels, pages: Codes, formats: Codes, chosen: Booleans, k: int) -> Counts:
    """(pages, formats, k) how many chosen posts there are of each."""
    shape = (int(pages.max()) + 1, int(formats.max()) + 1, k)
    cell = np.ravel_multi_index((pages[chosen], formats[chosen], labels[chosen].astype(np.int64)), shape)
    return np.bincount(cell, minlength=int(np.prod(shape))).reshape(shape).astype(float)


def split_change(then: Counts, now: Counts) -> Floats:
    """(3, k) the parts of the change of each segment's share; their sum over the first axis is the change, exactly.

    then, now: (pages, formats, k) posts, one or more in all. A share is the sum over pages and formats of (share of
    the page) x (share of the format on it) x (share of its posts that land there). Each of the three is put from then
    to now in all six orders, and its part is the mean of what that changes (Shapley; Kitagawa 1955 for two factors).
    What has no posts in one period has the other's figures in both, so that it is part of the mix, not of landing.
    """
    worlds = dict(zip(product((0, 1), repeat=3), _shares(then, now), strict=True))
    parts = np.zeros((3, then.shape[2]))
    for factor in range(3):
        for others in product((0, 1), repeat=2):
            before, after = (_world(factor, state, others) for state in (0, 1))
            weight = factorial(sum(others)) * factorial(2 - sum(others)) / 6
            parts[factor] += weight * (worlds[after] - worlds[before])
    return parts


def split(then: Counts, now: Counts, ranks: tuple[int, ...]) -> Split:
    """The same with 95 % intervals; the posts of each period are drawn anew 300 times."""
    parts, k = split_change(then, now), then.shape[2]
    draw = np.random.default_rng(_SEED)
    drawn = np.zeros((_DRAWS, 3, k))
    for number in range(_DRAWS):
        drawn[number] = split_change(_anew(draw, then), _anew(draw, now))
    low, high = np.percentile(drawn, [2.5, 97.5], axis=0)
    top = drawn[:, :, list(ranks)].sum(axis=2)
    top_low, top_high = np.percentile(top, [2.5, 97.5], axis=0)
    figures = (parts.sum(axis=0), parts, low, high, parts[:, list(ranks)].sum(axis=1), top_low, top_high)
    return Split(*(read_only(np.asarray(one)) for one in figures))


def _shares(then: Counts, now: Counts) -> list[Floats]:
    """(k,) for each of the eight worlds, in the order of the product of (formats, pages, landing)."""
    before, after = _factors(then, now), _factors(now, then)
    return [
        np.einsum("p,pf,pfk->k", *(_of(before, after, world)[place] for place in (PAGES, FORMATS, LANDING)))
        for world in product((0, 1), repeat=3)
    ]


def _of(before: tuple[Floats, ...], after: tuple[Floats, ...], world: tuple[int, ...]) -> list[Floats]:
    return [after[factor] if later else before[factor] for factor, later in enumerate(world)]


def _factors(own: Counts, other: Counts) -> tuple[Floats, Floats, Floats]:
    """Formats on each page (p, f), pages (p,), landing (p, f, k); of what has no posts, the other period's."""
    formats = _rates(own.sum(axis=2), other.sum(axis=2))
    return formats, own.sum(axis=(1, 2)) / own.sum(), _rates(own, other)


def _rates(own: Counts, other: Counts) -> Floats:
    """Shares along the last axis."""
    whole = own.sum(axis=-1, keepdims=True)
    used = np.where(whole > 0, own, other)
    return np.asarray(used / np.maximum(used.sum(axis=-1, keepdims=True), 1.0))


def _world(factor: int, state: int, others: tuple[int, ...]) -> tuple[int, ...]:
    around = list(others)
    around.insert(factor, state)
    return tuple(around)


def _anew(draw: np.random.Generator, counts: Counts) -> Counts:
    total = counts.sum()
    return draw.multinomial(int(total), counts.ravel() / total).reshape(counts.shape).astype(float)
