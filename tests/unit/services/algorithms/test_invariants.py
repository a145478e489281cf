"""What must hold on any file, of every recipe that makes its features of counts alone."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.algorithms.contingency import adjusted_rand, contingency, jaccards
from services.algorithms.sweep import sweep
from services.domain.errors import InvalidInput
from services.domain.features import PostCounts
from services.domain.segmentation import Segmentation
from services.progress import unwatched
from services.recipes import RECIPES

POSTS = 75
RESAMPLES = 2
OF_COUNTS = ("engagement", "volume")
ANY_FILE = {"recipe": st.sampled_from(OF_COUNTS), "seed": st.integers(0, 10**6), "k": st.integers(2, 5)}
FEW = settings(max_examples=12, deadline=None)


def make_counts(seed: int, **difference: np.ndarray) -> PostCounts:
    draw = np.random.default_rng(seed)
    level = draw.choice([1.0, 30.0, 700.0], POSTS)
    counts = {name: draw.poisson(level).astype(float) for name in ("comments", "shares", "reactions")}
    return PostCounts({**counts, **difference}, np.full(POSTS, "photo", object))


def segmented(counts: PostCounts, recipe: str, k: int) -> Segmentation:
    return sweep(RECIPES[recipe].features(counts), 42, unwatched, [k], RESAMPLES).at(k)


def taken(counts: PostCounts, rows: np.ndarray) -> PostCounts:
    return PostCounts({name: count[rows] for name, count in counts.counts.items()}, counts.post_type[rows])


@FEW
@given(**ANY_FILE)
def test_the_order_of_rows_moves_labels_and_changes_none(recipe: str, seed: int, k: int) -> None:
    counts, rows = make_counts(seed), np.random.default_rng(seed).permutation(POSTS)
    one, other = segmented(counts, recipe, k), segmented(taken(counts, rows), recipe, k)

    np.testing.assert_array_equal(one.labels[rows], other.labels)
    np.testing.assert_allclose(one.centroids, other.centroids, atol=1e-9)


@FEW
@given(**ANY_FILE)
def test_labels_go_from_strong_to_weak(recipe: str, seed: int, k: int) -> None:
    found = segmented(make_counts(seed), recipe, k)

    assert set(found.labels.tolist()) == set(range(k))
    assert (np.diff(found.centroids.mean(1)) <= 1e-12).all()


@FEW
@given(seed=st.integers(0, 10**6), k=st.integers(2, 6))
def test_the_names_of_segments_do_not_matter_to_a_comparison(seed: int, k: int) -> None:
    draw = np.random.default_rng(seed)
    first, second, renamed = draw.integers(0, k, 300), draw.integers(0, k, 300), draw.permutation(k)
    before, after = contingency(first, second, (k, k)), contingency(first, renamed[second], (k, k))

    assert adjusted_rand(before) == pytest.approx(adjusted_rand(after), abs=1e-12)
    np.testing.assert_allclose(jaccards(before), jaccards(after)[:, renamed])
    assert adjusted_rand(contingency(first, renamed[first], (k, k))) == pytest.approx(1)


@FEW
@given(**ANY_FILE)
def test_equal_posts_are_in_one_segment_and_doubling_a_file_changes_nothing(recipe: str, seed: int, k: int) -> None:
    counts = make_counts(seed)
    once, twice = segmented(counts, recipe, k), segmented(taken(counts, np.tile(np.arange(POSTS), 2)), recipe, k)

    np.testing.assert_array_equal(twice.labels[:POSTS], twice.labels[POSTS:])
    assert twice.inertia_per_post == pytest.approx(once.inertia_per_post)


@FEW
@given(**ANY_FILE, power=st.integers(1, 6))
def test_a_count_that_is_multiplied_beside_its_one_changes_no_segment(
    recipe: str, seed: int, k: int, power: int
) -> None:
    # log(1 + count) moves by the same amount everywhere, and standardising takes that out.
    counts = make_counts(seed)
    larger = 2.0**power * (1 + counts.counts["shares"]) - 1
    one, other = segmented(counts, recipe, k), segmented(make_counts(seed, shares=larger), recipe, k)

    # Rounding may lead a start elsewhere, to groups that are as good.
    same = adjusted_rand(contingency(one.labels, other.labels, (k, k))) == pytest.approx(1)
    assert same or other.inertia_per_post == pytest.approx(one.inertia_per_post, rel=1e-3)


@FEW
@given(seed=st.integers(0, 10**6), factor=st.sampled_from([2.0, 10.0, 1000.0]))
def test_classic_does_not_see_the_unit_of_a_count(seed: int, factor: float) -> None:
    classic, counts = RECIPES["classic"].features, make_counts(seed)
    nine = dict.fromkeys(("likes", "loves", "wows", "hahas", "sads", "angrys"), counts.counts["shares"])
    one = PostCounts({**counts.counts, **nine}, counts.post_type)
    other = PostCounts({**one.counts, "comments": factor * one.counts["comments"]}, counts.post_type)

    np.testing.assert_allclose(classic(one).scaled, classic(other).scaled, atol=1e-12)


@FEW
@given(**ANY_FILE, constant=st.integers(0, 10**6))
def test_a_constant_count_tells_no_post_from_another(recipe: str, seed: int, k: int, constant: int) -> None:
    counts = make_counts(seed, shares=np.full(POSTS, float(constant)))
    without = PostCounts({name: one for name, one in counts.counts.items() if name != "shares"}, counts.post_type)

    np.testing.assert_array_equal(segmented(counts, recipe, k).labels, segmented(without, recipe, k).labels)


@pytest.mark.parametrize("recipe", OF_COUNTS)
@pytest.mark.parametrize("value", [0.0, 7.0])
def test_posts_that_all_earned_the_same_cannot_be_parted(recipe: str, value: float) -> None:
    same = {name: np.full(POSTS, value) for name in ("comments", "shares", "reactions")}
    with pytest.raises(InvalidInput, match="earned the same"):
        segmented(make_counts(0, **same), recipe, 2)


@FEW
@given(recipe=st.sampled_from(OF_COUNTS), distinct=st.integers(2, 8))
def test_no_more_segments_are_made_than_posts_differ(recipe: str, distinct: int) -> None:
    same = {name: np.arange(POSTS, dtype=float) % distinct for name in ("comments", "shares", "reactions")}
    features = RECIPES[recipe].features(make_counts(0, **same))
    found = sweep(features, 42, unwatched, range(2, 11), RESAMPLES)

    assert [row.k for row in found.rows] == list(range(2, distinct + 1))
    assert found.at(distinct).inertia_per_post == pytest.approx(0, abs=1e-12)
    with pytest.raises(InvalidInput, match=f"at most {distinct} segments"):
        sweep(features, 42, unwatched, [distinct + 1], RESAMPLES)
