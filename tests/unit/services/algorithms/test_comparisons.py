"""Comparisons held against files whose truth is known; benchmarks/claims.py does the same in full."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from simulated import simulate

from services.algorithms.comparisons import compare, compare_posts
from services.algorithms.spreads import posts_an_arm
from services.algorithms.trials import trials

RUNS, FLIPS = 500, 199
TWICE = float(np.log(2))
VIDEO, PHOTO = "format:video", "format:photo"


@cache
def compared(runs=RUNS, **truth):
    return [compare(trials(simulate(seed, posts=700, **truth)[0]), flips=FLIPS) for seed in range(runs)]


def videos(found):
    return [one for file in found for one in file.supported if one.value == VIDEO]


def test_in_at_most_one_file_of_twenty_without_any_effect_something_is_recommended():
    assert np.mean([bool(file.supported) for file in compared()]) <= 0.05


def test_texts_that_mean_nothing_are_not_recommended():
    found = compared(100, texts=True)

    assert found[0].tested > 5
    assert np.mean([bool(file.supported) for file in found]) <= 0.05


def test_a_format_that_earns_twice_as_much_is_found_and_its_interval_holds_that():
    found = compared(format_effect=TWICE, page_spread=0.15, pages=6)
    told = videos(found)

    assert len(told) >= 0.95 * RUNS
    assert 0.93 <= np.mean([one.low <= 2 <= one.high for one in told]) <= 0.98
    assert {one.resampled for one in told} == {"6 pages"}


def test_weeks_of_posts_stand_for_pages_where_these_are_few():
    told = videos(compared(format_effect=TWICE, pages=2))

    assert len(told) >= 0.95 * RUNS
    assert 0.93 <= np.mean([one.low <= 2 <= one.high for one in told]) <= 0.97
    assert told[0].resampled.endswith(" weeks of posts")


def test_a_reversal_between_pages_is_not_fallen_for():
    truth = {"format_effect": TWICE, "reversal": True, "page_level": 1.5}
    posts, _ = simulate(0, posts=700, **truth)
    form, earned = posts.formats == "video", np.log1p(posts.counts["comments"])
    found = compared(100, **truth)

    assert earned[form].mean() < earned[~form].mean()
    assert len(videos(found)) >= 95
    assert not any(one.value == PHOTO for file in found for one in file.supported)


def test_pages_that_differ_recommend_nothing_by_themselves():
    found = compared(100, reversal=True, page_level=1.5)

    assert np.mean([bool(file.supported) for file in found]) <= 0.06


def test_posts_that_still_grow_are_left_out():
    posts, _ = simulate(1, posts=700, format_effect=TWICE)
    young = np.zeros(700, bool)
    young[:200] = True

    assert compare_posts(replace(posts, immature=young)).posts == 500


def test_the_same_posts_give_the_same_figures():
    posts, _ = simulate(1, posts=700, format_effect=TWICE)

    assert compare_posts(posts) == compare_posts(posts)


def test_figures_of_a_comparison_belong_together():
    (one,) = (one for one in compare_posts(simulate(1, posts=700, format_effect=TWICE)[0]).supported)

    assert one.low < one.ratio < one.high
    assert one.medians[0] > one.medians[1]
    assert one.worth == pytest.approx((one.ratio - 1) * one.posts[1] / sum(one.posts) * one.medians[1])
    assert one.p <= 0.02


def test_a_file_that_nothing_can_be_compared_in_is_no_defect():
    posts, _ = simulate(1, posts=700)
    undated = replace(posts, published=np.full(700, np.datetime64("NaT", "us")))

    assert (compare_posts(undated).tested, compare_posts(undated).supported) == (0, ())
    assert compare_posts(simulate(1, posts=30)[0]).supported == ()


def test_a_test_for_a_fifth_more_takes_as_many_posts_as_the_textbook_says():
    # 2 (1.960 + 0.842)^2 / ln(1.2)^2 = 472.3 for a spread of 1.
    assert posts_an_arm(1.0) == 473
    assert posts_an_arm(0.0) == 2


def test_each_page_has_its_own_spread_and_pace():
    found = compare_posts(simulate(1, posts=1500)[0])

    assert {one.page for one in found.spreads} == {f"page {number}" for number in range(6)}
    assert all(0.9 < one.spread < 1.4 for one in found.spreads)
    assert all(0.5 < one.a_week < 4 for one in found.spreads)
