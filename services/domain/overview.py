"""The page Overview, as values ready to be drawn."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from .arrays import Floats
from .periods import Comparison, Measure
from .views import Sentence


@dataclass(frozen=True, slots=True)
class Spark:
    """A figure through time, oldest first: values (t,), NaN = no posts then; grain: what each value is of."""

    values: tuple[float, ...]
    grain: str
    first: datetime | None = None
    last: datetime | None = None


@dataclass(frozen=True, slots=True)
class Tile:
    """One measure, and how it went over time."""

    measure: Measure
    spark: Spark


@dataclass(frozen=True, slots=True)
class Tiles:
    """The comparison behind the tiles, and a tile a measure."""

    comparison: Comparison
    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class MixSplit:
    """What goes with the change of each segment's share between two periods; all in shares, -1 to 1.

    change: (k,). parts: (3, k) other formats, other pages, the same formats landing differently; they add up to the
    change. low, high: (3, k) their 95 % interval. words: the same for the strongest segments together.
    """

    names: tuple[str, ...]
    change: Floats
    parts: Floats
    low: Floats
    high: Floats
    words: Sentence


class Urgency(StrEnum):
    """How a notice is marked."""

    ALERT = "alert"
    ASKS = "asks"
    TELLS = "tells"


@dataclass(frozen=True, slots=True)
class Notice:
    """Something that needs attention: what, and where to go for it; action "" = nowhere."""

    urgency: Urgency
    words: Sentence
    action: str = ""
    path: str = ""
