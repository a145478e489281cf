"""What the page Explain a post shows: one post and three answers, as values ready to be drawn."""

from dataclasses import dataclass
from datetime import datetime

from .views import Figure, Sentence


@dataclass(frozen=True, slots=True)
class Contribution:
    """One bar: what people read ("Shares = 47", "Comments > 23"), its weight, and the feature's own name."""

    label: str
    weight: float
    feature: str = ""


@dataclass(frozen=True, slots=True)
class ExactAnswer:
    """Why this segment and not the next: bars sum to the margin (squared distance, scaled units)."""

    segment: int
    runner_up: int
    names: tuple[str, ...]
    margin: float
    bars: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class ShapAnswer:
    """From the average post to this one: base + bars = probability, 0 to 1."""

    segment: int
    names: tuple[str, ...]
    base: float
    probability: float
    bars: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class LimeAnswer:
    """Simple rules near this post for its predicted segment; r2 and stability 0 to 1."""

    segment: int
    names: tuple[str, ...]
    bars: tuple[Contribution, ...]
    r2: float
    stability: float
    seeds: int


@dataclass(frozen=True, slots=True)
class PostHeader:
    """Who the explained post is.

    position counts from 1 among the
    `in_view` posts, 0 = not among them; neighbours are ids or "".
    """

    post_id: str
    position: int
    in_view: int
    previous: str
    following: str
    format: str
    page: str
    text: str
    permalink: str
    published_at: datetime | None
    segment: int
    names: tuple[str, ...]
    counts: tuple[Figure, ...]
    certainty: float | None
    membership: float | None
    note: str


@dataclass(frozen=True, slots=True)
class PostExplained:
    """The Explain page for one post; shap and lime are None while the forest is not grown yet.

    agreement: how many of the top three counts all answers share, 0 to 3; None without shap and lime.
    """

    header: PostHeader
    sentence: Sentence
    exact: ExactAnswer
    shap: ShapAnswer | None
    lime: LimeAnswer | None
    agreement: int | None
