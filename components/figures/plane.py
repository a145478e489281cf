"""What all drawings of the posts in two dimensions share: the frame, and the segments' names in it."""

from collections.abc import Iterable
from typing import Any

from components.figures import Drawing, new_figure
from components.text import plain
from components.theme import LIGHT, segment_colour

# Where a segment's name stands: its rank, its name, x and y.
Place = tuple[int, str, float, float]


def plane(traces: list[Any], titles: tuple[str, str], places: Iterable[Place], **layout: Any) -> Drawing:
    """The frame with these traces; titles: of x and y."""
    x_title, y_title = titles
    axis = {"showticklabels": False, "showspikes": False, "showgrid": True}
    return new_figure(
        traces,
        dragmode="lasso",
        hovermode="closest",
        xaxis={**axis, "title": {"text": _pointed(x_title)}},
        yaxis={**axis, "title": {"text": _pointed(y_title)}},
        annotations=[_label(*place) for place in places],
        margin={"l": 8, "r": 8, "t": 20, "b": 8},
        newselection={"line": {"color": LIGHT.primary, "width": 1.5}},
        showlegend=False,
        **layout,
    )


def _pointed(title: str) -> str:
    """The title with an arrow to where there is more of it; a title with two ends has its own."""
    return plain(title) if "↔" in title else f"{plain(title)} →"


def _label(rank: int, name: str, x: float, y: float) -> dict[str, Any]:
    """The segment's name, so that colour alone carries nothing."""
    return {
        "x": x,
        "y": y,
        "text": f"<b>{plain(name, 28)}</b>",
        "showarrow": False,
        "bgcolor": "rgba(255,255,255,0.86)",
        "bordercolor": segment_colour(rank),
        "borderwidth": 1.5,
        "borderpad": 3,
        "font": {"size": 11},
    }
