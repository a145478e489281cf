"""Compile every kernel before anybody waits for it."""

import numpy as np

from services.domain.arrays import Floats, read_only
from services.domain.surrogate import FlatForest
from services.progress import unwatched

from . import lime_table, lloyd, rowwise, tree_shap


def compile_kernels() -> None:
    """Put the machine code of all kernels on disk: once at set-up, some ten seconds, nothing afterwards."""
    counts = np.array([[0.0, 1.0], [2.0, 3.0]])
    _compile_segmentation(np.ascontiguousarray(counts.T))
    tree_shap.explain_forest(_make_stump(), counts)
    lime_table.explain_bins(("comments", "shares"), counts, _make_stump(), 0, unwatched)


def _compile_segmentation(columns: Floats) -> None:
    """Called as the sweep calls them: numba compiles again for arguments of another kind."""
    weights = np.ones(columns.shape[1])
    centroids = lloyd.fit(columns, weights, np.full((1, 2, lloyd.trials(2)), 0.5))[1]
    lloyd.settle(columns, weights, centroids, lloyd.ROUNDS)
    labels, table = np.zeros(columns.shape[1], np.uint8), np.zeros((2, 2))
    lloyd.compare(columns, weights, centroids, labels, labels.copy(), table)
    lloyd.count_stays(labels, labels, labels, labels.astype(np.uint16))
    rows = np.ascontiguousarray(columns.T)
    # Rows of a recipe are locked, a choice among them is not: two kinds to the compiler.
    for points in (rows, read_only(rows.copy())):
        rowwise.settle(points, centroids, 1)
        rowwise.assign(points, centroids)


def _make_stump() -> FlatForest:
    """The smallest forest: one split on the first of two features."""
    return FlatForest(
        features=2,
        roots=np.array([0], np.int32),
        left=np.array([1, -1, -1], np.int32),
        right=np.array([2, -1, -1], np.int32),
        feature=np.array([0, -1, -1], np.int16),
        threshold=np.array([1.0, 0.0, 0.0]),
        missing_left=np.array([True, False, False]),
        cover=np.array([2.0, 1.0, 1.0]),
        value=np.array([[0.5, 0.5], [1.0, 0.0], [0.0, 1.0]]),
    )
