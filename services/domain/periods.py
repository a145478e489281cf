"""Two periods side by side: what each page says beside its finding."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from .claims import Claim


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `since` to `until`, both included."""

    since: date
    until: date

    @property
    def days(self) -> int:
        """How many days it has, 1 or more."""
        return (self.until - self.since).days + 1


@dataclass(frozen=True, slots=True)
class Periods:
    """A period and what it is held against.

    chosen: whether somebody chose the period; else it is the newest weeks of the file.
    """

    this: Period
    that: Period
    chosen: bool


class Measured(StrEnum):
    """What is measured of a period; the value is how people read it."""

    POSTS = "Posts"
    ENGAGEMENT = "Engagement a post"
    STRONGEST = "In the strongest segments"
    BORDERLINE = "Borderline posts"


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure of a period: now, then, and what lies between; then and change are None where nothing is to compare.

    now: None where the period has no post that counts.
    """

    what: Measured
    now: Claim | None
    then: Claim | None = None
    change: Claim | None = None


@dataclass(frozen=True, slots=True)
class SegmentShare:
    """The share of posts in one segment: now, then, and what lies between; None = not known."""

    now: Claim | None
    then: Claim | None
    change: Claim | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both periods, and every measure; periods None = nothing is compared, the measures are of all posts in view.

    hint: why nothing is compared, "" = something is.
    """

    measures: tuple[Measure, ...]
    periods: Periods | None = None
    hint: str = ""

    def of(self, what: Measured) -> Measure:
        """The measure of this name."""
        return next(measure for measure in self.measures if measure.what is what)
