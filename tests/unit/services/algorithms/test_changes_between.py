"""Intervals of changes hold what they promise, over files whose truth is known."""

import numpy as np
import pytest
from scipy import stats

from services.algorithms.changes_between import difference_of_shares, jackknife, ratio_of_medians, wilson

FILES = 400


def halves(size):
    now = np.arange(size) < size // 2
    return now, ~now


def covered(truth, intervals):
    return np.mean([low <= truth <= high for low, high in intervals])


def test_wilsons_interval_is_the_one_of_scipy():
    real = stats.binomtest(7, 50).proportion_ci(method="wilson")

    assert wilson(7 / 50, 50) == pytest.approx((real.low, real.high), abs=1e-6)


def test_a_ratio_of_medians_covers_the_truth_in_95_of_100_files():
    draw, (now, then) = np.random.default_rng(3), halves(160)
    found = [ratio_of_medians(np.exp(draw.normal(now * np.log(2), 1)), now, then, None) for _ in range(FILES)]

    assert 0.92 <= covered(2.0, [interval for _, interval in found]) <= 0.98


def test_a_difference_of_shares_covers_the_truth_in_95_of_100_files():
    draw, (now, then) = np.random.default_rng(4), halves(160)
    files = [draw.random(160) < np.where(now, 0.3, 0.2) for _ in range(FILES)]

    assert 0.92 <= covered(0.1, [difference_of_shares(part, now, then, None)[1] for part in files]) <= 0.98


def test_pages_that_change_together_widen_the_interval_until_it_covers_the_truth():
    draw, (now, then) = np.random.default_rng(5), halves(480)
    page = np.arange(480) % 8
    alone, together = [], []
    for _ in range(FILES):
        earned = np.exp(draw.normal(0, 0.5, 480) + draw.normal(0, 0.5, 8)[page] * now)
        alone.append(ratio_of_medians(earned, now, then, None)[1])
        together.append(ratio_of_medians(earned, now, then, page)[1])

    assert covered(1.0, alone) < 0.6
    assert 0.91 <= covered(1.0, together) <= 0.985


def test_shares_of_pages_that_change_together_are_covered_too():
    draw, (now, then) = np.random.default_rng(6), halves(480)
    page = np.arange(480) % 8
    found = []
    for _ in range(FILES):
        rate = np.clip(0.4 + draw.normal(0, 0.1, 8)[page] * now, 0, 1)
        found.append(difference_of_shares(draw.random(480) < rate, now, then, page)[1])

    assert 0.91 <= covered(0.0, found) <= 0.985


def test_many_pages_are_left_out_in_lots():
    now, then = halves(4000)
    earned = np.exp(np.random.default_rng(7).normal(0, 1, 4000))
    ratio, (low, high) = ratio_of_medians(earned, now, then, np.arange(4000) % 500)

    assert low < ratio < high
    assert high / low < 1.4


def test_what_cannot_be_compared_is_not_a_number():
    nothing, (now, then) = np.zeros(6, bool), halves(6)
    earned = np.array([1.0, 2.0, 3.0, 0.0, 0.0, np.nan])

    assert np.isnan(ratio_of_medians(earned, now, nothing, None)[0])
    assert np.isnan(ratio_of_medians(earned, now, then, None)[0]), "a median of 0 has no ratio"
    assert np.isnan(difference_of_shares(now, nothing, then, None)[0])
    assert np.isnan(jackknife(1.0, np.array([1.0]))).all()
