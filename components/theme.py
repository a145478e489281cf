"""The look in one place: colours, the segments' colours, and the templates of the charts.

The same tokens stand in assets/10-tokens.css. Charts have transparent backgrounds so that cards show
through; in the dark theme assets/40-charts.css recolours their texts and lines, so that a figure
need not know which theme is on.
"""

from dataclasses import dataclass
from typing import Any

from services.domain.colours import (
    HEAT,
    INK,
    PAPER,
    PARTS,
    SEGMENT_COLOURS,
    TOTAL,
    contrast,
    heat_colour,
    ink_on,
    segment_colour,
)

__all__ = [
    "HEAT",
    "INK",
    "PAPER",
    "PARTS",
    "SEGMENT_COLOURS",
    "TOTAL",
    "contrast",
    "heat_colour",
    "ink_on",
    "segment_colour",
]

FONT = (
    'Inter, "Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, '
    '"Noto Sans Thai", "Leelawadee UI", Thonburi, sans-serif'
)

AGAINST = "#B42318"
# Posts out of view, and answers that are not to be relied on.
FAINT = "rgba(132, 146, 166, 0.28)"
MUTED = "#8492A6"
# Cells of too few posts: LIGHT.secondary on it has 4.5:1.
UNSURE = "#DCE1E8"


@dataclass(frozen=True, slots=True)
class Tokens:
    """The colours of one theme."""

    page: str
    card: str
    ink: str
    secondary: str
    primary: str
    border: str
    grid: str


LIGHT = Tokens("#F6F7F9", "#FFFFFF", "#1F2937", "#566176", "#1D4ED8", "#E3E8EF", "#EDF0F4")


def _axis(tokens: Tokens) -> dict[str, Any]:
    return {
        "automargin": True,
        "gridcolor": tokens.grid,
        "linecolor": tokens.border,
        "zeroline": False,
        "zerolinecolor": tokens.border,
        "ticks": "",
        "title": {"font": {"size": 12.5, "color": tokens.secondary}, "standoff": 10},
        "tickfont": {"size": 12, "color": tokens.secondary},
    }


# The light template; in dark mode the style sheets repaint what it paints (40-charts.css).
CHART_TEMPLATE: dict[str, Any] = {
    "layout": {
        "font": {"family": FONT, "size": 12, "color": LIGHT.ink},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "colorway": list(SEGMENT_COLOURS),
        "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 2},
        "separators": ".,",
        "xaxis": _axis(LIGHT),
        "yaxis": _axis(LIGHT),
        "bargap": 0.22,
        "hoverlabel": {"font": {"family": FONT, "size": 12.5}, "align": "left"},
        "legend": {"orientation": "h", "y": -0.12, "x": 0, "yanchor": "top", "itemsizing": "constant"},
        "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": LIGHT.secondary, "activecolor": LIGHT.primary},
        "dragmode": False,
    }
}
