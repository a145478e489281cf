"""LIME for every post and every segment at once.

With lime's quartile bins the neighbourhood does not depend on the post, and what lime fits (which features
are in the post's bin, weighted by how many are) depends only on the post's bins. So a seed needs one
neighbourhood and one answer of the forest to it, and posts in the same bins share an explanation. The
fit is lime's own: ridge with alpha 1 and a free intercept, kernel width 0.75 sqrt(p), no feature selection.
Left out is lime's first row, the explained post itself: one of 5,000.
"""

from dataclasses import dataclass
from functools import partial
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Floats, read_only
from services.domain.surrogate import FlatForest, LimeTable
from services.progress import Report

from . import flat_forest, lime_bins
from .agreement import TOP
from .kernels import compiled
from .lime_bins import Codes
from .threads import blocks, in_threads

SEEDS = 5
NEIGHBOURS = 5_000
# A neighbour's pattern (which features share the post's bin) is counted in a table of 2^p rows.
MOST_FEATURES = 16
_RIDGE = 1.0
_BLOCK = 256
_NOTHING = 1e-9

# Around the weighted means: of the design (m, p, p), design and answers (m, p, k), the answers (m, k).
Moments = tuple[Floats, Floats, Floats]


@dataclass(frozen=True, slots=True)
class _Fit:
    """One seed: weights (m, p, k) of m bin vectors, r2 (m, k)."""

    weights: Floats
    r2: Floats


def explain_bins(names: tuple[str, ...], raw: Floats, forest: FlatForest, seed: int, report: Report) -> LimeTable:
    """LIME of all posts over five seeds that follow from `seed`; raw: (n, p) counts, NaN = not measured."""
    if raw.shape[1] > MOST_FEATURES:
        raise ValueError(f"LIME for all posts takes {MOST_FEATURES} features, not {raw.shape[1]}")
    bins = lime_bins.cut(names, raw)
    codes, place = np.unique(bins.codes, axis=0, return_inverse=True)
    fits = []
    for turn, drawn in enumerate(derive_seeds(seed)):
        report(turn / SEEDS, f"LIME rules, seed {turn + 1} of {SEEDS}")
        fits.append(_explain_seed(bins, codes, forest, drawn))
    return LimeTable(
        bins=read_only(place.astype(np.int32)),
        label=read_only(flat_forest.predict(forest, raw).argmax(axis=1).astype(np.int16)),
        codes=read_only(codes),
        rules=bins.rules,
        weights=read_only(np.mean([fit.weights for fit in fits], axis=0)),
        r2=read_only(np.mean([fit.r2 for fit in fits], axis=0)),
        stability=read_only(_compare_tops([fit.weights for fit in fits])),
        seeds=SEEDS,
    )


def derive_seeds(seed: int) -> list[int]:
    """Five seeds for lime's random numbers, always the same ones for the same seed."""
    return [int(state) for state in np.random.SeedSequence(seed).generate_state(SEEDS)]


def _explain_seed(bins: lime_bins.Bins, codes: Codes, forest: FlatForest, seed: int) -> _Fit:
    neighbours, counts = lime_bins.draw(bins, NEIGHBOURS, seed)
    answers = flat_forest.predict(forest, counts)
    columns = np.ascontiguousarray(neighbours.T)
    parts = [codes[rows] for rows in blocks(len(codes), _BLOCK)]
    fits = in_threads(partial(_fit_block, columns, answers), parts)
    return _Fit(np.concatenate([fit.weights for fit in fits]), np.concatenate([fit.r2 for fit in fits]))


def _fit_block(columns: Codes, answers: Floats, codes: Codes) -> _Fit:
    """Weighted ridge of every bin vector and segment, from moments around the weighted means."""
    features, segments = codes.shape[1], answers.shape[1]
    within = np.zeros((len(codes), features, features))
    across = np.zeros((len(codes), features, segments))
    spread = np.zeros((len(codes), segments))
    _add_moments(codes, columns, answers, (within, across, spread))
    weights = np.linalg.solve(within + _RIDGE * np.eye(features), across).astype(np.float64, copy=False)
    # A feature that does not vary has no weight; what is left there is rounding.
    weights[within.diagonal(axis1=1, axis2=2) < _NOTHING] = 0.0
    left = spread - 2 * (weights * across).sum(axis=1) + (weights * (within @ weights)).sum(axis=1)
    # Where the answers do not vary nothing is explained; scikit-learn calls that a perfect fit.
    varies = spread > _NOTHING
    r2 = np.where(varies, 1 - left / np.where(varies, spread, 1.0), 1.0)
    return _Fit(weights, np.asarray(r2, np.float64))


def _compare_tops(weights: list[Floats]) -> Floats:
    """(m, k) mean Jaccard of the seeds' three largest weights, over all pairs of seeds, 0 to 1."""
    tops = [_mark_top(each) for each in weights]
    pairs = list(combinations(tops, 2))
    shared = [np.bitwise_count(one & two) / np.bitwise_count(one | two) for one, two in pairs]
    return np.asarray(np.mean(shared, axis=0))


def _mark_top(weights: Floats) -> NDArray[np.int64]:
    """(m, k) the three features of largest absolute weight as bits; of equal ones the first."""
    order = np.argsort(-np.abs(weights), axis=1, kind="stable")[:, :TOP]
    return np.asarray(np.bitwise_or.reduce(np.int64(1) << order, axis=1))


@compiled
def _add_moments(codes: Codes, columns: Codes, answers: Floats, moments: Moments) -> None:
    """The weighted moments of design and answers for the bin vectors codes (m, p); columns (p, s)."""
    within, across, spread = moments
    features, samples = columns.shape
    segments = answers.shape[1]
    # Lime's kernel sqrt(exp(-d^2 / width^2)), d^2 = features in another bin, width^2 = 0.5625 p.
    decay = np.exp(-np.arange(features + 1) / (2 * 0.5625 * features))
    pattern = np.zeros(samples, np.int32)
    count = np.zeros(1 << features)
    total = np.zeros((1 << features, 2 * segments))
    for row in range(len(codes)):
        pattern[:] = 0
        for feature in range(features):
            column, own, bit = columns[feature], codes[row, feature], np.int32(1 << feature)
            for sample in range(samples):
                pattern[sample] |= bit * np.int32(column[sample] == own)
        count[:] = 0.0
        total[:] = 0.0
        for sample in range(samples):
            at = pattern[sample]
            count[at] += 1.0
            for segment in range(segments):
                answer = answers[sample, segment]
                total[at, segment] += answer
                total[at, segments + segment] += answer * answer
        _sum_patterns(count, total, decay, (within[row], across[row], spread[row]))


@compiled
def _sum_patterns(count: Floats, total: Floats, decay: Floats, moments: Moments) -> None:
    """Moments of one bin vector from the counts and the sums of each pattern."""
    within, across, spread = moments
    features, segments = across.shape
    weight = 0.0
    means, answers = np.zeros(features), np.zeros(segments)
    members = np.zeros(features, np.int64)
    for pattern in range(len(count)):
        if count[pattern] == 0.0:
            continue
        inside = 0
        for feature in range(features):
            if (pattern >> feature) & 1:
                members[inside] = feature
                inside += 1
        near = decay[features - inside]
        weight += near * count[pattern]
        for segment in range(segments):
            answers[segment] += near * total[pattern, segment]
            spread[segment] += near * total[pattern, segments + segment]
        for place in range(inside):
            feature = members[place]
            means[feature] += near * count[pattern]
            for other in range(inside):
                within[feature, members[other]] += near * count[pattern]
            for segment in range(segments):
                across[feature, segment] += near * total[pattern, segment]
    for feature in range(features):
        within[feature] -= means[feature] * means / weight
        across[feature] -= means[feature] * answers / weight
    spread -= answers * answers / weight
