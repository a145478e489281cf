"""Bars to both sides of a middle line: the parts that two charts share."""

from dataclasses import dataclass
from typing import Any

from components.figures import Drawing, new_figure, without_data
from components.text import plain, signed
from services.domain.explained import Contribution

# Room beside the longest bar for its own number, as a share of the whole width.
HEADROOM = 0.24
# White stripes over the bar's own colour mark what speaks against. The fill mode "overlay" would take that colour
# by itself, but complains in the console about bars of several colours.
STRIPES = {"fillmode": "replace", "fgcolor": "#FFFFFF", "fgopacity": 0.55, "solidity": 0.3, "size": 7}


@dataclass(frozen=True, slots=True)
class Sides:
    """What the two sides of the middle line look like and mean."""

    right: str
    left: str
    digits: int
    axis_title: str = ""


def both_ways(bars: tuple[Contribution, ...], sides: Sides) -> Drawing:
    """One bar a contribution in the given order; bars to the left are striped as well as coloured."""
    if not bars:
        return without_data("Nothing to compare.")
    weights = [bar.weight for bar in bars]
    least, most = min(0.0, *weights), max(0.0, *weights)
    room = (most - least or 1.0) * HEADROOM
    colours = [sides.right if weight >= 0 else sides.left for weight in weights]
    positions = list(range(len(bars)))
    axis: dict[str, Any] = {"range": [least - room if least < 0 else 0.0, most + room], "zeroline": True, "nticks": 6}
    if sides.axis_title:
        axis["title"] = {"text": sides.axis_title}
    return new_figure(
        [
            {
                "type": "bar",
                "orientation": "h",
                "x": weights,
                "y": positions,
                "marker": {"color": colours, "pattern": striped(colours, weights)},
                "text": [signed(weight, sides.digits) for weight in weights],
                "textposition": "outside",
                "cliponaxis": False,
                "hoverinfo": "skip",
            }
        ],
        xaxis=axis,
        yaxis={
            "tickvals": positions,
            "ticktext": [plain(bar.label, 40) for bar in bars],
            "autorange": "reversed",
            "showgrid": False,
        },
        showlegend=False,
    )


def striped(colours: list[str], weights: list[float]) -> dict[str, Any]:
    """Stripes on the bars that speak against, those of a weight under 0: colour alone carries nothing."""
    return {**STRIPES, "bgcolor": colours, "shape": ["" if weight >= 0 else "/" for weight in weights]}


def in_words(bars: tuple[Contribution, ...], digits: int) -> str:
    """`Shares +5.6, Hahas −1.1`."""
    return ", ".join(f"{bar.label} {signed(bar.weight, digits)}" for bar in bars)
