"""SHAP values of every post for every segment: exact path-dependent TreeSHAP as a kernel over leaves.

`leaf_games` has the formula. What the kernel adds: a post's part in a leaf's game is only the pattern of
the path's features it satisfies, so a pattern is worked out once for a leaf and looked up by all posts
that share it. Values are compared as ranks among the forest's thresholds, in 16 or 32 bits; posts with equal
ranks are equal to the forest and explained once. Each post's sum runs over the leaves in their order,
so the result does not depend on threads or blocks.
"""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats, read_only
from services.domain.surrogate import FlatForest, ShapTable

from .kernels import compiled
from .leaf_games import LeafGames, measure_base, open_leaves, place_nodes
from .threads import blocks, in_threads

# The table of patterns has 2^p rows of p numbers: 8 MB for 16 features.
MOST_FEATURES = 16
_BLOCK = 4_096
_THREADS_WORTH = 2

Ranks = NDArray[np.unsignedinteger[Any]]
Places = NDArray[np.int64]
Patterns = NDArray[np.int32]


def explain_forest(forest: FlatForest, raw: Floats) -> ShapTable:
    """The SHAP values of all posts; raw: (n, p) counts, NaN = not measured, at most 16 features.

    Equal to shap.TreeExplainer(feature_perturbation="tree_path_dependent") to rounding.
    """
    if forest.features > MOST_FEATURES:
        raise ValueError(f"The kernel takes {MOST_FEATURES} features, not {forest.features}")
    games = open_leaves(forest)
    base = measure_base(games)
    paths = _Paths(games)
    distinct, place = np.unique(paths.rank(raw), axis=0, return_inverse=True)
    size = max(1, min(_BLOCK, -(-len(distinct) // _THREADS_WORTH)))
    parts = in_threads(lambda rows: paths.explain(distinct[rows]), blocks(len(distinct), size))
    few = np.concatenate([np.zeros((0, forest.features, len(base))), *parts])
    values = few[place]
    return ShapTable(read_only(base), read_only(values), read_only((few.sum(axis=1) + base)[place]))


class _Paths:
    """The leaves as lists of path features, their intervals as ranks among the thresholds."""

    def __init__(self, games: LeafGames) -> None:
        self._features, self._segments = games.share.shape[1], games.value.shape[1]
        bounds = [np.concatenate(pair) for pair in zip(games.lower.T, games.upper.T, strict=True)]
        # Infinity stays: a split between measured and not measured has it, and nothing lies beyond.
        self._thresholds = [np.unique([*column[column > -np.inf], np.inf]) for column in bounds]
        most = max(len(column) for column in self._thresholds)
        self._kind: type[np.uint16 | np.uint32] = np.uint16 if most + 2 < np.iinfo(np.uint16).max else np.uint32
        self._nothing = self._kind(np.iinfo(self._kind).max)
        leaf, feature = np.nonzero(games.split)
        first, last = self._rank_bounds(games)
        self._start = np.searchsorted(leaf, np.arange(len(games.value) + 1))
        self._feature = feature
        self._first, self._last = first[leaf, feature], last[leaf, feature]
        self._missing = games.missing[leaf, feature]
        self._share, self._value = games.share[leaf, feature], games.value
        self._nodes = np.stack(place_nodes(self._features))

    def rank(self, raw: Floats) -> Ranks:
        """(n, p) how many thresholds lie below each value; the largest number = not measured."""
        rounded = raw.astype(np.float32).astype(np.float64)
        ranks: Ranks = np.empty(raw.shape, self._kind)
        for feature, thresholds in enumerate(self._thresholds):
            ranks[:, feature] = np.searchsorted(thresholds, rounded[:, feature], side="left")
        ranks[np.isnan(rounded)] = self._nothing
        return ranks

    def explain(self, ranks: Ranks) -> Floats:
        """(n, p, k) of some posts."""
        values = np.zeros((self._segments, len(ranks), self._features))
        columns = np.ascontiguousarray(ranks.T)
        paths = (self._start, self._feature, self._first, self._last, self._missing, self._share, self._value)
        _add_leaves(columns, paths, self._nodes, values)
        return np.moveaxis(values, 0, 2)

    def _rank_bounds(self, games: LeafGames) -> tuple[Ranks, Ranks]:
        """(L, p) first and last rank inside each interval: x <= t is rank(x) <= place of t."""
        first: Ranks = np.zeros(games.lower.shape, self._kind)
        last: Ranks = np.empty(games.upper.shape, self._kind)
        for feature, thresholds in enumerate(self._thresholds):
            first[:, feature] = np.searchsorted(thresholds, games.lower[:, feature], side="right")
            last[:, feature] = np.searchsorted(thresholds, games.upper[:, feature], side="left")
        return first, last


@compiled
def _add_leaves(columns: Ranks, paths: tuple[Any, ...], nodes: Floats, values: Floats) -> None:
    """Add every leaf's Shapley values to values (k, n, p) for the posts whose ranks are columns (p, n)."""
    start, feature, first, last, missing, share, value = paths
    segments, posts, features = values.shape
    pattern = np.zeros(posts, np.int32)
    table = np.zeros((1 << features, features))
    filled = np.full(1 << features, -1, np.int64)
    turn = 0
    for leaf in range(len(start) - 1):
        path = slice(start[leaf], start[leaf + 1])
        _find_patterns(columns, (feature[path], first[path], last[path], missing[path]), pattern)
        for segment in range(segments):
            if value[leaf, segment] != 0.0:
                turn += 1
                for post in range(posts):
                    row = pattern[post]
                    if filled[row] != turn:
                        filled[row] = turn
                        _play(row, (feature[path], share[path]), value[leaf, segment], nodes, table[row])
                    for place in range(features):
                        values[segment, post, place] += table[row, place]


@compiled
def _find_patterns(columns: Ranks, path: tuple[Any, ...], pattern: Patterns) -> None:
    """Bit i of pattern[post] = the post satisfies the splits on the path's i-th feature."""
    feature, first, last, missing = path
    pattern[:] = 0
    for place in range(len(feature)):
        column = columns[feature[place]]
        bit = np.int32(1 << place)
        low, high = first[place], last[place]
        for post in range(len(pattern)):
            pattern[post] |= bit * np.int32((column[post] >= low) & (column[post] <= high))
        if missing[place]:
            nothing = ~np.zeros_like(column[:1])[0]
            for post in range(len(pattern)):
                pattern[post] |= bit * np.int32(column[post] == nothing)


@compiled
def _play(pattern: int, path: tuple[Places, Floats], value: float, nodes: Floats, values: Floats) -> None:
    """The Shapley values of one leaf for one pattern, into values (p,)."""
    feature, share = path
    values[:] = 0.0
    for node in range(nodes.shape[1]):
        inside = nodes[0, node]
        product = nodes[1, node] * value
        for place in range(len(feature)):
            product *= (1.0 - inside) * share[place] + inside * ((pattern >> place) & 1)
        for place in range(len(feature)):
            own = (pattern >> place) & 1
            factor = (1.0 - inside) * share[place] + inside * own
            values[feature[place]] += (own - share[place]) * product / factor
