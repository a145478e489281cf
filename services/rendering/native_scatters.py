"""Points in native charts of PPTX: PowerPoint draws them, and people edit their figures."""

from typing import Any

from lxml import etree
from pptx.chart.data import XyChartData
from pptx.chart.xlsx import XyWorkbookWriter
from pptx.enum.chart import (
    XL_AXIS_CROSSES,
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pptx.util import Inches, Pt

from services.domain.scatters import Axis, Dots, Scatter
from services.rendering.decks import INK, QUIET, colour, paint
from services.rendering.native import SHADE, inert_workbook
from services.rendering.scales import Scale, scales
from services.rendering.scatters import shape_of
from services.rendering.texts import one_line

LEAST_HIGH = int(Inches(3.4))
# Left, top, width and height of the plane, as parts of the whole, where names need room at its left.
BESIDE_NAMES = {"x": 0.16, "y": 0.1, "width": 0.81, "height": 0.74}


class _Workbook(XyWorkbookWriter):
    """The figures behind a chart, in a workbook in which no name is a formula."""

    @property
    def xlsx_blob(self) -> bytes:
        """As the library asks for it."""
        return inert_workbook(self._populate_worksheet)


class _Data(XyChartData):
    @property
    def _workbook_writer(self) -> _Workbook:
        return _Workbook(self)


def add_scatter(slide: Any, box: tuple[int, int, int, int], scatter: Scatter) -> Any:
    """The points in this box; its frame has the words for those who cannot see it."""
    data = _Data(number_format="General")
    # LibreOffice loses the points of a series that is followed by a longer one.
    groups = sorted(enumerate(scatter.dots), key=lambda group: -len(group[1].x))
    for _, dots in groups:
        _add(data, one_line(dots.name), dots.x, dots.y)
    (across, along), names = scales(scatter), scatter.along.names
    if names:
        # Axes of figures have no words: they stand beside points that nobody sees.
        _add(data, one_line(scatter.along.title), (across.low,) * len(names), tuple(range(len(names))))
    frame = slide.shapes.add_chart(XL_CHART_TYPE.XY_SCATTER, *box, data)
    frame.element.nvGraphicFramePr.cNvPr.set("descr", one_line(scatter.words))
    drawn = frame.chart
    drawn.font.size, drawn.has_title = Pt(11), False
    paint(drawn.font, INK)
    every = list(drawn.plots[0].series)
    for series, (place, dots) in zip(every, groups, strict=False):
        _paint(series, dots, XL_MARKER_STYLE[shape_of(place).name])
    if names:
        _name(every[-1], names)
        _leave_room(drawn)
    _legend(drawn, scatter)
    _axis(drawn.category_axis, scatter.across, across)
    _axis(drawn.value_axis, scatter.along, along)
    return frame


def _add(data: Any, name: str, x: tuple[float, ...], y: tuple[float, ...]) -> None:
    series = data.add_series(name)
    for point in zip(x, y, strict=True):
        series.add_data_point(*point)


def _paint(series: Any, dots: Dots, style: Any) -> None:
    series.format.line.fill.background()
    series.marker.style, series.marker.size = style, 5
    series.marker.format.fill.solid()
    series.marker.format.fill.fore_color.rgb = colour(dots.colour)
    series.marker.format.line.fill.background()


def _name(series: Any, names: tuple[str, ...]) -> None:
    """Words at the points of this series, which have no marks of their own."""
    series.format.line.fill.background()
    series.marker.style = XL_MARKER_STYLE.NONE
    for place, name in enumerate(names):
        label = series.points[place].data_label
        label.has_text_frame = True
        label.text_frame.text = one_line(name)
        label.position = XL_LABEL_POSITION.LEFT


def _leave_room(drawn: Any) -> None:
    """The plane where names have room beside it, which the library cannot say."""
    area = drawn._chartSpace.find(f".//{qn('c:plotArea')}")  # noqa: SLF001  (no public name for it)
    for old in area.findall(qn("c:layout")):
        area.remove(old)
    layout = etree.Element(qn("c:layout"))
    manual = etree.SubElement(layout, qn("c:manualLayout"))
    values = {"layoutTarget": "inner", "xMode": "edge", "yMode": "edge"}
    values |= dict(zip("xywh", map(str, BESIDE_NAMES.values()), strict=True))
    for name, value in values.items():
        etree.SubElement(manual, qn(f"c:{name}")).set("val", value)
    area.insert(0, layout)


def _legend(drawn: Any, scatter: Scatter) -> None:
    drawn.has_legend = len(scatter.dots) > 1
    if not drawn.has_legend:
        return
    drawn.legend.position, drawn.legend.include_in_layout = XL_LEGEND_POSITION.TOP, False
    drawn.legend.font.size = Pt(11)
    if scatter.along.names:
        # The points that only carry names have no entry.
        entry = etree.Element(qn("c:legendEntry"))
        etree.SubElement(entry, qn("c:idx")).set("val", str(len(scatter.dots)))
        etree.SubElement(entry, qn("c:delete")).set("val", "1")
        drawn.legend._element.find(qn("c:legendPos")).addnext(entry)  # noqa: SLF001  (no public name for it)


def _axis(axis: Any, facts: Axis, scaled: Scale) -> None:
    axis.minimum_scale, axis.maximum_scale = scaled.low, scaled.high
    if scaled.step:
        axis.major_unit = scaled.step
    # The other axis stands where the plane begins, not at nought.
    axis.crosses = XL_AXIS_CROSSES.MINIMUM
    if facts.log:
        scaling = axis._element.find(qn("c:scaling"))  # noqa: SLF001  (the library has no log axes)
        base = etree.Element(qn("c:logBase"))
        base.set("val", "10")
        scaling.insert(0, base)
    axis.format.line.color.rgb = colour("#B8C2D0")
    axis.has_major_gridlines = not (facts.bare or facts.names)
    if axis.has_major_gridlines:
        lines = axis.major_gridlines.format.line.color
        lines.theme_color, lines.brightness = MSO_THEME_COLOR.BACKGROUND_1, SHADE
    bare = facts.bare or facts.names
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.NONE if bare else XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.font.size = Pt(10)
    paint(axis.tick_labels.font, QUIET)
    axis.tick_labels.number_format, axis.tick_labels.number_format_is_linked = "General", False
    if facts.title and not facts.names:
        axis.has_title = True
        axis.axis_title.text_frame.text = one_line(facts.title)
        run = axis.axis_title.text_frame.paragraphs[0].runs[0]
        run.font.size, run.font.bold = Pt(10), False
        paint(run.font, QUIET)
    else:
        axis.has_title = False
