"""What happens to a post when its counts or its levers were others: values ready to be drawn."""

from dataclasses import dataclass
from datetime import datetime

from .explained import ExactAnswer, LimeAnswer, ShapAnswer


@dataclass(frozen=True, slots=True)
class SetCount:
    """A count that somebody sets: its canonical name, and a whole number from 0."""

    name: str
    value: float


@dataclass(frozen=True, slots=True)
class MovedCount:
    """One count that can be changed: what the post has, what it is set to, and the most any post has."""

    name: str
    label: str
    was: float
    now: float
    most: float

    @property
    def changed(self) -> bool:
        """Whether it is set to something else than the post has."""
        return self.now != self.was


@dataclass(frozen=True, slots=True)
class Verdict:
    """Which segment, and how certain the forest is of it, 0 to 1; None while no forest has been grown."""

    segment: int
    certainty: float | None


@dataclass(frozen=True, slots=True)
class Moved:
    """A post with other counts: where it lands now, where it was, and why.

    lime: None without the forest, or where no post of the file has counts in the same ranges.
    """

    names: tuple[str, ...]
    counts: tuple[MovedCount, ...]
    was: Verdict
    now: Verdict
    exact: ExactAnswer
    lime: LimeAnswer | None

    @property
    def changes(self) -> tuple[MovedCount, ...]:
        """The counts that are set to something else, in the order of the charts."""
        return tuple(count for count in self.counts if count.changed)


@dataclass(frozen=True, slots=True)
class MovedShap:
    """SHAP for a post with other counts; `answer` is None while no forest has been grown.

    agreement: on how many of the top three counts all answers agree, 0 to 3; None without SHAP or LIME.
    """

    changes: tuple[MovedCount, ...]
    answer: ShapAnswer | None
    agreement: int | None


@dataclass(frozen=True, slots=True)
class Change:
    """Counts that lead into another segment, and how far that is in scaled units (standard deviations)."""

    counts: tuple[MovedCount, ...]
    distance: float


@dataclass(frozen=True, slots=True)
class Nearest:
    """The smallest changes that move the post into one other segment, whole counts only.

    by_one: of one count alone, None where none does. by_two: of two counts together, None where none is
    smaller than that of one.
    """

    segment: int
    by_one: Change | None
    by_two: Change | None


@dataclass(frozen=True, slots=True)
class NearestChanges:
    """One a segment other than the post's own, the nearest first."""

    names: tuple[str, ...]
    segment: int
    changes: tuple[Nearest, ...]


@dataclass(frozen=True, slots=True)
class Twin:
    """A post that differs in one lever and landed elsewhere; `difference` reads "photo instead of video".

    days: between the two posts, after the explained one above 0; None where a date is not known.
    """

    post_id: str
    number: int
    segment: int
    difference: str
    format: str
    published_at: datetime | None
    days: int | None


@dataclass(frozen=True, slots=True)
class Twins:
    """Posts that differ from one in a single lever: those that landed elsewhere, and how many stayed.

    shown: the nearest in time of the `elsewhere`. levers: what was compared, in words. scope: where the twins
    were looked for, in words ("on the same page, within 60 days").
    """

    names: tuple[str, ...]
    segment: int
    shown: tuple[Twin, ...]
    elsewhere: int
    stayed: int
    levers: tuple[str, ...]
    scope: str
