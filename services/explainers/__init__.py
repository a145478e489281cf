"""Ways to say why a post is in its segment: one file each, found by name in EXPLAINERS.

Importing this package imports no scikit-learn, shap, lime or numba; the explainers fetch them when they run.
"""

from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats
from services.domain.features import Features
from services.domain.segmentation import Segmentation
from services.domain.surrogate import FlatForest
from services.progress import Report
from services.registry import Registry

Table = TypeVar("Table")


@dataclass(frozen=True, slots=True)
class Study:
    """What an explainer may look at: the posts, their segments, and the forest that restates these.

    background: numbers of the posts that others are compared with. seed: where chance comes in.
    """

    features: Features
    segmentation: Segmentation
    forest: FlatForest
    background: NDArray[np.int64]
    seed: int


class Explainer(Protocol[Table]):
    """One answer to "why is this post in its segment", for all posts at once."""

    @property
    def name(self) -> str:
        """The name in the registry."""

    @property
    def label(self) -> str:
        """The name on the screen."""

    @property
    def summary(self) -> str:
        """What the numbers mean, in a sentence."""

    def of(self, study: Study, report: Report) -> Table:
        """The answer for every post of the study."""

    def contributions(self, table: Table) -> Floats:
        """(n, p) what each feature adds for the segment this answer is shown for; below 0 = against it."""


EXPLAINERS: Registry[Explainer[Any]] = Registry("services.explainers", "explainer")
