"""The smallest change of whole counts that moves a post into another segment: exact, and checked.

The boundary between two centroids is a hyperplane in feature space, so a segment is cut out by one
half-space for each of the others: the post x lies in segment b after a change d of its scaled values when, for
every other segment c,

    2 (b - c) . d >= |x - b|^2 - |x - c|^2.

For one count this is an interval, and the nearest whole number in it is the answer. For two counts it is a convex
region of a plane: the distance to it orders the pairs and rules most of them out; in what is left, every whole
number of the one count is tried with the nearest whole number of the other. Small is what the segmentation calls
small: the distance between the post and the changed post in scaled units, so that one standard deviation of
each count weighs the same. Numpy only.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from services.domain.arrays import Booleans, Floats

from .distances import square_distances
from .half_planes import Section, nearest_points
from .rulers import Ruler

# A count beyond this is no answer to anybody.
MOST = 1e9
# A bound this near a whole number, as a share of it, is taken for that number first.
_NEARLY = 1e-11
# Whole numbers of the first count looked at in one step, and changed posts assigned in one.
_STEP, _BATCH = 65_536, 256


@dataclass(frozen=True, slots=True)
class Standing:
    """One post before its segmentation.

    counts, scaled: (p,), NaN = not measured; movable: (p,) the features that are counts and may change.
    centroids: (k, p).
    """

    counts: Floats
    scaled: Floats
    movable: Booleans
    ruler: Ruler
    centroids: Floats

    def changed(self, features: tuple[int, ...], counts: Floats) -> Floats:
        """(m, p) the scaled post with m different counts (m, len(features)) of these features."""
        points = np.tile(self.scaled, (len(counts), 1))
        for place, feature in enumerate(features):
            points[:, feature] = self.ruler.place_one(feature, counts[:, place])
        return points

    def assign(self, points: Floats) -> NDArray[np.intp]:
        """The segment of each of the (m, p) points, as the segmentation assigns them."""
        return np.asarray(square_distances(points, self.centroids).argmin(axis=1))


@dataclass(frozen=True, slots=True)
class Crossing:
    """A change that leads into another segment: the new counts of these features, and how far that is."""

    features: tuple[int, ...]
    counts: tuple[int, ...]
    distance: float


def cross_by_one(post: Standing, target: int) -> Crossing | None:
    """The smallest change of one count alone that moves the post into the target; None where none does."""
    normals, bounds = _half_spaces(post, target)
    found = [_cross_along(post, target, feature, normals[:, feature], bounds) for feature in _free(post)]
    return min((one for one in found if one), key=lambda one: one.distance, default=None)


def cross_by_two(post: Standing, target: int, under: float = np.inf) -> Crossing | None:
    """The smallest change of two counts together that is smaller than `under`; None where none is.

    under: the distance of the smallest change of one count, where there is one. A larger change of two is
    that one with something added, and is not looked for.
    """
    pairs = list(combinations(_free(post), 2))
    if not pairs:
        return None
    normals, bounds = _half_spaces(post, target)
    sections = [_section(post, normals, bounds, pair) for pair in pairs]
    nearest = nearest_points(sections)
    least = np.sqrt(np.square(nearest).sum(axis=1))
    best: Crossing | None = None
    for place in np.argsort(least, kind="stable"):
        if not least[place] < under:
            break
        found = _cross_plane(post, target, pairs[place], sections[place], (nearest[place], under))
        if found:
            best, under = found, found.distance
    return best


def _free(post: Standing) -> list[int]:
    """The counts that may change, were measured, and matter."""
    return np.flatnonzero(post.movable & ~np.isnan(post.scaled) & (post.ruler.slope > 0)).tolist()


def _half_spaces(post: Standing, target: int) -> tuple[Floats, Floats]:
    """The normals (k - 1, p) and bounds (k - 1,): the target is where normals @ d >= bounds."""
    others = np.delete(post.centroids, target, axis=0)
    measured = ~np.isnan(post.scaled)
    point = np.where(measured, post.scaled, 0.0)
    own = np.square(point - post.centroids[target])[measured].sum()
    bounds = own - np.square(point - others)[:, measured].sum(axis=1)
    return 2 * (post.centroids[target] - others), bounds


def _cross_along(post: Standing, target: int, feature: int, normal: Floats, bounds: Floats) -> Crossing | None:
    up, down = normal > 0, normal < 0
    low = max((bounds[up] / normal[up]).max(initial=-np.inf), _to_nothing(post, feature))
    high = (bounds[down] / normal[down]).min(initial=np.inf)
    if (bounds[~up & ~down] > 0).any() or low > high:
        return None
    wanted = np.array([min(max(low, 0.0), high)])
    tried = _whole(post, feature, wanted)[:, 0]
    tried = tried[(tried >= 0) & (tried <= MOST) & (tried != post.counts[feature])]
    if not len(tried):
        return None
    points = post.changed((feature,), tried[:, None])
    right = np.flatnonzero(post.assign(points) == target)
    if not len(right):
        return None
    count = tried[right[0]]
    return Crossing((feature,), (int(count),), float(abs(points[right[0], feature] - post.scaled[feature])))


def _whole(post: Standing, feature: int, wanted: Floats) -> Floats:
    """(2, m) the whole counts next to the wanted changes (m,) of a scaled value, away from the post, nearest first."""
    # What lies beyond the largest count is tried by nobody, and may be infinite.
    counts = np.minimum(post.ruler.read_one(feature, post.scaled[feature] + wanted), 2 * MOST)
    rounding = _NEARLY * np.maximum(1.0, np.abs(counts))
    up, down = np.ceil(counts - rounding), np.floor(counts + rounding)
    return np.where(wanted > 0, np.stack([up, up + 1]), np.where(wanted < 0, np.stack([down, down - 1]), -1.0))


def _to_nothing(post: Standing, feature: int) -> float:
    """The change of the scaled value that brings a count to 0."""
    return float(post.ruler.place_one(feature, np.zeros(1))[0] - post.scaled[feature])


def _section(post: Standing, normals: Floats, bounds: Floats, pair: tuple[int, int]) -> Section:
    floors = [_to_nothing(post, feature) for feature in pair]
    return Section(
        np.vstack([normals[:, pair], np.eye(2)]),
        np.concatenate([bounds, floors]),
    )


def _cross_plane(
    post: Standing, target: int, pair: tuple[int, int], section: Section, known: tuple[Floats, float]
) -> Crossing | None:
    """The smallest change of both counts under the known limit; known: the nearest point, and that limit."""
    nearest, under = known
    if _reach(post, pair[1], nearest[1], under) < _reach(post, pair[0], nearest[0], under):
        pair, section, nearest = pair[::-1], section.turned(), nearest[::-1]
    # A first answer beside the nearest point leaves few whole numbers to try.
    start = np.floor(post.ruler.read_one(pair[0], post.scaled[pair[0]] + nearest[:1])) + np.arange(-2.0, 4.0)
    best = _try(post, target, pair, section, (start, under))
    limit = best.distance if best else under
    if not np.isfinite(limit):
        limit = 2 * float(np.hypot(*nearest)) + 1.0
    for first in _candidates(post, pair[0], section.first_under(limit, float(nearest[0]))):
        found = _try(post, target, pair, section, (first, limit))
        if found:
            best, limit = found, found.distance
    return _in_order(best)


def _reach(post: Standing, feature: int, around: float, under: float) -> float:
    """How many whole numbers of a count lie in reach, about."""
    far = min(under, 2 * abs(float(around)) + 1.0)
    ends = post.ruler.read_one(feature, post.scaled[feature] + np.array([-far, far]))
    return float(ends[1] - max(ends[0], 0.0))


def _candidates(post: Standing, feature: int, span: Floats) -> Iterator[Floats]:
    """The whole numbers of a count whose scaled values change by what lies in the span, in steps."""
    ends = post.ruler.read_one(feature, post.scaled[feature] + span)
    low, high = max(0.0, np.floor(ends[0])), min(MOST, np.ceil(ends[1]))
    for start in np.arange(low, high + 1, _STEP):
        yield np.arange(start, min(start + _STEP, high + 1))


def _try(
    post: Standing, target: int, pair: tuple[int, int], section: Section, known: tuple[Floats, float]
) -> Crossing | None:
    """The smallest change under the limit with one of these counts first; known: the counts, and the limit."""
    first, under = known
    first = first[(first >= 0) & (first <= MOST) & (first != post.counts[pair[0]])]
    moved = post.ruler.place_one(pair[0], first) - post.scaled[pair[0]]
    second = _whole(post, pair[1], section.second_nearest(moved))
    counts = np.stack([np.tile(first, 2), second.ravel()], axis=1)
    fits = (counts[:, 1] >= 0) & (counts[:, 1] <= MOST) & (counts[:, 1] != post.counts[pair[1]])
    counts = counts[fits]
    points = post.changed(pair, counts)[:, pair] - post.scaled[list(pair)]
    distance = np.sqrt(np.square(points).sum(axis=1))
    order = np.argsort(distance, kind="stable")
    order = order[distance[order] < under]
    for start in range(0, len(order), _BATCH):
        rows = order[start : start + _BATCH]
        right = np.flatnonzero(post.assign(post.changed(pair, counts[rows])) == target)
        if len(right):
            row = rows[right[0]]
            return Crossing(pair, (int(counts[row, 0]), int(counts[row, 1])), float(distance[row]))
    return None


def _in_order(found: Crossing | None) -> Crossing | None:
    if found is None or found.features[0] < found.features[1]:
        return found
    return Crossing(found.features[::-1], found.counts[::-1], found.distance)
