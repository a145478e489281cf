"""Which posts a set of filters leaves in view."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from services.algorithms.lever_values import members
from services.analyses import Analysed
from services.domain.arrays import Booleans, Floats
from services.domain.errors import InvalidInput
from services.domain.posts import Texts
from services.domain.selection import Area, Filters

# Posts looked at once: their places stay in the processor's cache from one corner of an outline to the next.
_BLOCK = 8_192


@dataclass(frozen=True, slots=True)
class Scope:
    """Posts in view, once with every filter and once leaving the choice of segments aside; (n,) each."""

    in_view: Booleans
    of_all_segments: Booleans


def scope(analysed: Analysed, filters: Filters) -> Scope:
    """The posts that these filters leave; InvalidInput for a segment that is not there."""
    around = _around(analysed, replace(filters, segments=()))
    if not filters.segments:
        return Scope(around, around)
    chosen = [segment_rank(analysed, segment) for segment in filters.segments]
    labels = analysed.described.segmentation.labels
    return Scope(around & np.isin(labels, chosen), around)


def segment_id(analysed: Analysed, rank: int) -> str:
    """The permanent id of the segment of this rank."""
    return segment_ids(analysed)[rank]


def segment_ids(analysed: Analysed) -> tuple[str, ...]:
    """The permanent ids of all segments, strongest first; "s1", "s2" where the analysis has none of its own."""
    known = tuple(identity.id for identity in analysed.lineage.identities)
    return known or tuple(f"s{rank + 1}" for rank in range(analysed.described.segmentation.k))


def segment_rank(analysed: Analysed, segment: str) -> int:
    """The rank of the segment with this id; "s1" is the strongest, as links from before there were ids say."""
    ids = segment_ids(analysed)
    if segment in ids:
        return ids.index(segment)
    if segment[:1] == "s" and segment[1:] in [str(rank + 1) for rank in range(len(ids))]:
        return int(segment[1:]) - 1
    lost = next((one for one in analysed.lineage.gone if one.id == segment), None)
    if lost:
        raise InvalidInput(
            f"“{lost.name}” was a segment of version {lost.version}; nothing in version {analysed.lineage.version} "
            "is near enough to be the same. Show all segments.",
            "segment",
        )
    raise InvalidInput(f"There is no segment {segment!r} among these {len(ids)}. Show all segments.", "segment")


def _around(analysed: Analysed, filters: Filters) -> Booleans:
    posts = analysed.posts
    kept = np.ones(len(posts), bool)
    if filters.pages:
        kept &= _one_of(posts.pages, filters.pages)
    if filters.formats:
        kept &= _one_of(posts.formats, filters.formats)
    if filters.since:
        kept &= posts.published >= np.datetime64(filters.since)
    if filters.until:
        kept &= posts.published < np.datetime64(filters.until) + np.timedelta64(1, "D")
    if filters.lever:
        kept &= members(posts, filters.lever)
    if filters.tags:
        kept &= _tagged(analysed, filters.tags)
    if filters.area:
        plane = analysed.analysis.plane
        kept &= inside(plane.x, plane.y, filters.area)
    return kept


def inside(x: NDArray[np.floating], y: NDArray[np.floating], area: Area) -> Booleans:
    """(n,) whether each point lies inside the outline: a ray from it crosses the outline an odd number of times."""
    corners = area.corners
    (left, low), (right, high) = np.min(corners, axis=0), np.max(corners, axis=0)
    near = np.flatnonzero((x >= left) & (x <= right) & (y >= low) & (y <= high))
    within = np.zeros(len(x), bool)
    for start in range(0, len(near), _BLOCK):
        some = near[start : start + _BLOCK]
        within[some] = _crossed(x[some].astype(np.float64), y[some].astype(np.float64), corners)
    return within


def _crossed(x: Floats, y: Floats, corners: tuple[tuple[float, float], ...]) -> Booleans:
    odd = np.zeros(len(x), bool)
    for (x1, y1), (x2, y2) in zip(corners, corners[1:] + corners[:1], strict=True):
        if y1 == y2:
            continue
        crosses = (y1 > y) != (y2 > y)
        odd ^= crosses & (x < (x2 - x1) * (y - y1) / (y2 - y1) + x1)
    return odd


def _one_of(values: Texts, wanted: tuple[str, ...]) -> Booleans:
    return np.isin(values.astype(str), wanted)


def _tagged(analysed: Analysed, wanted: tuple[str, ...]) -> Booleans:
    """(n,) whether each post has one of these tags."""
    known = {tag.id: tag for tag in analysed.tags}
    if not set(wanted) <= set(known):
        raise InvalidInput("This tag was deleted. Clear the filters.", "tag")
    return np.asarray(np.any([known[one].of(analysed.posts) for one in wanted], axis=0))
