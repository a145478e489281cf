"""Typical and odd posts: nearest to and farthest from the centre of their segment."""

import numpy as np
from numpy.typing import NDArray

from services.analyses import Analysed
from services.domain.arrays import Booleans, Floats, Labels
from services.domain.counts import COUNTS
from services.domain.features import Features
from services.domain.prototypes import Portrait, Standout
from services.domain.views import SegmentCard
from services.posts_table import figure
from services.profiles import card_counts

SHOWN = 3
# How far from the centre a count is worth naming, in standard deviations.
_FAR = 1.0
_NAMED = 2
# Posts worked on at once.
_BLOCK = 65_536

Places = NDArray[np.intp]


def portraits(
    analysed: Analysed, features: Features, in_view: Booleans, cards: tuple[SegmentCard, ...]
) -> tuple[Portrait, ...]:
    """One a segment, strongest first; in_view: (n,) the posts to choose from; cards: by rank."""
    segmentation = analysed.described.segmentation
    distances = measure_distances(features.scaled, segmentation.centroids, segmentation.labels)
    found = []
    for card in cards:
        members = np.flatnonzero(in_view & (segmentation.labels == card.rank) & ~np.isnan(distances))
        typical, odd = ends(distances[members])
        shown = [
            tuple(_standout(analysed, features, int(place), float(distances[place])) for place in members[rows])
            for rows in (typical, odd)
        ]
        found.append(Portrait(card, *shown))
    return tuple(found)


def measure_distances(scaled: Floats, centroids: Floats, labels: Labels) -> Floats:
    """(n,) each post's distance to the centre of its segment, in standard deviations.

    scaled: (n, p), NaN = not measured; centroids: (k, p); labels: (n,). Of a post with missing counts the
    squared distance is that of the measured ones times p / measured; NaN where nothing was measured.
    """
    distances = np.empty(len(scaled))
    for start in range(0, len(scaled), _BLOCK):
        rows = slice(start, start + _BLOCK)
        squares = np.square(scaled[rows] - centroids[labels[rows]])
        measured = np.count_nonzero(~np.isnan(squares), axis=1)
        mean = np.nansum(squares, axis=1) / np.where(measured, measured, np.nan)
        distances[rows] = np.sqrt(mean * scaled.shape[1])
    return distances


def ends(distances: Floats, shown: int = SHOWN) -> tuple[Places, Places]:
    """The places of the smallest distances, ascending, and of the largest, descending; none is in both.

    Of equal ones the first in the order of the file. Where there are few, the nearest take precedence.
    """
    near = _first(distances, min(shown, len(distances)))
    others = -distances
    others[near] = np.inf
    return near, _first(others, min(shown, len(distances) - len(near)))


def _first(values: Floats, number: int) -> Places:
    """The places of the smallest values, in their order, without sorting all of them."""
    if not number:
        return np.zeros(0, np.intp)
    limit = np.partition(values, number - 1)[number - 1]
    candidates = np.flatnonzero(values <= limit)
    return np.asarray(candidates[np.argsort(values[candidates], kind="stable")][:number])


def _standout(analysed: Analysed, features: Features, place: int, distance: float) -> Standout:
    posts = analysed.posts
    return Standout(
        post_id=posts.ids[place],
        number=place + 1,
        format=posts.formats[place],
        published_at=posts.published[place].item(),
        counts=tuple(figure(analysed, name, place) for name in card_counts(analysed)),
        distance=distance,
        differs=_differs(analysed, features, place),
    )


def _differs(analysed: Analysed, features: Features, place: int) -> tuple[str, ...]:
    segmentation = analysed.described.segmentation
    apart = np.nan_to_num(features.scaled[place] - segmentation.centroids[segmentation.labels[place]])
    order = np.argsort(-np.abs(apart), kind="stable")
    named = [int(column) for column in order if abs(apart[column]) >= _FAR and features.names[column] in COUNTS]
    return tuple(f"{'more' if apart[j] > 0 else 'fewer'} {features.names[j]}" for j in named[:_NAMED])
