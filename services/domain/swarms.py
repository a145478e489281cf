"""Where the marks of a row stand so that none hides another: the same on pages and in reports."""

import numpy as np
from numpy.typing import NDArray

from .arrays import Floats

HALF_ROW = 0.4


def spread(values: Floats, steps: int) -> NDArray[np.float64]:
    """(m,) offsets from the row's middle, -0.4 to 0.4: where many share a value, or a step of the axis, it is thick."""
    span = np.ptp(values)
    if not span:
        return np.linspace(-HALF_ROW, HALF_ROW, len(values))
    step = ((values - values.min()) / span * steps).astype(np.int64)
    order = np.argsort(step, kind="stable")
    sizes = np.bincount(step, minlength=steps + 1)
    starts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    place = np.empty(len(values))
    place[order] = np.arange(len(values)) - starts[step[order]]
    centred: NDArray[np.float64] = (place - (sizes[step] - 1) / 2) / max(int(sizes.max()), 1)
    return centred * 2 * HALF_ROW
