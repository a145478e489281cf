"""Why this segment at all: exact Shapley values of the assignment to the nearest centroid.

The game of a post: a coalition of features keeps the post's own values, the others take those of a
background post; the coalition is worth the share of background posts with which the result still lies
in the post's segment. Squared distances are sums over features, so the distances of a mixed post are the
post's part plus the background's part, and a coalition costs a comparison, not a distance.
Numpy only, so that the web process can answer for one post.
"""

from math import factorial

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Booleans, Floats, Labels, read_only
from services.domain.errors import InvalidInput
from services.domain.surrogate import ExactTable

from .distances import square_distances
from .threads import blocks, in_threads

MOST_FEATURES = 12
BACKGROUND_POSTS = 100
# Rows times coalitions worked on at once: 32,768 doubles a competitor stay in the processor's cache.
_CELLS = 32_768


def explain_assignment(points: Floats, centroids: Floats, background: Floats) -> ExactTable:
    """The exact Shapley values of every post, over all 2^p coalitions.

    points: (n, p) scaled, NaN = not measured; centroids: (k, p); background: (m, p), m <= 255.
    A post with missing features plays the game of the features it has, and so does the background.
    Raises InvalidInput for more than 12 features.
    """
    _check(points, background)
    every, place = np.unique(points, axis=0, return_inverse=True)  # Equal posts have equal answers.
    table = _explain_distinct(every, centroids, background)
    own, base, values = table.own[place], table.base[place], table.values[place]
    return ExactTable(read_only(own), read_only(base), read_only(values))


def draw_background(labels: Labels, seed: int, posts: int = BACKGROUND_POSTS) -> NDArray[np.int64]:
    """The numbers of at most `posts` posts, each segment by its share (largest remainders), ascending."""
    if len(labels) <= posts:
        return np.arange(len(labels))
    members = [np.flatnonzero(labels == segment) for segment in np.unique(labels)]
    wanted = np.array([len(rows) * posts / len(labels) for rows in members])
    seats = np.floor(wanted).astype(int)
    seats[np.argsort(seats - wanted, kind="stable")[: posts - seats.sum()]] += 1
    random = np.random.default_rng(seed)
    drawn = [random.choice(rows, seat, replace=False) for rows, seat in zip(members, seats, strict=True)]
    return np.sort(np.concatenate(drawn))


def _explain_distinct(points: Floats, centroids: Floats, background: Floats) -> ExactTable:
    own = np.argmin(square_distances(points, centroids), axis=1).astype(np.int16)
    base, values = np.ones(len(points)), np.zeros(points.shape)
    for segment, measured, rows in _group_alike(own, ~np.isnan(points)):
        if not measured.any():
            continue
        game = _Game(centroids[:, measured], segment, background[:, measured])
        worth = game.play(points[np.ix_(rows, measured)])
        base[rows] = worth[:, 0]
        values[np.ix_(rows, measured)] = worth @ _shapley_matrix(int(measured.sum()))
    return ExactTable(own, base, values)


def _check(points: Floats, background: Floats) -> None:
    if points.shape[1] > MOST_FEATURES:
        raise InvalidInput(
            f"The exact explanation takes at most {MOST_FEATURES} counts and was asked for "
            f"{points.shape[1]}: choose a recipe with fewer.",
            field="recipe",
        )
    if not 0 < len(background) <= np.iinfo(np.uint8).max:
        raise ValueError(f"The background has {len(background)} posts; it needs 1 to 255.")


def _group_alike(own: Labels, measured: Booleans) -> list[tuple[int, Booleans, NDArray[np.int64]]]:
    """Segment, measured features and numbers of the posts that share both."""
    keys, group = np.unique(np.column_stack([own, measured]), axis=0, return_inverse=True)
    order = np.argsort(group, kind="stable")
    rows = np.split(order, np.cumsum(np.bincount(group))[:-1])
    return [(int(key[0]), key[1:].astype(bool), row) for key, row in zip(keys, rows, strict=True)]


class _Game:
    """The worth of every coalition for posts of one segment that have the same features measured."""

    def __init__(self, centroids: Floats, segment: int, background: Floats) -> None:
        self._own = centroids[segment]
        self._others = np.delete(centroids, segment, axis=0)
        self._features = centroids.shape[1]
        # Of a mixed post, the background gives the features outside the coalition: the reversed order.
        self._room = -self._lead(background)[:, :, ::-1].copy()

    def play(self, points: Floats) -> Floats:
        """(n, 2^p) worth of the coalitions, 0 to 1; coalition number = bits of its features."""
        size = max(1, _CELLS >> self._features)
        parts = [points[rows] for rows in blocks(len(points), size)]
        return np.concatenate(in_threads(self._play_block, parts))

    def _play_block(self, points: Floats) -> Floats:
        lead = self._lead(points)
        wins = np.zeros(lead.shape[1:], np.uint8)
        for mate in range(self._room.shape[1]):
            inside = lead[0] <= self._room[0, mate]
            for other in range(1, len(lead)):
                inside &= lead[other] <= self._room[other, mate]
            wins += inside
        wins[:, -1] = self._room.shape[1]  # The post itself lies in its segment, whatever was rounded.
        return np.asarray(wins / self._room.shape[1])

    def _lead(self, points: Floats) -> Floats:
        """(k - 1, n, 2^p) by how much the coalition's features are farther from the own centroid."""
        lead = np.zeros((len(self._others), len(points), 1 << self._features))
        for other, centroid in enumerate(self._others):
            single = np.nan_to_num((points - self._own) ** 2 - (points - centroid) ** 2, nan=0.0)
            for feature in range(self._features):
                bit = 1 << feature
                lead[other, :, bit : 2 * bit] = lead[other, :, :bit] + single[:, feature, None]
        return lead


def _shapley_matrix(features: int) -> Floats:
    """(2^p, p) what each coalition's worth counts for in each feature's Shapley value."""
    coalitions = np.arange(1 << features)
    inside = (coalitions[:, None] >> np.arange(features)) & 1
    size = inside.sum(axis=1)
    orders = [factorial(count) * factorial(features - 1 - count) for count in range(features)]
    joined = np.array([0, *orders]) / factorial(features)
    left = np.array([*orders, 0]) / factorial(features)
    return np.asarray(np.where(inside == 1, joined[size][:, None], -left[size][:, None]))
