"""What goes with each segment: the forest's view of all posts, and how far it may be believed."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from services.analyses import Analysed
from services.claims import Evidence, restated
from services.domain.arrays import Floats, read_only
from services.domain.counts import COUNTS
from services.domain.driving import AgreementView, Beeswarm, Dependence, DriversView, FidelityView, ImportanceView
from services.domain.errors import InvalidInput
from services.domain.features import Features
from services.domain.selection import Selection
from services.domain.surrogate import Surrogate
from services.domain.views import Choices, Option
from services.scope import segment_id, segment_rank
from services.wording import drivers_headline

_SAMPLE = 1500


@dataclass(frozen=True, slots=True)
class Explained:
    """A segmentation with its features, its surrogate, and the posts in view, whatever their segment."""

    evidence: Evidence
    features: Features
    surrogate: Surrogate

    @property
    def analysed(self) -> Analysed:
        """The segmentation."""
        return self.evidence.analysed

    @property
    def places(self) -> NDArray[np.intp]:
        """Where the posts in view stand in the file."""
        return np.flatnonzero(self.evidence.posts)


def drivers(told: Explained, selection: Selection, offered: Choices) -> DriversView:
    """The page for the chosen segment and count; the strongest segment and its first count unless chosen.

    Over the posts in view, whatever their segment; the forest's fidelity is over all posts.
    """
    chosen = selection.filters.segments
    rank = segment_rank(told.analysed, chosen[0]) if chosen else 0
    importance = _importance(told)
    strongest = int(importance.importance[rank].argmax())
    column = _column(told.features, selection.feature) if selection.feature else strongest
    sample = _sample(told.places, told.analysed.described.segmentation.labels, rank)
    return DriversView(
        headline=drivers_headline(importance, *restated(told.evidence, told.surrogate.fidelity)),
        choices=offered,
        segments=tuple(Option(segment_id(told.analysed, one), name) for one, name in enumerate(importance.names)),
        features=tuple(map(Option, told.features.names, importance.features)),
        segment=segment_id(told.analysed, rank),
        feature=told.features.names[column],
        importance=importance,
        beeswarm=_beeswarm(told, importance, rank, sample),
        dependence=_dependence(told, rank, column, sample),
        fidelity=_fidelity(told),
        agreement=_agreement(told),
    )


def _importance(told: Explained) -> ImportanceView:
    """Mean absolute SHAP value of the posts in view."""
    labels = tuple(_label(name) for name in told.features.names)
    mean = np.abs(told.surrogate.shap.values[told.places]).mean(axis=0).T
    return ImportanceView(told.analysed.described.names, labels, read_only(mean), len(told.places))


def _beeswarm(told: Explained, importance: ImportanceView, rank: int, sample: NDArray[np.intp]) -> Beeswarm:
    order = np.argsort(-importance.importance[rank], kind="stable")
    return Beeswarm(
        segment=rank,
        name=importance.names[rank],
        features=tuple(importance.features[j] for j in order),
        values=read_only(told.surrogate.shap.values[sample][:, order, rank]),
        level=read_only(_levels(told.features.raw)[sample][:, order]),
        importance=read_only(importance.importance[rank][order]),
        sample=len(sample),
        posts=len(told.places),
    )


def _dependence(told: Explained, rank: int, column: int, sample: NDArray[np.intp]) -> Dependence:
    return Dependence(
        segment=rank,
        name=told.analysed.described.names[rank],
        feature=_label(told.features.names[column]),
        counts=read_only(told.features.raw[sample, column]),
        values=read_only(told.surrogate.shap.values[sample, column, rank]),
        sample=len(sample),
        posts=len(told.places),
    )


def _fidelity(told: Explained) -> FidelityView:
    """How well the forest restates the segments."""
    held = told.surrogate.fidelity
    return FidelityView(
        names=told.analysed.described.names,
        held_out=held.held_out,
        baseline=held.baseline,
        per_segment=held.per_segment,
        confusion=held.confusion,
        folds=held.folds,
        likenesses=held.likenesses,
        claims=restated(told.evidence, held),
    )


def _agreement(told: Explained) -> AgreementView:
    """How many of the top three counts the answers share, over the posts in view."""
    counted = told.surrogate.agreement
    every = (counted.all_three, counted.exact_shap, counted.exact_lime, counted.shap_lime)
    rows = [column[told.places] for column in every]
    shares = np.stack([np.bincount(row, minlength=4)[:4] / len(row) for row in rows])
    pairs = ("All three", "Exact and SHAP", "Exact and LIME", "SHAP and LIME")
    return AgreementView(pairs, read_only(shares), len(told.places))


def _label(name: str) -> str:
    return COUNTS[name].label if name in COUNTS else name.replace("_", " ").capitalize()


def _column(features: Features, wanted: str) -> int:
    lowered = [name.lower() for name in features.names]
    if wanted.lower() not in lowered:
        raise InvalidInput(f"There is no count {wanted[:40]!r} in this analysis.", "feature")
    return lowered.index(wanted.lower())


def _sample(places: NDArray[np.intp], labels: NDArray[np.int16], rank: int) -> NDArray[np.intp]:
    """At most so many posts, drawn the same way every time, half of them of the segment itself."""
    draw = np.random.default_rng(rank)
    if len(places) <= _SAMPLE:
        return places
    own, others = places[labels[places] == rank], places[labels[places] != rank]
    half = min(_SAMPLE // 2, len(own))
    chosen = np.concatenate(
        [draw.choice(own, half, replace=False), draw.choice(others, min(_SAMPLE - half, len(others)), replace=False)]
    )
    return np.asarray(np.sort(chosen))


def _levels(raw: Floats) -> Floats:
    """(n, p) the share of posts with a lower count, 0 to 1; NaN = not measured."""
    levels = np.full(raw.shape, np.nan)
    for column in range(raw.shape[1]):
        measured = ~np.isnan(raw[:, column])
        values = np.sort(raw[measured, column])
        levels[measured, column] = np.searchsorted(values, raw[measured, column]) / max(len(values) - 1, 1)
    return levels
