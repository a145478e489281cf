"""Posts as points with weights: posts that earned the same are computed once where that saves anything."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats

Indices = NDArray[np.int64]
# Beyond, bringing posts that earned the same together takes longer than it saves, and more room than they do.
SORTED_POSTS = 200_000
# So many posts of a larger file are looked at to see whether it is worth it all the same.
_LOOKED_AT = 10_000


@dataclass(frozen=True)
class Points:
    """The points of n posts: the m distinct rows, in an order that does not depend on the file's, or every post.

    rows: (m, p). several: (m,) how many posts are at each row. place: (n,) the row of each post. Both are None where
    each post is a point, in the order of the file.
    Left writable: numba would compile the kernels again for locked arrays. Nobody writes.
    """

    rows: Floats
    several: Floats | None = None
    place: Indices | None = None

    @property
    def posts(self) -> int:
        """How many posts stand behind the rows."""
        return len(self.rows) if self.place is None else len(self.place)

    @cached_property
    def columns(self) -> Floats:
        """(p, m) a copy of the rows with each feature contiguous, as kernels read them fastest."""
        return np.ascontiguousarray(self.rows.T)

    @property
    def weights(self) -> Floats:
        """(m,) how many posts are at each row."""
        return np.ones(len(self.rows)) if self.several is None else self.several

    def spread(self, values: NDArray[np.generic]) -> NDArray[np.generic]:
        """(n,) for each post the value of its row."""
        return values if self.place is None else values[self.place]

    def draw(self, posts: Indices) -> tuple[Indices, Indices]:
        """The rows behind these posts, in order, and how often each was drawn; posts: 0 to n - 1, counted by rows."""
        if self.several is None:
            return np.unique(posts, return_counts=True)
        drawn = np.bincount(self._owners[posts], minlength=len(self))
        kept = np.flatnonzero(drawn)
        return kept, drawn[kept]

    @cached_property
    def _owners(self) -> Indices:
        """(n,) the rows, each as often as there are posts at it."""
        return np.repeat(np.arange(len(self)), self.weights.astype(np.int64))

    def __len__(self) -> int:
        return len(self.rows)


def gather(points: Floats) -> Points:
    """The (n, p) points without missing values: distinct ones, or each where there are many and most differ."""
    some = points[:: max(1, len(points) // _LOOKED_AT)]
    few = len(points) <= SORTED_POSTS or 2 * len(np.unique(some, axis=0)) < len(some)
    return distinct(points) if few else Points(points)


def distinct(points: Floats) -> Points:
    """The distinct rows of (n, p) points without missing values."""
    order = np.lexsort(points.T[::-1])
    ordered = points[order]
    new = np.ones(len(points), dtype=bool)
    new[1:] = (ordered[1:] != ordered[:-1]).any(axis=1)
    place = np.empty(len(points), dtype=np.int64)
    place[order] = np.cumsum(new) - 1
    rows = np.ascontiguousarray(ordered[new])
    return Points(rows, np.bincount(place, minlength=len(rows)).astype(np.float64), place)


def sample(points: Points, size: int, rng: np.random.Generator) -> tuple[Points, Indices]:
    """As many of the posts, drawn without replacement, and the row each point has in the whole.

    The points themselves where there are no more posts than that.
    """
    if points.posts <= size:
        return points, np.arange(len(points))
    kept, drawn = points.draw(rng.choice(points.posts, size, replace=False))
    place = np.repeat(np.arange(len(kept)), drawn)
    return Points(points.rows[kept], drawn.astype(np.float64), place), kept
