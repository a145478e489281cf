"""SHAP for one post: from the average post to this one."""

from typing import Any

from components.figures import Drawing, chart, new_figure
from components.figures.bars import striped
from components.text import percent, plain, signed
from components.theme import AGAINST, TOTAL, segment_colour
from services.domain.explained import ShapAnswer

# Room to the right of the longest bar for its own number.
HEADROOM = 0.2


def _say(value: ShapAnswer) -> str:
    steps = ", ".join(f"{bar.label}: {_points(bar.weight)}" for bar in value.bars)
    return (
        f"The average post: {percent(value.base)} for {value.names[value.segment]}. {steps}. "
        f"This post: {percent(value.probability)}."
    )


@chart("waterfall", of=ShapAnswer, title="SHAP: from the average post to this one", say=_say)
def draw(value: ShapAnswer) -> Drawing:
    """Bars that begin where the last one ended: base + bars = the model's certainty."""
    labels = ["Average post", *(plain(bar.label, 40) for bar in value.bars), "This post"]
    starts, lengths = [0.0], [value.base]
    level = value.base
    for bar in value.bars:
        starts.append(level)
        lengths.append(bar.weight)
        level += bar.weight
    starts.append(0.0)
    lengths.append(value.probability)
    positions = list(range(len(labels)))
    reach = max(start + max(length, 0.0) for start, length in zip(starts, lengths, strict=True))
    return new_figure(
        [_bars(value, positions, starts, lengths)],
        xaxis={"tickformat": ".0%", "range": [min(0.0, *_ends(starts, lengths)), reach + HEADROOM]},
        yaxis={"tickvals": positions, "ticktext": labels, "autorange": "reversed", "showgrid": False},
        bargap=0.18,
        showlegend=False,
    )


def _ends(starts: list[float], lengths: list[float]) -> list[float]:
    return [start + length for start, length in zip(starts, lengths, strict=True)]


def _bars(value: ShapAnswer, positions: list[int], starts: list[float], lengths: list[float]) -> dict[str, Any]:
    weights = [bar.weight for bar in value.bars]
    steps = [segment_colour(value.segment) if weight >= 0 else AGAINST for weight in weights]
    colours = [TOTAL, *steps, TOTAL]
    words = [percent(value.base), *map(_points, weights), percent(value.probability)]
    return {
        "type": "bar",
        "orientation": "h",
        "y": positions,
        "base": starts,
        "x": lengths,
        "marker": {"color": colours, "pattern": striped(colours, [value.base, *weights, value.probability])},
        "text": words,
        "textposition": "outside",
        "cliponaxis": False,
        "hoverinfo": "skip",
    }


def _points(weight: float) -> str:
    points = weight * 100
    return f"{signed(points, 0 if abs(points) >= 1 else 1)} pts"
