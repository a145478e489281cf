"""What a forest is taught from: posts with their segments, and likenesses of these posts."""

from dataclasses import dataclass

import numpy as np

from services.domain.arrays import Floats, Labels
from services.domain.features import Features
from services.domain.segmentation import Segmentation

from . import likenesses
from .likenesses import Rows

LIKENESSES = 60_000
# Of more posts, a seeded sample of so many is taught: beyond, growing takes long and fidelity gains little.
MOST_POSTS = 60_000


@dataclass(frozen=True, slots=True)
class Lesson:
    """What a row counts for is such that each segment has its share of the posts, however many likenesses it has.

    raw: (m, p) counts, NaN = not measured; labels: (m,) their segments; weights: (m,) above 0, 1 for a post.
    The last `likenesses` rows are no posts.
    """

    raw: Floats
    labels: Labels
    weights: Floats
    likenesses: int


def prepare(features: Features, segmentation: Segmentation, rows: Rows, seed: int) -> Lesson:
    """The posts at `rows`, and likenesses of nobody else; the seed decides all."""
    if len(rows) > MOST_POSTS:
        rows = np.sort(np.random.default_rng(seed).choice(rows, MOST_POSTS, replace=False))
    alike = likenesses.draw(features, segmentation, rows, LIKENESSES, seed)
    labels = segmentation.labels[rows]
    return Lesson(
        raw=np.concatenate([features.raw[rows], alike.raw]),
        labels=np.concatenate([labels, alike.labels]),
        weights=np.concatenate([np.ones(len(rows)), _weigh(labels, alike.labels, segmentation.k)]),
        likenesses=len(alike.raw),
    )


def _weigh(labels: Labels, alike: Labels, k: int) -> Floats:
    """(m,) what gives each segment the same share of the likenesses as of the posts; 1 where it has no post."""
    shares, drawn = np.bincount(labels, minlength=k) / len(labels), np.bincount(alike, minlength=k)
    weight = np.where(shares > 0, shares * len(alike) / np.maximum(drawn, 1), 1.0)
    return np.asarray(weight[alike])
