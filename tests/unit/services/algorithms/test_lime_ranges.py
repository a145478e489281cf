"""The web process finds the ranges that the worker cut with lime."""

import numpy as np

from services.algorithms import lime_bins
from services.algorithms.lime_ranges import cut_ranges, find_row
from services.domain.surrogate import LimeTable


def make_raw() -> np.ndarray:
    rng = np.random.default_rng(2)
    raw = rng.poisson([3, 40, 0.2], (300, 3)).astype(float)
    raw[::9, 1] = np.nan
    return raw


def make_table(codes: np.ndarray) -> LimeTable:
    nothing = np.zeros((len(codes), 3, 2))
    return LimeTable(np.zeros(1, np.int32), np.zeros(1, np.int16), codes, (), nothing, nothing[:, 0], nothing[:, 0], 5)


def test_every_post_is_found_in_the_row_that_lime_put_it() -> None:
    raw = make_raw()
    codes, place = np.unique(lime_bins.cut(("comments", "shares", "likes"), raw).codes, axis=0, return_inverse=True)
    table, ranges = make_table(codes), cut_ranges(raw)

    assert [find_row(table, ranges, counts) for counts in raw] == place.tolist()


def test_counts_in_ranges_that_no_post_has_together_have_no_row() -> None:
    raw = make_raw()

    assert find_row(make_table(np.zeros((1, 3), np.int16)), cut_ranges(raw), np.array([99.0, 99.0, 9.0])) is None
