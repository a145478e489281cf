"""Whole passes over all points, where they lie and side by side: at ten million even a copy of them is too much.

Points come as (m, p) rows; a block of them at a time is turned into columns, which stay in the first-level cache.
"""

import math

import numpy as np

from services.domain.arrays import Floats

from .kernels import compiled
from .lloyd import BLOCK, Segments, nearest_of_block
from .threads import blocks, in_threads

# The segment of a point that has none yet.
NOBODY = 255
# A pass after which fewer points than this share changed their segment was the last.
SETTLED = 1e-3
# How the points are cut is the same on every machine, and so are the sums.
_PART = 262_144


@compiled
def _turn(rows: Floats, start: int, columns: Floats) -> int:
    """Write the block of rows that begins here as columns; how many there are."""
    block = rows[start : start + BLOCK]
    for feature in range(rows.shape[1]):
        column = columns[feature]
        for i in range(len(block)):
            column[i] = block[i, feature]
    return len(block)


@compiled
def walk(rows: Floats, centroids: Floats, labels: Segments, sums: Floats) -> tuple[int, float]:
    """One pass of Lloyd's algorithm: how many points changed their segment, and the inertia.

    rows: (m, p). labels: (m,) are written. sums: (k, p + 1) of the points in each segment, how many in the last
    column; a point that changed is carried from one to the other.
    """
    points, features = rows.shape
    columns = np.empty((features, BLOCK))
    distance, best, who = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK, np.int64)
    changed, inertia = 0, 0.0
    for start in range(0, points, BLOCK):
        size = _turn(rows, start, columns)
        nearest_of_block(columns, 0, centroids, best, who, distance)
        for i in range(size):
            inertia += best[i]
            new, before = who[i], labels[start + i]
            if new == before:
                continue
            changed += 1
            labels[start + i] = new
            sums[new, features] += 1
            for feature in range(features):
                sums[new, feature] += columns[feature, i]
            if before != NOBODY:
                sums[before, features] -= 1
                for feature in range(features):
                    sums[before, feature] -= columns[feature, i]
    return changed, inertia


def settle(rows: Floats, centroids: Floats, rounds: int) -> tuple[float, Floats, Segments]:
    """Lloyd's algorithm from these centroids until hardly a point changes: inertia, centroids, labels.

    The labels are those of the nearest of the centroids given back. A segment that loses all its points stays where
    it was.
    """
    parts = blocks(len(rows), _PART)
    labels = np.full(len(rows), NOBODY, np.uint8)
    sums = np.zeros((len(parts), len(centroids), rows.shape[1] + 1))

    def walk_part(part: int) -> tuple[int, float]:
        return walk(rows[parts[part]], now, labels[parts[part]], sums[part])

    now, inertia = np.array(centroids), math.inf
    for done in range(rounds):
        now = _means(sums.sum(axis=0), now) if done else now
        passes = in_threads(walk_part, range(len(parts)))
        inertia = math.fsum(each for _, each in passes)
        if sum(changed for changed, _ in passes) <= SETTLED * len(rows):
            break
    return inertia, now, labels


def _means(total: Floats, before: Floats) -> Floats:
    """(k, p) the centroids of these sums."""
    mass = total[:, -1:]
    return np.where(mass > 0, total[:, :-1] / np.maximum(mass, 1), before)


@compiled
def _label(rows: Floats, centroids: Floats, labels: Segments) -> None:
    """Write the nearest centroid of each row."""
    columns = np.empty((rows.shape[1], BLOCK))
    distance, best, who = np.empty(BLOCK), np.empty(BLOCK), np.empty(BLOCK, np.int64)
    for start in range(0, len(rows), BLOCK):
        size = _turn(rows, start, columns)
        nearest_of_block(columns, 0, centroids, best, who, distance)
        for i in range(size):
            labels[start + i] = who[i]


def assign(rows: Floats, centroids: Floats) -> Segments:
    """(m,) the nearest centroid of each row, of equal ones the lower; in the thread of the caller."""
    labels = np.empty(len(rows), np.uint8)
    _label(rows, np.ascontiguousarray(centroids), labels)
    return labels
