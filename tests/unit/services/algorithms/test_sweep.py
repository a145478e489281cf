"""The sweep over k, against the method's reference values and what must hold on any file."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.algorithms.sweep import recommend, sweep
from services.domain.errors import InvalidInput
from services.domain.features import Features, PostCounts
from services.domain.segmentation import Sweep, SweepRow
from services.progress import unwatched
from services.recipes import RECIPES


def make_counts(posts: int = 90, seed: int = 0) -> PostCounts:
    rng = np.random.default_rng(seed)
    level = rng.choice([2.0, 40.0, 900.0], posts)
    counts = {name: rng.poisson(level).astype(float) for name in ("comments", "shares", "likes")}
    return PostCounts(counts, np.full(posts, "photo"))


def make_features(posts: int = 90, seed: int = 0) -> Features:
    return RECIPES["engagement"].features(make_counts(posts, seed))


def make_row(**difference: float) -> SweepRow:
    row = {"k": 4, "inertia_per_post": 1.0, "silhouette": 0.4, "ari": 0.95, "lowest_jaccard": 0.9}
    row |= {"smallest_share": 0.1, "smallest_posts": 100}
    return SweepRow(**(row | difference))  # type: ignore[arg-type]  # k and posts are whole numbers here


_SWEPT: list[Sweep] = []


@pytest.fixture
def core(core_counts: PostCounts) -> Sweep:
    """The sweep over the core file, made once for all tests that look at it."""
    if not _SWEPT:
        _SWEPT.append(sweep(RECIPES["engagement"].features(core_counts), 42, unwatched, range(2, 8)))
    return _SWEPT[0]


def test_inertia_and_silhouette_are_those_of_the_method(core: Sweep) -> None:
    assert [round(row.inertia_per_post, 3) for row in core.rows] == [4.608, 3.785, 3.169, 2.829, 2.496, 2.256]
    silhouettes = [0.577, 0.375, 0.380, 0.389, 0.369, 0.376]
    assert [row.silhouette for row in core.rows] == pytest.approx(silhouettes, abs=0.0015)
    assert core.silhouette_sample == 7_050


def test_stability_is_that_of_the_method_up_to_the_luck_of_fifty_resamples(core: Sweep) -> None:
    assert [row.ari for row in core.rows] == pytest.approx([0.99, 0.91, 0.97, 0.87, 0.97, 0.97], abs=0.03)
    assert [row.lowest_jaccard for row in core.rows] == pytest.approx([0.99, 0.88, 0.91, 0.44, 0.83, 0.75], abs=0.04)


def test_four_segments_have_the_published_sizes_and_are_recommended(core: Sweep) -> None:
    assert np.bincount(core.at(4).labels).tolist() == [282, 874, 2121, 3773]
    assert core.recommended_k == 4


def test_the_two_strongest_of_four_hold_nearly_all_comments_and_shares(core: Sweep, core_counts: PostCounts) -> None:
    strong = core.at(4).labels < 2
    assert strong.mean() == pytest.approx(0.16, abs=0.005)
    for name in ("comments", "shares"):
        count = core_counts.counts[name]
        assert count[strong].sum() / count.sum() == pytest.approx(0.95, abs=0.005)


def test_k_of_the_published_recipe_gives_the_published_segments(core_counts: PostCounts) -> None:
    found = sweep(RECIPES["classic"].features(core_counts), 42, unwatched, [4], resamples=2)
    assert sorted(np.bincount(found.at(4).labels).tolist()) == [276, 325, 2307, 4142]


def test_the_same_seed_gives_the_same_bits() -> None:
    one, again = (sweep(make_features(), 7, unwatched, [3, 4], 10) for _ in range(2))
    assert one.rows == again.rows
    np.testing.assert_array_equal(one.at(4).membership, again.at(4).membership)


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6), k=st.integers(2, 6))
def test_the_order_of_the_posts_does_not_matter(seed: int, k: int) -> None:
    features = make_features(seed=seed)
    order = np.random.default_rng(seed).permutation(features.posts)
    shuffled = Features(features.names, features.raw[order], features.scaled[order])
    one, other = (sweep(each, 42, unwatched, [k], 4) for each in (features, shuffled))
    assert one.rows == other.rows
    np.testing.assert_array_equal(one.at(k).labels[order], other.at(k).labels)
    np.testing.assert_array_equal(one.at(k).membership[order], other.at(k).membership)


def test_equal_posts_are_in_the_same_segment() -> None:
    counts = make_counts()
    twice = {name: np.concatenate([count, count]) for name, count in counts.counts.items()}
    features = RECIPES["engagement"].features(PostCounts(twice, np.full(180, "photo")))
    labels = sweep(features, 42, unwatched, [3], 2).at(3).labels
    np.testing.assert_array_equal(labels[:90], labels[90:])


def test_a_constant_count_changes_no_segment() -> None:
    counts = make_counts()
    constant = PostCounts({**counts.counts, "saves": np.full(90, 3.0)}, counts.post_type)
    without, beside = (RECIPES["engagement"].features(each) for each in (counts, constant))
    first, second = (sweep(each, 42, unwatched, [3], 2).at(3).labels for each in (without, beside))
    np.testing.assert_array_equal(first, second)


def test_posts_that_are_all_the_same_cannot_be_segmented() -> None:
    zeros = PostCounts({"comments": np.zeros(90), "likes": np.zeros(90)}, np.full(90, "photo"))
    with pytest.raises(InvalidInput, match="All 90 posts earned the same"):
        sweep(RECIPES["engagement"].features(zeros), 42, unwatched)


def test_no_more_segments_are_tried_than_posts_differ() -> None:
    few = PostCounts({"comments": np.arange(90, dtype=np.float64) % 4}, np.full(90, "photo"))
    found = sweep(RECIPES["engagement"].features(few), 42, unwatched, resamples=2)
    assert [row.k for row in found.rows] == [2, 3, 4]
    with pytest.raises(InvalidInput, match="Choose at most 4 segments"):
        sweep(RECIPES["engagement"].features(few), 42, unwatched, [5])


def test_a_small_file_is_refused_with_its_size() -> None:
    with pytest.raises(InvalidInput, match=r"^27 posts: too few to segment; 200 or more work well\.$"):
        sweep(make_features(27), 42, unwatched)


def test_a_post_with_gaps_is_placed_by_what_it_has() -> None:
    features = make_features(200)
    whole = sweep(features, 42, unwatched, [3], 10).at(3)
    scaled = features.scaled.copy()
    scaled[:40, 1] = np.nan
    found = sweep(Features(features.names, features.raw, scaled), 42, unwatched, [3], 10).at(3)
    assert (found.labels == whole.labels).mean() > 0.95
    by_rest = ((scaled[:40, None, [0, 2]] - found.centroids[:, [0, 2]]) ** 2).sum(2).argmin(1)
    np.testing.assert_array_equal(found.labels[:40], by_rest)
    assert found.membership[:40].mean() > 0.9


def test_a_post_without_any_count_goes_to_the_largest_segment_and_is_borderline() -> None:
    features = make_features(200)
    scaled = features.scaled.copy()
    scaled[0] = np.nan
    found = sweep(Features(features.names, features.raw, scaled), 42, unwatched, [3], 3).at(3)
    assert found.labels[0] == np.bincount(found.labels[1:]).argmax()
    assert found.membership[0] == 0


def test_whoever_watches_sees_the_bar_grow_to_the_end() -> None:
    seen: list[tuple[float, str]] = []
    sweep(make_features(), 42, lambda fraction, message: seen.append((fraction, message)), [2, 5], 2)
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    assert "Trying 5 segments" in {message for _, message in seen}


def test_the_largest_stable_k_is_recommended() -> None:
    rows = [make_row(k=2), make_row(k=5), make_row(k=6, lowest_jaccard=0.74)]
    assert recommend(rows, 1_000) == 5


@pytest.mark.parametrize(
    "difference", [{"ari": 0.89}, {"lowest_jaccard": 0.7}, {"smallest_posts": 29}, {"smallest_posts": 19}]
)
def test_what_is_unstable_or_small_is_not_recommended(difference: dict[str, float]) -> None:
    assert recommend([make_row(**difference)], 1_000) is None


def test_two_per_cent_of_the_posts_are_enough_and_one_post_less_is_not() -> None:
    assert recommend([make_row(smallest_posts=40)], 2_000) == 4
    assert recommend([make_row(smallest_posts=39)], 2_000) is None
