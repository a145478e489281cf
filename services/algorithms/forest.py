"""The forest that restates the segmentation from the raw counts, and how well it does."""

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


def grow(features: Features, segmentation: Segmentation, seed: int) -> ExtraTreesClassifier:
    """The forest that explains all posts, taught with all of them and their likenesses."""
    lesson = prepare(features, segmentation, np.arange(features.posts), seed)
    return fit(lesson.raw, lesson.labels, seed, lesson.weights)


def measure_fidelity(features: Features, segmentation: Segmentation, seed: int, report: Report) -> Fidelity:
    """How often a forest that saw neither a post nor its likenesses puts it into its segment.

    Five folds, every segment spread evenly over them; fewer folds (two at least) where the smallest
    segment has fewer than five posts. A segment of one post is never seen before it is asked for.
    """
    labels = segmentation.labels
    sizes = np.bincount(labels)
    folds = int(np.clip(sizes[sizes > 0].min(), _FEWEST_FOLDS, FOLDS))
    fold = _deal(labels, folds, seed)
    likenesses: list[int] = []

    def answer(held_out: int) -> NDArray[np.int16]:
        lesson = prepare(features, segmentation, np.flatnonzero(fold != held_out), seed)
        forest = fit(lesson.raw, lesson.labels, seed, lesson.weights)
        answers = forest.predict(features.raw[fold == held_out])
        likenesses.append(lesson.likenesses)
        report(len(likenesses) / folds, f"Checked {len(likenesses)} of {folds} parts of held-out posts")
        return np.asarray(answers, dtype=np.int16)

    answers = np.empty(len(labels), np.int16)
    for held_out, answered in enumerate(in_threads(answer, range(folds))):
        answers[fold == held_out] = answered
    return _compare(labels, answers, folds, min(likenesses))


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
