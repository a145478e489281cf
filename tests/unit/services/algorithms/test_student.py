"""Student's distribution beside that of scipy."""

import pytest
from scipy import stats

from services.algorithms.student import student


@pytest.mark.parametrize("degrees", [*range(1, 41), 99, 500, 999, 1_000, 50_000])
def test_the_point_is_that_of_scipy(degrees):
    assert student(degrees) == pytest.approx(stats.t.isf(0.025, degrees), rel=1e-8)
