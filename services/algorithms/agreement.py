"""Whether the answers to "why is this post in its segment" agree on the three counts that matter most.

Numpy only. The rule looks at signs: two answers agree on a count when both have it among their three
largest contributions (by absolute size) and both say the same, for the segment or against it. A
contribution of 0 is never among the three.
"""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats, read_only
from services.domain.surrogate import Agreement

TOP = 3


def compare(exact: Floats, shap: Floats, lime: Floats) -> Agreement:
    """On how many of the top three the answers agree, post by post.

    Each (n, p); above 0 = for the segment.
    """
    tops = [read_only(pick_top(values)) for values in (exact, shap, lime)]
    pairs = ((tops[0], tops[1]), (tops[0], tops[2]), (tops[1], tops[2]), tuple(tops))
    return Agreement(*tops, *(read_only(count_shared(pair)) for pair in pairs))


def pick_top(values: Floats) -> NDArray[np.int8]:
    """(n, 3) the three largest contributions as signed places, largest first.

    values: (n, p). Place j + 1 of feature j, negative where it speaks against the segment; 0 = none
    left. Of equal ones the first feature comes first.
    """
    size = np.abs(values)
    order = np.argsort(-size, axis=1, kind="stable")[:, :TOP]
    signs = np.sign(np.take_along_axis(values, order, axis=1))
    places = np.zeros((len(values), TOP), np.int8)
    places[:, : order.shape[1]] = signs * (order + 1)
    return places


def count_shared(tops: Sequence[NDArray[np.int8]]) -> NDArray[np.int8]:
    """(n,) on how many of the top three all the answers agree, 0 to 3; two answers or more."""
    first, *others = tops
    shared = first != 0
    for other in others:
        shared &= (first[:, :, None] == other[:, None, :]).any(axis=2)
    return np.asarray(shared.sum(axis=1), dtype=np.int8)
