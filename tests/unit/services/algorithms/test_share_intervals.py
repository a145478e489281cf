"""Shares with intervals: held against files whose truth is known."""

import numpy as np
import pytest

from services.algorithms.share_intervals import share_interval

RUNS = 500


def _covered(groups: int, posts: int, truth: float = 0.6, spread: float = 0.0) -> float:
    """Share of simulated files whose interval holds the truth; spread: how much groups differ, in log units."""
    draw, hits = np.random.default_rng(groups), 0
    group = np.repeat(np.arange(groups), posts // groups)
    for _ in range(RUNS):
        whole = np.exp(draw.normal(0, 1, len(group)))
        odds = np.log(truth / (1 - truth)) + draw.normal(0, spread, groups)[group]
        part = whole * draw.binomial(10, 1 / (1 + np.exp(-odds))) / 10
        _, low, high = share_interval(part, whole, group)
        hits += low <= truth <= high
    return hits / RUNS


@pytest.mark.parametrize(("groups", "posts", "spread"), [(500, 500, 0.0), (8, 800, 0.3)])
def test_intervals_cover_the_truth_as_often_as_they_say(groups: int, posts: int, spread: float) -> None:
    assert 0.93 <= _covered(groups, posts, spread=spread) <= 0.97


def test_what_cannot_vary_has_no_interval() -> None:
    one = np.ones(4)

    assert share_interval(one, one, np.arange(4))[0] == 1
    assert np.isnan(share_interval(one, one, np.arange(4))[1:]).all()
    assert np.isnan(share_interval(one / 2, one, np.zeros(4, np.int64))[1])
    assert np.isnan(share_interval(one[:0], one[:0], np.zeros(0, np.int64))).all()
