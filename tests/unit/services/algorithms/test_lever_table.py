from dataclasses import replace

import numpy as np
import pytest
from simulated import simulate

from services.algorithms.lever_table import MOST_POSTS, lever_table, timed_posts
from services.algorithms.levers import find_levers
from services.algorithms.text_features import text_codes
from services.domain.arrays import read_only
from services.domain.errors import InvalidInput
from services.domain.levers import FORMAT, PAGE, TEXT, TIME, TOGETHER
from services.domain.segmentation import Segmentation
from services.progress import unwatched


def test_posts_stand_in_the_order_of_time_whatever_the_order_of_the_file():
    posts, outcome = simulate(1, posts=300)
    back = {
        name: getattr(posts, name)[::-1] for name in ("ids", "published", "formats", "pages", "texts", "permalinks")
    }
    turned = replace(posts, **back, counts={"comments": posts.counts["comments"][::-1]})

    first, second = lever_table(posts, outcome, 0), lever_table(turned, outcome[::-1], 0)
    assert np.array_equal(first.levers[TIME], second.levers[TIME])
    assert np.array_equal(np.bincount(first.outcome), np.bincount(second.outcome))


def test_what_a_file_does_not_know_is_no_lever():
    posts, outcome = simulate(1, posts=300)
    bare = replace(posts, pages=np.full(300, "", object), formats=np.full(300, "photo", object))

    assert set(lever_table(posts, outcome, 0).levers) == {FORMAT, PAGE, TIME, TOGETHER}
    assert set(lever_table(bare, outcome, 0).levers) == {TIME}
    assert lever_table(bare, outcome, 0).page is None


def test_posts_that_still_grow_are_left_out():
    posts, outcome = simulate(1, posts=300)
    young = np.arange(300) < 40
    table = lever_table(replace(posts, immature=read_only(young)), outcome, 0)

    assert len(table) == 260
    assert len(timed_posts(replace(posts, immature=read_only(young))).slot) == 260


def test_posts_without_a_date_come_first_and_have_no_hour():
    posts, outcome = simulate(1, posts=300)
    published = posts.published.copy()
    published[100:110] = np.datetime64("NaT")
    undated = replace(posts, published=published)

    assert lever_table(undated, outcome, 0).dated.tolist() == [False] * 10 + [True] * 290
    assert TIME not in lever_table(undated, outcome, 0).levers
    assert len(timed_posts(undated).slot) == 290


def test_a_larger_file_is_told_from_a_part_that_is_drawn_the_same_way_every_time():
    posts, outcome = simulate(1, posts=MOST_POSTS + 500)
    first, second = lever_table(posts, outcome, 0), lever_table(posts, outcome, 0)

    assert len(first) == MOST_POSTS
    assert np.array_equal(first.outcome, second.outcome)


def test_monday_midnight_is_the_first_hour_of_the_week():
    posts, _ = simulate(1, posts=300)
    hours = (posts.published - np.datetime64("2023-01-02")).astype("timedelta64[h]").astype(int)
    assert np.array_equal(np.sort(timed_posts(posts).slot), np.sort(hours % 168))


def test_a_text_is_told_by_what_anybody_can_see_in_it():
    texts = np.array(
        ["", "Really?", "#one #two # three", "see https://example.org and www.example.org", "so ☀🎉🎉🎉🎉"], object
    )
    length, question, hashtags, links, emoji = text_codes(texts)

    assert length.tolist() == [0, 1, 1, 2, 1]
    assert question.tolist() == [0, 1, 0, 0, 0]
    assert hashtags.tolist() == [0, 0, 2, 0, 0]
    assert links.tolist() == [0, 0, 0, 2, 0]
    assert emoji.tolist() == [0, 0, 0, 0, 3]


def test_texts_are_a_lever_where_there_are_any():
    posts, outcome = simulate(1, posts=300)
    texts = np.array(["short", "a question?"] * 150, object)
    assert TEXT in lever_table(replace(posts, texts=texts), outcome, 0).levers


def test_too_few_posts_are_refused_with_their_number():
    posts, outcome = simulate(1, posts=150)
    parts = Segmentation(4, outcome, np.zeros((4, 1)), 1.0, np.ones(4), np.ones(150))
    with pytest.raises(InvalidInput, match="150 posts older than 28 days: too few"):
        find_levers(posts, parts, 0, unwatched)
