"""A rule a segment: a small tree over the raw figures, told as conditions and measured as told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.tree import DecisionTreeClassifier

from services.domain.arrays import Booleans, Floats
from services.domain.features import Features
from services.domain.rules import Condition, Rule, bounded, one_of
from services.recipes.classic import TYPES

from .points import distinct
from .threads import in_threads

MOST_LEAVES = 4
# A tree is grown on at most so many posts; coverage and exclusivity are measured over all of them.
GROWN_ON = 30_000
# Without an end on one side.
_OPEN = (-np.inf, np.inf)


@dataclass(frozen=True, slots=True)
class _Ground:
    """What trees grow on: distinct (m, p + 1) rows of figures and segment, how many posts stand behind each."""

    figures: Floats
    segments: NDArray[np.int64]
    posts: Floats


@dataclass(frozen=True, slots=True, eq=False)
class _Leaf:
    """A box of figures: (p,) lowest and highest, both included; how many posts of the segment and of others."""

    low: Floats
    high: Floats
    own: float
    others: float


def find_rules(features: Features, labels: NDArray[np.integer], k: int) -> tuple[Rule, ...]:
    """A rule for each of the k segments, in their order.

    One tree of at most four leaves a segment, this segment against the others; of its leaves those that
    together have the best balance of coverage and exclusivity (their harmonic mean), the fewest among equals.
    The order of the posts and the numbers of the other segments do not matter. A post that lacks figures
    grows no tree, and meets no condition on what it lacks.
    """
    ground = _ground(features, labels)
    return tuple(in_threads(lambda rank: _rule(features, labels == rank, ground, rank), range(k)))


def _ground(features: Features, labels: NDArray[np.integer]) -> _Ground:
    complete = np.flatnonzero(~np.isnan(features.raw).any(axis=1))
    if len(complete) > GROWN_ON:
        complete = np.random.default_rng(0).choice(complete, GROWN_ON, replace=False)
    points = distinct(np.column_stack([features.raw[complete], labels[complete]]))
    return _Ground(points.rows[:, :-1], points.rows[:, -1].astype(np.int64), points.weights)


def _rule(features: Features, own: Booleans, ground: _Ground, rank: int) -> Rule:
    here = ground.segments == rank
    if not here.any() or here.all():
        return Rule((), 0.0, 0.0, 0)
    chosen = max(
        (_best(_leaves(ground, here, even=even), float(ground.posts[here].sum())) for even in (False, True)),
        key=lambda found: found[0],
    )[1]
    boxes = _merged(sorted(chosen, key=lambda leaf: -leaf.own))
    branches = tuple(tuple(_conditions(features.names, leaf)) for leaf in boxes)
    meets = np.any([_inside(features.raw, leaf) for leaf in boxes], axis=0)
    both, met = int((meets & own).sum()), int(meets.sum())
    return Rule(branches, both / max(int(own.sum()), 1), both / max(met, 1), met)


def _leaves(ground: _Ground, here: Booleans, *, even: bool) -> list[_Leaf]:
    """The tree's leaves; even: the segment weighs as much as all others together."""
    weights = ground.posts
    if even:
        weights = np.where(here, weights / weights[here].sum(), weights / weights[~here].sum())
    model = DecisionTreeClassifier(max_leaf_nodes=MOST_LEAVES, random_state=0)
    tree = model.fit(ground.figures, here, sample_weight=weights).tree_
    places = model.apply(ground.figures)
    return [
        _Leaf(low, high, float(ground.posts[inside & here].sum()), float(ground.posts[inside & ~here].sum()))
        for node, low, high in _boxes(tree, ground.figures.shape[1])
        for inside in [places == node]
    ]


def _boxes(tree: Any, width: int) -> Iterator[tuple[int, Floats, Floats]]:
    """Each leaf with its box. Figures are whole: `more than 119.5` is `120 or more`."""
    stack = [(0, np.full(width, -np.inf), np.full(width, np.inf))]
    while stack:
        node, low, high = stack.pop()
        if tree.children_left[node] < 0:
            yield node, low, high
            continue
        column, threshold = tree.feature[node], np.floor(tree.threshold[node])
        left, right = high.copy(), low.copy()
        left[column], right[column] = threshold, threshold + 1
        stack += [(tree.children_left[node], low, left), (tree.children_right[node], right, high)]


def _best(leaves: Sequence[_Leaf], total: float) -> tuple[float, tuple[_Leaf, ...]]:
    """The balance of coverage and exclusivity, 0 to 1, and the leaves that have it."""
    choices = [some for size in range(1, len(leaves)) for some in combinations(leaves, size)] or [tuple(leaves)]
    return max(((_balance(some, total), some) for some in choices), key=lambda found: found[0])


def _balance(leaves: Sequence[_Leaf], total: float) -> float:
    own = sum(leaf.own for leaf in leaves)
    return 2 * own / (total + own + sum(leaf.others for leaf in leaves))


def _merged(leaves: Sequence[_Leaf]) -> list[_Leaf]:
    """The same figures in fewer boxes: neighbours that differ in one bound only are one."""
    for place, one in enumerate(leaves):
        for other in leaves[place + 1 :]:
            apart = np.flatnonzero((one.low != other.low) | (one.high != other.high))
            if len(apart) == 1 and _touch(one, other, int(apart[0])):
                low, high = np.minimum(one.low, other.low), np.maximum(one.high, other.high)
                whole = _Leaf(low, high, one.own + other.own, one.others + other.others)
                return _merged([whole, *(leaf for leaf in leaves if leaf not in (one, other))])
    return list(leaves)


def _touch(one: _Leaf, other: _Leaf, column: int) -> bool:
    return bool(one.high[column] + 1 == other.low[column] or other.high[column] + 1 == one.low[column])


def _conditions(names: Sequence[str], leaf: _Leaf) -> Iterator[Condition]:
    for name, low, high in zip(names, leaf.low.tolist(), leaf.high.tolist(), strict=True):
        if name == "type" and (low, high) != _OPEN:
            first, last = max(low, 0), min(high, len(TYPES) - 1)
            yield one_of(name, first, last, TYPES[int(first) : int(last) + 1])
        elif (low, high) != _OPEN:
            yield bounded(name, None if low in _OPEN else low, None if high in _OPEN else high)


def _inside(raw: Floats, leaf: _Leaf) -> Booleans:
    """(n,) whether a post lies in the box; a figure that is missing lies in no bounds but in those without end."""
    free = np.isinf(leaf.low) & np.isinf(leaf.high)
    return np.asarray((((raw >= leaf.low) & (raw <= leaf.high)) | free).all(axis=1))
