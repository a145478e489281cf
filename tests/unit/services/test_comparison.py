"""Two periods of one file: counted by hand, and said with the interval that the posts allow."""

from dataclasses import replace
from datetime import date, datetime

import numpy as np
import pytest
from builders import make_analysed, make_dataset, make_posts

from services.claiming import say, small_print, told
from services.comparison import NO_DATES, NOTHING_THEN, comparison
from services.domain.claims import Estimand
from services.domain.periods import Measured
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Compare, Filters, Selection
from services.domain.views import Phrase
from services.periods import NEWEST

DAYS = 400
NEWEST_DAYS = Filters(since=date(2026, 1, 1))


def analysed(pages=2, **difference):
    """A post a day for 400 days; from 2026 on every other one is talked about, before every fourth."""
    days = np.datetime64("2025-01-01", "us") + np.arange(DAYS) * np.timedelta64(1, "D")
    later = days >= np.datetime64("2026-01-01")
    talked = np.where(later, np.arange(DAYS) % 2 == 1, np.arange(DAYS) % 4 == 0)
    texts = np.full(DAYS, "", object)
    posts = make_posts(
        ids=np.array([f"p{number}" for number in range(DAYS)], object),
        published=days,
        formats=np.full(DAYS, "photo", object),
        pages=np.array([f"page {number % pages}" for number in range(DAYS)], object),
        texts=texts,
        permalinks=texts,
        immature=difference.get("immature", np.zeros(DAYS, bool)),
        counts={"comments": np.where(talked, 80.0, 8.0) + np.arange(DAYS) % 5, "shares": np.where(talked, 20.0, 2.0)},
    )
    whole = make_analysed(posts)
    segmentation = replace(
        whole.described.segmentation,
        labels=np.where(talked, 0, 1).astype(np.int16),
        membership=np.where(np.arange(DAYS) % 10 == 0, 0.5, 1.0),
    )
    dataset = make_dataset(first=days[0].item(), last=days[-1].item())
    return replace(whole, dataset=dataset, described=replace(whole.described, segmentation=segmentation))


def compared(filters=NEWEST_DAYS, compare=Compare.PREVIOUS, **difference):
    selection = Selection(SegmentationRequest("d1"), filters, compare=compare)
    return comparison(analysed(**difference), selection)


def test_posts_of_both_periods_are_counted():
    posts = compared().of(Measured.POSTS)

    assert [told(claim).text for claim in (posts.now, posts.then)] == ["35 posts", "35 posts"]
    assert told(posts.change).text == "1.00 times"
    assert (posts.now.scope.since, posts.now.scope.until) == (date(2026, 1, 1), date(2026, 2, 4))
    assert posts.then.rows.filters == Filters(since=date(2025, 11, 27), until=date(2025, 12, 31))


def test_the_share_in_the_strongest_segments_is_said_with_its_interval_and_its_posts():
    share = compared().of(Measured.STRONGEST)

    assert share.now.number.value == pytest.approx(18 / 35)
    assert share.then.number.value == pytest.approx(9 / 35)
    assert share.change.number.value == pytest.approx(9 / 35)
    assert 0 < share.change.number.low < 9 / 35 < share.change.number.high
    assert share.now.rows.filters.segments == ("s1",)
    assert share.change.n == 70
    assert "70 posts drawn anew" in small_print(share.change)


def test_engagement_is_the_median_of_everything_a_post_earned():
    engagement = compared().of(Measured.ENGAGEMENT)
    words = "".join(phrase.text for phrase in say(engagement.now))

    assert words == "Half of the posts earned 100 interactions or more."
    assert engagement.change.estimand is Estimand.MEDIAN_CHANGE
    assert engagement.change.number.value == pytest.approx(100 / engagement.then.number.value)


def test_borderline_posts_are_those_that_keep_their_segment_seldom():
    assert compared().of(Measured.BORDERLINE).now.number.value == pytest.approx(3 / 35)


def test_five_pages_are_drawn_anew_as_a_whole():
    change = compared(pages=5).of(Measured.STRONGEST).change

    assert change.scope.resampled == "5 pages"


def test_posts_that_still_grow_count_as_posts_and_as_nothing_else():
    young = np.arange(DAYS) >= DAYS - 20
    found = compared(immature=young)

    assert found.of(Measured.POSTS).now.n == 35
    assert found.of(Measured.STRONGEST).now.n == found.of(Measured.ENGAGEMENT).now.n == 15


def test_without_a_chosen_period_the_newest_weeks_are_shown():
    found = compared(Filters())

    assert found.of(Measured.POSTS).now.n == found.of(Measured.POSTS).then.n == NEWEST
    assert not found.periods.chosen


def test_what_posts_earned_does_not_choose_them():
    assert compared(replace(NEWEST_DAYS, segments=("s1",))) == compared()


def test_a_page_is_compared_with_itself():
    found = compared(replace(NEWEST_DAYS, pages=("page 0",)))

    assert found.of(Measured.POSTS).now.n == 17
    assert found.of(Measured.POSTS).now.rows.filters.pages == ("page 0",)


def test_with_nothing_to_compare_the_posts_in_view_are_told_alone():
    found = compared(compare=Compare.NONE)

    assert found.periods is None
    assert found.hint == ""
    assert found.of(Measured.POSTS).now.n == 35
    assert all(measure.then is measure.change is None for measure in found.measures)


def test_a_period_before_the_file_began_is_said_to_be_empty():
    found = compared(Filters(until=date(2025, 2, 1)), compare=Compare.YEAR)

    assert found.hint == NOTHING_THEN
    assert found.of(Measured.POSTS).now.n == 32
    assert found.of(Measured.POSTS).change is None


def test_a_file_without_dates_says_so():
    whole = analysed()
    undated = replace(whole, dataset=replace(whole.dataset, first=None, last=None))
    found = comparison(undated, Selection(SegmentationRequest("d1")))

    assert found.hint == NO_DATES
    assert found.of(Measured.POSTS).now.n == DAYS


def test_filters_that_leave_nothing_give_no_share_of_nothing():
    found = compared(replace(NEWEST_DAYS, pages=("no page",)))

    assert told(found.of(Measured.POSTS).now).text == "0 posts"
    assert found.of(Measured.STRONGEST).now is None
    assert found.of(Measured.ENGAGEMENT).now is None


def test_every_figure_is_a_claim_that_a_sentence_can_carry():
    for measure in compared().measures:
        for claim in (measure.now, measure.then, measure.change):
            assert Phrase("", claim=claim).claim.scope.dataset == "spring"


def test_moments_of_the_last_day_are_in_the_period():
    whole = analysed()
    late = whole.posts.published + np.timedelta64(23, "h")
    moved = replace(whole, posts=replace(whole.posts, published=late))
    dataset = replace(whole.dataset, last=datetime(2026, 2, 4, 23))  # noqa: DTZ001  # as written in the file

    found = comparison(replace(moved, dataset=dataset), Selection(SegmentationRequest("d1"), NEWEST_DAYS))

    assert found.of(Measured.POSTS).now.n == 35
