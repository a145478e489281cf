"""Exact Shapley values of the assignment."""

from itertools import permutations

import numpy as np
import pytest

from services.algorithms.distances import square_distances
from services.algorithms.shapley import draw_background, explain_assignment
from services.domain.errors import InvalidInput


def make_game(*, posts=30, features=4, missing=0.0):
    random = np.random.default_rng(3)
    points = random.normal(size=(posts, features))
    points[random.random(points.shape) < missing] = np.nan
    return points, random.normal(size=(3, features)), random.normal(size=(17, features))


def average_over_orders(post, centroids, background):
    """The definition: what a feature adds when it joins, averaged over all orders of joining."""
    features = len(post)
    own = square_distances(post[None], centroids).argmin()
    values = np.zeros(features)
    orders = list(permutations(range(features)))
    for order in orders:
        mixed = background.copy()
        worth = np.mean(square_distances(mixed, centroids).argmin(axis=1) == own)
        for feature in order:
            mixed[:, feature] = post[feature]
            joined = np.mean(square_distances(mixed, centroids).argmin(axis=1) == own)
            values[feature] += (joined - worth) / len(orders)
            worth = joined
    return values


def test_values_equal_the_average_over_all_orders_of_joining():
    points, centroids, background = make_game(posts=6)
    table = explain_assignment(points, centroids, background)
    expected = [average_over_orders(post, centroids, background) for post in points]
    np.testing.assert_allclose(table.values, expected, atol=1e-12)


def test_values_of_the_core_file_sum_to_one_minus_the_share_of_the_background(core):
    scaled, centroids = core.features.scaled, core.segmentation.centroids
    background = draw_background(core.segmentation.labels, 42)
    table = explain_assignment(scaled, centroids, scaled[background])
    np.testing.assert_allclose(table.values.sum(axis=1), 1 - table.base, atol=1e-12)
    share = np.bincount(core.segmentation.labels[background], minlength=4) / len(background)
    np.testing.assert_allclose(table.base, share[core.segmentation.labels], atol=1e-12)


def test_a_post_plays_the_game_of_the_counts_it_has():
    points, centroids, background = make_game(posts=1)
    points[0, 2] = np.nan
    table = explain_assignment(points, centroids, background)
    kept = [0, 1, 3]
    fewer = explain_assignment(points[:, kept], centroids[:, kept], background[:, kept])
    np.testing.assert_array_equal(table.values[:, kept], fewer.values)
    assert table.values[0, 2] == 0.0
    assert table.base[0] == fewer.base[0]


def test_values_sum_also_where_counts_are_missing():
    points, centroids, background = make_game(missing=0.5)
    background[::3, 1] = np.nan
    table = explain_assignment(points, centroids, background)
    np.testing.assert_allclose(table.values.sum(axis=1), 1 - table.base, atol=1e-12)


def test_the_order_of_posts_does_not_matter():
    points, centroids, background = make_game(posts=500)
    order = np.random.default_rng(0).permutation(500)
    np.testing.assert_array_equal(
        explain_assignment(points[order], centroids, background).values,
        explain_assignment(points, centroids, background).values[order],
    )


def test_more_than_twelve_counts_are_refused_with_the_number():
    with pytest.raises(InvalidInput, match="at most 12 counts and was asked for 13"):
        explain_assignment(np.zeros((1, 13)), np.zeros((2, 13)), np.zeros((5, 13)))


def test_twelve_counts_are_taken():
    points, centroids, background = make_game(posts=2, features=12)
    table = explain_assignment(points, centroids, background)
    np.testing.assert_allclose(table.values.sum(axis=1), 1 - table.base, atol=1e-12)


def test_the_background_has_each_segment_by_its_share():
    labels = np.repeat(np.arange(3, dtype=np.int16), [500, 300, 200])
    drawn = draw_background(labels, 7)
    np.testing.assert_array_equal(np.bincount(labels[drawn]), [50, 30, 20])
    np.testing.assert_array_equal(drawn, draw_background(labels, 7))
    assert len(np.unique(drawn)) == len(drawn)
    assert not np.array_equal(drawn, draw_background(labels, 8))


def test_few_posts_are_all_background():
    np.testing.assert_array_equal(draw_background(np.zeros(8, np.int16), 1), np.arange(8))
