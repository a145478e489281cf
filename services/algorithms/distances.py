"""Why this segment and not the next: the exact contributions to the margin between two centroids.

Numpy only, so that the web process can use it for one post or for all.
"""

import numpy as np

from services.domain.arrays import Booleans, Floats, read_only
from services.domain.surrogate import Margins

# Posts worked on at once: their differences stay in the processor's cache.
_BLOCK = 8_192


def measure_margins(points: Floats, centroids: Floats) -> Margins:
    """The margin of every post, feature by feature: (x - b)^2 - (x - a)^2.

    points: (n, p) scaled, NaN = not measured; centroids: (k, p), k >= 2; a is the own centroid, b the
    runner-up. Where features are missing, distances and contributions are those of the measured
    features times p / measured. A post without any measured feature is at distance 0 from all.
    """
    posts, features = points.shape
    own, runner_up = np.zeros(posts, np.int16), np.ones(posts, np.int16)
    contributions, margin = np.zeros((posts, features)), np.zeros(posts)
    for start in range(0, posts, _BLOCK):
        rows = slice(start, start + _BLOCK)
        distances = square_distances(points[rows], centroids)
        here = np.arange(len(distances))
        nearest = np.argmin(distances, axis=1)
        smallest = distances[here, nearest]
        distances[here, nearest] = np.inf
        second = np.argmin(distances, axis=1)
        own[rows], runner_up[rows], margin[rows] = nearest, second, distances[here, second] - smallest
        contributions[rows] = _contribute(points[rows], centroids[nearest], centroids[second])
    return Margins(read_only(own), read_only(runner_up), read_only(contributions), read_only(margin))


def square_distances(points: Floats, centroids: Floats) -> Floats:
    """(n, k) squared distances by the measured features, times p / measured features."""
    measured = ~np.isnan(points)
    filled = np.where(measured, points, 0.0)
    distances = np.empty((len(points), len(centroids)))
    for segment, centroid in enumerate(centroids):
        difference = filled - centroid
        difference *= measured
        distances[:, segment] = np.einsum("ij,ij->i", difference, difference)
    distances *= _stretch(measured)[:, None]
    return distances


def _contribute(points: Floats, own: Floats, other: Floats) -> Floats:
    measured = ~np.isnan(points)
    contributions = (points - other) ** 2 - (points - own) ** 2
    contributions[~measured] = 0.0
    contributions *= _stretch(measured)[:, None]
    return np.asarray(contributions)


def _stretch(measured: Booleans) -> Floats:
    """What brings a sum over the measured features to the size of one over all; 1 where there are none."""
    return np.asarray(measured.shape[1] / np.maximum(measured.sum(axis=1), 1))
