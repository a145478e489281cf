"""The parts of a change add up to it, whatever the counts; and each part is moved by what it is named after."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.algorithms.mix_split import FORMATS, LANDING, PAGES, count_cells, split, split_change


@st.composite
def two_periods(draw):
    shape = tuple(draw(st.integers(1, 4)) for _ in range(3))
    cells = st.lists(st.integers(0, 30), min_size=int(np.prod(shape)), max_size=int(np.prod(shape)))
    counts = [np.array(draw(cells), float).reshape(shape) for _ in range(2)]
    for one in counts:
        one[0, 0, 0] += 1
    return counts


def shares(counts):
    return counts.sum(axis=(0, 1)) / counts.sum()


@given(two_periods())
def test_the_parts_add_up_to_the_change_of_every_segment(counts):
    then, now = counts

    assert split_change(then, now).sum(axis=0) == pytest.approx(shares(now) - shares(then), abs=1e-12)


@given(two_periods())
def test_no_part_moves_a_post_out_of_the_mix(counts):
    assert split_change(*counts).sum(axis=1) == pytest.approx(np.zeros(3), abs=1e-12)


@given(two_periods())
def test_the_way_back_is_the_same_with_the_other_sign(counts):
    then, now = counts

    assert split_change(then, now) == pytest.approx(-split_change(now, then), abs=1e-12)


@given(two_periods(), st.integers(2, 5))
def test_more_of_the_same_posts_change_nothing(counts, times):
    then, now = counts

    assert split_change(then, then * times) == pytest.approx(np.zeros((3, then.shape[2])), abs=1e-12)
    assert split_change(then * times, now) == pytest.approx(split_change(then, now), abs=1e-12)


def landing(page_sizes, format_shares, rates):
    """Counts (pages, formats, 2) from how many posts each page has, of what format, and the share that lands first."""
    posts = np.array(page_sizes, float)[:, None] * np.array(format_shares)
    return np.stack([posts * np.array(rates), posts * (1 - np.array(rates))], axis=2)


SIZES, MIX, RATES = [100, 300], [[0.5, 0.5], [0.2, 0.8]], [[0.6, 0.2], [0.4, 0.1]]


@pytest.mark.parametrize(
    ("now", "part"),
    [
        (landing([300, 100], MIX, RATES), PAGES),
        (landing(SIZES, [[0.9, 0.1], [0.4, 0.6]], RATES), FORMATS),
        (landing(SIZES, MIX, [[0.7, 0.2], [0.4, 0.3]]), LANDING),
    ],
)
def test_what_alone_is_different_holds_the_whole_change(now, part):
    then = landing(SIZES, MIX, RATES)
    parts = split_change(then, now)

    assert parts[part] == pytest.approx(shares(now) - shares(then))
    assert abs(parts[part][0]) > 0.01
    assert np.delete(parts, part, axis=0) == pytest.approx(np.zeros((2, 2)), abs=1e-12)


def test_a_new_page_and_a_new_format_are_part_of_the_mix_and_not_of_landing():
    then = landing([100, 0], [[1.0, 0.0], [0.5, 0.5]], [[0.2, 0.0], [0.0, 0.0]])
    now = landing([100, 100], [[1.0, 0.0], [0.5, 0.5]], [[0.2, 0.0], [0.9, 0.7]])

    parts = split_change(then, now)

    assert parts[LANDING] == pytest.approx(np.zeros(2), abs=1e-12)
    assert parts[PAGES][0] == pytest.approx(0.3)


def test_cells_are_counted_from_the_chosen_posts_alone():
    labels, pages, formats = np.array([0, 1, 1], np.int16), np.array([0, 1, 1]), np.array([0, 0, 1])

    counts = count_cells(labels, pages, formats, np.array([True, True, False]), 3)

    assert counts.shape == (2, 2, 3)
    assert counts.sum() == 2
    assert counts[0, 0, 0] == counts[1, 0, 1] == 1


def test_intervals_stand_around_the_parts_and_shrink_with_posts():
    then, now = landing(SIZES, MIX, RATES), landing(SIZES, MIX, [[0.7, 0.2], [0.4, 0.3]])
    few, many = split(then, now, (0,)), split(then * 25, now * 25, (0,))

    assert (few.low <= few.parts).all()
    assert (few.parts <= few.high).all()
    assert few.top == pytest.approx(few.parts[:, 0])
    width = few.high - few.low, many.high - many.low
    assert width[1] == pytest.approx(width[0] / 5, rel=0.25, abs=0.002)
    assert many.top_low[LANDING] > 0
