"""Weighted k-means in machine code: the bootstrap fits it hundreds of times.

Same steps as scikit-learn's KMeans with greedy k-means++ (Arthur and Vassilvitskii 2007), which stays
the reference in the tests. Points come as (p, m) columns, so that a loop over points runs on vectors;
`rowwise` has what looks at all points of a large file, row by row.
"""

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats

from .kernels import compiled
from .points import Indices

# One byte a point is enough for a segment.
Segments = NDArray[np.uint8]
Counts = NDArray[np.uint16]
# Points worked on at once: their distances stay in the first-level cache.
BLOCK = 512
ROUNDS = 300


@compiled
def nearest_of_block(  # noqa: PLR0913, PLR0917  (numba knows no values with parts of their own)
    columns: Floats, start: int, centroids: Floats, best: Floats, who: Indices, distance: Floats
) -> None:
    """Write the nearest centroid of the BLOCK points from `start` on, of equal ones the lower, into `who`.

    best: its squared distance. best, who, distance: (BLOCK,), the last of them room to work in. The points are not
    handed over as a part of the columns: in such a part the compiler sees no neighbours, and makes no vectors.
    """
    features, size = len(columns), min(BLOCK, columns.shape[1] - start)
    best[:] = np.inf
    who[:] = 0
    for segment in range(len(centroids)):
        distance[:] = 0.0
        for feature in range(features):
            value = centroids[segment, feature]
            column = columns[feature, start : start + size]
            for i in range(size):
                difference = column[i] - value
                distance[i] += difference * difference
        # Written without a branch: the compiler makes vectors of it.
        for i in range(size):
            closer = distance[i] < best[i]
            best[i] = distance[i] if closer else best[i]
            who[i] = segment if closer else who[i]


@compiled
def nearest(columns: Floats, centroids: Floats, labels: Indices, distances: Floats) -> None:
    """Write each point's nearest centroid, of equal ones the lower, and the squared distance to it."""
    points = columns.shape[1]
    distance, best, who = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK, np.int64)
    for start in range(0, points, BLOCK):
        size = min(BLOCK, points - start)
        nearest_of_block(columns, start, centroids, best, who, distance)
        labels[start : start + size] = who[:size]
        distances[start : start + size] = best[:size]


@compiled
def compare(  # noqa: PLR0913, PLR0917  (as above)
    columns: Floats, weights: Floats, centroids: Floats, labels: Segments, found: Segments, table: Floats
) -> None:
    """Write each point's nearest centroid into `found`, and add its weight where its label and that meet in the table.

    labels, found: (m,). table: (segments of the labels, k).
    """
    points = columns.shape[1]
    distance, best, who = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK, np.int64)
    for start in range(0, points, BLOCK):
        size = min(BLOCK, points - start)
        nearest_of_block(columns, start, centroids, best, who, distance)
        for i in range(size):
            found[start + i] = who[i]
            table[labels[start + i], who[i]] += weights[start + i]


@compiled
def count_stays(labels: Segments, found: Segments, counterparts: Segments, stays: Counts) -> None:
    """Add one for each point whose label has as its counterpart the segment in which the point was found."""
    for i in range(len(labels)):
        stays[i] += counterparts[labels[i]] == found[i]


@compiled
def _move(columns: Floats, weights: Floats, labels: Indices, old: Indices, sums: Floats) -> int:
    """Carry every point that changed its segment from one sum to the other; how many there were.

    sums: (k, p + 1) weighted sums of the features, the weights themselves in the last column.
    """
    changed, features = 0, len(columns)
    for i in range(len(weights)):
        new, before = labels[i], old[i]
        if new == before:
            continue
        changed += 1
        old[i] = new
        sums[new, features] += weights[i]
        for feature in range(features):
            sums[new, feature] += weights[i] * columns[feature, i]
        if before >= 0:
            sums[before, features] -= weights[i]
            for feature in range(features):
                sums[before, feature] -= weights[i] * columns[feature, i]
    return changed


@compiled
def settle(columns: Floats, weights: Floats, centroids: Floats, rounds: int) -> float:
    """Lloyd's algorithm from these centroids, which are moved; the inertia of the last assignment.

    Ends when no point changes its segment. A segment that loses all its points stays where it was.
    """
    features, points = columns.shape
    labels, old = np.empty(points, np.int64), np.full(points, -1)
    distances, sums = np.empty(points), np.zeros((len(centroids), features + 1))
    for _ in range(rounds):
        nearest(columns, centroids, labels, distances)
        if _move(columns, weights, labels, old, sums) == 0:
            break
        for segment in range(len(centroids)):
            mass = sums[segment, features]
            if mass > 0:
                for feature in range(features):
                    centroids[segment, feature] = sums[segment, feature] / mass
    inertia = 0.0
    for i in range(points):
        inertia += distances[i] * weights[i]
    return inertia


@compiled
def _approach(columns: Floats, chosen: int, before: Floats, after: Floats) -> None:
    """Write each point's squared distance to the nearest chosen point once `chosen` is one of them."""
    after[:] = 0.0
    for feature in range(len(columns)):
        value = columns[feature, chosen]
        column = columns[feature]
        for i in range(len(after)):
            difference = column[i] - value
            after[i] += difference * difference
    for i in range(len(after)):
        after[i] = min(before[i], after[i])


@compiled
def begin(columns: Floats, weights: Floats, draws: Floats) -> Floats:
    """(k, p) centroids by greedy k-means++; draws: (k, trials) uniform numbers that decide everything."""
    features, points = columns.shape
    centroids = np.empty((len(draws), features))
    distances, trial, best = np.full(points, np.inf), np.empty(points), np.empty(points)
    for segment in range(len(draws)):
        odds = np.cumsum(weights if segment == 0 else weights * distances)
        chosen, lowest = 0, np.inf
        for draw in draws[segment, : 1 if segment == 0 else draws.shape[1]]:
            candidate = min(np.searchsorted(odds, draw * odds[-1], side="right"), points - 1)
            _approach(columns, candidate, distances, trial)
            inertia = (trial * weights).sum()
            if inertia < lowest:
                chosen, lowest = candidate, inertia
                trial, best = best, trial
        distances, best = best, distances
        for feature in range(features):
            centroids[segment, feature] = columns[feature, chosen]
    return centroids


@compiled
def fit(columns: Floats, weights: Floats, draws: Floats) -> tuple[float, Floats]:
    """The lowest inertia and its (k, p) centroids over all starts; draws: (starts, k, trials)."""
    lowest, kept = np.inf, np.empty((draws.shape[1], len(columns)))
    for start in range(len(draws)):
        centroids = begin(columns, weights, draws[start])
        inertia = settle(columns, weights, centroids, ROUNDS)
        if inertia < lowest:
            lowest, kept = inertia, centroids
    return lowest, kept


def trials(k: int) -> int:
    """How many candidates greedy k-means++ tries for each next centroid, as scikit-learn does."""
    return 2 + int(np.log(k))
