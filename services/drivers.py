"""What goes with each segment: the forest's view of all posts, and how far it may be believed."""

import numpy as np
from numpy.typing import NDArray

from services.analyses import Analysed
from services.domain.arrays import Floats, read_only
from services.domain.counts import COUNTS
from services.domain.driving import AgreementView, Beeswarm, Dependence, DriversView, FidelityView, ImportanceView
from services.domain.errors import InvalidInput
from services.domain.features import Features
from services.domain.selection import Selection
from services.domain.surrogate import Surrogate
from services.domain.views import Choices, Option, Phrase, Sentence
from services.scope import segment_id, segment_rank
from services.wording import listed, percent

_SAMPLE = 1500


def drivers(
    analysed: Analysed, features: Features, surrogate: Surrogate, selection: Selection, offered: Choices
) -> DriversView:
    """The page for the chosen segment and count; the strongest segment and its first count unless chosen."""
    names, labels = analysed.described.names, tuple(_label(name) for name in features.names)
    rank = segment_rank(analysed, selection.filters.segments[0]) if selection.filters.segments else 0
    importance = np.abs(surrogate.shap.values).mean(axis=0).T
    order = np.argsort(-importance[rank], kind="stable")
    column = _column(features, selection.feature) if selection.feature else int(order[0])
    sample = _sample(len(analysed.posts), analysed.described.segmentation.labels, rank)
    return DriversView(
        headline=_headline(names, labels, importance, surrogate),
        choices=offered,
        segments=tuple(Option(segment_id(one), name) for one, name in enumerate(names)),
        features=tuple(Option(name, label) for name, label in zip(features.names, labels, strict=True)),
        segment=segment_id(rank),
        feature=features.names[column],
        importance=ImportanceView(names, labels, read_only(importance), len(analysed.posts)),
        beeswarm=Beeswarm(
            segment=rank,
            name=names[rank],
            features=tuple(labels[j] for j in order),
            values=read_only(surrogate.shap.values[sample][:, order, rank]),
            level=read_only(_levels(features.raw)[sample][:, order]),
            importance=read_only(importance[rank][order]),
            sample=len(sample),
            posts=len(analysed.posts),
        ),
        dependence=Dependence(
            segment=rank,
            name=names[rank],
            feature=labels[column],
            counts=read_only(features.raw[sample, column]),
            values=read_only(surrogate.shap.values[sample, column, rank]),
            sample=len(sample),
            posts=len(analysed.posts),
        ),
        fidelity=fidelity(analysed, surrogate),
        agreement=agreement(surrogate),
    )


def fidelity(analysed: Analysed, surrogate: Surrogate) -> FidelityView:
    """How well the forest restates the segments."""
    held = surrogate.fidelity
    return FidelityView(analysed.described.names, held.held_out, held.baseline, held.per_segment, held.confusion)


def agreement(surrogate: Surrogate) -> AgreementView:
    """How many of the top three counts the answers share, over all posts."""
    counted = surrogate.agreement
    rows = (counted.all_three, counted.exact_shap, counted.exact_lime, counted.shap_lime)
    shares = np.stack([np.bincount(row, minlength=4)[:4] / len(row) for row in rows])
    pairs = ("All three", "Exact and SHAP", "Exact and LIME", "SHAP and LIME")
    return AgreementView(pairs, read_only(shares), len(counted.all_three))


def _headline(names: tuple[str, ...], labels: tuple[str, ...], importance: Floats, surrogate: Surrogate) -> Sentence:
    top = [labels[j].lower() for j in np.argsort(-importance[0], kind="stable")[:2]]
    held, base = percent_exact(surrogate.fidelity.held_out), percent(surrogate.fidelity.baseline)
    return (
        Phrase(names[0], strong=True, segment=0),
        Phrase(" is told apart mostly by its "),
        Phrase(f"{listed(top)}. ", strong=True),
        Phrase(
            f"A forest restates the segment of {held} of posts it did not see "
            f"(always naming the largest segment: {base}). It restates the segmentation and proves nothing about causes."
        ),
    )


def percent_exact(share: float) -> str:
    """A share near 1, with the digit that matters."""
    return f"{share:.1%}"


def _label(name: str) -> str:
    return COUNTS[name].label if name in COUNTS else name.replace("_", " ").capitalize()


def _column(features: Features, wanted: str) -> int:
    lowered = [name.lower() for name in features.names]
    if wanted.lower() not in lowered:
        raise InvalidInput(f"There is no count {wanted[:40]!r} in this analysis.", "feature")
    return lowered.index(wanted.lower())


def _sample(posts: int, labels: NDArray[np.int16], rank: int) -> NDArray[np.intp]:
    """At most so many posts, drawn the same way every time, half of them of the segment itself."""
    draw = np.random.default_rng(rank)
    own, others = np.flatnonzero(labels == rank), np.flatnonzero(labels != rank)
    if posts <= _SAMPLE:
        return np.arange(posts)
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
