"""Segments, explanations and drivers, looked up in one stored analysis."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from builders import House, Story, make_actor, save_posts_csv

from services.domain.actors import Role
from services.domain.errors import InvalidInput, NotFound
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Area, Filters, Selection, TableQuery

SOMEBODY = make_actor(Role.BRAND_MANAGER)
NOTHING = Filters(since=date(1990, 1, 1), until=date(1990, 1, 2))


@pytest.fixture(scope="module")
def selection(story: Story) -> Selection:
    return Selection(story.request)


def test_the_view_has_a_card_a_segment_strongest_first(story: Story, selection: Selection) -> None:
    view = story.house.services.segments.view(SOMEBODY, selection)

    assert [card.rank for card in view.cards] == [0, 1, 2]
    assert [card.posts for card in view.cards] == [80, 80, 80]
    assert sum(card.share for card in view.cards) == pytest.approx(1)
    assert {card.format: card.format_share for card in view.cards} == {"link": 1.0, "video": 1.0, "photo": 1.0}
    assert all(card.jaccard is not None and card.jaccard > 0.9 for card in view.cards)


def test_the_view_says_what_it_stands_on(story: Story, selection: Selection) -> None:
    choices = story.house.services.segments.view(SOMEBODY, selection).choices

    assert (choices.posts, choices.in_view, choices.k, choices.recommended_k) == (240, 240, 3, 3)
    assert choices.pages == ("North shop", "South shop")
    assert choices.formats == ("link", "photo", "video")
    assert choices.dataset_name == "autumn-export"
    assert choices == story.house.services.segments.choices(SOMEBODY, selection)


def test_filters_narrow_the_posts_and_leave_the_segments_as_they_are(story: Story, selection: Selection) -> None:
    services = story.house.services
    wide = services.segments.view(SOMEBODY, selection)
    narrow = services.segments.view(SOMEBODY, replace(selection, filters=Filters(pages=("North shop",))))

    assert narrow.choices.in_view == narrow.map.in_view.sum() == 120
    assert (narrow.map.segment == wide.map.segment).all()
    assert [card.posts for card in narrow.cards] == [40, 40, 40]
    assert [card.name for card in narrow.cards] == [card.name for card in wide.cards]


def test_choosing_a_segment_keeps_the_others_countable(story: Story, selection: Selection) -> None:
    view = story.house.services.segments.view(SOMEBODY, replace(selection, filters=Filters(segments=("s2",))))

    assert [card.posts for card in view.cards] == [80, 80, 80]
    assert [card.in_view for card in view.cards] == [0, 80, 0]
    assert view.choices.in_view == 80


def test_an_outline_around_everything_leaves_everything(story: Story, selection: Selection) -> None:
    around = Area(((-99.0, -99.0), (99.0, -99.0), (99.0, 99.0), (-99.0, 99.0)))

    view = story.house.services.segments.view(SOMEBODY, replace(selection, filters=Filters(area=around)))

    assert view.choices.in_view == 240


def test_filters_that_leave_nothing_are_a_view_and_no_defect(story: Story, selection: Selection) -> None:
    empty = replace(selection, filters=NOTHING)
    services = story.house.services

    view = services.segments.view(SOMEBODY, empty)

    assert view.choices.in_view == 0
    assert all(card.posts == 0 for card in view.cards)
    assert all(figure.value is None for card in view.cards for figure in card.medians)
    assert services.segments.posts(SOMEBODY, empty, TableQuery()).total == 0
    for ask in (services.explanations.post, services.explanations.drivers):
        with pytest.raises(NotFound, match="No post fits these filters"):
            ask(SOMEBODY, empty)


def test_another_number_of_segments_is_looked_up_in_the_same_sweep(story: Story, selection: Selection) -> None:
    two = replace(selection, segmentation=replace(story.request, k=2))

    view = story.house.services.segments.view(SOMEBODY, two)

    assert len(view.cards) == 2
    assert view.choices.recommended_k == 3


def test_arrays_of_a_view_cannot_be_written_to(story: Story, selection: Selection) -> None:
    view = story.house.services.segments.view(SOMEBODY, selection)

    drawn = (view.map.x, view.map.segment, view.map.in_view, view.profile.medians, view.sizes.held, view.mix.shares)
    for array in drawn:
        assert not array.flags.writeable


def test_looking_twice_shows_the_same(story: Story, selection: Selection) -> None:
    first, second = (story.house.services.segments.view(SOMEBODY, selection) for _ in range(2))

    assert first.headline == second.headline
    assert first.cards == second.cards


def test_the_table_pages_through_all_posts_once(story: Story, selection: Selection) -> None:
    segments = story.house.services.segments
    blocks = [segments.posts(SOMEBODY, selection, TableQuery(start, start + 100)).rows for start in (0, 100, 200)]

    ids = [row.post_id for rows in blocks for row in rows]

    assert len(ids) == len(set(ids)) == 240


@pytest.mark.parametrize("wanted", ["p1", "p2", "p120", "240"])
def test_contributions_sum_to_the_margin_and_shap_to_the_probability(
    story: Story, selection: Selection, wanted: str
) -> None:
    found = story.house.services.explanations.post(SOMEBODY, replace(selection, post=wanted))

    assert sum(bar.weight for bar in found.exact.bars) == pytest.approx(found.exact.margin, abs=1e-9)
    assert found.shap is not None
    explained = found.shap.base + sum(bar.weight for bar in found.shap.bars)
    assert explained == pytest.approx(found.shap.probability, abs=1e-6)
    assert found.exact.margin > 0
    assert found.agreement in range(4)


def test_the_explained_post_is_the_one_that_was_named(story: Story, selection: Selection) -> None:
    by_id = story.house.services.explanations.post(SOMEBODY, replace(selection, post="p7")).header
    by_number = story.house.services.explanations.post(SOMEBODY, replace(selection, post=" 7 ")).header

    assert by_id == by_number
    assert (by_id.post_id, by_id.position, by_id.in_view) == ("p7", 7, 240)
    assert (by_id.previous, by_id.following) == ("p6", "p8")
    assert by_id.text == "Words of post 7"


def test_the_first_and_the_last_post_have_one_neighbour(story: Story, selection: Selection) -> None:
    first = story.house.services.explanations.post(SOMEBODY, selection).header
    last = story.house.services.explanations.post(SOMEBODY, replace(selection, post="p240")).header

    assert (first.post_id, first.previous, first.following) == ("p1", "", "p2")
    assert (last.previous, last.following) == ("p239", "")


def test_neighbours_are_posts_in_view(story: Story, selection: Selection) -> None:
    videos = replace(selection, filters=Filters(formats=("video",)), post="p6")

    header = story.house.services.explanations.post(SOMEBODY, videos).header

    assert (header.previous, header.post_id, header.following) == ("p3", "p6", "p9")
    assert (header.position, header.in_view) == (2, 80)


@pytest.mark.parametrize("wanted", ["p241", "0", "241", "-1", "1.5", "²", "9" * 5000, "<script>"])
def test_a_post_that_is_not_there_is_named_with_what_there_is(story: Story, selection: Selection, wanted: str) -> None:
    with pytest.raises(NotFound, match="up to 240"):
        story.house.services.explanations.post(SOMEBODY, replace(selection, post=wanted))


def test_the_forests_certainty_is_that_of_shap(story: Story, selection: Selection) -> None:
    found = story.house.services.explanations.post(SOMEBODY, replace(selection, post="p3"))

    assert found.shap is not None
    assert found.header.certainty == pytest.approx(found.shap.probability)
    assert found.lime is not None
    assert found.lime.seeds == story.surrogate.lime.seeds


def test_drivers_show_the_strongest_segment_unless_another_is_chosen(story: Story, selection: Selection) -> None:
    explanations = story.house.services.explanations

    default = explanations.drivers(SOMEBODY, selection)
    chosen = explanations.drivers(SOMEBODY, replace(selection, filters=Filters(segments=("s3",)), feature="Shares"))

    assert (default.segment, default.beeswarm.segment) == (default.segments[0].value, 0)
    assert (chosen.segment, chosen.beeswarm.segment) == (default.segments[2].value, 2)
    assert (chosen.feature, chosen.dependence.feature) == ("shares", "Shares")
    assert default.feature == default.features[int(default.importance.importance[0].argmax())].value


def test_drivers_rank_counts_by_their_mean_weight(story: Story, selection: Selection) -> None:
    view = story.house.services.explanations.drivers(SOMEBODY, selection)

    assert (np.diff(view.beeswarm.importance) <= 0).all()
    assert view.beeswarm.importance[0] == view.importance.importance[0].max()
    assert view.beeswarm.values.shape == (240, len(view.features))
    assert ((view.beeswarm.level >= 0) & (view.beeswarm.level <= 1)).all()


def test_agreement_is_told_in_shares_of_all_posts(story: Story, selection: Selection) -> None:
    view = story.house.services.explanations.drivers(SOMEBODY, selection)

    np.testing.assert_allclose(view.agreement.shares.sum(axis=1), 1)
    assert len(view.agreement.pairs) == len(view.agreement.shares) == 4
    assert view.fidelity.held_out > view.fidelity.baseline


def test_a_count_that_is_not_in_the_analysis_is_refused(story: Story, selection: Selection) -> None:
    with pytest.raises(InvalidInput, match="no count 'weather'"):
        story.house.services.explanations.drivers(SOMEBODY, replace(selection, feature="weather"))


def test_before_the_forest_is_grown_there_is_the_exact_answer_and_no_more(house: House, tmp_path) -> None:
    services = house.services
    dataset = services.datasets.import_file(make_actor(), save_posts_csv(tmp_path, posts=120))
    services.analyses.make(make_actor(), SegmentationRequest(dataset.id))
    selection = Selection(SegmentationRequest(dataset.id))

    found = services.explanations.post(SOMEBODY, selection)

    assert (found.shap, found.lime, found.agreement, found.header.certainty) == (None, None, None, None)
    assert found.exact.bars
    with pytest.raises(NotFound, match="not been explained yet"):
        services.explanations.drivers(SOMEBODY, selection)
