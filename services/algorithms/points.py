"""Posts as distinct points with weights: posts that earned the same are computed once."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats

Indices = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Points:
    """The m distinct rows of n posts, in an order that does not depend on the file's.

    rows: (m, p) sorted. columns: (p, m) the same, a feature contiguous, as the kernels read it.
    weights: (m,) how many posts are at each row. place: (n,) the row of each post.
    Left writable: numba would compile the kernels again for locked arrays. Nobody writes.
    """

    rows: Floats
    columns: Floats
    weights: Floats
    place: Indices

    @property
    def posts(self) -> int:
        """How many posts stand behind the rows."""
        return len(self.place)

    def __len__(self) -> int:
        return len(self.rows)


def distinct(points: Floats) -> Points:
    """The distinct rows of (n, p) points without missing values."""
    order = np.lexsort(points.T[::-1])
    ordered = points[order]
    new = np.ones(len(points), dtype=bool)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    place = np.empty(len(points), dtype=np.int64)
    place[order] = np.cumsum(new) - 1
    rows = np.ascontiguousarray(ordered[new])
    weights = np.bincount(place, minlength=len(rows)).astype(np.float64)
    return Points(rows, np.ascontiguousarray(rows.T), weights, place)


def sample(points: Points, size: int, rng: np.random.Generator) -> tuple[Points, Indices]:
    """As many of the posts, drawn without replacement, and the row each point has in the whole.

    The points themselves where there are no more posts than that.
    """
    if points.posts <= size:
        return points, np.arange(len(points))
    rows_of_posts = np.repeat(np.arange(len(points)), points.weights.astype(np.int64))
    drawn = np.bincount(rng.choice(rows_of_posts, size, replace=False), minlength=len(points))
    kept = np.flatnonzero(drawn)
    place = np.repeat(np.arange(len(kept)), drawn[kept])
    rows = points.rows[kept]
    return Points(rows, np.ascontiguousarray(rows.T), drawn[kept].astype(np.float64), place), kept
