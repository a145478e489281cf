"""Differences within page and month, against regressions done the long way."""

import numpy as np
import pytest
from scipy import stats

from services.algorithms.within_strata import left_out_interval, telling_groups, within_strata


@pytest.fixture
def sample():
    """40 posts in 5 pages and months, weeks that run over their ends, and an unlucky page without the value."""
    draw = np.random.default_rng(4)
    stratum = np.repeat(np.arange(5), 8)
    chosen = (draw.random(40) < 0.5) & (stratum < 4)
    return chosen, draw.normal(0, 1, 40) + stratum + 0.7 * chosen, stratum, np.arange(40) // 3


def regressed(chosen, earned, stratum):
    """The coefficient of the value beside a level for each page and month."""
    columns = np.column_stack([chosen, stratum[:, None] == np.unique(stratum)]).astype(float)
    return float(np.linalg.lstsq(columns, earned, rcond=None)[0][0])


def test_the_difference_is_that_of_a_regression_with_a_level_for_each_page_and_month(sample):
    chosen, earned, stratum, _ = sample
    assert within_strata(chosen, earned, stratum).difference == pytest.approx(regressed(chosen, earned, stratum))


def test_the_interval_is_that_of_regressions_without_each_week(sample):
    chosen, earned, stratum, week = sample
    within = within_strata(chosen, earned, stratum)
    telling = [one for one in range(14) if (within.chosen[week == one] ** 2).sum() > 1e-9]
    without = np.array([regressed(chosen[week != one], earned[week != one], stratum[week != one]) for one in telling])
    groups = len(telling)
    error = np.sqrt((groups - 1) / groups * np.square(without - without.mean()).sum())
    reach = stats.t.isf(0.025, groups - 1) * error

    assert telling_groups(within, week) == groups
    assert left_out_interval(within, week) == pytest.approx((within.difference - reach, within.difference + reach))


def test_nothing_is_told_where_no_page_and_month_has_both(sample):
    _, earned, stratum, week = sample
    within = within_strata(stratum == 0, earned, stratum)

    assert np.isnan(within.difference)
    assert np.isnan(left_out_interval(within, week)).all()
