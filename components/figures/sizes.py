"""How many posts each segment has, beside how much of every count these posts hold."""

from typing import Any

import numpy as np

from components.figures import Drawing, chart, new_figure, without_data
from components.text import percent, plain, posts
from components.theme import ink_on, segment_colour
from services.domain.views import Sizes

# A bar narrower than this has no room for its own number; the hover text still has it.
ROOM_FOR_TEXT = 0.07


def _say(value: Sizes) -> str:
    shares = _shares(value)
    rows = []
    for name, many, share, held in zip(value.names, value.posts, shares[:, 0], value.held, strict=True):
        parts = ", ".join(f"{percent(part)} of {count}" for count, part in zip(value.counts, held, strict=True))
        rows.append(f"{name}: {posts(int(many))}, {percent(share)} of posts, {parts}")
    return ". ".join(rows) + "."


@chart("sizes", of=Sizes, title="What each segment holds", say=_say)
def draw(value: Sizes) -> Drawing:
    """Bars of 100 %: the posts on top, then one bar a count, parted by segment."""
    if not value.posts.sum():
        return without_data("No posts in view: clear a filter to see who holds what.")
    shares = _shares(value)
    lines = ["Posts", *(count.capitalize() for count in value.counts)]
    bars = [_bars(value, rank, shares[rank], lines) for rank in range(len(value.names))]
    return new_figure(
        bars,
        barmode="stack",
        bargap=0.3,
        margin={"l": 8, "r": 22, "t": 8, "b": 8},
        xaxis={"tickformat": ".0%", "range": [0, 1], "showgrid": False},
        yaxis={"autorange": "reversed", "showgrid": False, "ticklabelstandoff": 6},
        legend={"orientation": "h", "y": -0.14, "x": 0, "traceorder": "normal"},
        uniformtext={"minsize": 10, "mode": "hide"},
    )


def _shares(value: Sizes) -> Any:
    """(k, 1 + p): the share of the posts, then of every count."""
    return np.column_stack([value.posts / max(int(value.posts.sum()), 1), np.nan_to_num(value.held)])


def _bars(value: Sizes, rank: int, shares: Any, lines: list[str]) -> dict[str, Any]:
    colour, name = segment_colour(rank), plain(value.names[rank], 40)
    hover = [f"{name}: {percent(share)} of all {line.lower()}" for share, line in zip(shares, lines, strict=True)]
    hover[0] = f"{name}: {posts(int(value.posts[rank]))}, {percent(shares[0])} of those in view"
    return {
        "type": "bar",
        "orientation": "h",
        "name": name,
        "x": shares,
        "y": lines,
        "marker": {"color": colour},
        "text": [percent(share) if share >= ROOM_FOR_TEXT else "" for share in shares],
        "textposition": "inside",
        "insidetextanchor": "middle",
        "textangle": 0,
        "textfont": {"color": ink_on(colour), "size": 11.5},
        "hovertext": hover,
        "hoverinfo": "text",
    }
