"""Every leaf of a forest as a product game, and the SHAP values of a few posts from it. Numpy only.

A leaf is a box: for each feature an interval (lower, upper] of values that satisfy all splits on it. With
coalition S, path-dependent TreeSHAP gives the leaf's value times the product over the features of o_j
(1 if the post is in the interval, else 0) for members and r_j (the product of the splits' cover
fractions) for the others. The Shapley value of a product game is an integral over one variable,

    phi_j = value * integral_0^1 (o_j - r_j) prod_{i != j} (t o_i + (1 - t) r_i) dt,

a polynomial in t, so that Gauss-Legendre nodes give it exactly. Features without a split have
o = r = 1 and drop out.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Booleans, Floats
from services.domain.surrogate import FlatForest


@dataclass(frozen=True, slots=True)
class LeafGames:
    """The leaves of all trees; L leaves, p features, k segments.

    lower, upper: (L, p) the interval (lower, upper]. missing: (L, p) whether a value that was not
    measured satisfies all splits. split: (L, p) whether there is a split on the feature at all.
    share: (L, p) product of the cover fractions, above 0 to 1. value: (L, k) already divided by the
    number of trees.
    """

    lower: Floats
    upper: Floats
    missing: Booleans
    split: Booleans
    share: Floats
    value: Floats


def open_leaves(forest: FlatForest) -> LeafGames:
    """The games of the forest's leaves, in the order of their nodes."""
    shape = (len(forest.left), forest.features)
    lower, upper, share = np.full(shape, -np.inf), np.full(shape, np.inf), np.ones(shape)
    missing, split = np.ones(shape, np.bool_), np.zeros(shape, np.bool_)
    parents = forest.roots
    while len(parents):
        parents = parents[forest.left[parents] >= 0]
        feature, threshold = forest.feature[parents], forest.threshold[parents]
        for children, goes_left in ((forest.left[parents], True), (forest.right[parents], False)):
            for column in (lower, upper, share, missing, split):
                column[children] = column[parents]
            side, bound = (upper, np.minimum) if goes_left else (lower, np.maximum)
            side[children, feature] = bound(side[children, feature], threshold)
            share[children, feature] *= forest.cover[children] / forest.cover[parents]
            missing[children, feature] &= forest.missing_left[parents] == goes_left
            split[children, feature] = True
        parents = np.concatenate([forest.left[parents], forest.right[parents]])
    leaf = forest.left < 0
    value = forest.value[leaf] / len(forest.roots)
    return LeafGames(lower[leaf], upper[leaf], missing[leaf], split[leaf], share[leaf], value)


def measure_base(games: LeafGames) -> Floats:
    """(k,) the forest's mean answer over its training posts: what SHAP values are counted from."""
    return np.asarray(games.share.prod(axis=1) @ games.value)


def place_nodes(features: int) -> tuple[Floats, Floats]:
    """Places in (0, 1) and weights of the fewest Gauss-Legendre nodes that are exact for p features.

    The integrand has degree p - 1, and N nodes are exact to degree 2 N - 1.
    """
    places, weights = np.polynomial.legendre.leggauss(max(1, -(-features // 2)))
    return (places + 1) / 2, weights / 2


def explain_one(games: LeafGames, post: Floats) -> Floats:
    """(p, k) the SHAP values of one post, some milliseconds; post: (p,) counts, NaN = not measured."""
    rounded = post.astype(np.float32).astype(np.float64)
    inside: NDArray[np.bool_] = (games.lower < rounded) & (rounded <= games.upper)
    inside = np.where(np.isnan(rounded), games.missing, inside) | ~games.split
    values = np.zeros(games.share.shape)
    for place, weight in zip(*place_nodes(games.share.shape[1]), strict=True):
        factors = place * inside + (1 - place) * games.share
        values += (inside - games.share) / factors * factors.prod(axis=1, keepdims=True) * weight
    return np.asarray(values.T @ games.value)
