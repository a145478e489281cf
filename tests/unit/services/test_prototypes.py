"""The posts that stand for a segment, and those that hardly belong to it."""

from dataclasses import replace

import numpy as np
import pytest
from builders import BLUE, Story, make_actor, make_analysed
from hypothesis import given
from hypothesis import strategies as st

from services.domain.actors import Role
from services.domain.errors import NotFound
from services.domain.features import Features
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Filters, Selection
from services.prototypes import SHOWN, ends, measure_distances, portraits
from services.scope import scope
from services.segment_cards import segment_cards

SOMEBODY = make_actor(Role.BRAND_MANAGER)
CENTRES = np.array([[0.0, 0.0], [10.0, 10.0]])


def test_distances_are_to_the_own_centre_in_standard_deviations() -> None:
    scaled = np.array([[3.0, 4.0], [10.0, 11.0], [0.0, 0.0]])

    assert measure_distances(scaled, CENTRES, np.array([0, 1, 1], np.int16)) == pytest.approx([5.0, 1.0, 200**0.5])


def test_a_post_with_missing_counts_is_measured_by_the_others() -> None:
    scaled = np.array([[3.0, np.nan], [np.nan, np.nan]])

    found = measure_distances(scaled, CENTRES, np.zeros(2, np.int16))

    assert found == pytest.approx([18**0.5, np.nan], nan_ok=True)


def test_both_ends_come_in_their_order() -> None:
    near, far = ends(np.array([4.0, 0.5, 9.0, 0.1, 3.0, 7.0, 5.0]))

    assert (near.tolist(), far.tolist()) == ([3, 1, 4], [2, 5, 6])


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0]), max_size=12))
def test_no_post_stands_at_both_ends_however_many_are_equal(values: list[float]) -> None:
    distances = np.array(values)

    near, far = (rows.tolist() for rows in ends(distances))

    assert len(near) == min(SHOWN, len(values))
    assert len(far) == min(SHOWN, len(values) - len(near))
    assert not set(near) & set(far)
    assert sorted(distances[near]) == sorted(values)[: len(near)]
    others = sorted(np.delete(distances, near), reverse=True)
    assert distances[far].tolist() == others[: len(far)]


def make_portraits(labels: tuple[int, ...], scaled: np.ndarray, in_view: np.ndarray | None = None):
    analysed = make_analysed(labels=labels)
    features = Features(("comments", "shares", "reactions"), scaled, scaled)
    seen = scope(analysed, Filters())
    shown = seen.in_view if in_view is None else in_view
    return portraits(analysed, features, shown, segment_cards(analysed, seen, Selection(SegmentationRequest("d1"))))


def test_what_is_odd_about_a_post_is_named_strongest_first() -> None:
    scaled = np.tile(np.array([-0.6, -0.5, -0.5]), (6, 1))
    scaled[5] += [-1.2, 3.0, 0.9]

    quiet = make_portraits((1, 1, 1, 1, 1, 1), scaled)[1]

    assert (quiet.odd[0].post_id, quiet.odd[0].number) == ("f", 6)
    assert quiet.odd[0].differs == ("more shares", "fewer comments")
    assert quiet.typical[0].differs == ()


def test_only_posts_in_view_are_shown() -> None:
    shown = np.array([True, False, True, True, False, False])

    talked, quiet = make_portraits((0, 0, 1, 1, 1, 1), np.zeros((6, 3)), shown)

    assert ([one.post_id for one in talked.typical], talked.odd) == (["a"], ())
    assert [one.post_id for one in quiet.typical] == ["c", "d"]


def test_every_segment_of_an_analysis_has_its_portrait(story: Story) -> None:
    explanations = story.house.services.explanations

    found = explanations.portraits(SOMEBODY, Selection(story.request))

    features = story.house.services.analyses.features(SOMEBODY, story.request)
    segmentation = story.analysed.described.segmentation
    every = measure_distances(features.scaled, segmentation.centroids, segmentation.labels)
    assert [one.segment.rank for one in found] == [0, 1, 2]
    for one in found:
        members = every[segmentation.labels == one.segment.rank]
        assert one.typical[0].distance == members.min()
        assert one.odd[0].distance == members.max()
        assert one.segment.rule is not None


def test_a_chosen_segment_does_not_hide_the_others(story: Story) -> None:
    explanations, wide = story.house.services.explanations, Selection(story.request)
    chosen = replace(wide, filters=Filters(segments=("s2",)))

    shown = ([(one.typical, one.odd) for one in explanations.portraits(SOMEBODY, view)] for view in (wide, chosen))
    every, narrowed = shown
    assert every == narrowed


def test_another_workspace_sees_no_posts(story: Story) -> None:
    with pytest.raises(NotFound):
        story.house.services.explanations.portraits(make_actor(workspace=BLUE), Selection(story.request))
