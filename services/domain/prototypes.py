"""The posts that stand for a segment, and those that hardly belong to it: values ready to be drawn."""

from dataclasses import dataclass
from datetime import datetime

from .views import Figure, SegmentCard


@dataclass(frozen=True, slots=True)
class Standout:
    """One post by where it lies in its segment.

    number: in the file, from 1. distance: to the segment's centre in standard deviations, all counts together.
    differs: at most two counts that lie a standard deviation or more from the centre, in words ("more hahas").
    """

    post_id: str
    number: int
    format: str
    published_at: datetime | None
    counts: tuple[Figure, ...]
    distance: float
    differs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Portrait:
    """One segment in words, with the posts nearest to its centre and those farthest from it.

    typical: the nearest first; odd: the farthest first. Both of the posts in view, and no post is in both.
    """

    segment: SegmentCard
    typical: tuple[Standout, ...]
    odd: tuple[Standout, ...]
