"""What the About page says about this installation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class MethodRow:
    """One line of the method card: what, how, and the limit to keep in mind ("" = none)."""

    part: str
    how: str
    limit: str


@dataclass(frozen=True, slots=True)
class About:
    """The deployment's own words: `licence` may be long and keeps its line breaks.

    versions: names and versions of what runs here, as people should quote them.
    """

    title: str
    overview: tuple[str, ...]
    method: tuple[MethodRow, ...]
    licence: str
    copyright: str
    versions: tuple[tuple[str, str], ...]
