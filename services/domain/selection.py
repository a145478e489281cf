"""What part of an analysis somebody looks at: the filters that rule a page."""

from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from .segmentation import SegmentationRequest


@dataclass(frozen=True, slots=True)
class Area:
    """A closed outline on the map of posts, in the map's own units."""

    corners: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Filters:
    """Which posts are in view; empty = all. `since` and `until` are days, both included.

    lever: one value of what was chosen before publishing, such as "question:with": see algorithms.lever_values.
    tags: ids of tags, one of which each post has.
    """

    segments: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
    formats: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    area: Area | None = None
    lever: str = ""
    tags: tuple[str, ...] = ()


class Compare(StrEnum):
    """What a period is compared with, as the address says it."""

    PREVIOUS = "previous"
    YEAR = "year"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Selection:
    """One view of one dataset: it stands in the URL, so that a copied link shows the same.

    dataset "" means the workspace's newest; post is the id of the explained post, "" = the first in view.
    against: what the segmentation is compared with, `k3` or the name of a recipe, "" = the nearest k.
    compare chooses no posts: it says what the period in view is held against.
    """

    segmentation: SegmentationRequest
    filters: Filters = field(default_factory=Filters)
    post: str = ""
    feature: str = ""
    against: str = ""
    compare: Compare = Compare.PREVIOUS


@dataclass(frozen=True, slots=True)
class TableQuery:
    """Rows start to end (not included), sorted by a column; "" = strongest segment first, then by shares."""

    start: int = 0
    end: int = 100
    sort: str = ""
    descending: bool = True
