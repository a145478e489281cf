"""KMeans with many starts."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from services.algorithms import k_means
from services.algorithms import points as all_points
from services.algorithms.points import Points, distinct, gather, sample


def make_points(posts: int = 400) -> np.ndarray:
    rng = np.random.default_rng(1)
    return np.round(rng.normal(rng.integers(0, 3, (posts, 1)) * 3, 1, (posts, 3)), 1)


def test_the_strongest_segment_comes_first() -> None:
    means = k_means.fit(distinct(make_points()), 4, 42).centroids.mean(1)
    assert (np.diff(means) < 0).all()


def test_the_order_of_the_posts_does_not_matter() -> None:
    rows = make_points()
    shuffled = np.random.default_rng(2).permutation(len(rows))
    one, other = distinct(rows), distinct(rows[shuffled])
    first, second = k_means.fit(one, 5, 42), k_means.fit(other, 5, 42)
    np.testing.assert_array_equal(first.centroids, second.centroids)
    np.testing.assert_array_equal(first.labels[one.place][shuffled], second.labels[other.place])


def test_repeating_every_post_changes_no_segment() -> None:
    rows = make_points()
    one, other = distinct(rows), distinct(np.repeat(rows, 3, axis=0))
    first, second = k_means.fit(one, 3, 42), k_means.fit(other, 3, 42)
    np.testing.assert_array_equal(first.labels, second.labels)
    assert first.inertia_per_post == pytest.approx(second.inertia_per_post)


def test_inertia_is_the_mean_squared_distance_to_the_own_centroid() -> None:
    rows = make_points()
    points = distinct(rows)
    found = k_means.fit(points, 3, 42)
    squares = ((rows - found.centroids[found.labels[points.place]]) ** 2).sum(1)
    assert found.inertia_per_post == pytest.approx(squares.mean())


def test_beyond_what_scikit_learn_fits_the_kernels_find_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    points = distinct(make_points(3_000))
    reference = k_means.fit(points, 3, 42)
    monkeypatch.setattr(k_means, "EXACT_POINTS", 500)
    found = k_means.fit(points, 3, 42)
    assert found.inertia_per_post == pytest.approx(reference.inertia_per_post, rel=1e-3)
    assert adjusted_rand_score(found.labels, reference.labels) > 0.98


def test_distinct_points_give_every_post_back() -> None:
    rows = make_points()
    points = distinct(rows)
    np.testing.assert_array_equal(points.rows[points.place], rows)
    assert points.weights.sum() == len(rows) == points.posts
    assert len(np.unique(rows, axis=0)) == len(points)


def test_a_sample_draws_each_post_at_most_once() -> None:
    points = distinct(np.repeat(make_points(50), 4, axis=0))
    some, rows = sample(points, 90, np.random.default_rng(0))
    assert some.posts == some.weights.sum() == 90
    assert (some.weights <= points.weights[rows]).all()
    np.testing.assert_array_equal(some.rows, points.rows[rows])


def test_a_sample_of_posts_that_are_points_is_drawn_as_well() -> None:
    rows = make_points(200)
    some, kept = sample(Points(rows), 90, np.random.default_rng(0))
    assert some.posts == some.weights.sum() == len(np.unique(kept)) == 90
    np.testing.assert_array_equal(some.rows, rows[kept])


def test_many_posts_are_points_each_unless_most_of_them_earned_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(all_points, "SORTED_POSTS", 300)
    rows = np.random.default_rng(4).normal(size=(400, 3))
    assert gather(rows).place is None
    assert gather(rows[:300]).place is not None
    assert len(gather(np.round(rows))) < 200
    np.testing.assert_array_equal(gather(rows).spread(np.arange(400)), np.arange(400))


def test_posts_that_are_points_are_parted_as_their_distinct_rows_are(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(k_means, "EXACT_POINTS", 500)
    rows = make_points(30_000)
    by_rows = distinct(rows)
    together, each = k_means.fit(by_rows, 3, 42), k_means.fit(Points(rows), 3, 42)
    assert each.inertia_per_post == pytest.approx(together.inertia_per_post, rel=1e-4)
    assert adjusted_rand_score(each.labels, by_rows.spread(together.labels)) > 0.98
