"""Whether the same segments come back when the posts had been drawn anew (Hennig 2007)."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock

import numpy as np
from scipy.optimize import linear_sum_assignment

from services.domain.arrays import Floats

from . import lloyd
from .contingency import adjusted_rand, jaccards
from .k_means import Partition
from .points import Indices, Points
from .threads import in_threads

RESAMPLES = 50
STARTS = 5
# Larger files draw that many posts for each resample; all posts are assigned all the same.
DRAWN = 10_000

Places = Callable[[Floats], Indices]


@dataclass(frozen=True, slots=True)
class Stability:
    """What 50 resamples say of one partition.

    ari: mean adjusted Rand index, to 1. jaccard: (k,) mean Jaccard of each segment with its counterpart,
    0 to 1. membership: (m,) share of the resamples in which a row kept its segment; extra: the same for
    the rows beside the fit.
    """

    ari: float
    jaccard: Floats
    membership: Floats
    extra: Floats
    centroids: Floats


@dataclass(frozen=True, slots=True)
class Resampling:
    """How to draw: which seed, how often. beside assigns rows that take no part in the fits, if any."""

    seed: int
    resamples: int = RESAMPLES
    beside: Places | None = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    ari: float
    jaccard: Floats
    elsewhere: Indices
    centroids: Floats


@dataclass(frozen=True, slots=True)
class _Parted:
    """Points, the segment of each, and how many posts are there."""

    points: Points
    labels: lloyd.Segments
    weights: Floats


def measure_stability(points: Points, partition: Partition, how: Resampling) -> Stability:
    """How often the partition's segments come back over bootstrap resamples.

    The definition that gives the method's reference table: each resample draws as many posts as there are,
    with replacement; its KMeans is the best of 5 greedy k-means++ starts of its own (the partition is not
    among them: it would hide other optima); all posts are then assigned, also those not drawn; segments
    are matched by the Hungarian method on Jaccard; ARI and Jaccard are taken over all posts. With 1 start
    the search itself is unstable (ARI 0.71 at k = 3), with 10 or more it is a little steadier (k = 7:
    lowest Jaccard 0.83).
    """
    here = np.empty(0, np.int64) if how.beside is None else how.beside(partition.centroids)
    parted = _Parted(points, partition.labels.astype(np.uint8), points.weights)
    stays, adding = np.zeros(len(points), np.uint16), Lock()

    def resample(number: int) -> _Outcome:
        outcome, found, counterparts = _resample(parted, len(partition.centroids), how, number)
        with adding:
            lloyd.count_stays(parted.labels, found, counterparts, stays)
        return outcome

    outcomes = in_threads(resample, range(how.resamples))
    return Stability(
        ari=float(np.mean([outcome.ari for outcome in outcomes])),
        jaccard=np.mean([outcome.jaccard for outcome in outcomes], axis=0),
        membership=stays / how.resamples,
        extra=np.mean([outcome.elsewhere == here for outcome in outcomes], axis=0) if len(here) else np.empty(0),
        centroids=np.stack([outcome.centroids for outcome in outcomes]),
    )


def _resample(parted: _Parted, k: int, how: Resampling, number: int) -> tuple[_Outcome, lloyd.Segments, lloyd.Segments]:
    """What one resample gave, its segment of each row, and which of its segments is whose counterpart."""
    points = parted.points
    rng = np.random.default_rng([how.seed, k, number])
    centroids = _refit(points, k, rng)
    found, common = np.empty(len(points), np.uint8), np.zeros((k, k))
    lloyd.compare(points.columns, parted.weights, centroids, parted.labels, found, common)
    overlaps = jaccards(common)
    segments, counterparts = linear_sum_assignment(-overlaps)
    matched = np.ascontiguousarray(centroids[counterparts])
    outcome = _Outcome(
        ari=adjusted_rand(common),
        jaccard=overlaps[segments, counterparts],
        elsewhere=np.empty(0, np.int64) if how.beside is None else how.beside(matched),
        centroids=matched,
    )
    return outcome, found, counterparts.astype(np.uint8)


def _refit(points: Points, k: int, rng: np.random.Generator) -> Floats:
    kept, drawn = points.draw(rng.integers(0, points.posts, min(points.posts, DRAWN)))
    draws = rng.random((STARTS, k, lloyd.trials(k)))
    return lloyd.fit(np.ascontiguousarray(points.rows[kept].T), drawn.astype(np.float64), draws)[1]
