"""What stands out over time: posts far above what is usual for posts like them, and turns in the mix of segments."""

from dataclasses import dataclass
from datetime import date

from .views import Sentence


@dataclass(frozen=True, slots=True)
class Outlier:
    """A post far above posts like it: how many times what they earned, with the 95 % interval of that."""

    post_id: str
    earned: float
    times: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ChangePoint:
    """A turn in the mix: it began about `day`, with 95 % certainty from `since` to `until`.

    p: the share of files without a turn, made of these weeks in another order, that turn as much; 0 to 1.
    begins, ends: the days from the turn before to the turn after it, or of the file; both included.
    """

    day: date
    since: date
    until: date
    p: float
    begins: date
    ends: date


@dataclass(frozen=True, slots=True)
class ChangesFound:
    """Both, among `posts` posts whose counts do not grow any more, over `weeks` weeks (0 = too short to tell)."""

    outliers: tuple[Outlier, ...]
    points: tuple[ChangePoint, ...]
    posts: int
    weeks: int


@dataclass(frozen=True, slots=True)
class OutlyingPost:
    """An outlier as people see it: who it is, and the sentence."""

    post_id: str
    title: str
    rank: int
    words: Sentence


@dataclass(frozen=True, slots=True)
class ChangesView:
    """The cards about what stands out. turns: a sentence each, oldest first."""

    outliers: tuple[OutlyingPost, ...]
    turns: tuple[Sentence, ...]
    posts: int
    weeks: int
