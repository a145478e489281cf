"""How often a post that nobody fitted would have the same segment, had the posts been drawn anew; numpy only."""

import numpy as np

from services.domain.arrays import Floats, Labels, read_only

from .distances import square_distances


def membership(points: Floats, labels: Labels, resampled: Floats) -> Floats | None:
    """(n,) share of the resamples that assign each point as `labels` does, 0 to 1; None without resamples.

    points: (n, p) scaled, NaN = not measured. resampled: (b, k, p) centroids in the order of the segments. For a post
    of the file this is the share that the sweep measured.
    """
    if not len(resampled):
        return None
    kept = [square_distances(points, centroids).argmin(axis=1) == labels for centroids in resampled]
    return read_only(np.asarray(np.mean(kept, axis=0)))
