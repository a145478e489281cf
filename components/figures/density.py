"""How many posts lie where, coloured by the commonest segment: the map of posts that are too many to draw."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from components.figures import Drawing, chart
from components.figures.plane import Place, plane
from components.text import plain, posts
from components.theme import segment_colour
from services.domain.views import DensityOfPosts

# A cell with one post is this opaque, the fullest one wholly.
FAINTEST = 0.35


def _say(value: DensityOfPosts) -> str:
    sizes = value.cells.sum(axis=(0, 1))
    parts = [f"{name}: {posts(int(size))}" for name, size in zip(value.names, sizes, strict=True)]
    return f"{posts(int(sizes.sum()))} in view, counted in cells; {', '.join(parts)}."


@chart("density", of=DensityOfPosts, title="Map of posts", say=_say)
def draw(value: DensityOfPosts) -> Drawing:
    """One cell a place: its colour is the commonest segment's, the stronger the more posts; empty cells stay clear."""
    in_view = int(value.cells.sum())
    view = f"{in_view}, {value.origin}, {value.step}"
    places = tuple(_places(value))
    return plane(
        [_cells(value), _selectable(places)],
        (value.x_title, value.y_title),
        places,
        # Another part of the map is shown whole, not in the frame of the one before.
        uirevision=view,
        selectionrevision=view,
    )


def _cells(value: DensityOfPosts) -> dict[str, Any]:
    """A rank's colours are one stretch of the scale: the whole part of z says which segment, the rest how many."""
    number = value.cells.sum(axis=2)
    strength = np.log1p(number) / np.log1p(number.max())
    z = np.where(number > 0, value.cells.argmax(axis=2) + 0.98 * strength, np.nan)
    return {
        "type": "heatmap",
        "x0": value.origin[0],
        "dx": value.step[0],
        "y0": value.origin[1],
        "dy": value.step[1],
        "z": z.astype(np.float32),
        "zmin": 0,
        "zmax": len(value.names),
        "colorscale": _scale(len(value.names)),
        "showscale": False,
        "hoverongaps": False,
        # Figures instead of words: words for some thousand cells would be a message several times as long.
        "text": number.astype(np.uint32),
        "customdata": _percent(value, number),
        "hovertemplate": _words(value.names),
    }


def _selectable(places: tuple[Place, ...]) -> dict[str, Any]:
    """Points that nobody sees: plotly offers lasso and box only where there is a trace that can be selected."""
    return {
        "type": "scatter",
        "mode": "markers",
        "x": [place[2] for place in places],
        "y": [place[3] for place in places],
        "marker": {"opacity": 0},
        "hoverinfo": "skip",
    }


def _scale(k: int) -> list[list[Any]]:
    stops: list[list[Any]] = []
    for rank in range(k):
        red, green, blue = (int(segment_colour(rank)[place : place + 2], 16) for place in (1, 3, 5))
        stops += [[rank / k, f"rgba({red},{green},{blue},{FAINTEST})"], [(rank + 0.98) / k, segment_colour(rank)]]
    return [*stops, [1, segment_colour(k - 1)]]


def _percent(value: DensityOfPosts, number: NDArray[np.int64]) -> NDArray[np.uint8]:
    """(rows, columns, k) the share of each segment in a cell's posts, in whole percent; 0 in an empty cell."""
    return np.round(100 * value.cells / np.maximum(number, 1)[:, :, None]).astype(np.uint8)


def _words(names: tuple[str, ...]) -> str:
    """How a cell's figures are read out."""
    shares = [f"%{{customdata[{rank}]}} % {_inert(name)}" for rank, name in enumerate(names)]
    return "<br>".join(["<b>%{text:,} posts</b>", *shares]) + "<extra></extra>"


def _inert(name: str) -> str:
    """A name in a template: plotly reads `%{x}` there as a place to fill."""
    return plain(name, 28).replace("%{", "% {")


def _places(value: DensityOfPosts) -> Iterator[Place]:
    """The middle of each segment that has posts in view, to a cell."""
    for rank, name in enumerate(value.names):
        cells = value.cells[:, :, rank]
        if cells.any():
            x, y = (
                start + step * _median(cells.sum(axis=axis))
                for axis, (start, step) in enumerate(zip(value.origin, value.step, strict=True))
            )
            yield rank, name, x, y


def _median(counts: NDArray[np.int64]) -> int:
    """The step in which the post in the middle lies."""
    return int(np.searchsorted(np.cumsum(counts), counts.sum() / 2))
