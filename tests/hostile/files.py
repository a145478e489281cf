"""What a hostile file is, and what must come of it whatever else does."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from random import Random
from typing import Any


class Must(StrEnum):
    """How the reading has to end, where only one end is right."""

    EITHER = "read or refused"
    READ = "read"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class HostileFile:
    """The bytes somebody sends, and what their maker knows about them.

    rows: how many stand below the header; None = not known. tokens: words, each in a row of its own, that must be
    found again among the posts or the rows set aside. values: token -> the canonical values of its post.
    """

    content: bytes = field(repr=False)
    name: str = "posts.csv"
    must: Must = Must.EITHER
    rows: int | None = None
    tokens: tuple[str, ...] = field(default=(), repr=False)
    values: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, repr=False)


Maker = Callable[[Random], HostileFile]


@dataclass(frozen=True, slots=True)
class Family:
    """Kinds of hostile files that belong together; share: of a hundred files of the corpus, so many."""

    name: str
    share: int
    kinds: Mapping[str, Maker]
