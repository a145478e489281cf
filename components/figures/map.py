"""Every post in two dimensions, coloured by segment."""

from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from components.figures import chart, new_figure, without_data
from components.text import percent, plain, posts
from components.theme import FAINT, LIGHT, segment_colour
from services.domain.views import MapOfPosts

# Beyond this many posts the browser draws counts of posts instead of the posts.
MOST_DOTS = 50_000
CELLS = 160


def _say(value: MapOfPosts) -> str:
    sizes = np.bincount(value.segment[value.in_view], minlength=len(value.names))
    parts = [f"{name}: {posts(int(size))}" for name, size in zip(value.names, sizes, strict=True)]
    return f"{posts(int(value.in_view.sum()))} in view; {', '.join(parts)}."


@chart("map", of=MapOfPosts, title="Map of posts", say=_say)
def draw(value: MapOfPosts) -> go.Figure:
    """One dot a post, the strongest segment on top, posts out of view faint."""
    if len(value.x) == 0:
        return without_data("No post to place on the map.")
    traces = [_density(value)] if len(value.x) > MOST_DOTS else _dots(value)
    axis = {"showticklabels": False, "showspikes": False}
    return new_figure(
        traces,
        dragmode="lasso",
        hovermode="closest",
        uirevision="map",
        # A new set of posts in view takes the old outline away: the colours show what was chosen.
        selectionrevision=int(value.in_view.sum()),
        xaxis={**axis, "title": {"text": _pointed(value.x_title)}},
        yaxis={**axis, "title": {"text": _pointed(value.y_title)}},
        annotations=_names(value),
        margin={"l": 8, "r": 8, "t": 20, "b": 8},
        newselection={"line": {"color": LIGHT.primary, "width": 1.5}},
        showlegend=False,
    )


def _pointed(title: str) -> str:
    """The title with an arrow to where there is more of it; a title with two ends has its own."""
    return plain(title) if "↔" in title else f"{plain(title)} →"


def _dots(value: MapOfPosts) -> list[Any]:
    traces = [_trace(value, np.flatnonzero(~value.in_view), "Not in view", FAINT)]
    for rank in reversed(range(len(value.names))):
        chosen = np.flatnonzero(value.in_view & (value.segment == rank))
        traces.append(_trace(value, chosen, plain(value.names[rank]), segment_colour(rank)))
    return [trace for trace in traces if len(trace["x"])]


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


def _names(value: MapOfPosts) -> list[dict[str, Any]]:
    """Each segment's name at its middle, so that colour alone carries nothing."""
    labels = []
    for rank, name in enumerate(value.names):
        chosen = value.in_view & (value.segment == rank)
        if chosen.any():
            labels.append(
                {
                    "x": float(np.median(value.x[chosen])),
                    "y": float(np.median(value.y[chosen])),
                    "text": f"<b>{plain(name, 28)}</b>",
                    "showarrow": False,
                    "bgcolor": "rgba(255,255,255,0.86)",
                    "bordercolor": segment_colour(rank),
                    "borderwidth": 1.5,
                    "borderpad": 3,
                    "font": {"size": 11},
                }
            )
    return labels


def _density(value: MapOfPosts) -> dict[str, Any]:
    """How many posts lie in each cell, on a log scale; empty cells stay clear."""
    chosen = value.in_view
    cells, x_edges, y_edges = np.histogram2d(value.x[chosen], value.y[chosen], bins=CELLS)
    shown = np.where(cells.T > 0, np.log10(np.maximum(cells.T, 1)), np.nan).astype(np.float32)
    return {
        "type": "heatmap",
        "x": x_edges[:-1].astype(np.float32),
        "y": y_edges[:-1].astype(np.float32),
        "z": shown,
        "text": cells.T.astype(np.int32),
        "hovertemplate": "%{text:,} posts<extra></extra>",
        "colorscale": [[0, "#BFD0F5"], [1, "#1D3FA8"]],
        "showscale": False,
    }


def caption(value: MapOfPosts) -> str:
    """The line under the card's title."""
    return f"Each dot is a post; close dots earned similar engagement (PCA, {percent(value.variance)} of variance)."
