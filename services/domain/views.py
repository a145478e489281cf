"""What the pages about segments show, as values ready to be drawn."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from .arrays import Booleans, Floats, Labels
from .claims import Claim
from .rules import Rule
from .segmentation import SweepRow

# With this many posts in view, and more, a map counts them in cells.
MOST_DOTS = 50_000


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of a sentence; `segment` is the rank of the segment it names, `claim` what its figure says."""

    text: str
    strong: bool = False
    segment: int | None = None
    claim: Claim | None = None


# A sentence that can be drawn with its weights and colours, or read as "".join(p.text).
Sentence = tuple[Phrase, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A number with the words that stand under it: 1,501 comments. None = not measured."""

    value: float | None
    label: str


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose: what the address carries, and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True)
class SegmentCard:
    """One segment in a nutshell; shares 0 to 1, `rank` 0 = strongest and gives the colour.

    posts and share count the posts that the filters leave, the choice of segments aside; in_view with it.
    format_share: share of the segment's posts of its commonest format.
    jaccard: stability over resamples, 0 to 1; None where it was not measured.
    default_name: what its figures call it. rule: None where none was made. borderline: how many of `posts` keep
    this segment in less than 90 % of the resamples. origin: what it was in the analysis before, in words, "" = there
    was none. pressed: the view is narrowed to it. claims: its figures as claims, by what they are: see
    services.card_claims.
    """

    id: str
    rank: int
    name: str
    posts: int
    share: float
    in_view: int
    format: str
    format_share: float
    medians: tuple[Figure, ...]
    high: tuple[str, ...]
    low: tuple[str, ...]
    jaccard: float | None
    default_name: str = ""
    rule: Rule | None = None
    borderline: int = 0
    origin: str = ""
    pressed: bool = False
    claims: Mapping[str, Claim] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class MapOfPosts:
    """Posts in two dimensions, one by one.

    x, y: (n,) principal components; segment: (n,) rank; in_view: (n,); post_ids: n texts.
    variance: share of the variance both axes hold, 0 to 1. names: segment names by rank.
    left_out: posts out of view that are not among the n, because there are too many of them.
    """

    x: NDArray[np.float32]
    y: NDArray[np.float32]
    segment: Labels
    in_view: Booleans
    post_ids: tuple[str, ...]
    hover: tuple[str, ...]
    names: tuple[str, ...]
    variance: float
    x_title: str
    y_title: str
    left_out: int = 0


@dataclass(frozen=True, slots=True)
class DensityOfPosts:
    """The same for posts that are too many to be drawn one by one: every post in view, counted in the cells of a grid.

    cells: (rows, columns, k) posts by segment, from low to high y and x. origin: x and y of the first cell's middle;
    step: width and height of a cell. total: posts of the dataset, in view or not. The others are as in MapOfPosts.
    """

    cells: NDArray[np.int64]
    origin: tuple[float, float]
    step: tuple[float, float]
    total: int
    names: tuple[str, ...]
    variance: float
    x_title: str
    y_title: str


@dataclass(frozen=True, slots=True)
class Profile:
    """What sets each segment apart: rows = segments by rank, columns = counts.

    medians, means: (k, p) raw counts of the posts in view, NaN where no post is.
    contrast: (k, p) distance from the average post in standard deviations, centred at 0.
    """

    names: tuple[str, ...]
    counts: tuple[str, ...]
    medians: Floats
    means: Floats
    contrast: Floats


@dataclass(frozen=True, slots=True)
class WhyK:
    """Everything that speaks for one number of segments."""

    rows: tuple[SweepRow, ...]
    k: int
    recommended_k: int | None
    posts: int
    resamples: int
    silhouette_sample: int


@dataclass(frozen=True, slots=True)
class Mix:
    """Share of each segment by period that has posts: shares (t, k), posts (t,)."""

    periods: tuple[datetime, ...]
    grain: str
    names: tuple[str, ...]
    shares: Floats
    posts: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Sizes:
    """Posts in view, a segment each, beside the counts these posts hold.

    posts: (k,); held: (k, p) share of all of a count that the segment's posts hold, 0 to 1.
    """

    names: tuple[str, ...]
    counts: tuple[str, ...]
    posts: NDArray[np.int64]
    held: Floats


@dataclass(frozen=True, slots=True)
class Choices:
    """What the filter pills offer, and what the view stands on."""

    dataset: str
    dataset_name: str
    posts: int
    in_view: int
    pages: tuple[str, ...]
    formats: tuple[str, ...]
    first: datetime | None
    last: datetime | None
    recipe: str
    recipe_label: str
    k: int
    recommended_k: int | None
    analysed_at: datetime | None
    recipes: tuple[Option, ...]
    tags: tuple[Option, ...] = ()


@dataclass(frozen=True, slots=True)
class PostRow:
    """One line of the table of posts; membership: share of the resamples in which it keeps its segment, 0 to 1."""

    number: int
    post_id: str
    segment: str
    rank: int
    format: str
    page: str
    published_at: datetime | None
    counts: tuple[Figure, ...]
    membership: float = 1.0


@dataclass(frozen=True, slots=True)
class PostsPage:
    """A block of the table and how many rows there are behind it."""

    rows: tuple[PostRow, ...]
    total: int


@dataclass(frozen=True, slots=True)
class Headline:
    """The finding, and what to keep in mind, empty = nothing."""

    finding: Sentence
    caution: Sentence


@dataclass(frozen=True, slots=True)
class SegmentsView:
    """The Segments page: one analysis under one set of filters."""

    headline: Headline
    choices: Choices
    cards: tuple[SegmentCard, ...]
    map: MapOfPosts | DensityOfPosts
    profile: Profile
    sizes: Sizes
    why_k: WhyK
    mix: Mix
