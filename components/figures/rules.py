"""LIME for one post: simple rules that hold near it."""

from components.figures import Drawing, chart
from components.figures.bars import Sides, both_ways, in_words
from components.theme import AGAINST, MUTED, segment_colour
from services.domain.explained import LimeAnswer

# Under this mean overlap of the top three between seeds a ranking is mostly luck (METHOD.md 5).
RELIABLE = 0.6


def reliable(value: LimeAnswer) -> bool:
    """Whether the ranking stays much the same from seed to seed."""
    return value.stability >= RELIABLE


def _say(value: LimeAnswer) -> str:
    trust = "" if reliable(value) else "Not to be relied on: the ranking changes from seed to seed. "
    return (
        f"{trust}For {value.names[value.segment]}: {in_words(value.bars, 2)}. "
        f"Local fit {value.r2:.2f}, overlap of the top three over {value.seeds} seeds {value.stability:.2f}."
    )


@chart("rules", of=LimeAnswer, title="LIME: simple rules near this post", say=_say)
def draw(value: LimeAnswer) -> Drawing:
    """One bar a rule; grey where the ranking is not to be relied on."""
    if reliable(value):
        return both_ways(value.bars, Sides(segment_colour(value.segment), AGAINST, 2))
    return both_ways(value.bars, Sides(MUTED, MUTED, 2))
