"""Where a recipe would place a post if it had earned other counts; numpy only.

A recipe scales count by count: a straight line over log(1 + count), or over the count itself. The line is
that of the posts as they are: one post that is thought of differently moves no mean and no deviation.
"""

from dataclasses import dataclass

import numpy as np

from services.domain.arrays import Booleans, Floats, read_only
from services.domain.features import Texts

from .scaling import PAGE_POSTS, lows_and_spreads


@dataclass(frozen=True, slots=True)
class Ruler:
    """The lines of one post: scaled = curve(count) * slope + offset, a feature each.

    logarithmic: the curve is log(1 + count), else the count itself. slope, offset: (p,), slope 0 where
    the count tells no post from another.
    """

    logarithmic: bool
    slope: Floats
    offset: Floats

    def place(self, counts: Floats) -> Floats:
        """(..., p) scaled values of counts 0 and up, (..., p)."""
        return np.asarray(self._curve(counts) * self.slope + self.offset)

    def place_one(self, feature: int, counts: Floats) -> Floats:
        """The scaled values of several counts of one feature."""
        return np.asarray(self._curve(counts) * self.slope[feature] + self.offset[feature])

    def read_one(self, feature: int, scaled: Floats) -> Floats:
        """The counts, with decimals, that stand at these scaled values; the slope must not be 0."""
        with np.errstate(over="ignore"):  # So far up that no count stands there.
            curved = (scaled - self.offset[feature]) / self.slope[feature]
            return np.asarray(np.expm1(curved) if self.logarithmic else curved)

    def _curve(self, counts: Floats) -> Floats:
        return np.asarray(np.log1p(counts) if self.logarithmic else counts)


def log_ruler(raw: Floats, page: Texts | None, post: int) -> Ruler:
    """The lines of `standardise(log_counts(raw), page)` for one post; raw: (n, p), NaN = not measured."""
    logged = np.log1p(raw)
    slope, offset = _standard(logged)
    if page is not None and page[post] != "":
        here = logged[page == page[post]]
        enough = np.isfinite(here).sum(0) >= PAGE_POSTS
        within = _standard(here)
        slope, offset = np.where(enough, within[0], slope), np.where(enough, within[1], offset)
    return Ruler(logarithmic=True, slope=read_only(slope), offset=read_only(offset))


def straight_ruler(raw: Floats, _page: Texts | None, _post: int) -> Ruler:
    """The lines of `min_max(raw)`, the same for every post."""
    low, spread = lows_and_spreads(raw)
    slope = np.where(spread > 0, 1 / np.where(spread > 0, spread, 1.0), 0.0)
    return Ruler(logarithmic=False, slope=read_only(slope), offset=read_only(-low * slope))


def _standard(values: Floats) -> tuple[Floats, Floats]:
    """Slope and offset that bring each column to mean 0 and deviation 1; both 0 for a constant one."""
    measured = np.isfinite(values)
    n = np.maximum(measured.sum(0), 1)
    low, spread = lows_and_spreads(values)
    mean = low + np.where(measured, values - low, 0.0).sum(0) / n
    deviation = np.sqrt(np.square(np.where(measured, values - mean, 0.0)).sum(0) / n)
    varies: Booleans = (spread > 0) & (deviation > 0)
    slope = np.where(varies, 1 / np.where(varies, deviation, 1.0), 0.0)
    return slope, -mean * slope
