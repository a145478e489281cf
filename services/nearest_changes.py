"""The smallest changes of counts that would have put a post elsewhere, in words ready to be drawn."""

from services.algorithms.crossings import Crossing, cross_by_one, cross_by_two
from services.domain.counts import COUNTS
from services.domain.moving import Change, MovedCount, Nearest, NearestChanges
from services.what_if import Stage


def nearest_changes(stage: Stage) -> NearestChanges:
    """For each segment but the post's own: of one count alone, and of two together where that is less."""
    own = int(stage.standing.assign(stage.standing.scaled[None])[0])
    found = [_nearest(stage, rank) for rank in range(len(stage.segments)) if rank != own]
    return NearestChanges(stage.segments, own, tuple(sorted(found, key=_distance)))


def _nearest(stage: Stage, rank: int) -> Nearest:
    one = cross_by_one(stage.standing, rank)
    two = cross_by_two(stage.standing, rank, one.distance if one else float("inf"))
    return Nearest(rank, _change(stage, one), _change(stage, two))


def _distance(nearest: Nearest) -> float:
    return min((way.distance for way in (nearest.by_one, nearest.by_two) if way), default=float("inf"))


def _change(stage: Stage, found: Crossing | None) -> Change | None:
    if found is None:
        return None
    counts = []
    for feature, count in zip(found.features, found.counts, strict=True):
        name, was = stage.features[feature], float(stage.standing.counts[feature])
        counts.append(MovedCount(name, COUNTS[name].label, was, float(count), float(stage.most[feature])))
    return Change(tuple(counts), found.distance)
