"""Convex regions of a plane cut out by half-planes, and their points nearest to where one stands, the origin."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from services.domain.arrays import Floats

# What rounding may put a point on the wrong side of a line by.
_ROUNDING = 1e-9
_GRID = 129


@dataclass(frozen=True, slots=True)
class Section:
    """The points d of a plane with normals @ d >= bounds; normals (m, 2), bounds (m,)."""

    normals: Floats
    bounds: Floats

    def turned(self) -> "Section":
        """The same region with its axes exchanged."""
        return Section(self.normals[:, ::-1], self.bounds)

    def second_nearest(self, first: Floats) -> Floats:
        """For each first coordinate (n,) the second one nearest to 0 inside the region, NaN where there is none."""
        left = self.bounds[:, None] - self.normals[:, :1] * first
        steep = self.normals[:, 1]
        up, down, level = steep > 0, steep < 0, steep == 0
        low = (left[up] / steep[up, None]).max(axis=0, initial=-np.inf)
        high = (left[down] / steep[down, None]).min(axis=0, initial=np.inf)
        outside = (low > high + _ROUNDING) | (left[level] > _ROUNDING).any(axis=0)
        return np.asarray(np.where(outside, np.nan, np.clip(0.0, low, np.maximum(low, high))))

    def first_under(self, limit: float, nearest: float) -> Floats:
        """(2,) between which first coordinates lie all points of the region nearer than the limit.

        nearest: the first coordinate of the region's nearest point, which is nearer. The distance of the
        region's points is convex along the first axis, so that a grid around what is under the limit gives
        a span that leaves none out, and a finer grid in it a narrower span.
        """
        span = np.array([-limit, limit])
        for _ in range(3):
            grid = np.sort(np.append(np.linspace(span[0], span[1], _GRID), nearest))
            distance = np.hypot(grid, self.second_nearest(grid))
            near = np.flatnonzero((distance <= limit * (1 + _ROUNDING)) | (grid == nearest))
            span = grid[[max(near[0] - 1, 0), min(near[-1] + 1, _GRID)]]
        return span


def nearest_points(sections: Sequence[Section]) -> Floats:
    """(n, 2) the point of each region nearest to the origin, infinite where the region is empty.

    It is the origin, the foot of a perpendicular on one line, or where two lines meet.
    """
    normals = np.stack([section.normals for section in sections])
    bounds = np.stack([section.bounds for section in sections])
    points = np.concatenate([np.zeros((len(sections), 1, 2)), _feet(normals, bounds), _meetings(normals, bounds)], 1)
    scale = np.maximum(1.0, np.abs(bounds))[:, None, :]
    with np.errstate(invalid="ignore"):
        inside = (points @ normals.transpose(0, 2, 1) >= bounds[:, None, :] - _ROUNDING * scale).all(axis=2)
        far = np.where(inside, np.square(points).sum(axis=2), np.inf)
    best = far.argmin(axis=1)
    here = np.arange(len(sections))
    return np.asarray(np.where(np.isfinite(far[here, best])[:, None], points[here, best], np.inf))


def _feet(normals: Floats, bounds: Floats) -> Floats:
    length = np.square(normals).sum(axis=2)
    share = np.divide(bounds, length, out=np.full(bounds.shape, np.nan), where=length > 0)
    return np.asarray(normals * share[:, :, None])


def _meetings(normals: Floats, bounds: Floats) -> Floats:
    one, two = np.array(list(combinations(range(normals.shape[1]), 2))).T
    (a, b), (c, d) = np.moveaxis(normals[:, one], 2, 0), np.moveaxis(normals[:, two], 2, 0)
    area = a * d - b * c
    safe = np.where(np.abs(area) > 1e-14, area, np.nan)
    x = (bounds[:, one] * d - b * bounds[:, two]) / safe
    y = (a * bounds[:, two] - bounds[:, one] * c) / safe
    return np.stack([x, y], axis=2)
