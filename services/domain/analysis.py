"""What the analysis of a dataset by a recipe gives: everything the Segments page stands on."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Floats
from .rules import Rule
from .segmentation import Segmentation, Sweep


@dataclass(frozen=True, slots=True)
class Described:
    """One segmentation, told: names by rank; contrasts (k, p), standardised difference from the other posts.

    rules: by rank, the conditions on raw figures that tell a segment apart.
    """

    segmentation: Segmentation
    names: tuple[str, ...]
    contrasts: Floats
    rules: tuple[Rule, ...] = ()


@dataclass(frozen=True, slots=True)
class Plane:
    """Posts in two dimensions: x, y (n,) principal components; loadings (p, 2); variance of both, 0 to 1."""

    x: NDArray[np.float32]
    y: NDArray[np.float32]
    loadings: Floats
    variance: float


@dataclass(frozen=True, slots=True)
class CircularCheck:
    """The published notebook's two figures, which mostly restate that the type is an input; 0 to 1.

    type_agreement: posts whose segment, named after its commonest type, is their type.
    forest_accuracy: a forest's held-out accuracy on those segments; NaN where it cannot be measured.
    types, posts: the segments put together by their commonest type, largest first.
    """

    type_agreement: float
    forest_accuracy: float
    types: tuple[str, ...]
    posts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """A recipe's answer for every k that was tried; published_k: the k its recipe prescribes, if it does.

    No moment stands in it: the same question has the same answer, to the byte, whenever it is asked.
    """

    recipe: str
    features: tuple[str, ...]
    sweep: Sweep
    described: tuple[Described, ...]
    plane: Plane
    circular: CircularCheck | None
    published_k: int | None = None

    @property
    def default_k(self) -> int:
        """The published k, else the recommended one; where nothing is stable, that with the highest ARI."""
        best = max(self.sweep.rows, key=lambda row: row.ari)
        return self.published_k or self.sweep.recommended_k or best.k

    def at(self, k: int) -> Described:
        """The segmentation into k with its words; KeyError where that k was not tried."""
        for described in self.described:
            if described.segmentation.k == k:
                return described
        raise KeyError(k)
