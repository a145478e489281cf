"""Everything in short, looked up in one stored analysis."""

from dataclasses import replace
from datetime import UTC, date, datetime

import numpy as np
import pytest
from builders import START, Story, make_actor, make_analysed, make_dataset, make_posts

from services.attention import attention
from services.domain.actors import Role
from services.domain.intake import Finding
from services.domain.overview import Urgency
from services.domain.periods import Measured
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Compare, Filters, Selection
from services.mix_changes import mix_split
from services.sparks import MOST, sparks

SOMEBODY = make_actor(Role.BRAND_MANAGER)


@pytest.fixture(scope="module")
def selection(story: Story) -> Selection:
    return Selection(story.request)


def words(sentence):
    return "".join(phrase.text for phrase in sentence)


def test_tiles_are_the_comparison_with_a_spark_each(story, selection):
    tiles = story.house.services.overview.tiles(SOMEBODY, selection)

    assert tiles.comparison == story.house.services.overview.comparison(SOMEBODY, selection)
    assert [tile.measure.what for tile in tiles.tiles] == list(Measured)
    assert all(tile.spark.grain == "month" for tile in tiles.tiles)
    posts = tiles.tiles[0].spark.values
    assert sum(posts) == 240
    assert len(posts) <= MOST


def test_a_spark_shows_the_whole_time_whatever_period_is_chosen(story, selection):
    chosen = replace(selection, filters=Filters(since=date(2025, 11, 1)))
    services = story.house.services

    assert [tile.spark for tile in services.overview.tiles(SOMEBODY, chosen).tiles] == [
        tile.spark for tile in services.overview.tiles(SOMEBODY, selection).tiles
    ]


def test_a_spark_leaves_gaps_where_no_post_counts():
    posts = make_posts(
        published=np.array(["2025-01-06", "2025-01-07", "2025-01-20", "2025-01-21", "NaT", "2025-01-22"], "M8[us]")
    )
    found = sparks(make_analysed(posts), np.ones(6, bool))

    assert found[Measured.POSTS].values == (2.0, 0.0, 3.0)
    assert np.isnan(found[Measured.STRONGEST].values[1])
    assert found[Measured.STRONGEST].values[::2] == (1.0, 0.0)
    assert sparks(make_analysed(posts), np.arange(6) == 4)[Measured.POSTS].values == ()


def test_the_split_adds_up_to_the_change_that_the_tile_shows(story, selection):
    split = story.house.services.overview.split(SOMEBODY, selection)
    change = story.house.services.overview.comparison(SOMEBODY, selection).of(Measured.STRONGEST).change

    assert split.parts.sum(axis=0) == pytest.approx(split.change)
    assert split.words[1].claim.number.value == pytest.approx(change.number.value)
    figures = [phrase.claim for phrase in split.words if phrase.claim]
    assert sum(claim.number.value for claim in figures[1:]) == pytest.approx(figures[0].number.value)
    assert all(claim.n == change.n for claim in figures)


def test_one_page_has_no_mix_of_pages_to_tell_of(story, selection):
    alone = replace(selection, filters=Filters(pages=("North shop",)))

    assert "pages" not in words(story.house.services.overview.split(SOMEBODY, alone).words)
    assert "pages" in words(story.house.services.overview.split(SOMEBODY, selection).words)


@pytest.mark.parametrize(
    "nothing",
    [
        {"compare": Compare.NONE},
        {"filters": Filters(pages=("no page",))},
        {"filters": Filters(until=date(2024, 9, 1)), "compare": Compare.YEAR},
    ],
)
def test_without_two_periods_there_is_no_split(story, selection, nothing):
    assert story.house.services.overview.split(SOMEBODY, replace(selection, **nothing)) is None


def test_posts_that_still_grow_do_not_look_as_if_they_landed_lower():
    days = np.array([f"2025-01-0{day}" for day in range(1, 7)], "M8[us]")
    posts = make_posts(published=days, immature=np.array([False, False, False, False, True, True]))
    dataset = make_dataset(first=days[0].item(), last=days[5].item())
    whole = replace(make_analysed(posts, (0, 1, 0, 0, 1, 1)), dataset=dataset)

    assert mix_split(whole, Selection(SegmentationRequest("d1"))).change[0] == pytest.approx(1 / 3)


def test_a_dataset_that_is_whole_and_fresh_needs_nothing():
    whole = replace(make_analysed(make_posts(immature=np.zeros(6, bool))), dataset=make_dataset())

    assert attention(whole, Selection(SegmentationRequest("d1")), datetime(2025, 6, 20, tzinfo=UTC)) == ()


def test_what_is_open_stale_young_or_set_aside_is_told_with_the_way_there():
    question = Finding("time_zone", "The time zone is not stated", "", question="Which?")
    dataset = make_dataset(rows_set_aside=2, findings=(question,))
    told = attention(replace(make_analysed(), dataset=dataset), Selection(SegmentationRequest("d1")), START)

    assert [notice.urgency for notice in told] == [Urgency.ASKS, *[Urgency.TELLS] * 3]
    assert [words(notice.words).partition(".")[0] for notice in told] == [
        "The time zone is not stated",
        "The newest post is of 1 Jun 2025",
        "1 post were young when they were imported: their counts may still grow, and comparisons leave them out",
        "2 rows of the file were set aside, each with its reason",
    ]
    assert {notice.path for notice in told if notice.action} == {"/datasets?dataset=d1"}
    assert told[2].words[0].claim.rows.filters == Filters(since=date(2025, 6, 1))


def test_segments_that_do_not_hold_are_told():
    shaky = make_analysed(make_posts(immature=np.zeros(6, bool)))
    sweep = replace(shaky.analysis.sweep, recommended_k=None)
    told = attention(
        replace(shaky, analysis=replace(shaky.analysis, sweep=sweep)),
        Selection(SegmentationRequest("d1")),
        datetime(2025, 6, 20, tzinfo=UTC),
    )

    assert [words(notice.words) for notice in told] == [
        "No number of segments is stable in this data: read the segments as a rough sketch."
    ]


def test_the_newest_datasets_are_shown(story):
    assert [one.id for one in story.house.services.overview.newest(SOMEBODY)] == [story.dataset.id]
