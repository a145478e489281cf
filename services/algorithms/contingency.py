"""Two ways to part the same posts, by how many posts their segments share; numpy only."""

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats

Ranks = NDArray[np.integer]


def contingency(first: Ranks, second: Ranks, shape: tuple[int, int], weights: Floats | None = None) -> Floats:
    """(a, b) posts that are in a segment of the first and of the second labelling; shape: how many each has.

    first, second: (n,) segments from 0. weights: (n,) posts behind each entry, None = one.
    """
    places = first.astype(np.int64, copy=False) * shape[1] + second
    counted: Floats = np.bincount(places, weights=weights, minlength=shape[0] * shape[1]).astype(np.float64)
    return counted.reshape(shape)


def jaccards(common: Floats) -> Floats:
    """(a, b) posts in both segments over posts in either, 0 to 1; 0 where neither has a post."""
    overlaps: Floats = common / np.maximum(common.sum(1)[:, None] + common.sum(0) - common, 1)
    return overlaps


def adjusted_rand(common: Floats) -> float:
    """The adjusted Rand index of two labelings from their contingency table, 1 = the same."""
    both, rows, columns = (_pairs(each) for each in (common, common.sum(1), common.sum(0)))
    expected = rows * columns / max(_pairs(common.sum(keepdims=True)), 1.0)
    most = (rows + columns) / 2
    return 1.0 if most == expected else float((both - expected) / (most - expected))


def _pairs(sizes: Floats) -> float:
    return float((sizes * (sizes - 1) / 2).sum())
