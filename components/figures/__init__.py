"""Charts: one a file, each turns one value into one figure. Writing a file here is all it takes to add one."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from dash import dcc, html
from dash.development.base_component import Component

from components import theme
from components.attributes import aria
from components.slot import Slot
from services.registry import Registry

# A figure as the browser reads it: its traces under "data", its "layout". The tests let plotly check every one.
Drawing = dict[str, Any]
# Numbers that browsers have arrays for; of all others plotly reads lists.
_PACKED = frozenset({"f4", "f8", "i1", "i2", "i4", "u1", "u2", "u4"})


@dataclass(frozen=True, slots=True)
class Chart:
    """A way to draw one kind of value.

    `make` is pure; `say` gives the same finding in words, for those who cannot see the chart.
    """

    name: str
    of: type
    title: str
    make: Callable[[Any], Drawing]
    say: Callable[[Any], str]

    def draw(self, value: object) -> Drawing:
        """The figure, in the light template, carrying its own words for screen readers."""
        figure = self.make(value)
        figure["layout"]["meta"] = {"summary": self.summary(value)}
        return figure

    def summary(self, value: object) -> str:
        """What the chart shows, in one or two sentences."""
        return f"{self.title}. {self.say(value)}"


CHARTS: Registry[Chart] = Registry("components.figures", "charts")

Draw = Callable[[Any], Drawing]


def chart(name: str, *, of: type, title: str, say: Callable[[Any], str]) -> Callable[[Draw], Draw]:
    """Offer the decorated function as the chart `name` for values of the type `of`."""

    def keep(make: Draw) -> Draw:
        CHARTS.add(name)(Chart(name, of, title, make, say))
        return make

    return keep


def new_figure(traces: list[Any], **layout: Any) -> Drawing:
    """A figure in the house template."""
    return {"data": [_packed(trace) for trace in traces], "layout": {"template": theme.CHART_TEMPLATE, **layout}}


def _packed(part: Any) -> Any:
    """The trace with its arrays as plotly reads them fastest: their bytes in base 64, row by row."""
    if isinstance(part, dict):
        return {name: _packed(value) for name, value in part.items()}
    if not isinstance(part, np.ndarray) or part.dtype.str[1:] not in _PACKED:
        return part
    shape = {"shape": ", ".join(str(size) for size in part.shape)} if part.ndim > 1 else {}
    return {"dtype": part.dtype.str[1:], "bdata": b64encode(part.tobytes()).decode(), **shape}


def without_data(text: str = "") -> Drawing:
    """A figure that says why there is nothing to see, or an empty frame while the value is on its way."""
    note = {
        "text": text,
        "showarrow": False,
        "xref": "paper",
        "yref": "paper",
        "x": 0.5,
        "y": 0.5,
        "font": {"size": 13, "color": theme.LIGHT.secondary},
    }
    hidden = {"visible": False}
    return new_figure(
        [], xaxis=hidden, yaxis=hidden, annotations=[note] if text else [], meta={"summary": text} if text else None
    )


def graph(
    slot: Slot | None, height: int, label: str, *, select: bool = False, figure: Drawing | None = None
) -> Component:
    """The only maker of graphs: a frame of `height` pixels with its `figure`, or which a callback fills.

    slot: None where no callback needs to find it. select: offers lasso, box, pan and zoom.
    label: what screen readers hear until the figure brings its own words (assets/charts.js).
    """
    given: dict[str, Any] = {} if slot is None else {"id": str(slot)}
    config: Any = {
        "displaylogo": False,
        # plotly 7 shows a button that sends the chart to a cloud service unless it is told not to.
        "showSendToCloud": False,
        "responsive": True,
        "displayModeBar": "hover" if select else False,
        "modeBarButtonsToRemove": ["autoScale2d", "toImage"],
        "scrollZoom": False,
        "doubleClick": "reset",
        "showTips": False,
    }
    drawn = dcc.Graph(
        figure=without_data() if figure is None else figure,
        config=config,
        responsive=True,
        style={"height": f"{height}px"},
        className="chart-canvas",
        **given,
    )
    return html.Div(drawn, className="chart", role="figure", style={"minHeight": f"{height}px"}, **aria(label=label))
