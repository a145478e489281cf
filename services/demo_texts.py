"""Short invented texts for the demo file; none of them was ever posted."""

from collections.abc import Sequence

import numpy as np

_THINGS = (
    "linen dress",
    "wooden train",
    "rose soap",
    "tea tin",
    "paper lamp",
    "story book",
    "silk scarf",
    "jam jar",
)
_COLOURS = ("blue", "green", "coral", "mint", "sand", "plum")
_OPENINGS = {
    "photo": (
        "New in the window today",
        "Fresh from the workshop",
        "A closer look",
        "Our favourite this week",
    ),
    "video": ("We are live now", "Live again tonight", "Watch us unpack", "Live from the shop floor"),
    "status": ("Thank you all", "Closed on Monday", "A question for you", "Parcels leave this afternoon"),
    "link": ("More in the shop", "Read how it is made", "The new list is out", "All sizes here"),
}
_ENDINGS = (
    "Ask below for sizes.",
    "Only a few left, first come, first served.",
    'Write "mine" and the number.',
    "Which one would you take?",
    "Free wrapping until Sunday.\nSee you there.",
    "",
    "",
)


def write_texts(draw: np.random.Generator, types: Sequence[str]) -> list[str]:
    """One text a post, fitting its type; every twelfth or so is empty."""
    picks = draw.random((len(types), 5))
    return [_text(kind, pick) for kind, pick in zip(types, picks, strict=True)]


def _text(kind: str, pick: np.ndarray[tuple[int], np.dtype[np.float64]]) -> str:
    if pick[0] < 1 / 12:
        return ""
    opening, colour, thing, ending = (
        words[int(share * len(words))]
        for words, share in zip((_OPENINGS[kind], _COLOURS, _THINGS, _ENDINGS), pick[1:], strict=True)
    )
    return f"{opening}: the {colour} {thing}. {ending}".strip()
