"""Shares of a total with their 95 % intervals, by leaving out whole groups of posts in turn."""

import numpy as np

from services.domain.arrays import Floats
from services.domain.levers import Codes

from .student import student


def share_interval(part: Floats, whole: Floats, group: Codes) -> tuple[float, float, float]:
    """The share sum(part) / sum(whole), and where it lies in 95 of 100 files with other groups of the same kind.

    part, whole: (n,) a post each, 0 <= part <= whole. group: (n,) codes from 0 on; posts of one group depend on each
    other. A jackknife on the log-odds, with as many degrees of freedom as groups less one. Both ends are NaN with
    fewer than two groups, and where the share is 0 or 1: nothing varies then. All are NaN where nothing was counted.
    """
    groups = int(group.max()) + 1 if len(group) else 0
    parts, wholes = (np.bincount(group, weights=values, minlength=groups) for values in (part, whole))
    total = float(wholes.sum())
    share = float(parts.sum() / total) if total > 0 else float("nan")
    if groups < 2 or not 0 < share < 1:
        return share, float("nan"), float("nan")
    error = _error(_log_odds(parts.sum() - parts, wholes.sum() - wholes))
    middle, reach = np.log(share / (1 - share)), student(groups - 1) * error
    low, high = 1 / (1 + np.exp(-(middle + np.array([-reach, reach]))))
    return share, float(low), float(high)


def _log_odds(part: Floats, whole: Floats) -> Floats:
    """(g,) of the share that is left without each group; half a count is added where one would leave none or all."""
    rest = whole - part
    return np.asarray(np.log(np.maximum(part, 0.5)) - np.log(np.maximum(rest, 0.5)))


def _error(left_out: Floats) -> float:
    groups = len(left_out)
    return float(np.sqrt((groups - 1) / groups * np.square(left_out - left_out.mean()).sum()))
