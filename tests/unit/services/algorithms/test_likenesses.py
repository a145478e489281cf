"""Likenesses: of whom they are, what they earned, and who says where they belong."""

import numpy as np
import pytest

from services.algorithms.distances import square_distances
from services.algorithms.flat_forest import flatten
from services.algorithms.forest import grow
from services.algorithms.leaf_games import measure_base, open_leaves
from services.algorithms.lessons import LIKENESSES, MOST_POSTS, prepare
from services.algorithms.likenesses import draw
from services.algorithms.scaling import PAGE_POSTS, log_counts, standardise_with_slopes
from services.domain.features import Features
from services.domain.segmentation import Segmentation

PAGES = ("large", "small")


def make_posts(posts=400, *, missing=0.0, with_slopes=True):
    """Two pages, the second a tenth as loud; the segments are those of three centroids."""
    random = np.random.default_rng(3)
    loud = np.arange(posts) % 2 == 0
    raw = np.floor(random.lognormal(4, 1, size=(posts, 3)) * np.where(loud, 1.0, 0.1)[:, None])
    raw[random.random(raw.shape) < missing] = np.nan
    page = np.where(loud, *PAGES).astype(object)
    scaled, slopes = standardise_with_slopes(log_counts(raw), page)
    centroids = np.array([[1.0, 1.0, 1.0], [0.0, 0.5, -0.5], [-1.0, -1.0, -1.0]])
    labels = square_distances(scaled, centroids).argmin(axis=1).astype(np.int16)
    segmentation = Segmentation(3, labels, centroids, 1.0, np.ones(3), np.ones(posts))
    return Features(("comments", "shares", "likes"), raw, scaled, slopes=slopes if with_slopes else None), segmentation


def rescale(features, alike):
    """Where the posts' own page puts the likenesses: the line through two of its posts, count by count."""
    scaled = np.empty(alike.raw.shape)
    for of_page in (0, 1):
        here, own = alike.post % 2 == of_page, slice(of_page, None, 2)
        for column in range(3):
            logged = np.log1p(features.raw[own, column])
            line = np.polyfit(logged, features.scaled[own, column], 1)
            scaled[here, column] = np.polyval(line, np.log1p(alike.raw[here, column]))
    return scaled


def test_the_segmentation_labels_each_likeness_within_the_page_of_its_post():
    features, segmentation = make_posts()
    alike = draw(features, segmentation, np.arange(features.posts), 5_000, 1)
    distances = square_distances(rescale(features, alike), segmentation.centroids)
    sure = np.ptp(np.sort(distances, axis=1)[:, :2], axis=1) > 1e-9
    assert sure.mean() > 0.99
    np.testing.assert_array_equal(alike.labels[sure], distances.argmin(axis=1)[sure])
    assert (np.bincount(alike.labels) > 100).all()


def test_counts_are_whole_and_not_below_zero_and_near_those_of_the_post():
    features, segmentation = make_posts()
    alike = draw(features, segmentation, np.arange(features.posts), 5_000, 1)
    assert (alike.raw >= 0).all()
    np.testing.assert_array_equal(alike.raw, np.floor(alike.raw))
    moved = np.log1p(alike.raw) - np.log1p(features.raw[alike.post])
    assert np.std(moved) == pytest.approx(0.3, abs=0.03)
    assert np.abs(moved).max() < 2


def test_only_the_posts_that_are_taught_have_likenesses():
    features, segmentation = make_posts()
    taught = np.flatnonzero(np.arange(features.posts) % 5 != 2)
    alike = draw(features, segmentation, taught, 5_000, 1)
    assert set(alike.post) <= set(taught)


def test_a_held_out_post_changes_nothing_in_the_lesson():
    features, segmentation = make_posts()
    taught = np.arange(1, features.posts)
    raw, scaled = features.raw.copy(), features.scaled.copy()
    raw[0], scaled[0] = 1e6, 50.0
    other = Features(features.names, raw, scaled, slopes=features.slopes)
    one, two = prepare(features, segmentation, taught, 1), prepare(other, segmentation, taught, 1)
    np.testing.assert_array_equal(one.raw, two.raw)
    np.testing.assert_array_equal(one.labels, two.labels)


def test_the_average_answer_of_the_forest_is_the_share_of_each_segment():
    features, segmentation = make_posts()
    lesson = prepare(features, segmentation, np.arange(features.posts), 1)
    shares = np.bincount(segmentation.labels) / features.posts
    assert np.abs(np.bincount(lesson.labels) / len(lesson.labels) - shares).max() > 0.01
    flat = flatten(grow(features, segmentation, 1), segmentation.k)
    np.testing.assert_allclose(measure_base(open_leaves(flat)), shares, atol=1e-9)


def test_a_segment_without_posts_in_the_lesson_keeps_its_likenesses():
    features, segmentation = make_posts()
    lesson = prepare(features, segmentation, np.flatnonzero(segmentation.labels != 1), 1)
    assert (lesson.labels == 1).any()
    assert (lesson.weights[lesson.labels == 1] == 1).all()


def test_most_likenesses_stand_near_a_border():
    features, segmentation = make_posts()
    alike = draw(features, segmentation, np.arange(features.posts), 5_000, 1)

    def gap(scaled):
        two = np.sort(square_distances(scaled, segmentation.centroids), axis=1)[:, :2]
        return np.median(np.ptp(two, axis=1))

    assert gap(rescale(features, alike)) < 0.7 * gap(features.scaled)


def test_what_was_not_measured_stays_so_and_a_blank_post_has_no_likeness():
    features, segmentation = make_posts(missing=0.4)
    blank = np.flatnonzero(np.isnan(features.raw).all(axis=1))
    assert len(blank)
    alike = draw(features, segmentation, np.arange(features.posts), 5_000, 1)
    np.testing.assert_array_equal(np.isnan(alike.raw), np.isnan(features.raw[alike.post]))
    assert not set(alike.post) & set(blank)
    none = draw(features, segmentation, blank, 5_000, 1)
    assert len(none.raw) == len(none.labels) == 0


def test_features_on_another_scale_have_none():
    features, segmentation = make_posts(with_slopes=False)
    lesson = prepare(features, segmentation, np.arange(features.posts), 1)
    np.testing.assert_array_equal(lesson.raw, features.raw)
    np.testing.assert_array_equal(lesson.labels, segmentation.labels)


def test_the_seed_decides():
    features, segmentation = make_posts()
    one, two, other = (draw(features, segmentation, np.arange(400), 500, seed).raw for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, two)
    assert not np.array_equal(one, other)


def test_of_many_posts_a_sample_is_taught():
    features, segmentation = make_posts(MOST_POSTS + 10)
    lesson = prepare(features, segmentation, np.arange(features.posts), 1)
    assert len(lesson.raw) == len(lesson.labels) == MOST_POSTS + LIKENESSES


def test_slopes_turn_a_change_of_count_into_a_change_of_scale():
    features, _ = make_posts(missing=0.1)
    slope = features.slopes.slope[features.slopes.group]
    assert len(features.slopes.slope) == 3
    for own in (slice(0, None, 2), slice(1, None, 2)):
        change = features.scaled[own] - features.scaled[own][0]
        logged = log_counts(features.raw[own])
        np.testing.assert_allclose(change, slope[own] * (logged - logged[0]), atol=1e-12)


def test_a_count_that_is_constant_moves_nothing_and_small_pages_share_a_slope():
    raw = np.column_stack([np.full(PAGE_POSTS + 3, 7.0), np.arange(PAGE_POSTS + 3)])
    page = np.array(["large"] * PAGE_POSTS + ["small"] * 3, object)
    _, slopes = standardise_with_slopes(log_counts(raw), page)
    assert (slopes.slope[:, 0] == 0).all()
    assert slopes.group.tolist() == [1] * PAGE_POSTS + [0] * 3
