"""What a module of this folder says about one tool's export."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class Importer:
    """A format, recognised by some of its headers and read by its aliases.

    marks: headers that hardly another tool writes; a row of the file with `marks_needed` of them is
    the header. aliases: canonical column -> the headers that mean it, best first. All headers are
    compared after `headers.normalise`, and never by parts: `Reactions, Comments and Shares` is not
    `Reactions`. Canonical columns are those of `reading.SCHEMA` and the names in
    `services.domain.counts.COUNTS`; `other_reactions` (outside the kinds we know) only serves the check
    of the total. expected: shown to people whose file is refused.
    """

    name: str
    title: str
    marks: frozenset[str]
    marks_needed: int
    aliases: Mapping[str, tuple[str, ...]]
    expected: str

    def __post_init__(self) -> None:
        """Lock the aliases."""
        object.__setattr__(self, "aliases", MappingProxyType(dict(self.aliases)))

    def recognises(self, names: frozenset[str]) -> bool:
        """True where a row of normalised cells is this format's header."""
        return len(self.marks & names) >= self.marks_needed
