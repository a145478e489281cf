"""Recommendations: values of levers that go with more, within the same page and month."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .arrays import Booleans, Floats
from .claims import Claim
from .levers import Codes
from .views import Choices, Sentence


@dataclass(frozen=True, slots=True)
class Trials:
    """Posts ready to be compared: dated and grown up.

    values: m lever values such as "format:video" or "question:with"; chosen: (n, m) whether each post has the value;
    known: (n, m) whether that can be told of the post. counts: q names; earned: (n, q) log(1 + count), NaN = not
    measured. stratum: (n,) codes of page and month, or of the month alone. page: (n,) codes into `pages`; ("",) where
    no page is known. week: (n,) codes of page and week: posts of one week on one page count as one piece of evidence.
    day: (n,) days since 1970.
    """

    values: tuple[str, ...]
    chosen: Booleans
    known: Booleans
    counts: tuple[str, ...]
    earned: Floats
    stratum: Codes
    page: Codes
    pages: tuple[str, ...]
    week: Codes
    day: Codes

    def __len__(self) -> int:
        return len(self.stratum)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Posts with one value of a lever against the rest, within the same page and month.

    ratio: of geometric means of 1 + count, with its 95 % interval low to high. medians: the middle post with the
    value, and of the rest, page and month taken out. posts: with the value, and of the rest. p: share of files
    without any effect in which some comparison looks as strong. worth: how much more of the count a post, were every
    post like those with the value. resampled: what the interval is over, such as "6 pages".
    """

    value: str
    count: str
    ratio: float
    low: float
    high: float
    medians: tuple[float, float]
    posts: tuple[int, int]
    p: float
    worth: float
    resampled: str


@dataclass(frozen=True, slots=True)
class PageSpread:
    """How much posts of one page differ by themselves, "" = no page is known.

    spread: standard deviation of log(1 + count), months taken out, with its 95 % interval low to high. a_week: posts
    in a week of its last 90 days.
    """

    page: str
    count: str
    spread: float
    posts: int
    a_week: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Compared:
    """Everything that was compared.

    supported: what stands all checks, by expected value. tested: how many comparisons were looked at. posts: n.
    """

    supported: tuple[Comparison, ...]
    tested: int
    posts: int
    within_pages: bool
    spreads: tuple[PageSpread, ...]


class Verdict(StrEnum):
    """What somebody made of a recommendation."""

    ACCEPTED = "accepted"
    DISMISSED = "dismissed"


@dataclass(frozen=True, slots=True)
class Decision:
    """Who decided what about one value, and when; note: in their words, "" = none."""

    value: str
    verdict: Verdict
    note: str
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Plan:
    """What it takes to test a value on one page: half of the posts have it, day by day in turn.

    size: posts an arm for a difference of 20 %. days: how long that takes at the page's own pace, None = it does not
    publish any more. schedule: address of the calendar file.
    """

    page: str
    size: Claim
    days: int | None
    schedule: str


@dataclass(frozen=True, slots=True)
class Recommendation:
    """One value of a lever that goes with more.

    claims: a ratio a count, of the largest expected value first; none where an accepted value is not supported any
    more. medians: of the first count, posts with the value and the rest. plans: a page each. afterwards: how it went
    since it was accepted, in words, () where it was not.
    """

    value: str
    claims: tuple[Claim, ...]
    medians: tuple[Claim, Claim] | None
    caution: str
    plans: tuple[Plan, ...]
    decision: Decision | None
    afterwards: Sentence


@dataclass(frozen=True, slots=True)
class RecommendationsView:
    """The page Recommendations: the verdict in words and the cards, by expected value; dismissed ones are apart."""

    headline: Sentence
    choices: Choices
    cards: tuple[Recommendation, ...]
    dismissed: tuple[Recommendation, ...]
