"""The share of posts each segment has, period by period."""

from typing import Any

import numpy as np

from components.figures import Drawing, chart, new_figure, without_data
from components.text import day, percent, plain
from components.theme import segment_colour
from services.domain.views import Mix

# An area needs a few points to be one; fewer periods are drawn as bars.
FEWEST_FOR_AREA = 4


def _say(value: Mix) -> str:
    if not value.periods:
        return "No posts in view."
    first, last = value.shares[0], value.shares[-1]
    parts = [
        f"{name} {percent(start)} to {percent(end)}" for name, start, end in zip(value.names, first, last, strict=True)
    ]
    return f"By {value.grain}, from {day(value.periods[0])} to {day(value.periods[-1])}: {', '.join(parts)}."


@chart("mix", of=Mix, title="Segment mix over time", say=_say)
def draw(value: Mix) -> Drawing:
    """Stacked areas that fill 100 %, the strongest segment at the bottom."""
    if not value.periods:
        return without_data("No posts with a known date in view.")
    area = len(value.periods) >= FEWEST_FOR_AREA
    traces = [_area(value, rank) if area else _bars(value, rank) for rank in range(len(value.names))]
    return new_figure(
        traces,
        barmode="stack",
        hovermode="x unified",
        xaxis={"showgrid": False, "type": "date"},
        yaxis={"range": [0, 1], "tickformat": ".0%", "showgrid": not area},
        legend={"orientation": "h", "y": -0.14, "x": 0, "traceorder": "normal"},
    )


def _common(value: Mix, rank: int) -> dict[str, Any]:
    name = plain(value.names[rank], 40)
    shares = np.nan_to_num(value.shares[:, rank])
    return {
        "x": list(value.periods),
        "y": shares,
        "name": name,
        "text": [f"{percent(share)} of {posts:,}" for share, posts in zip(shares, value.posts, strict=True)],
        "textposition": "none",
        "hovertemplate": "%{text}",
    }


def _area(value: Mix, rank: int) -> dict[str, Any]:
    shared = _common(value, rank)
    del shared["textposition"]
    colour = segment_colour(rank)
    return {
        **shared,
        "type": "scatter",
        "mode": "lines",
        "stackgroup": "all",
        "line": {"width": 0.6, "color": colour},
        "fillcolor": colour,
    }


def _bars(value: Mix, rank: int) -> dict[str, Any]:
    return {**_common(value, rank), "type": "bar", "marker": {"color": segment_colour(rank)}}
