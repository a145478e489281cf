"""Intervals by drawing anew: whole groups of posts that depend on each other, never single ones."""

import numpy as np

from services.domain.arrays import Floats, Labels
from services.domain.levers import Codes

DRAWS = 1000
_SEED = 11


def accuracy_interval(outcome: Labels, answers: Labels, k: int, cluster: Codes) -> tuple[float, float]:
    """The 95 % interval of the balanced accuracy of these answers, clusters of posts drawn anew.

    answers: (n,) -1 = not answered, left out. cluster: (n,) codes from 0 on.
    """
    answered = answers >= 0
    cells = cluster[answered] * k + outcome[answered]
    size = (int(cluster.max()) + 1) * k
    posts = np.bincount(cells, minlength=size).reshape(-1, k).astype(float)
    right = answers[answered] == outcome[answered]
    found = np.bincount(cells, weights=right, minlength=size).reshape(-1, k)
    weights = draw_weights(len(posts), DRAWS)
    drawn, there = weights @ found, weights @ posts
    shares = np.divide(drawn, there, out=np.full(drawn.shape, np.nan), where=there > 0)
    low, high = np.percentile(np.nanmean(shares, axis=1), [2.5, 97.5])
    return float(low), float(high)


def draw_weights(groups: int, draws: int, seed: int = _SEED) -> Floats:
    """(draws, groups) how often each group is drawn when as many are drawn as there are, with replacement."""
    draw = np.random.default_rng(seed)
    picked = draw.integers(groups, size=(draws, groups))
    place = np.arange(draws)[:, None] * groups
    return np.bincount((picked + place).ravel(), minlength=draws * groups).reshape(draws, groups).astype(float)
