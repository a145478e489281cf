"""The brand of a workspace: what people give, and what can be read of it."""

import re
from dataclasses import dataclass
from datetime import datetime

from .colours import PAPER, READABLE, contrast
from .errors import InvalidInput

DEFAULT_COLOUR = "#1D4ED8"
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_LONGEST = 120


@dataclass(frozen=True, slots=True)
class BrandWords:
    """What is written of a brand: "" = the workspace's name, no footer, whoever made the report."""

    colour: str = DEFAULT_COLOUR
    footer: str = ""
    prepared_by: str = ""


@dataclass(frozen=True, slots=True)
class MasterFacts:
    """What is known of a slide master: its name, how many layouts, and the names of those that slides are made of.

    titled: whether the layout for content has a place for a title.
    """

    name: str
    layouts: int
    content: str
    cover: str
    titled: bool
    changed_by: str
    changed_at: datetime


def checked(words: BrandWords) -> BrandWords:
    """The same, tidy; InvalidInput for a colour that is none or cannot be read on white, or words that are too long."""
    if not _COLOUR.fullmatch(words.colour):
        raise InvalidInput(f"{words.colour[:20]!r} is not a colour; write it as {DEFAULT_COLOUR}.", "colour")
    found = contrast(words.colour, PAPER)
    if found < READABLE:
        raise InvalidInput(
            f"Text in {words.colour} on white has a contrast of {found:.1f}:1; {READABLE}:1 is needed. "
            "Choose a darker colour.",
            "colour",
        )
    footer, prepared_by = (" ".join(text.split()) for text in (words.footer, words.prepared_by))
    for name, text in (("footer", footer), ("prepared by", prepared_by)):
        if len(text) > _LONGEST or not text.isprintable():
            raise InvalidInput(f"The {name} has at most {_LONGEST} letters and no control characters.", name)
    return BrandWords(words.colour.upper(), footer, prepared_by)
