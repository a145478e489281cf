"""A heat map with its numbers in the cells: the parts that several charts share."""

from dataclasses import dataclass
from typing import Any

import numpy as np

from components.figures import Drawing, new_figure
from components.text import plain
from components.theme import HEAT, LIGHT, UNSURE, heat_colour, ink_on
from services.domain.arrays import Booleans, Floats


@dataclass(frozen=True, slots=True)
class Cells:
    """What stands in a heat map: rows top down, columns left to right.

    level: -1 to 1, gives the colour; NaN = nothing there. texts and hover: the same shape, row by row.
    grey: cells that are not to be relied on, None = there are none.
    """

    rows: tuple[str, ...]
    columns: tuple[str, ...]
    level: Floats
    texts: tuple[tuple[str, ...], ...]
    hover: tuple[tuple[str, ...], ...]
    grey: Booleans | None = None


def heat_map(cells: Cells, **layout: Any) -> Drawing:
    """The cells; every text has at least 4.5:1 against its own cell."""
    columns, rows = len(cells.columns), len(cells.rows)
    grey = np.zeros(cells.level.shape, bool) if cells.grey is None else cells.grey
    coloured = _surface(cells, np.where(grey, np.nan, np.clip(cells.level, -1, 1)), HEAT)
    beside = [_surface(cells, np.where(grey, 0.0, np.nan), (UNSURE,) * 3)] if grey.any() else []
    return new_figure(
        [coloured, *beside, _texts(cells, grey)],
        xaxis=_names(cells.columns, columns, side="top", tickangle=-30),
        yaxis=_names(cells.rows, rows, autorange="reversed"),
        showlegend=False,
        # Room for the last slanted name.
        margin={"l": 8, "r": 40, "t": 8, "b": 8},
        **layout,
    )


def _surface(cells: Cells, level: Floats, colours: tuple[str, ...]) -> dict[str, Any]:
    return {
        "type": "heatmap",
        "z": level,
        "zmin": -1,
        "zmax": 1,
        "colorscale": [[0, colours[0]], [0.5, colours[1]], [1, colours[2]]],
        "showscale": False,
        "xgap": 2,
        "ygap": 2,
        "hovertext": [[plain(text) for text in row] for row in cells.hover],
        "hoverinfo": "text",
        "hoverongaps": False,
    }


def _names(names: tuple[str, ...], many: int, **axis: Any) -> dict[str, Any]:
    return {
        "tickvals": list(range(many)),
        "ticktext": [plain(name, 24) for name in names],
        "showgrid": False,
        "showline": False,
        **axis,
    }


def _texts(cells: Cells, grey: Booleans) -> dict[str, Any]:
    rows, columns = cells.level.shape
    sure = ~np.isnan(cells.level) & ~grey
    levels = zip(cells.level.ravel(), sure.ravel(), strict=True)
    inks = [ink_on(heat_colour(float(level))) if known else LIGHT.secondary for level, known in levels]
    return {
        "type": "scatter",
        "mode": "text",
        "x": np.tile(np.arange(columns), rows),
        "y": np.repeat(np.arange(rows), columns),
        "text": [plain(text) for row in cells.texts for text in row],
        "textfont": {"color": inks, "size": 12},
        "hoverinfo": "skip",
    }
