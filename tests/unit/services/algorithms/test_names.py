"""Names of segments, and what they stand on."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.algorithms.contrasts import contrasts
from services.algorithms.names import Portrait, choose_names, name_segments
from services.algorithms.sweep import sweep
from services.domain.counts import FEATURE_ORDER
from services.domain.features import Features, PostCounts
from services.progress import unwatched
from services.recipes import RECIPES

NAMES = ("comments", "shares", "likes")


def make_portrait(
    contrasts: tuple[float, ...] = (0.0, 0.0, 0.0), commonest: str = "photo", share: float = 0.9
) -> Portrait:
    return Portrait(contrasts, tuple(10.0 for _ in contrasts), commonest, share)


def test_four_segments_of_the_core_file_have_their_names(core_counts: PostCounts) -> None:
    features = RECIPES["engagement"].features(core_counts)
    labels = sweep(features, 42, unwatched, [4], resamples=1).at(4).labels
    names = name_segments(features, labels, core_counts.post_type, contrasts(features, labels))
    assert names == ("Viral emotion", "Conversation video", "Liked photos", "Quiet posts")


def test_the_highest_contrast_gives_the_word_and_the_commonest_format_the_noun() -> None:
    portraits = [make_portrait((0.1, 1.2, 0.3), "link"), make_portrait((0.0, 0.2, 2.0), "photo", 0.4)]
    assert choose_names(NAMES, portraits) == ("Shared links", "Liked posts")


def test_near_ties_are_settled_by_the_order_of_words() -> None:
    assert choose_names(NAMES, [make_portrait((1.9, 2.1, 2.0), "video")]) == ("Conversation video",)


def test_all_low_is_quiet() -> None:
    assert choose_names(NAMES, [make_portrait((-1.0, -0.4, 0.1))]) == ("Quiet posts",)


def test_the_second_of_a_name_says_what_tells_it_apart() -> None:
    portraits = [make_portrait((0.9, 0.2, 2.0)), make_portrait((0.1, 0.3, 1.5))]
    assert choose_names(NAMES, portraits) == ("Liked photos", "Liked photos, fewer comments")


def test_quiet_segments_of_two_formats_are_told_apart_by_them() -> None:
    portraits = [make_portrait((-1.0, -1.0, -1.0), "status"), make_portrait((-2.0, -2.0, -2.0), "photo")]
    assert choose_names(NAMES, portraits) == ("Quiet posts", "Quiet photos")


def test_a_feature_that_is_no_count_gives_no_word() -> None:
    assert choose_names(("type", "likes"), [make_portrait((3.0, 1.0))]) == ("Liked photos",)


@given(st.data())
def test_no_two_segments_have_the_same_name_and_none_is_numbered(data: st.DataObject) -> None:
    features = data.draw(st.lists(st.sampled_from(FEATURE_ORDER), min_size=1, max_size=10, unique=True))
    contrast = st.sampled_from([-2.0, -0.5, 0.0, 0.3, 1.6, 3.0])
    rows = data.draw(st.lists(st.tuples(*[contrast] * len(features)), min_size=2, max_size=10))
    formats = data.draw(st.lists(st.sampled_from(["photo", "video", "", "poll"]), min_size=10, max_size=10))
    portraits = [make_portrait(row, commonest) for row, commonest in zip(rows, formats, strict=False)]
    names = choose_names(features, portraits)
    assert len(set(names)) == len(portraits)
    assert names == choose_names(features, portraits)
    assert not any(name.endswith(" 2") for name in names)


def make_features(scaled: np.ndarray) -> Features:
    return Features(("comments", "shares")[: scaled.shape[1]], scaled, scaled)


def test_a_contrast_is_the_distance_from_the_other_posts_in_standard_deviations() -> None:
    scaled = np.array([[0.0, 1.0], [2.0, 1.0], [4.0, 1.0], [6.0, 1.0]])
    found = contrasts(make_features(scaled), np.array([0, 0, 1, 1]))
    np.testing.assert_allclose(found, np.array([[-4.0, 0.0], [4.0, 0.0]]) / np.array([np.sqrt(5), 1]))


def test_missing_values_take_no_part_in_a_contrast() -> None:
    scaled = np.array([[0.0], [2.0], [np.nan], [4.0], [np.nan]])
    found = contrasts(make_features(scaled), np.array([0, 0, 0, 1, 2]))
    assert found[0, 0] == pytest.approx(-3 / np.sqrt(8 / 3))
    assert found[2, 0] == 0
