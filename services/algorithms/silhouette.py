"""How well posts fit their segment rather than the next one (Rousseeuw 1987)."""

from collections.abc import Sequence

import numpy as np
from scipy.spatial.distance import cdist

from services.domain.arrays import Floats

from .contingency import Ranks
from .points import Points
from .threads import blocks, in_threads

# Up to here exact; the time grows with the square of the posts.
EXACT_POSTS = 10_000
_BLOCK = 256


def silhouettes(points: Points, labelings: Sequence[Ranks]) -> tuple[float, ...]:
    """The mean silhouette over all posts of each labelling, -1 to 1; 0 where there is one segment only.

    labelings: (m,) segments of the distinct rows, each. A post alone in its segment counts 0.
    All labelings share one pass over the distances, summed by segment in one matrix product.
    """
    widths = [int(labels.max()) + 1 for labels in labelings]
    members = np.hstack([_members(points, *each) for each in zip(labelings, widths, strict=True)])
    edges = np.concatenate([[0], np.cumsum(widths)])

    def total(rows: slice) -> list[float]:
        sums = cdist(points.rows[rows], points.rows) @ members
        return [
            float(_scores(sums[:, start:end], labels[rows], members[:, start:end].sum(0)) @ points.weights[rows])
            for labels, start, end in zip(labelings, edges[:-1], edges[1:], strict=True)
        ]

    totals = in_threads(total, blocks(len(points), _BLOCK))
    return tuple(float(score) / points.posts for score in np.sum(totals, axis=0))


def _members(points: Points, labels: Ranks, width: int) -> Floats:
    members = np.zeros((len(points), width))
    members[np.arange(len(points)), labels] = points.weights
    return members


def _scores(sums: Floats, labels: Ranks, sizes: Floats) -> Floats:
    """(rows,) the silhouette of each row from its (rows, k) summed distances to the segments."""
    here = np.arange(len(labels))
    own_size = sizes[labels]
    within = sums[here, labels] / np.maximum(own_size - 1, 1)
    means = np.where(sizes > 0, sums / np.maximum(sizes, 1), np.inf)
    means[here, labels] = np.inf
    beyond = means.min(axis=1)
    larger = np.maximum(within, beyond)
    told = (own_size > 1) & (larger > 0) & np.isfinite(beyond)
    return np.where(told, (np.where(told, beyond, 0) - within) / np.where(told, larger, 1), 0.0)
