"""Which column of a file becomes what, and the notations of its dates met so far."""

from dataclasses import dataclass, field
from threading import Lock

import polars as pl

from services.domain.counts import COUNTS
from services.importers.dates import _parts as parts_of  # the same pieces, never a second opinion
from services.importers.headers import Columns
from services.importers.importer import OTHER_REACTIONS, Importer
from services.importers.reading import TEXT_COLUMNS

_READ = frozenset({"post_id", "published_at", OTHER_REACTIONS, *TEXT_COLUMNS, *COUNTS}) - {"permalink"}


@dataclass(frozen=True, slots=True)
class Plan:
    """A file's columns. delimiter: parts its cells. compiled: machine code reads them."""

    importer: Importer
    columns: Columns
    delimiter: str
    compiled: bool = False

    @property
    def width(self) -> int:
        """Cells of a row."""
        return len(self.columns.names)

    @property
    def counts(self) -> tuple[str, ...]:
        """The counts that the file has, with other reactions."""
        return tuple(name for name in (*COUNTS, OTHER_REACTIONS) if name in self.columns.position)

    @property
    def texts(self) -> tuple[str, ...]:
        """The text columns that the file has."""
        return tuple(name for name in ("post_id", *TEXT_COLUMNS) if name in self.columns.position)

    @property
    def is_plain(self) -> bool:
        """Whether nothing about the format needs rules of its own."""
        importer = self.importer
        ruled = importer.utc or importer.undated or importer.explained or importer.replies or importer.notations
        place = self.columns.position
        return not ruled and "published_at" in place and set(place) <= _READ

    def place(self, name: str) -> int:
        """The index of the column."""
        return self.columns.position[name]


@dataclass(frozen=True, slots=True)
class Notation:
    """A way to write dates, as `dates` knows it."""

    key: str
    ambiguous: bool
    zoned: bool
    timed: bool


@dataclass(slots=True)
class Notations:
    """The notations of a file by number; shapes: the number of each shape of `moments`, -1 = not for it."""

    known: list[Notation] = field(default_factory=list)
    shapes: dict[int, int] = field(default_factory=dict)
    _numbers: dict[str, int] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def numbers(self, parts: pl.DataFrame) -> pl.Series:
        """The number of each row's notation, Int16, null = none; parts: as from `parts_of`."""
        seen = parts.unique("key").filter(pl.col("key").is_not_null())
        # Chunks are read side by side.
        with self._lock:
            for row in seen.iter_rows(named=True):
                if row["key"] not in self._numbers:
                    self._numbers[row["key"]] = len(self.known)
                    self.known.append(Notation(row["key"], row["ambiguous"], bool(row["zone"]), bool(row["hour"])))
        if not self._numbers:
            return pl.Series("key", [None], pl.Int16).new_from_index(0, len(parts))
        return parts["key"].replace_strict(dict(self._numbers), default=None, return_dtype=pl.Int16)


__all__ = ["Notation", "Notations", "Plan", "parts_of"]
