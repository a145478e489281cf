"""Silhouettes against scikit-learn."""

import numpy as np
import pytest
from sklearn.metrics import silhouette_score

from services.algorithms.points import distinct
from services.algorithms.silhouette import silhouettes


def make_rows(posts: int = 700) -> np.ndarray:
    return np.round(np.random.default_rng(4).normal(0, 1, (posts, 3)), 1)


def test_all_labelings_at_once_are_what_scikit_learn_says_of_each() -> None:
    rows = make_rows()
    points = distinct(rows)
    labelings = [np.digitize(points.rows[:, 0], edges) for edges in ([0.0], [-1.0, 0.2, 1.1])]
    expected = [silhouette_score(rows, labels[points.place]) for labels in labelings]
    assert silhouettes(points, labelings) == pytest.approx(expected, abs=1e-9)


def test_a_post_alone_in_its_segment_counts_nothing() -> None:
    rows = np.array([[0.0], [0.1], [0.3], [9.0]])
    labels = np.array([0, 0, 0, 1])
    assert silhouettes(distinct(rows), [labels])[0] == pytest.approx(silhouette_score(rows, labels), abs=1e-12)


def test_one_segment_or_equal_posts_have_no_silhouette() -> None:
    points = distinct(make_rows(50))
    assert silhouettes(points, [np.zeros(len(points), int)]) == (0.0,)
