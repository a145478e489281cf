"""What goes with the change of each segment's share: parts that add up to it."""

from typing import Any

from components import theme
from components.figures import Drawing, chart, new_figure
from components.figures.bars import STRIPES
from components.text import plain, signed
from services.domain.overview import MixSplit

PARTS = ("Other formats", "Other pages", "Same formats landing differently")
_SHAPES = ("", "/", "x")


def _say(value: MixSplit) -> str:
    parts = [_row(value, rank) for rank in range(len(value.names))]
    return f"In points of share: {'; '.join(parts)}."


def _row(value: MixSplit, rank: int) -> str:
    told = [f"{name.lower()} {signed(100 * value.parts[part, rank], 1)}" for part, name in enumerate(PARTS)]
    return f"{value.names[rank]} {signed(100 * value.change[rank], 1)} ({', '.join(told)})"


@chart("mix_split", of=MixSplit, title="What goes with the change of the mix", say=_say)
def draw(value: MixSplit) -> Drawing:
    """A row a segment: its parts to both sides of no change, and a mark where they come to."""
    names = [plain(name, 28) for name in value.names]
    total = {
        "type": "scatter",
        "mode": "markers",
        "name": "Change in all",
        "x": list(100 * value.change),
        "y": names,
        "marker": {"symbol": "diamond", "size": 11, "color": theme.TOTAL, "line": {"width": 1.5, "color": theme.PAPER}},
        "hovertemplate": "%{x:+.1f} points in all<extra></extra>",
    }
    return new_figure(
        [*(_part(value, part, names) for part in range(len(PARTS))), total],
        barmode="relative",
        bargap=0.45,
        xaxis={"title": {"text": "points of share"}, "zeroline": True, "ticksuffix": ""},
        yaxis={"autorange": "reversed", "showgrid": False, "automargin": True},
        legend={"orientation": "h", "y": 1.02, "yanchor": "bottom", "x": 0, "traceorder": "normal"},
    )


def _part(value: MixSplit, part: int, names: list[str]) -> dict[str, Any]:
    between = zip(100 * value.low[part], 100 * value.high[part], strict=True)
    colour = theme.PARTS[part]
    return {
        "type": "bar",
        "orientation": "h",
        "name": PARTS[part],
        "x": list(100 * value.parts[part]),
        "y": names,
        "marker": {"color": colour, "pattern": {**STRIPES, "bgcolor": colour, "shape": _SHAPES[part]}},
        "customdata": [f"{signed(low, 1)} to {signed(high, 1)}" for low, high in between],
        "hovertemplate": f"{PARTS[part]}: %{{x:+.1f}} points (95% %{{customdata}})<extra></extra>",
    }
