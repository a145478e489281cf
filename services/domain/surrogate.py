"""Why each post is in its segment: the exact answer, the forest that restates it, SHAP and LIME."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .arrays import Booleans, Floats, Labels


@dataclass(frozen=True, slots=True)
class Margins:
    """Each post between its own segment and the runner-up.

    own, runner_up: (n,) the nearest and the second nearest centroid; of equal ones the lower number.
    contributions: (n, p) squared scaled units; above 0 speaks for the own segment, below 0 for the
    runner-up; 0 where the feature was not measured.
    margin: (n,) squared distance to the runner-up minus that to the own centroid, never below 0;
    the contributions of a post sum to it.
    """

    own: Labels
    runner_up: Labels
    contributions: Floats
    margin: Floats


@dataclass(frozen=True, slots=True)
class ExactTable:
    """What every feature adds to a post being in its segment: exact Shapley values, no forest.

    own: (n,) the nearest centroid. base: (n,) share of the background posts in that segment, 0 to 1, by
    the features the post has. values: (n, p) shares; they sum to 1 - base; 0 where not measured.
    """

    own: Labels
    base: Floats
    values: Floats


@dataclass(frozen=True, slots=True)
class FlatForest:
    """A forest as arrays: its trees one after the other, every parent before its children.

    roots: (trees,) number of each tree's first node. left, right: (nodes,) node numbers, -1 = leaf.
    feature: (nodes,) -1 = leaf. threshold: (nodes,) go left if value <= threshold, after rounding the
    value to 32 bits. missing_left: (nodes,) where a value goes that was not measured.
    cover: (nodes,) training posts that came through, above 0. value: (nodes, k) share of each segment
    among them; a row sums to 1. features: how many features a post has.
    """

    features: int
    roots: NDArray[np.int32]
    left: NDArray[np.int32]
    right: NDArray[np.int32]
    feature: NDArray[np.int16]
    threshold: Floats
    missing_left: Booleans
    cover: Floats
    value: Floats


@dataclass(frozen=True, slots=True)
class Fidelity:
    """How well the forest restates the segmentation on real posts it did not see.

    held_out: share of held-out posts (every post held out once) with the right segment, 0 to 1.
    per_segment: (k,) the same within each segment; NaN where a segment has no post.
    baseline: share of the largest segment. confusion: (k, k) posts, rows = segment, columns = the
    forest's answer. folds: 5, or fewer (2 at least) where the smallest segment has fewer posts.
    likenesses: of the posts not held out, taught beside them, a fold; 0 = none.
    """

    held_out: float
    per_segment: Floats
    baseline: float
    confusion: NDArray[np.int64]
    folds: int
    likenesses: int


@dataclass(frozen=True, slots=True)
class ShapTable:
    """SHAP values of every post for every segment, in probability units.

    base: (k,) the forest's mean answer. values: (n, p, k); base + values.sum(1) = probability.
    probability: (n, k).
    """

    base: Floats
    values: Floats
    probability: Floats


@dataclass(frozen=True, slots=True)
class LimeTable:
    """LIME for every post and every segment, over several seeds.

    Posts that fall into the same bins have the same explanation: `bins` (n,) points into m rows.
    label: (n,) the forest's segment, the one to show. weights: (m, p, k) mean over seeds.
    rules: for each feature the text of each bin, `rules[feature][bin]`; codes: (m, p) bin of each feature.
    r2: (m, k) local fit, mean over seeds. stability: (m, k) mean top-3 Jaccard over pairs of seeds.
    """

    bins: NDArray[np.int32]
    label: NDArray[np.int16]
    codes: NDArray[np.int16]
    rules: tuple[tuple[str, ...], ...]
    weights: Floats
    r2: Floats
    stability: Floats
    seeds: int


@dataclass(frozen=True, slots=True)
class Agreement:
    """On how many of its top three counts a post's answers agree.

    exact, shap, lime: (n, 3) signed places, largest first: j + 1 for feature j, negative where it speaks
    against the segment, 0 = none left. The others: (n,) 0 to 3, counts that both (or all three) have
    among their top three with the same sign.
    """

    exact: NDArray[np.int8]
    shap: NDArray[np.int8]
    lime: NDArray[np.int8]
    exact_shap: NDArray[np.int8]
    exact_lime: NDArray[np.int8]
    shap_lime: NDArray[np.int8]
    all_three: NDArray[np.int8]


@dataclass(frozen=True, slots=True)
class Surrogate:
    """Everything about why the posts are where they are, computed once for an analysis.

    background: numbers of the posts that `exact` compares with.
    """

    fidelity: Fidelity
    forest: FlatForest
    exact: ExactTable
    background: NDArray[np.int64]
    shap: ShapTable
    lime: LimeTable
    agreement: Agreement
