"""Segments of two analyses that are the same, by where their centroids lie."""

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment

from services.domain.arrays import Floats, read_only
from services.domain.features import Features

# Further apart than any two centroids can be.
_NEVER = 1e9


def signatures(features: Features, labels: NDArray[np.integer], k: int) -> Floats:
    """(k, p) mean of each segment's posts in standard deviations from the average post, 0 where nothing is measured.

    Of any recipe's scale, so that analyses of different posts can be compared.
    """
    measured = ~np.isnan(features.scaled)
    values = np.where(measured, features.scaled, 0.0)
    n = np.maximum(measured.sum(0), 1)
    centred = np.where(measured, values - values.sum(0) / n, 0.0)
    deviation = np.sqrt(np.square(centred).sum(0) / n)
    members = (labels[:, None] == np.arange(k)).astype(np.float64)
    means = members.T @ centred / np.maximum(members.T @ measured, 1)
    return read_only(np.where(deviation > 1e-12, means / np.where(deviation > 1e-12, deviation, 1.0), 0.0))


def distances(one: Floats, other: Floats) -> Floats:
    """(a, b) how far apart the centroids of two analyses are: root mean square over the p features they share."""
    between: Floats = np.sqrt(np.square(one[:, None] - other[None]).mean(axis=2))
    return between


def match(between: Floats, largest: float) -> tuple[int | None, ...]:
    """For each of a rows the column that is its counterpart, None where none is near enough.

    As many pairs as can be within the largest distance, then the nearest (the Hungarian method).
    """
    found: list[int | None] = [None] * len(between)
    if between.size:
        rows, columns = linear_sum_assignment(np.where(between <= largest, between, _NEVER))
        for row, column in zip(rows.tolist(), columns.tolist(), strict=True):
            if between[row, column] <= largest:
                found[row] = column
    return tuple(found)
