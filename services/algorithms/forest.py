"""The forest that restates the segmentation from the raw counts, and how well it does."""

import numpy as np
from numpy.typing import NDArray
from sklearn.ensemble import RandomForestClassifier

from services.domain.arrays import Floats, Labels, read_only
from services.domain.surrogate import Fidelity
from services.progress import Report

from .threads import in_threads

TREES = 100
FOLDS = 5
_FEWEST_FOLDS = 2


def fit(raw: Floats, labels: Labels, seed: int) -> RandomForestClassifier:
    """A forest of 100 full-grown trees; raw: (n, p) counts, NaN = not measured; the seed decides all.

    One thread a forest: its trees are small, and scikit-learn's own threads make it slower (0.54 s
    instead of 0.47 s for 7,050 posts). Whoever needs several forests grows them side by side.
    """
    return RandomForestClassifier(TREES, random_state=seed, n_jobs=1).fit(raw, labels)


def measure_fidelity(raw: Floats, labels: Labels, seed: int, report: Report) -> Fidelity:
    """How often a forest that did not see a post puts it into its segment.

    Five folds, every segment spread evenly over them; fewer folds (two at least) where the smallest
    segment has fewer than five posts. A segment of one post is never seen before it is asked for.
    """
    sizes = np.bincount(labels)
    folds = int(np.clip(sizes[sizes > 0].min(), _FEWEST_FOLDS, FOLDS))
    fold = _deal(labels, folds, seed)
    finished: list[int] = []

    def answer(held_out: int) -> NDArray[np.int16]:
        out = fold == held_out
        answers = fit(raw[~out], labels[~out], seed).predict(raw[out])
        finished.append(held_out)
        report(len(finished) / folds, f"Checked {len(finished)} of {folds} parts of held-out posts")
        return np.asarray(answers, dtype=np.int16)

    answers = np.empty(len(labels), np.int16)
    for held_out, answered in enumerate(in_threads(answer, range(folds))):
        answers[fold == held_out] = answered
    return _compare(labels, answers, folds)


def _deal(labels: Labels, folds: int, seed: int) -> NDArray[np.int64]:
    """(n,) the fold of each post: each segment is shuffled and dealt out like cards."""
    shuffled = np.random.default_rng(seed).permutation(len(labels))
    by_segment = shuffled[np.argsort(labels[shuffled], kind="stable")]
    fold = np.empty(len(labels), np.int64)
    fold[by_segment] = np.arange(len(labels)) % folds
    return fold


def _compare(labels: Labels, answers: Labels, folds: int) -> Fidelity:
    sizes = np.bincount(labels)
    confusion = np.zeros((len(sizes), len(sizes)), np.int64)
    np.add.at(confusion, (labels, answers), 1)
    right = np.where(sizes > 0, np.diag(confusion) / np.maximum(sizes, 1), np.nan)
    held_out = float(np.trace(confusion) / len(labels))
    baseline = float(sizes.max() / len(labels))
    return Fidelity(held_out, read_only(right), baseline, read_only(confusion), folds)
