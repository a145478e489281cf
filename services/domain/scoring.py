"""Posts that are in no file, and where they would land."""

from collections.abc import Mapping
from dataclasses import dataclass

from .explained import Contribution
from .segmentation import BORDERLINE
from .views import Option, Sentence

# So many posts are scored at once, so many columns are looked at, and so many bytes are read.
MOST_POSTS, MOST_COLUMNS, MOST_BYTES = 5_000, 200, 2_000_000
# A count beyond this is no count of a post.
MOST = 1_000_000_000


@dataclass(frozen=True, slots=True)
class NewPost:
    """A post by its counts; what is not among them was not measured.

    id: what the sender calls it. format, page: "" = not stated. row: where it stood, from 1.
    """

    id: str
    counts: Mapping[str, float]
    format: str = ""
    page: str = ""
    row: int = 1


@dataclass(frozen=True, slots=True)
class PostTable:
    """Posts read from a file: rows in the file = posts + set aside.

    columns: (header, meaning) of those that were read. ignored: headers that mean nothing here.
    set_aside: (row from 1 below the header, why).
    """

    posts: tuple[NewPost, ...]
    columns: tuple[tuple[str, str], ...]
    ignored: tuple[str, ...]
    set_aside: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class ScoredPost:
    """One post: its segment by rank, the runner-up, how certain that is, and why.

    membership: share of the resamples in which it has this segment, 0 to 1; None = no resamples are known.
    margin: squared distance to the runner-up less that to its own segment, scaled units; bars sum to it.
    missing: counts that the segments stand on and that it lacks. why: the same in words.
    """

    post: NewPost
    segment: int
    runner_up: int
    membership: float | None
    margin: float
    bars: tuple[Contribution, ...]
    missing: tuple[str, ...]
    why: Sentence

    @property
    def borderline(self) -> bool:
        """Whether it changes segment in more than one resample of ten."""
        return self.membership is not None and self.membership < BORDERLINE


@dataclass(frozen=True, slots=True)
class Scored:
    """Posts scored by one segmentation. segments: id and name, by rank. features: what it stands on."""

    dataset: str
    dataset_name: str
    recipe: str
    k: int
    segments: tuple[Option, ...]
    features: tuple[str, ...]
    posts: tuple[ScoredPost, ...]


@dataclass(frozen=True, slots=True)
class Askable:
    """What can be typed of a post: the counts that the segments stand on, formats where they count, known pages."""

    dataset: str
    dataset_name: str
    counts: tuple[str, ...]
    formats: tuple[str, ...] = ()
    pages: tuple[str, ...] = ()
