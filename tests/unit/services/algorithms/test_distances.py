"""Margins between the own centroid and the runner-up."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.algorithms.distances import measure_margins, square_distances


def make_points(*, posts=200, missing=0.0):
    random = np.random.default_rng(1)
    points = random.normal(size=(posts, 5))
    points[random.random(points.shape) < missing] = np.nan
    return points, random.normal(size=(4, 5))


@given(missing=st.floats(0, 0.8), posts=st.integers(1, 50))
def test_contributions_sum_to_the_margin(missing, posts):
    margins = measure_margins(*make_points(posts=posts, missing=missing))
    np.testing.assert_allclose(margins.contributions.sum(axis=1), margins.margin, atol=1e-9)
    assert np.all(margins.margin >= 0)


def test_contributions_of_the_core_file_sum_to_the_margin_and_keep_the_segments(core):
    margins = measure_margins(core.features.scaled, core.segmentation.centroids)
    assert np.abs(margins.contributions.sum(axis=1) - margins.margin).max() < 1e-9
    np.testing.assert_array_equal(margins.own, core.segmentation.labels)


def test_a_hand_made_post_has_the_margin_of_the_textbook():
    margins = measure_margins(np.array([[1.0, 0.0]]), np.array([[0.0, 0.0], [4.0, 0.0], [0.0, 9.0]]))
    assert (margins.own[0], margins.runner_up[0], margins.margin[0]) == (0, 1, 8.0)
    np.testing.assert_array_equal(margins.contributions, [[8.0, 0.0]])


def test_a_count_that_was_not_measured_contributes_nothing():
    points, centroids = make_points(missing=0.4)
    margins = measure_margins(points, centroids)
    assert np.isnan(points).any()
    assert np.all(margins.contributions[np.isnan(points)] == 0.0)


def test_distances_over_some_features_are_stretched_to_all_of_them():
    distances = square_distances(np.array([[1.0, np.nan]]), np.array([[0.0, 5.0]]))
    assert distances[0, 0] == pytest.approx(2.0)


def test_a_post_without_any_count_is_as_far_from_all_segments():
    margins = measure_margins(np.full((1, 2), np.nan), np.array([[0.0, 1.0], [2.0, 3.0]]))
    assert (margins.own[0], margins.runner_up[0], margins.margin[0]) == (0, 1, 0.0)


def test_one_post_alone_has_the_margin_it_has_among_many():
    points, centroids = make_points(posts=9_000)
    many, one = measure_margins(points, centroids), measure_margins(points[8_500:8_501], centroids)
    np.testing.assert_array_equal(many.contributions[8_500], one.contributions[0])


def test_margins_cannot_be_written_to():
    with pytest.raises(ValueError, match="read-only"):
        measure_margins(*make_points()).margin[0] = 1.0
