"""A post with other counts, the nearest ways into other segments, and its twins."""

import numpy as np
import pytest
from builders import BLUE, House, Story, make_actor, make_analysed, make_posts, save_posts_csv

from services.domain.actors import Role
from services.domain.errors import InvalidInput, NotFound
from services.domain.moving import SetCount
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.moves import Moves
from services.twins import find_twins

SOMEBODY = make_actor(Role.BRAND_MANAGER)


@pytest.fixture(scope="module")
def moves(story: Story) -> Moves:
    return story.house.services.moves


@pytest.fixture(scope="module")
def photo(story: Story) -> Selection:
    """A post of few shares."""
    return Selection(story.request, post="p1")


def test_a_post_with_its_own_counts_is_explained_as_it_is(story: Story, moves: Moves, photo: Selection) -> None:
    told = story.house.services.explanations.post(SOMEBODY, photo)

    same, shap = moves.what_if(SOMEBODY, photo), moves.what_if_shap(SOMEBODY, photo).answer

    assert same.changes == ()
    assert same.was == same.now
    assert same.now.certainty == pytest.approx(told.header.certainty)
    assert same.exact == told.exact
    assert same.lime == told.lime
    assert shap is not None
    assert told.shap is not None
    assert [bar.label for bar in shap.bars] == [bar.label for bar in told.shap.bars]
    assert [bar.weight for bar in shap.bars] == pytest.approx([bar.weight for bar in told.shap.bars], abs=1e-9)


def test_answers_to_a_post_with_its_own_counts_agree_as_they_are_stored(story: Story, moves: Moves) -> None:
    for post in ("p1", "p2", "p3", "p60"):
        selection = Selection(story.request, post=post)
        told = story.house.services.explanations.post(SOMEBODY, selection)
        assert moves.what_if_shap(SOMEBODY, selection).agreement == told.agreement


def test_segment_certainty_and_answers_follow_the_counts(story: Story, moves: Moves, photo: Selection) -> None:
    """A photo that had earned what a video earned would stand with the videos."""
    video = Selection(story.request, post="p3")
    wanted = tuple(SetCount(count.name, count.was) for count in moves.what_if(SOMEBODY, video).counts)
    told = story.house.services.explanations.post(SOMEBODY, video)

    moved, shap = moves.what_if(SOMEBODY, photo, wanted), moves.what_if_shap(SOMEBODY, photo, wanted).answer

    assert (moved.was.segment, moved.now.segment) == (moves.what_if(SOMEBODY, photo).now.segment, told.exact.segment)
    assert moved.now.certainty == pytest.approx(told.header.certainty)
    assert moved.lime == told.lime
    assert shap is not None
    assert shap.base + sum(bar.weight for bar in shap.bars) == pytest.approx(shap.probability)
    assert shap.probability == pytest.approx(moved.now.certainty)
    assert sum(bar.weight for bar in moved.exact.bars) == pytest.approx(moved.exact.margin)


@pytest.mark.parametrize(
    ("name", "value"), [("comments", -1), ("comments", 2.5), ("comments", 1e12), ("comments", np.nan), ("views", 3)]
)
def test_a_count_that_cannot_be_is_refused_by_name(moves: Moves, photo: Selection, name: str, value: float) -> None:
    with pytest.raises(InvalidInput) as refused:
        moves.what_if(SOMEBODY, photo, (SetCount(name, value),))

    assert refused.value.field == name


def test_a_nearest_change_leads_where_it_says(story: Story, moves: Moves) -> None:
    for post in ("p1", "p2", "p3"):
        selection = Selection(story.request, post=post)
        nearest = moves.nearest(SOMEBODY, selection)
        assert {nearest.segment, *(change.segment for change in nearest.changes)} == {0, 1, 2}
        for change in nearest.changes:
            for way in filter(None, (change.by_one, change.by_two)):
                wanted = tuple(SetCount(count.name, count.now) for count in way.counts)
                assert moves.what_if(SOMEBODY, selection, wanted).now.segment == change.segment


def test_the_nearest_segment_comes_first(moves: Moves, photo: Selection) -> None:
    changes = moves.nearest(SOMEBODY, photo).changes
    distances = [min(way.distance for way in (one.by_one, one.by_two) if way) for one in changes]

    assert distances == sorted(distances)


def test_before_the_forest_is_grown_segment_and_exact_answer_follow_all_the_same(house: House, tmp_path) -> None:
    dataset = house.services.datasets.import_file(make_actor(), save_posts_csv(tmp_path))
    request = Selection(SegmentationRequest(dataset.id), post="p1")
    house.services.analyses.make(SOMEBODY, request.segmentation)

    moved = house.services.moves.what_if(SOMEBODY, request, (SetCount("shares", 0),))

    assert (moved.was.certainty, moved.now.certainty, moved.lime) == (None, None, None)
    shap = house.services.moves.what_if_shap(SOMEBODY, request)
    assert (shap.answer, shap.agreement) == (None, None)
    assert moved.exact.bars


def test_another_workspace_moves_nothing(story: Story, moves: Moves, photo: Selection) -> None:
    moves.what_if(SOMEBODY, photo)
    for ask in (moves.what_if, moves.what_if_shap, moves.nearest, moves.twins):
        with pytest.raises(NotFound):
            ask(make_actor(workspace=BLUE), photo)


def make_week(**difference: object):
    """Six posts: a, a video, Monday 9:00; b, Tuesday; c, 14:00; d, a photo; e, Tuesday 14:00; f, a photo in May."""
    days = ("05T09:00", "06T09:00", "05T14:00", "05T10:30", "06T14:00")
    given = {
        "published": np.array([*(f"2026-01-{day}" for day in days), "2026-05-04T09:00"], "datetime64[us]"),
        "formats": np.array(["video", "video", "video", "photo", "video", "photo"], object),
        "pages": np.array(["North"] * 6, object),
        "texts": np.array([""] * 6, object),
    }
    return make_posts(**(given | difference))


def test_a_twin_differs_in_one_lever_and_is_near_in_time() -> None:
    twins = find_twins(make_analysed(make_week(), labels=(0, 1, 0, 1, 1, 1)), 0)

    assert [(twin.post_id, twin.difference, twin.days) for twin in twins.shown] == [
        ("d", "photo instead of video", 0),
        ("b", "Tuesday instead of Monday", 1),
    ]
    assert (twins.elsewhere, twins.stayed) == (2, 1)
    assert twins.levers == ("format", "weekday", "part of the day")
    assert twins.scope == "on the same page, within 60 days"


def test_a_twin_is_of_the_same_page_where_pages_are_known() -> None:
    pages = np.array(["North", "South", "North", "South", "North", "North"], object)

    twins = find_twins(make_analysed(make_week(pages=pages), labels=(0, 1, 1, 1, 1, 1)), 0)

    assert [twin.post_id for twin in twins.shown] == ["c"]


def test_without_pages_and_dates_twins_are_those_of_the_dataset_and_it_says_so() -> None:
    posts = make_week(
        pages=np.array([""] * 6, object),
        published=np.array(["NaT"] * 6, "datetime64[us]"),
        texts=np.array(["Some words"] * 5 + ["Many words " * 40], object),
    )

    twins = find_twins(make_analysed(posts, labels=(0, 1, 0, 1, 1, 1)), 0)

    assert twins.levers == ("format", "length of the text")
    assert [twin.post_id for twin in twins.shown] == ["d"]
    assert (twins.elsewhere, twins.stayed) == (1, 0)
    assert twins.shown[0].days is None
    assert twins.scope == "in this dataset, as the page is not known, at any time, as its date is not known"


def test_a_file_that_says_nothing_of_levers_has_no_twins() -> None:
    nothing = np.array([""] * 6, object)
    posts = make_week(pages=nothing, formats=nothing, published=np.array(["NaT"] * 6, "datetime64[us]"))

    twins = find_twins(make_analysed(posts), 0)

    assert (twins.levers, twins.shown, twins.elsewhere, twins.stayed) == ((), (), 0, 0)
