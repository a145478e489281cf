"""What sets a segment apart from all other posts; numpy only."""

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats, read_only
from services.domain.features import Features


def contrasts(features: Features, labels: NDArray[np.integer]) -> Floats:
    """(k, p) mean of the segment's scaled values minus that of all other posts, in standard deviations.

    Above 0: higher than elsewhere. Missing values are left out; 0 where a feature is constant, or where
    the segment or the others have no measured value.
    """
    measured = ~np.isnan(features.scaled)
    values = np.where(measured, features.scaled, 0.0)
    k = int(labels.max()) + 1
    members = (labels[:, None] == np.arange(k)).astype(np.float64)
    sums, sizes = members.T @ values, members.T @ measured
    others, other_sizes = sums.sum(0) - sums, sizes.sum(0) - sizes
    difference = sums / np.maximum(sizes, 1) - others / np.maximum(other_sizes, 1)
    deviation = _deviations(values, measured)
    told = (sizes > 0) & (other_sizes > 0) & (deviation > 0)
    return read_only(np.where(told, difference / np.where(deviation > 0, deviation, 1.0), 0.0))


def _deviations(values: Floats, measured: NDArray[np.bool_]) -> Floats:
    n = np.maximum(measured.sum(0), 1)
    centred = np.where(measured, values - values.sum(0) / n, 0.0)
    deviation = np.sqrt(np.square(centred).sum(0) / n)
    # A constant feature has rounding for a deviation.
    return np.where(deviation > 1e-12, deviation, 0.0)
