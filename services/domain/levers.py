"""Levers: what somebody chose before publishing, and whether it goes with where posts land."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from .arrays import Booleans, Floats, Labels
from .views import Choices, Sentence

Codes = NDArray[np.int64]
# The lever that is told from other pages' posts never, and the names of the others.
FORMAT, PAGE, TIME, TEXT, TAGS = "format", "page", "weekday and hour", "text", "tags"
TOGETHER = "all but the page"


class Validation(StrEnum):
    """How posts are held out; the value is how people read it."""

    RANDOM = "posts at random"
    PAGES = "pages it has not seen"
    FUTURE = "posts published later"


@dataclass(frozen=True, slots=True)
class LeverTable:
    """Posts with what was chosen before publishing, in the order of time; posts without a date come first.

    levers: name -> columns of codes 0, 1, 2 ..., (n,) each; a lever of several columns is told by all of them.
    outcome: (n,) the segment of each post, 0 to k - 1. page: (n,) codes, or None where no page is known.
    dated: (n,) whether the time is known. cluster: (n,) codes of page and month: posts of one month on one page are
    like each other, and are drawn together.
    """

    levers: Mapping[str, tuple[Codes, ...]]
    outcome: Labels
    page: Codes | None
    dated: Booleans
    cluster: Codes

    def __len__(self) -> int:
        return len(self.outcome)


@dataclass(frozen=True, slots=True)
class LeverScore:
    """How well one lever alone tells the segment of posts that were held out.

    accuracy, low, high, p: (3,) in the order of Validation, NaN where such a test cannot be made. accuracy: balanced,
    the mean over segments of the share found, 0 to 1, with its 95 % interval. p: share of shuffled files that do
    as well, 0 to 1.
    supported: whether every test that could be made is passed, all levers looked at together (Holm, 5 %).
    """

    lever: str
    accuracy: Floats
    low: Floats
    high: Floats
    p: Floats
    supported: bool


@dataclass(frozen=True, slots=True)
class LeverScores:
    """All levers against chance. chance: what naming segments at random gives. posts: n. shuffles: files behind p."""

    scores: tuple[LeverScore, ...]
    chance: float
    posts: int
    shuffles: int


@dataclass(frozen=True, slots=True)
class Slots:
    """Weekday by hour: what a post there earned beside equal posts at other times.

    posts: (7, 24) n, Monday first. ratio: (7, 24) geometric mean of what it earned, 1 = as elsewhere; NaN
    without posts. low, high: its 95 % interval, NaN where n is too small to tell. reliable: (7, 24) the slots
    that stand all checks.
    """

    posts: Codes
    ratio: Floats
    low: Floats
    high: Floats
    reliable: Booleans


@dataclass(frozen=True, slots=True)
class BestTime:
    """Whether there is a time at which posts earn more.

    tested: slots with enough posts. fewest: posts a slot needs to be tested. nearest: (weekday, hour) of the slot
    that came nearest to being reliable, None where nothing was tested. more_posts: how many more posts in it
    would show an effect of the size seen, with four chances in five; None where it is reliable or nothing is seen.
    """

    slots: Slots
    tested: int
    fewest: int
    nearest: tuple[int, int] | None
    more_posts: int | None
    posts: int


@dataclass(frozen=True, slots=True)
class LeversFound:
    """Everything the page Levers stands on."""

    scores: LeverScores
    best_time: BestTime


@dataclass(frozen=True, slots=True)
class LeversView:
    """The page Levers: both verdicts in words, and what they rest on."""

    headline: Sentence
    best_time: Sentence
    choices: Choices
    found: LeversFound
