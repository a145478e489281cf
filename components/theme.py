"""The look in one place: colours, the segments' colours, and the templates of the charts.

The same tokens stand in assets/10-tokens.css. Charts have transparent backgrounds so that cards show
through; in the dark theme assets/40-charts.css recolours their texts and lines, so that a figure
need not know which theme is on.
"""

from dataclasses import dataclass
from typing import Any

import plotly.graph_objects as go
import plotly.io as pio

FONT = 'Inter, "Inter Variable", system-ui, -apple-system, "Segoe UI", Roboto, sans-serif'

# In order of strength: a segment has one colour everywhere.
SEGMENT_COLOURS = (
    "#D1495B",
    "#2E6BE6",
    "#E29A1B",
    "#8492A6",
    "#2A9D8F",
    "#7B5EA7",
    "#B5651D",
    "#4C6A92",
    "#A23B72",
    "#5F7A3A",
)
HEAT = ("#3B6FB6", "#F7F8FA", "#C2410C")
# Nearly black: on the middle shades only such an ink, or white, reaches 4.5:1.
INK, PAPER = "#050505", "#FFFFFF"
# Bars that belong to no segment; assets/40-charts.css turns this very colour light in the dark theme.
TOTAL = "#0F172A"
AGAINST = "#B42318"
# What a change is split into: no segment has these.
PARTS = ("#5B7FA6", "#9AA7BA", "#B08968")
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
DARK = Tokens("#0B1220", "#111A2B", "#E5E9F0", "#A3AEC2", "#8FB4FF", "#22304A", "#1C2840")


def segment_colour(rank: int) -> str:
    """The colour of the segment of this rank, 0 = strongest; beyond ten the colours start again."""
    return SEGMENT_COLOURS[rank % len(SEGMENT_COLOURS)]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two `#RRGGBB` colours, 1 to 21 (WCAG 2)."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def ink_on(background: str) -> str:
    """Dark or white, whichever reads better on this colour; never under 4.5:1."""
    return max((INK, PAPER), key=lambda ink: contrast(ink, background))


def heat_colour(level: float) -> str:
    """The heat colour of a level from -1 (cold) over 0 (average) to 1 (hot); beyond is clipped."""
    cold, middle, hot = (_channels(colour) for colour in HEAT)
    end, share = (hot, min(level, 1.0)) if level > 0 else (cold, min(-level, 1.0))
    mixed = (round(start + (stop - start) * share) for start, stop in zip(middle, end, strict=True))
    return "#{:02X}{:02X}{:02X}".format(*mixed)


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    def linear(channel: int) -> float:
        share = channel / 255
        return share / 12.92 if share <= 0.04045 else float(((share + 0.055) / 1.055) ** 2.4)

    red, green, blue = (linear(channel) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


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


def _template(tokens: Tokens) -> go.layout.Template:
    return go.layout.Template(
        layout={
            "font": {"family": FONT, "size": 12, "color": tokens.ink},
            "paper_bgcolor": "rgba(0,0,0,0)",
            "plot_bgcolor": "rgba(0,0,0,0)",
            "colorway": list(SEGMENT_COLOURS),
            "margin": {"l": 8, "r": 8, "t": 8, "b": 8, "pad": 2},
            "separators": ".,",
            "xaxis": _axis(tokens),
            "yaxis": _axis(tokens),
            "bargap": 0.22,
            "hoverlabel": {"font": {"family": FONT, "size": 12.5}, "align": "left"},
            "legend": {"orientation": "h", "y": -0.12, "x": 0, "yanchor": "top", "itemsizing": "constant"},
            "modebar": {"bgcolor": "rgba(0,0,0,0)", "color": tokens.secondary, "activecolor": tokens.primary},
            "dragmode": False,
        }
    )


pio.templates["postlens-light"] = _template(LIGHT)
pio.templates["postlens-dark"] = _template(DARK)
