"""The forest that restates the segmentation from the raw counts, and how well it does."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import ExtraTreesClassifier

from services.domain.arrays import Floats, Labels, read_only
from services.domain.features import Features
from services.domain.segmentation import Segmentation
from services.domain.surrogate import Fidelity
from services.progress import Report

from .lessons import prepare
from .threads import in_threads

TREES = 16
FOLDS = 5
_FEWEST_FOLDS = 2
# SHAP and LIME cost what the leaves cost; beyond, fidelity gains little (decision 8).
_MOST_LEAVES = 6_000


def fit(raw: Floats, labels: Labels, seed: int, weights: Floats | None = None) -> ExtraTreesClassifier:
    """A forest of 16 extremely randomised trees; the seed decides all.

    raw: (n, p) counts, NaN = not measured. weights: (n,) what each row counts for, None = all the same.

    Cuts at random places, the best of one a count: their mean follows a slanting border with fewer leaves than
    the best cuts do. One thread a forest: whoever needs several forests grows them side by side.
    """
    forest = ExtraTreesClassifier(
        TREES, criterion="entropy", max_features=None, max_leaf_nodes=_MOST_LEAVES, random_state=seed, n_jobs=1
    )
    return forest.fit(raw, labels, sample_weight=weights)


@dataclass(frozen=True, slots=True)
class Tried:
    """The forest that explains all posts, and how well forests grown the same way do on posts that they never saw."""

    forest: ExtraTreesClassifier
    fidelity: Fidelity


def grow(features: Features, segmentation: Segmentation, seed: int) -> ExtraTreesClassifier:
    """The forest that explains all posts, taught with all of them and their likenesses."""
    return _taught(features, segmentation, np.arange(features.posts), seed)[0]


def grow_and_try(features: Features, segmentation: Segmentation, seed: int, report: Report) -> Tried:
    """The same forest, and how often a forest that saw neither a post nor its likenesses puts it into its segment.

    Five folds, every segment spread evenly over them; fewer folds (two at least) where the smallest
    segment has fewer than five posts. A segment of one post is never seen before it is asked for.
    All forests grow side by side, the largest first.
    """
    labels = segmentation.labels
    sizes = np.bincount(labels)
    folds = int(np.clip(sizes[sizes > 0].min(), _FEWEST_FOLDS, FOLDS))
    fold = _deal(labels, folds, seed)
    answers = np.empty(len(labels), np.int16)
    likenesses: list[int] = []

    def one(held_out: int | None) -> ExtraTreesClassifier | None:
        if held_out is None:
            return grow(features, segmentation, seed)
        asked = fold == held_out
        forest, alike = _taught(features, segmentation, np.flatnonzero(~asked), seed)
        answers[asked] = forest.predict(features.raw[asked])
        likenesses.append(alike)
        report(len(likenesses) / folds, f"Checked {len(likenesses)} of {folds} parts of held-out posts")
        return None

    whole, *_ = in_threads(one, [None, *range(folds)])
    return Tried(whole, _compare(labels, answers, folds, min(likenesses)))


def _taught(
    features: Features, segmentation: Segmentation, rows: NDArray[np.intp], seed: int
) -> tuple[ExtraTreesClassifier, int]:
    """A forest that learned from these posts and their likenesses, and how many likenesses there were."""
    lesson = prepare(features, segmentation, rows, seed)
    return fit(lesson.raw, lesson.labels, seed, lesson.weights), lesson.likenesses


def _deal(labels: Labels, folds: int, seed: int) -> NDArray[np.int64]:
    """(n,) the fold of each post: each segment is shuffled and dealt out like cards."""
    shuffled = np.random.default_rng(seed).permutation(len(labels))
    by_segment = shuffled[np.argsort(labels[shuffled], kind="stable")]
    fold = np.empty(len(labels), np.int64)
    fold[by_segment] = np.arange(len(labels)) % folds
    return fold


def _compare(labels: Labels, answers: Labels, folds: int, likenesses: int) -> Fidelity:
    sizes = np.bincount(labels)
    confusion = np.zeros((len(sizes), len(sizes)), np.int64)
    np.add.at(confusion, (labels, answers), 1)
    right = np.where(sizes > 0, np.diag(confusion) / np.maximum(sizes, 1), np.nan)
    held_out = float(np.trace(confusion) / len(labels))
    baseline = float(sizes.max() / len(labels))
    return Fidelity(held_out, read_only(right), baseline, read_only(confusion), folds, likenesses)
