"""A fitted forest as plain arrays: kept without pickle, checked before it is walked, numpy only."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats, read_only
from services.domain.errors import Unavailable
from services.domain.surrogate import FlatForest

from .threads import blocks, in_threads

if TYPE_CHECKING:
    from sklearn.ensemble import ExtraTreesClassifier, RandomForestClassifier

_LEAF = -1
_BLOCK = 1_024
_KINDS = {
    "roots": np.int32,
    "left": np.int32,
    "right": np.int32,
    "feature": np.int16,
    "threshold": np.float64,
    "missing_left": np.bool_,
    "cover": np.float64,
    "value": np.float64,
}


def flatten(forest: "ExtraTreesClassifier | RandomForestClassifier", segments: int) -> FlatForest:
    """The forest as arrays, one column of `value` a segment, also for segments it never saw."""
    trees = [tree.tree_ for tree in forest.estimators_]
    roots = np.cumsum([0, *(tree.node_count for tree in trees)])[:-1]
    leaf = np.concatenate([tree.children_left for tree in trees]) == _LEAF
    start = np.repeat(roots, [tree.node_count for tree in trees])
    seen = np.concatenate([tree.value[:, 0, :] for tree in trees])
    value = np.zeros((len(leaf), segments))
    value[:, forest.classes_] = seen / seen.sum(axis=1, keepdims=True)
    columns: dict[str, NDArray[Any]] = {
        "roots": roots,
        "left": np.where(leaf, _LEAF, start + np.concatenate([tree.children_left for tree in trees])),
        "right": np.where(leaf, _LEAF, start + np.concatenate([tree.children_right for tree in trees])),
        "feature": np.where(leaf, _LEAF, np.concatenate([tree.feature for tree in trees])),
        "threshold": np.where(leaf, 0.0, np.concatenate([tree.threshold for tree in trees])),
        "missing_left": np.concatenate([tree.missing_go_to_left for tree in trees]),
        "cover": np.concatenate([tree.weighted_n_node_samples for tree in trees]),
        "value": value,
    }
    return unpack(columns | {"features": np.array(forest.n_features_in_)})


def pack(forest: FlatForest) -> dict[str, NDArray[Any]]:
    """The forest as named arrays for an npz file; `unpack` makes it whole again."""
    return {name: getattr(forest, name) for name in _KINDS} | {"features": np.array(forest.features)}


def unpack(arrays: Mapping[str, NDArray[Any]]) -> FlatForest:
    """The forest these arrays hold; raises Unavailable where walking it could leave the arrays."""
    try:
        columns: dict[str, Any] = {
            name: np.ascontiguousarray(arrays[name], dtype=kind) for name, kind in _KINDS.items()
        }
        features = int(arrays["features"])
    except (KeyError, TypeError, ValueError) as problem:
        raise _damaged(f"a part is missing or of another kind ({problem})") from problem
    forest = FlatForest(features=features, **{name: read_only(column) for name, column in columns.items()})
    for holds, fault in _check(forest):
        if not holds:
            raise _damaged(fault)
    return forest


def predict(forest: FlatForest, raw: Floats) -> Floats:
    """(n, k) probability of each segment; raw: (n, p) counts, NaN = not measured."""
    rounded = raw.astype(np.float32).astype(np.float64)
    parts = in_threads(lambda rows: _walk(forest, rounded[rows]), blocks(len(raw), _BLOCK))
    return np.concatenate([np.zeros((0, forest.value.shape[1])), *parts])


def _walk(forest: FlatForest, points: Floats) -> Floats:
    """All trees at once, one level a step: (n, k)."""
    trees = len(forest.roots)
    ended = np.empty(len(points) * trees, np.int32)
    pair = np.arange(len(ended))
    node = np.tile(forest.roots, len(points))
    while len(pair):
        feature = forest.feature[node]
        goes_on = feature != _LEAF
        ended[pair[~goes_on]] = node[~goes_on]
        pair, node, feature = pair[goes_on], node[goes_on], feature[goes_on]
        value = points[pair // trees, feature]
        left = (value <= forest.threshold[node]) | (np.isnan(value) & forest.missing_left[node])
        node = np.where(left, forest.left[node], forest.right[node])
    return np.asarray(forest.value[ended].reshape(len(points), trees, -1).sum(axis=1) / trees)


def _check(forest: FlatForest) -> list[tuple[bool, str]]:
    """What must hold before anything follows the node numbers, each with its fault in words."""
    nodes, here = len(forest.left), np.arange(len(forest.left))
    if nodes == 0 or len(forest.roots) == 0 or forest.value.ndim != len("nk"):
        return [(False, "it has no trees")]
    if {len(getattr(forest, name)) for name in _KINDS if name != "roots"} != {nodes}:
        return [(False, "its parts differ in length")]
    leaf = forest.left == _LEAF
    children = np.concatenate([forest.left[~leaf], forest.right[~leaf]])
    if not (np.all((children > 0) & (children < nodes)) and np.all(forest.right[leaf] == _LEAF)):
        return [(False, "a node points outside")]
    named = np.bincount(np.concatenate([children, forest.roots.clip(0)]), minlength=nodes)
    later = (forest.left[~leaf] > here[~leaf]) & (forest.right[~leaf] > here[~leaf])
    feature, value = forest.feature, forest.value
    return [
        (bool(named.size == nodes and np.all(named == 1)), "a node has no parent or two"),
        (bool(np.all(later)), "a child stands before its parent"),
        (bool(np.all(forest.roots >= 0)), "a root is outside"),
        (bool(np.all((feature == _LEAF) == leaf)), "a split has no feature"),
        (bool(np.all(feature[~leaf] >= 0) and np.all(feature < forest.features)), "a feature is unknown"),
        (not bool(np.isnan(forest.threshold).any()), "a threshold is not a number"),
        (bool(np.all(np.isfinite(forest.cover)) and np.all(forest.cover > 0)), "a node has no cover"),
        (bool(np.all(value >= 0) and np.allclose(value.sum(axis=1), 1.0)), "an answer does not sum to 1"),
    ]


def _damaged(fault: str) -> Unavailable:
    return Unavailable(f"The stored forest cannot be used: {fault}. Run the analysis again.")
