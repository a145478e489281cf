"""Likenesses: posts that nobody published, much like those that somebody did, placed by the segmentation itself.

A forest cuts along one count at a time, the segmentation between counts: a few thousand posts are too few to learn
its borders from. Likenesses are as many as wanted. Numpy only.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats, Labels
from services.domain.features import Features, Slopes
from services.domain.segmentation import Segmentation

from .distances import measure_margins

# The standard deviation of a likeness from its post, in log(1 + count).
JITTER = 0.3
# So many are drawn for each that is kept, those near a border rather than others.
DRAWN_FOR_ONE = 4
# In scaled units: so far from the border a likeness is kept 1 / e times as readily as on it, and never less than the
# least readily.
_NEAR = 0.3
_LEAST_READILY = 1e-3

Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Likenesses:
    """raw: (m, p) whole counts, NaN = not measured, as with the post; labels: (m,); post: (m,) which it resembles."""

    raw: Floats
    labels: Labels
    post: Rows


def draw(features: Features, segmentation: Segmentation, rows: Rows, wanted: int, seed: int) -> Likenesses:
    """So many likenesses of the posts at `rows`; none where features have no slopes, or these posts no counts.

    log(1 + count) plus N(0, 0.3), rounded to a whole count, never below 0, scaled as its post was (within the same
    page), and labelled with the nearest centroid.
    """
    sources = rows[~np.isnan(features.raw[rows]).all(axis=1)]
    if features.slopes is None or not len(sources):
        return Likenesses(np.zeros((0, features.raw.shape[1])), np.zeros(0, np.int16), np.zeros(0, np.int64))
    random = np.random.default_rng(seed)
    post = random.choice(sources, DRAWN_FOR_ONE * wanted)
    logged = np.log1p(features.raw[post])
    raw = np.maximum(np.rint(np.expm1(logged + random.normal(0.0, JITTER, logged.shape))), 0.0)
    scaled = features.scaled[post] + _slope(features.slopes, post) * (np.log1p(raw) - logged)
    labels, distance = _place(scaled, segmentation.centroids)
    readily = np.maximum(np.exp(-distance / _NEAR), _LEAST_READILY)
    # The first so many arrivals, each at its own rate, are a sample without replacement by weight (Efraimidis 2006).
    kept = np.sort(np.argpartition(random.exponential(size=len(post)) / readily, wanted - 1)[:wanted])
    return Likenesses(raw[kept], labels[kept], post[kept])


def _slope(slopes: Slopes, post: Rows) -> Floats:
    return np.asarray(slopes.slope[slopes.group[post]])


def _place(scaled: Floats, centroids: Floats) -> tuple[Labels, Floats]:
    """(m,) the nearest centroid, and how far away the border to the next one is, in scaled units."""
    margins = measure_margins(scaled, centroids)
    apart = np.linalg.norm(centroids[margins.own] - centroids[margins.runner_up], axis=1)
    return margins.own, margins.margin / (2 * np.maximum(apart, np.finfo(float).tiny))
