"""The kernels against scikit-learn."""

import numpy as np
import pytest
from sklearn.cluster import KMeans
from sklearn.metrics import adjusted_rand_score, pairwise_distances_argmin

from services.algorithms import lloyd, rowwise
from services.algorithms.contingency import contingency
from services.algorithms.points import distinct


def make_points(posts: int = 900, seed: int = 3) -> np.ndarray:
    rng = np.random.default_rng(seed)
    return np.round(rng.normal(rng.integers(0, 5, (posts, 1)), 0.8, (posts, 4)), 1)


@pytest.mark.parametrize("k", [2, 5, 9])
def test_lloyd_settles_where_scikit_learn_does_from_the_same_beginning(k: int) -> None:
    points = distinct(make_points())
    start = points.rows[:: len(points) // k][:k].copy()
    reference = KMeans(k, init=start, n_init=1, tol=0).fit(points.rows, sample_weight=points.weights)
    inertia = lloyd.settle(points.columns, points.weights, start, 300)
    assert inertia == pytest.approx(reference.inertia_, rel=1e-9)
    assert adjusted_rand_score(rowwise.assign(points.rows, start), reference.labels_) == 1
    np.testing.assert_allclose(start, reference.cluster_centers_)


def test_many_starts_are_as_good_as_those_of_scikit_learn() -> None:
    points = distinct(make_points())
    draws = np.random.default_rng(0).random((20, 5, lloyd.trials(5)))
    inertia, _ = lloyd.fit(points.columns, points.weights, draws)
    reference = KMeans(5, n_init=20, tol=0, random_state=0).fit(points.rows, sample_weight=points.weights)
    assert inertia == pytest.approx(reference.inertia_, rel=1e-3)


@pytest.mark.parametrize("posts", [1, 511, 512, 513, 1_300])
def test_every_point_gets_its_nearest_centroid_whatever_their_number(posts: int) -> None:
    rng = np.random.default_rng(6)
    rows, centroids = rng.normal(size=(posts, 4)), rng.normal(size=(6, 4))
    found = rowwise.assign(rows, centroids)
    np.testing.assert_array_equal(found, pairwise_distances_argmin(rows, centroids))


def test_of_two_equal_centroids_the_first_has_the_point() -> None:
    assert rowwise.assign(np.zeros((3, 2)), np.ones((4, 2))).tolist() == [0, 0, 0]


def test_more_segments_than_points_leave_finite_centroids() -> None:
    draws = np.random.default_rng(0).random((2, 4, 3))
    inertia, centroids = lloyd.fit(np.array([[1.0, 2.0]]), np.ones(2), draws)
    assert inertia == 0
    assert np.isfinite(centroids).all()


def test_two_partings_are_compared_by_the_posts_at_each_point() -> None:
    points = distinct(make_points())
    labels = np.arange(len(points), dtype=np.uint8) % 3
    centroids, found, table = points.rows[:4].copy(), np.empty(len(points), np.uint8), np.zeros((3, 4))
    lloyd.compare(points.columns, points.weights, centroids, labels, found, table)
    np.testing.assert_array_equal(found, rowwise.assign(points.rows, centroids))
    np.testing.assert_array_equal(table, contingency(labels, found, (3, 4), points.weights))
    stays = np.ones(len(points), np.uint16)
    lloyd.count_stays(labels, found, np.array([2, 0, 1], np.uint8), stays)
    np.testing.assert_array_equal(stays, 1 + (np.array([2, 0, 1])[labels] == found))


@pytest.mark.parametrize("posts", [1, 900, 2_000])
def test_rows_settle_where_columns_do(posts: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rowwise, "_PART", 700)
    monkeypatch.setattr(rowwise, "SETTLED", 0)
    rows = make_points(posts)
    start = rows[: min(posts, 4)].copy()
    by_columns = start.copy()
    expected = lloyd.settle(np.ascontiguousarray(rows.T), np.ones(posts), by_columns, 300)
    inertia, centroids, labels = rowwise.settle(rows, start, 300)
    assert inertia == pytest.approx(expected, rel=1e-9)
    np.testing.assert_allclose(centroids, by_columns)
    np.testing.assert_array_equal(labels, rowwise.assign(rows, centroids))


def test_rows_that_hardly_change_any_more_have_settled_closely_enough() -> None:
    rows = np.random.default_rng(5).normal(size=(60_000, 3))
    start = rows[:6].copy()
    by_columns = start.copy()
    expected = lloyd.settle(np.ascontiguousarray(rows.T), np.ones(len(rows)), by_columns, 300)
    inertia, centroids, labels = rowwise.settle(rows, start, 300)
    assert inertia == pytest.approx(expected, rel=1e-3)
    np.testing.assert_array_equal(labels, rowwise.assign(rows, centroids))


def test_a_segment_without_points_stays_where_it_was() -> None:
    far = np.array([[0.0, 0.0], [90.0, 90.0]])
    _, centroids, labels = rowwise.settle(np.ones((5, 2)), far, 300)
    assert labels.tolist() == [0] * 5
    np.testing.assert_array_equal(centroids, [[1, 1], [90, 90]])
