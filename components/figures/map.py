"""Every post in two dimensions, coloured by segment."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.figures import Drawing, chart, without_data
from components.figures.plane import Place, plane
from components.text import plain, posts
from components.theme import FAINT, segment_colour
from services.domain.views import MapOfPosts


def _say(value: MapOfPosts) -> str:
    sizes = np.bincount(value.segment[value.in_view], minlength=len(value.names))
    parts = [f"{name}: {posts(int(size))}" for name, size in zip(value.names, sizes, strict=True)]
    away = f" {posts(value.left_out)} out of view are not drawn." if value.left_out else ""
    return f"{posts(int(value.in_view.sum()))} in view; {', '.join(parts)}.{away}"


@chart("map", of=MapOfPosts, title="Map of posts", say=_say)
def draw(value: MapOfPosts) -> Drawing:
    """One dot a post, the strongest segment on top, posts out of view faint."""
    if len(value.x) == 0:
        return without_data("No post to place on the map.")
    return plane(
        _dots(value),
        (value.x_title, value.y_title),
        _places(value),
        uirevision=f"dots, {value.left_out}",
        # A new set of posts in view takes the old outline away: the colours show what was chosen.
        selectionrevision=int(value.in_view.sum()),
    )


def _dots(value: MapOfPosts) -> list[Any]:
    traces = [_trace(value, np.flatnonzero(~value.in_view), "Not in view", FAINT)]
    for rank in reversed(range(len(value.names))):
        chosen = np.flatnonzero(value.in_view & (value.segment == rank))
        traces.append(_trace(value, chosen, plain(value.names[rank]), segment_colour(rank)))
    return [trace for trace in traces if trace["customdata"]]


def _trace(value: MapOfPosts, chosen: NDArray[np.intp], name: str, colour: str) -> dict[str, Any]:
    faint = colour == FAINT
    return {
        "type": "scattergl",
        "mode": "markers",
        "name": name,
        "x": np.asarray(value.x[chosen], dtype=np.float32),
        "y": np.asarray(value.y[chosen], dtype=np.float32),
        # A list: a numpy array would not come back with clicks and selections.
        "customdata": [value.post_ids[index] for index in chosen],
        "text": None if faint else [plain(value.hover[index]) for index in chosen],
        "hoverinfo": "skip" if faint else "text+name",
        "marker": {"size": 5 if faint else 6, "color": colour, "opacity": 1 if faint else 0.62},
        "unselected": {"marker": {"opacity": 0.12}},
        "selected": {"marker": {"opacity": 0.9}},
    }


def _places(value: MapOfPosts) -> Iterator[Place]:
    """Each segment's middle."""
    for rank, name in enumerate(value.names):
        chosen = value.in_view & (value.segment == rank)
        if chosen.any():
            yield rank, name, float(np.median(value.x[chosen])), float(np.median(value.y[chosen]))
