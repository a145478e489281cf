"""What a module of this folder says about one tool's export."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

# Columns that serve reading and checking only and never reach the posts, beside those of `reading.SCHEMA`
# and the names in `services.domain.counts.COUNTS`.
OTHER_REACTIONS = "other_reactions"
INTERACTIONS = "interactions"
MORE_TEXT = "more_text"
TIME_OF_DAY = "published_time"
PERIOD = "period"
NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Note:
    """What people should know about a column whose name says less: shown where the column has figures."""

    column: str
    title: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Importer:
    """A format, recognised by some of its headers and read by its aliases.

    A row of the file is the header where it has all names of one of the `signatures`, or `marks_needed`
    of the `marks`. aliases: canonical column -> the headers that mean it, best first. All headers are
    compared after `headers.normalise`, and never by parts: `Reactions, Comments and Shares` is not
    `Reactions`. Canonical columns are those of `reading.SCHEMA`, the names in
    `services.domain.counts.COUNTS`, MONTH, WEEKDAY and HOUR of `reading`, and these, which serve reading
    only: `other_reactions` (outside the kinds we know) and `interactions` (reactions, comments and shares)
    are checked against their parts; of `text` and `more_text` the longer counts; `published_time` stands
    beside a date without one; `period` holds `Lifetime`, `Total` or a day; `network` where a file may hold
    several. expected: shown to people whose file is refused.

    day_order: `month_first` or `day_first` where the tool always writes so, whatever the language.
    utc: times are UTC although no cell says so. undated: posts may lack a date, or the file all dates.
    explained: the row below the header explains the columns. replies: posts that begin with @ are replies.
    notations: canonical count -> `points` or `commas` where those mark thousands, empty to find out.
    """

    name: str
    title: str
    aliases: Mapping[str, tuple[str, ...]]
    expected: str
    signatures: tuple[frozenset[str], ...] = ()
    marks: frozenset[str] = frozenset()
    marks_needed: int = 1
    day_order: str = ""
    utc: bool = False
    undated: bool = False
    explained: bool = False
    replies: bool = False
    notations: Mapping[str, str] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def __post_init__(self) -> None:
        """Lock the aliases."""
        object.__setattr__(self, "aliases", MappingProxyType(dict(self.aliases)))
        object.__setattr__(self, "notations", MappingProxyType(dict(self.notations)))

    def recognises(self, names: frozenset[str]) -> bool:
        """True where a row of normalised cells is this format's header."""
        marked = len(self.marks & names)
        return any(needed <= names for needed in self.signatures) or 0 < self.marks_needed <= marked
