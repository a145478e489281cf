"""Segmentations compared: posts that move between two of them, segments cut by format or page, second opinions."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from .arrays import Floats
from .claims import Claim
from .views import Option, Sentence

Numbers = NDArray[np.int64]
# A profile of fewer posts than this is shown grey: its median moves with every post.
FEWEST_IN_A_CELL = 20


@dataclass(frozen=True, slots=True)
class Flow:
    """Posts in view, by their segment in one segmentation and in another.

    label, other_label: which ones, in words. names (a), other_names (b): of the segments, strongest first.
    other_colours (b): the rank whose colour each of the others wears: its counterpart's, or one that nobody has.
    posts: (a, b). agreement: adjusted Rand index of these posts, 1 = the same segments.
    """

    label: str
    other_label: str
    names: tuple[str, ...]
    other_names: tuple[str, ...]
    other_colours: tuple[int, ...]
    posts: Numbers
    agreement: Claim


class Cut(StrEnum):
    """By what segments are cut; the value is how people read it."""

    FORMAT = "format"
    PAGE = "page"

    @property
    def unstated(self) -> str:
        """What the group of posts is called that state none."""
        return f"no {self.value} stated"


@dataclass(frozen=True, slots=True)
class CrossCut:
    """One segment's profile by format or page, and each segment's share of them; posts in view.

    segment, name: the one that is cut. groups: g formats or pages, largest first. counts: p labels.
    medians, means: (g, p) raw counts, NaN where no post has the count. n: (g, p) posts behind each of them.
    contrast: (g, p) distance of the mean log(1 + count) from the average post's, in standard deviations.
    names: of all k segments. posts: (k, g). fewest: cells of fewer posts are shown grey.
    left_out: smaller groups that are not shown.
    """

    cut: Cut
    segment: int
    name: str
    groups: tuple[str, ...]
    counts: tuple[str, ...]
    medians: Floats
    means: Floats
    n: Numbers
    contrast: Floats
    names: tuple[str, ...]
    posts: Numbers
    fewest: int
    left_out: int


@dataclass(frozen=True, slots=True)
class ComparisonChoices:
    """What the selects offer, and what they stand at.

    against: other numbers of segments (`k3`), then other recipes by name. segments: by permanent id.
    """

    against: tuple[Option, ...]
    chosen: str
    segments: tuple[Option, ...]
    segment: str


class Outcome(StrEnum):
    """What an alternative says of a finding; the value is how people read it."""

    HOLDS = "holds"
    FAILS = "does not hold"
    UNASKED = "cannot be asked"


@dataclass(frozen=True, slots=True)
class Concentration:
    """A segment of few posts that holds much of all engagement; share of the posts and held, 0 to 1."""

    posts: int
    share: float
    held: float


@dataclass(frozen=True, slots=True)
class Support:
    """How many segments a recipe's sweep supports, None = no number is stable."""

    recommended_k: int | None


@dataclass(frozen=True, slots=True)
class Stability:
    """Whether drawing the posts anew gives the same segments: mean ARI, and the least stable one's Jaccard."""

    ari: float
    lowest_jaccard: float


@dataclass(frozen=True, slots=True)
class OverRepresentation:
    """A format in the strongest segment, beside its share in the other segments.

    posts: of the format in it. inside, outside: shares, 0 to 1, of posts whose format is known. ratio: the one over
    the other; low, high: its 95 % interval.
    """

    format: str
    posts: int
    inside: float
    outside: float
    ratio: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Recovery:
    """How well a segment comes back: posts in both over posts in either, 0 to 1; `counterpart` ranks the best one."""

    segment: int
    counterpart: int
    jaccard: float


Measured = Concentration | Support | Stability | OverRepresentation | Recovery


@dataclass(frozen=True, slots=True)
class Answer:
    """What one alternative says of a finding; measured: the same figures there, None where there are none."""

    outcome: Outcome
    measured: Measured | None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What the shown segmentation says, and what every alternative says of it, in their order."""

    measured: Measured
    answers: tuple[Answer, ...]

    @property
    def asked(self) -> tuple[Answer, ...]:
        """The answers of those that could be asked."""
        return tuple(answer for answer in self.answers if answer.outcome is not Outcome.UNASKED)

    @property
    def holds(self) -> bool:
        """Whether somebody could be asked, and all of them say so."""
        return bool(self.asked) and all(answer.outcome is Outcome.HOLDS for answer in self.asked)


@dataclass(frozen=True, slots=True)
class Alternative:
    """Another way to part the same posts; refused: why its recipe does not apply, "" = it does. k: None then."""

    recipe: str
    k: int | None
    refused: str = ""


@dataclass(frozen=True, slots=True)
class SecondOpinion:
    """All findings under all alternatives; posts: how many the file has."""

    alternatives: tuple[Alternative, ...]
    findings: tuple[Finding, ...]
    posts: int


@dataclass(frozen=True, slots=True)
class AnswerTold:
    """One cell of the table: the outcome, and the figures or the reason in words."""

    outcome: Outcome
    words: str


@dataclass(frozen=True, slots=True)
class FindingTold:
    """One row of the table: the finding, the verdict over all alternatives, and each one's answer."""

    statement: Sentence
    verdict: str
    holds: bool
    answers: tuple[AnswerTold, ...]


@dataclass(frozen=True, slots=True)
class SecondOpinionView:
    """The second opinion in words; alternatives: headings of the columns."""

    verdict: Sentence
    alternatives: tuple[str, ...]
    findings: tuple[FindingTold, ...]
