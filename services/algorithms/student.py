"""Student's distribution without the library that computes: the web process makes intervals too, and stays small."""

from functools import cache
from math import atan, cos, pi, sin, sqrt
from statistics import NormalDist

import numpy as np

_INSIDE = 0.95
_Z = NormalDist().inv_cdf((1 + _INSIDE) / 2)
# Beyond any 97.5 % point, that of one degree of freedom included.
_HIGHEST = 13.0
_HALVINGS = 60
# From here on the expansion below is exact to nine digits.
_MANY = 1_000


@cache
def student(degrees: int) -> float:
    """The 97.5 % point for one degree of freedom or more, to nine digits."""
    if degrees >= _MANY:
        return _expanded(float(degrees))
    low, high = 0.0, _HIGHEST
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _inside(middle, degrees) < _INSIDE else (low, middle)
    return (low + high) / 2


def _inside(reach: float, degrees: int) -> float:
    """The share between -reach and reach; finite sums of Abramowitz and Stegun, 26.7.3 and 26.7.4."""
    angle = atan(reach / sqrt(degrees))
    odd = degrees % 2
    if degrees == 1:
        return 2 * angle / pi
    steps = np.arange(1, (degrees - 2 - odd) // 2 + 1)
    factors = 2 * steps / (2 * steps + 1) if odd else (2 * steps - 1) / (2 * steps)
    total = 1 + float(np.cumprod(factors * cos(angle) ** 2).sum())
    return 2 / pi * (angle + sin(angle) * cos(angle) * total) if odd else sin(angle) * total


def _expanded(degrees: float) -> float:
    """Cornish and Fisher's expansion around the normal distribution."""
    z = _Z
    first, second = (z**3 + z) / 4, (5 * z**5 + 16 * z**3 + 3 * z) / 96
    return z + first / degrees + second / degrees**2
