"""Native charts of PPTX: PowerPoint draws them, and people edit their figures."""

from collections.abc import Callable
from io import BytesIO
from math import isnan
from typing import Any

import xlsxwriter
from lxml import etree
from pptx.chart.data import CategoryChartData
from pptx.chart.xlsx import CategoryWorkbookWriter
from pptx.enum.chart import XL_CHART_TYPE, XL_LEGEND_POSITION, XL_TICK_LABEL_POSITION
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from services.domain.documents import Chart, ChartKind, Series
from services.rendering.charts import decimals_of
from services.rendering.decks import INK, ON_LIGHT, QUIET, colour, paint
from services.rendering.texts import one_line

_LYING = 8
# Names of more series than these are set smaller, and so are names and figures of more bars.
_MANY_SERIES, _MANY_BARS = 6, 16
SHADE = -0.09
_LEAST, _A_BAR, _AROUND = Inches(2.7), Pt(9), Inches(1.3)


def inert_workbook(fill: Callable[[Any, Any], None]) -> bytes:
    """The figures behind a chart; the library's own writer would make a formula of a name that begins with "="."""
    out = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as workbook:
        fill(workbook, workbook.add_worksheet())
    return out.getvalue()


class _Workbook(CategoryWorkbookWriter):
    """The figures behind a chart, in a workbook in which no name is a formula."""

    @property
    def xlsx_blob(self) -> bytes:
        """As the library asks for it."""
        return inert_workbook(self._populate_worksheet)


class _Data(CategoryChartData):
    @property
    def _workbook_writer(self) -> _Workbook:
        return _Workbook(self)


def add_chart(slide: Any, box: tuple[int, int, int, int], chart: Chart) -> Any:
    """The chart in this box; its frame has the words for those who cannot see it."""
    data = _Data(number_format="0%" if chart.share else _plain(chart))
    data.categories = [one_line(name) for name in chart.categories]
    for series in chart.series:
        data.add_series(one_line(series.name), [_number(value) for value in series.values])
    frame = slide.shapes.add_chart(_kind(chart), *box, data)
    frame.element.nvGraphicFramePr.cNvPr.set("descr", one_line(chart.words))
    _dress(frame.chart, chart)
    return frame


def least_high(chart: Chart) -> int:
    """The least height at which the figures beside its bars do not lie on each other."""
    if chart.kind is not ChartKind.BARS:
        return int(_LEAST)
    return max(int(_LEAST), int(_AROUND) + int(_A_BAR) * len(chart.categories) * len(chart.series))


def _plain(chart: Chart) -> str:
    return f"0.{'0' * decimals_of(chart)}"


def _number(value: float | None) -> float | None:
    return None if value is None or isnan(value) else value


def _kind(chart: Chart) -> Any:
    if chart.kind is ChartKind.LINES:
        return XL_CHART_TYPE.LINE_MARKERS
    if chart.kind is ChartKind.STACKED:
        lying = len(chart.categories) <= _LYING
        return XL_CHART_TYPE.BAR_STACKED_100 if lying else XL_CHART_TYPE.COLUMN_STACKED_100
    return XL_CHART_TYPE.BAR_CLUSTERED


def _dress(drawn: Any, chart: Chart) -> None:
    drawn.font.size = Pt(11)
    paint(drawn.font, INK)
    drawn.has_title = False
    drawn.has_legend = len(chart.series) > 1
    if drawn.has_legend:
        drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
        drawn.legend.font.size = Pt(11 if len(chart.series) <= _MANY_SERIES else 9)
    _axes(drawn, chart)
    plot = drawn.plots[0]
    if chart.kind is not ChartKind.LINES:
        plot.gap_width = 45
        plot.overlap = 100 if chart.kind is ChartKind.STACKED else 0
    for series, facts in zip(plot.series, chart.series, strict=True):
        _paint(series, facts, chart)


def _axes(drawn: Any, chart: Chart) -> None:
    names, values = drawn.category_axis, drawn.value_axis
    lying = chart.kind in (ChartKind.BARS, ChartKind.RANGES) or (
        chart.kind is ChartKind.STACKED and len(chart.categories) <= _LYING
    )
    names.reverse_order = lying
    names.tick_labels.font.size = Pt(11 if len(chart.categories) <= _LYING else 9)
    names.format.line.color.rgb = colour("#B8C2D0")
    names.has_major_gridlines = False
    if lying:
        # The axis of values goes to the foot again: it turns with the order of the names.
        names.tick_label_position = XL_TICK_LABEL_POSITION.LOW
        values.tick_label_position = XL_TICK_LABEL_POSITION.HIGH
    values.format.line.fill.background()
    # A shade of the ground, whatever that is: lines that are light on white would shine on the dark.
    lines = values.major_gridlines.format.line.color
    lines.theme_color, lines.brightness = MSO_THEME_COLOR.BACKGROUND_1, SHADE
    values.tick_labels.font.size = Pt(10)
    paint(values.tick_labels.font, QUIET)
    values.tick_labels.number_format = "0%" if chart.share or chart.kind is ChartKind.STACKED else "General"
    values.tick_labels.number_format_is_linked = False
    known = [value for one in chart.series for value in one.values if value is not None]
    if chart.kind is ChartKind.RANGES or (chart.kind is ChartKind.LINES and min(known, default=0) >= 0):
        values.minimum_scale = 0
    if chart.kind is ChartKind.LINES and 0.5 < max(known, default=0) <= 1:
        values.maximum_scale = 1


def _paint(series: Any, facts: Series, chart: Chart) -> None:
    if chart.kind is ChartKind.LINES:
        series.smooth = False
        series.format.line.color.rgb, series.format.line.width = colour(facts.colour), Pt(2.25)
        series.marker.format.fill.solid()
        series.marker.format.fill.fore_color.rgb = colour(facts.colour)
        return
    # Bars below zero would be hollow otherwise.
    series.invert_if_negative = False
    series.format.fill.solid()
    if facts.colour == ON_LIGHT:
        series.format.fill.fore_color.theme_color = MSO_THEME_COLOR.TEXT_1
    else:
        series.format.fill.fore_color.rgb = colour(facts.colour)
    if chart.kind is ChartKind.BARS:
        labels = series.data_labels
        labels.show_value, labels.number_format = True, "0%" if chart.share else _plain(chart)
        bars = len(chart.categories) * len(chart.series)
        labels.number_format_is_linked, labels.font.size = False, Pt(10 if bars <= _MANY_BARS else 7)
    if facts.low:
        _error_bars(series, facts)


def _error_bars(series: Any, facts: Series) -> None:
    """Intervals as PowerPoint's own error bars, which python-pptx does not make."""
    parts = series._element  # noqa: SLF001  (a series has no public name for it)
    bars = etree.SubElement(parts, qn("c:errBars"))
    for name, said in (("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "0")):
        etree.SubElement(bars, qn(f"c:{name}")).set("val", said)
    for name, ends in (("plus", facts.high), ("minus", facts.low)):
        holder = etree.SubElement(etree.SubElement(bars, qn(f"c:{name}")), qn("c:numLit"))
        etree.SubElement(holder, qn("c:formatCode")).text = "General"
        etree.SubElement(holder, qn("c:ptCount")).set("val", str(len(ends)))
        for place, (end, value) in enumerate(zip(ends, facts.values, strict=True)):
            point = etree.SubElement(holder, qn("c:pt"))
            point.set("idx", str(place))
            etree.SubElement(point, qn("c:v")).text = repr(
                abs((end or 0.0) - (value or 0.0)) if end is not None else 0.0
            )
    # The schema has them before the categories.
    parts.find(qn("c:cat")).addprevious(bars)
