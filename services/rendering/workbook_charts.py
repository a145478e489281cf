"""Native charts of XLSX: spreadsheets draw them from cells, and people edit both."""

from typing import Any

from xlsxwriter.workbook import Workbook

from services.domain.documents import Chart, ChartKind, Series
from services.rendering.texts import one_line

# Where the figures of a chart begin on its sheet: title, small print, heads.
FIRST_ROW = 3
_KINDS: dict[ChartKind, dict[str, Any]] = {
    ChartKind.BARS: {"type": "bar"},
    ChartKind.STACKED: {"type": "column", "subtype": "percent_stacked"},
    ChartKind.LINES: {"type": "line"},
    ChartKind.RANGES: {"type": "bar"},
}


def native_chart(book: Workbook, sheet: str, chart: Chart) -> Any:
    """A chart of the figures that stand in this sheet: names in the first column, a series in each further one."""
    drawn: Any = book.add_chart({**_KINDS[chart.kind]})
    first, last = FIRST_ROW, FIRST_ROW - 1 + len(chart.categories)
    for place, series in enumerate(chart.series, 1):
        facts: dict[str, Any] = {
            "name": [sheet, first - 1, place],
            "categories": [sheet, first, 0, last, 0],
            "values": [sheet, first, place, last, place],
            "fill": {"color": series.colour},
            "gap": 60,
        }
        if chart.kind is ChartKind.LINES:
            facts |= {"line": {"color": series.colour, "width": 2.25}, "marker": {"type": "circle", "size": 6}}
        if series.low:
            facts["y_error_bars" if chart.kind is not ChartKind.RANGES else "x_error_bars"] = _errors(series)
        drawn.add_series(facts)
    drawn.set_title({"name": as_words(chart.title), "name_font": {"size": 12, "bold": True}, "overlay": False})
    if len(chart.series) > 1:
        drawn.set_legend({"position": "bottom"})
    else:
        drawn.set_legend({"none": True})
    lying = chart.kind in (ChartKind.BARS, ChartKind.RANGES)
    across, along = (drawn.set_y_axis, drawn.set_x_axis) if lying else (drawn.set_x_axis, drawn.set_y_axis)
    # With the names turned, the values would stand on top.
    across({"reverse": lying, "line": {"color": "#B8C2D0"}, **({"crossing": "max"} if lying else {})})
    form = "0%" if chart.share or chart.kind is ChartKind.STACKED else "General"
    along({"num_format": form, "major_gridlines": {"visible": True, "line": {"color": "#E9EDF3"}}})
    drawn.set_size({"width": 720, "height": max(300, 120 + 34 * len(chart.categories) if lying else 360)})
    return drawn


def as_words(title: str) -> str:
    """The title, with a space of no width after each "!": XlsxWriter makes a formula of what looks like a cell."""
    return one_line(title).replace("!", "!\u200b")


def _errors(series: Series) -> dict[str, Any]:
    def apart(ends: tuple[float | None, ...]) -> list[float]:
        return [
            abs((end or 0.0) - (value or 0.0)) if end is not None else 0.0
            for end, value in zip(ends, series.values, strict=True)
        ]

    return {"type": "custom", "plus_values": apart(series.high), "minus_values": apart(series.low)}
