"""How many posts lie where, coloured by the commonest segment: the map of posts that are too many to draw."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import plotly.graph_objects as go
from numpy.typing import NDArray

from components.figures import chart
from components.figures.plane import Place, plane
from components.text import percent, plain, posts
from components.theme import segment_colour
from services.domain.views import DensityOfPosts

# A cell with one post is this opaque, the fullest one wholly.
FAINTEST = 0.2


def _say(value: DensityOfPosts) -> str:
    sizes = value.cells.sum(axis=(0, 1))
    parts = [f"{name}: {posts(int(size))}" for name, size in zip(value.names, sizes, strict=True)]
    return f"{posts(int(sizes.sum()))} in view, counted in cells; {', '.join(parts)}."


@chart("density", of=DensityOfPosts, title="Map of posts", say=_say)
def draw(value: DensityOfPosts) -> go.Figure:
    """One cell a place: its colour is the commonest segment's, the stronger the more posts; empty cells stay clear."""
    in_view = int(value.cells.sum())
    view = f"{in_view}, {value.origin}, {value.step}"
    return plane(
        [_cells(value)],
        (value.x_title, value.y_title),
        _places(value),
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
        "text": _text(value, number),
        "hovertemplate": "%{text}<extra></extra>",
    }


def _scale(k: int) -> list[list[Any]]:
    stops: list[list[Any]] = []
    for rank in range(k):
        red, green, blue = (int(segment_colour(rank)[place : place + 2], 16) for place in (1, 3, 5))
        stops += [[rank / k, f"rgba({red},{green},{blue},{FAINTEST})"], [(rank + 0.98) / k, segment_colour(rank)]]
    return [*stops, [1, segment_colour(k - 1)]]


def _text(value: DensityOfPosts, number: NDArray[np.int64]) -> list[list[str]]:
    """What a cell says: how many posts it has, and the share of each segment among them, the commonest first."""
    names = [plain(name, 28) for name in value.names]
    said = [[""] * number.shape[1] for _ in range(len(number))]
    for row, column in np.argwhere(number):
        of_each = value.cells[row, column]
        ranks = [rank for rank in np.argsort(-of_each, kind="stable") if of_each[rank]]
        shares = [f"{percent(of_each[rank] / number[row, column])} {names[rank]}" for rank in ranks]
        said[row][column] = "<br>".join([f"<b>{posts(int(number[row, column]))}</b>", *shares])
    return said


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
