"""What the page What drives them shows, as values ready to be drawn."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Floats
from .claims import Claim
from .views import Choices, Option, Sentence


@dataclass(frozen=True, slots=True)
class Beeswarm:
    """SHAP values of a stated sample of posts for one segment.

    values: (m, p) in probability units; level: (m, p) rank of the count among all posts, 0 to 1.
    importance: (p,) mean absolute SHAP value over ALL posts. features sorted by importance, largest first.
    """

    segment: int
    name: str
    features: tuple[str, ...]
    values: Floats
    level: Floats
    importance: Floats
    sample: int
    posts: int


@dataclass(frozen=True, slots=True)
class Dependence:
    """One count against its SHAP value for one segment, a stated sample of posts."""

    segment: int
    name: str
    feature: str
    counts: Floats
    values: Floats
    sample: int
    posts: int


@dataclass(frozen=True, slots=True)
class FidelityView:
    """How well the forest restates the segments on real posts it did not see; all shares 0 to 1.

    folds: parts the posts were held out in. likenesses: taught beside the other parts, 0 = none. claims: held_out and
    baseline as claims.
    """

    names: tuple[str, ...]
    held_out: float
    baseline: float
    per_segment: Floats
    confusion: NDArray[np.int64]
    folds: int
    likenesses: int
    claims: tuple[Claim, ...] = ()

    def levels(self) -> Floats:
        """(k, k) from -1 to 1, how strongly each answer shows: right ones above 0, wrong ones below.

        The square root lets the few wrong answers be seen beside the many right ones.
        """
        shares = self.confusion / np.maximum(self.confusion.sum(axis=1, keepdims=True), 1)
        levels: Floats = np.where(np.eye(len(self.names), dtype=bool), shares * 0.85, -np.sqrt(shares))
        return levels


@dataclass(frozen=True, slots=True)
class AgreementView:
    """Over all posts: share with 0, 1, 2, 3 of the top three counts in common, a pair of answers a row."""

    pairs: tuple[str, ...]
    shares: Floats
    posts: int


@dataclass(frozen=True, slots=True)
class ImportanceView:
    """Mean absolute SHAP value, (k, p), rows = segments by rank, columns = features."""

    names: tuple[str, ...]
    features: tuple[str, ...]
    importance: Floats
    posts: int


@dataclass(frozen=True, slots=True)
class DriversView:
    """The page What drives them, for one chosen segment and feature."""

    headline: Sentence
    choices: Choices
    segments: tuple[Option, ...]
    features: tuple[Option, ...]
    segment: str
    feature: str
    importance: ImportanceView
    beeswarm: Beeswarm
    dependence: Dependence
    fidelity: FidelityView
    agreement: AgreementView
