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
    """raw: (m, p) counts, NaN = not measured; labels: (m,) their segments; the last so many rows are likenesses."""

    raw: Floats
    labels: Labels
    likenesses: int


def prepare(features: Features, segmentation: Segmentation, rows: Rows, seed: int) -> Lesson:
    """The posts at `rows`, and likenesses of nobody else; the seed decides all."""
    if len(rows) > MOST_POSTS:
        rows = np.sort(np.random.default_rng(seed).choice(rows, MOST_POSTS, replace=False))
    alike = likenesses.draw(features, segmentation, rows, LIKENESSES, seed)
    return Lesson(
        raw=np.concatenate([features.raw[rows], alike.raw]),
        labels=np.concatenate([segmentation.labels[rows], alike.labels]),
        likenesses=len(alike.raw),
    )
