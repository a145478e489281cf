"""Which column of a file means what: exact names after normalising, never parts of names."""

import hashlib
import json
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from services.importers.importer import Importer


@dataclass(frozen=True, slots=True)
class Columns:
    """A file's header, understood.

    position: canonical column -> index in the row. ignored: header texts that mean nothing to us.
    doubled: header texts that mean a column which an earlier or better name already gave.
    """

    names: tuple[str, ...]
    position: Mapping[str, int]
    ignored: tuple[str, ...]
    doubled: tuple[str, ...]

    @property
    def width_needed(self) -> int:
        """Cells a row must have so that every used column is in it."""
        return max(self.position.values()) + 1


def normalise(header: str) -> str:
    """The header as it is compared: BOM off, NFKC, case-folded, blanks single and none at the ends."""
    folded = unicodedata.normalize("NFKC", header.replace("\ufeff", "")).casefold()
    return " ".join(folded.split())


def signature(*headers: str) -> frozenset[str]:
    """Headers that make a row a format's header when it has them all."""
    return frozenset(normalise(header) for header in headers)


def fingerprint(header: Sequence[str]) -> str:
    """64 hexadecimal digits, the same for the same names after normalising, whatever their order.

    Where a name stands twice the order counts: the first of the two is the one that is read.
    """
    names = [name for name in map(normalise, header) if name]
    ordered = sorted(names) if len(set(names)) == len(names) else names
    return hashlib.sha256(json.dumps(ordered).encode()).hexdigest()


def match(header: Sequence[str], importer: Importer) -> Columns:
    """The columns of this header, best alias first, the leftmost where a name stands twice."""
    names = tuple(normalise(cell) for cell in header)
    position: dict[str, int] = {}
    meant: set[str] = set()
    for column, aliases in importer.aliases.items():
        meant.update(normalise(alias) for alias in aliases)
        found = next((normalise(alias) for alias in aliases if normalise(alias) in names), None)
        if found is not None:
            position[column] = names.index(found)
    used = set(position.values())
    spare = [index for index in range(len(names)) if index not in used]
    return Columns(
        names=names,
        position=MappingProxyType(position),
        ignored=tuple(header[index].strip() for index in spare if names[index] and names[index] not in meant),
        doubled=tuple(header[index].strip() for index in spare if names[index] in meant),
    )
