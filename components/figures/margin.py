"""The exact answer: why this segment and not the next."""

from components.figures import Drawing, chart
from components.figures.bars import Sides, both_ways, in_words
from components.text import plain
from components.theme import segment_colour
from services.domain.explained import ExactAnswer


def _say(value: ExactAnswer) -> str:
    own, other = value.names[value.segment], value.names[value.runner_up]
    return (
        f"Nearer to {own} than to {other} by {value.margin:.1f}. "
        f"Above 0 speaks for {own}, below for {other}: {in_words(value.bars, 1)}."
    )


@chart("margin", of=ExactAnswer, title="Exact: why this segment and not the next", say=_say)
def draw(value: ExactAnswer) -> Drawing:
    """Bars that sum to the margin, in the colours of the two segments."""
    own, other = plain(value.names[value.segment], 30), plain(value.names[value.runner_up], 30)
    # Two lines, so that long names fit on a narrow screen.
    title = f"towards {own} →<br>← towards {other}"
    return both_ways(value.bars, Sides(segment_colour(value.segment), segment_colour(value.runner_up), 1, title))
