"""A place in a page, and how its id is written."""

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Literal, get_args

Kind = Literal[
    "area", "button", "store", "graph", "grid", "input", "select", "url", "text", "link", "dialog", "timer", "bar"
]


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in a page that callbacks read or fill."""

    page: str
    part: str
    kind: Kind

    def __post_init__(self) -> None:
        if self.kind not in get_args(Kind):
            raise ValueError(f"{self.kind!r} is not a kind of slot; choose one of {get_args(Kind)}")

    def __str__(self) -> str:
        return f"{self.page}-{self.part}-{self.kind}"

    def at(self, key: Hashable) -> dict[str, Any]:
        """The same place for each of many things: a pattern-matching id."""
        return {"page": self.page, "part": self.part, "kind": self.kind, "key": key}
