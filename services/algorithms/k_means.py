"""KMeans with many starts, the strongest segment first."""

from dataclasses import dataclass

import numpy as np
from sklearn.cluster import KMeans
from threadpoolctl import threadpool_limits

from services.domain.arrays import Floats

from . import lloyd, rowwise
from .contingency import Ranks
from .points import Points, sample
from .threads import in_threads

STARTS = 20
# Up to here scikit-learn fits all points; beyond, the starts compete on a sample of that many posts.
EXACT_POINTS = 20_000


@dataclass(frozen=True, slots=True)
class Partition:
    """One way to part the points, strongest segment first (highest mean centroid).

    labels: (m,) one a point. centroids: (k, p). inertia_per_post: in squared scaled units.
    """

    labels: Ranks
    centroids: Floats
    inertia_per_post: float


def fit(points: Points, k: int, seed: int, starts: int = STARTS) -> Partition:
    """The best of so many greedy k-means++ starts, each taken until no post changes its segment.

    By scikit-learn up to 20,000 distinct points. Beyond, the starts compete on a seeded sample of that many posts and
    the best one is settled over all points; where each post is a point, until fewer than one in a thousand changes
    its segment, which leaves the inertia within 1e-5. There the order of the posts decides which ones the sample
    has; elsewhere it does not matter.
    """
    if len(points) > EXACT_POINTS:
        return _fit_many(points, k, seed, starts)
    # Several threads would add the sums in whatever order they end: not the same bits twice.
    with threadpool_limits(1):
        model = KMeans(k, n_init=starts, tol=0, random_state=seed)
        model.fit(points.rows, sample_weight=points.weights)
    return strongest_first(
        Partition(model.labels_.astype(np.int64), model.cluster_centers_, float(model.inertia_) / points.posts)
    )


def strongest_first(partition: Partition) -> Partition:
    """The same segments, numbered by their mean centroid from high to low; ties keep their order."""
    order = np.argsort(-partition.centroids.mean(axis=1), kind="stable")
    return Partition(
        np.argsort(order).astype(partition.labels.dtype)[partition.labels],
        np.ascontiguousarray(partition.centroids[order]),
        partition.inertia_per_post,
    )


def _fit_many(points: Points, k: int, seed: int, starts: int) -> Partition:
    rng = np.random.default_rng(seed)
    some, _ = sample(points, EXACT_POINTS, rng)
    draws = list(rng.random((starts, 1, k, lloyd.trials(k))))
    fits = in_threads(lambda draw: lloyd.fit(some.columns, some.weights, draw), draws)
    centroids = min(fits, key=lambda found: found[0])[1]
    if points.several is None:
        inertia, centroids, labels = rowwise.settle(points.rows, centroids, lloyd.ROUNDS)
    else:
        inertia = lloyd.settle(points.columns, points.several, centroids, lloyd.ROUNDS)
        labels = rowwise.assign(points.rows, centroids)
    return strongest_first(Partition(labels, centroids, inertia / points.posts))
