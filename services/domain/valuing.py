"""What posts come to by somebody's own figures: no figure is built in, and none is kept."""

from dataclasses import dataclass

from .claims import Claim


@dataclass(frozen=True, slots=True)
class OwnFigures:
    """What was typed, 0 or more, in whatever money somebody thinks in; None = nothing was typed.

    comment, share: value of one. hours: of work a post. hour: value of one hour of work.
    """

    comment: float | None = None
    share: float | None = None
    hours: float | None = None
    hour: float | None = None


@dataclass(frozen=True, slots=True)
class SegmentWorth:
    """One segment: its posts in view, and what one of them comes to on average."""

    name: str
    rank: int
    posts: int
    of_one: Claim


@dataclass(frozen=True, slots=True)
class Worth:
    """What all posts in view come to, what they earned less what their work cost; and the same a segment."""

    in_all: Claim
    earned: Claim
    work: Claim
    segments: tuple[SegmentWorth, ...]
