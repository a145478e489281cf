"""Points in native charts of XLSX: spreadsheets draw them from cells, and people edit both."""

from typing import Any

from services.domain.scatters import Axis, Scatter
from services.rendering.books import LINE, Book, put_cell, put_text
from services.rendering.measures import lines
from services.rendering.native_scatters import BESIDE_NAMES
from services.rendering.points import points_table
from services.rendering.scales import Scale, scales
from services.rendering.scatters import shape_of
from services.rendering.sheets import column_width
from services.rendering.workbook_charts import FIRST_ROW, as_words

# Rows that stand beside the chart, and columns that it covers.
_PRINTED, _CHART_WIDE = 26, 13


def add_scatter(book: Book, scatter: Scatter) -> None:
    """A sheet with a row a point, and beside them a chart of this workbook's own that reads them."""
    table, sheet = points_table(scatter, book.language), book.sheet(scatter.title)
    for place, column in enumerate(table.columns):
        sheet.set_column(place, place, max(column_width(table, place), 14))
        right = {"align": "right"} if place >= len(table.columns) - 2 else {}
        head = book.look(bold=True, bottom=2, text_wrap=True, valign="bottom", **right)
        if not place:
            put_text(sheet, 0, 0, scatter.title, book.look(bold=True, font_size=13))
            # Below the points it would run on behind the chart.
            put_text(sheet, 1, 0, scatter.note, book.look(font_color="#566176"))
            sheet.set_row(2, LINE * max(lines(one.name, 12) for one in table.columns))
        put_text(sheet, FIRST_ROW - 1, place, column.name, head)
    looks = [book.look()] * (len(table.columns) - 2) + [book.look(num_format="0.000")] * 2
    both = scales(scatter)
    rows = [*table.rows, *_names(scatter, both[0].low, len(table.columns))]
    for line, row in enumerate(rows, FIRST_ROW):
        for place, (cell, form) in enumerate(zip(row, looks, strict=True)):
            put_cell(sheet, (line, place), cell if isinstance(cell, str | int | float) else None, form)
    # On paper the chart with the first points; all of them would be many pages.
    sheet.print_area(0, 0, FIRST_ROW + _PRINTED, len(table.columns) + _CHART_WIDE)
    sheet.insert_chart(2, len(table.columns) + 1, _native(book, (sheet.get_name(), len(table.columns)), scatter, both))


def _names(scatter: Scatter, start: float, columns: int) -> list[tuple[str | float, ...]]:
    """Where the names of rows stand: axes of figures have no words."""
    blank = ("",) * (columns - 3)
    return [(name, *blank, start, float(place)) for place, name in enumerate(scatter.along.names)]


def _native(book: Book, where: tuple[str, int], scatter: Scatter, both: tuple[Scale, Scale]) -> Any:
    """where: the sheet, and how many columns its table has."""
    (sheet, columns), (across, along) = where, both
    drawn: Any = book.book.add_chart({"type": "scatter"})
    row = FIRST_ROW
    for place, dots in enumerate(scatter.dots):
        marker = {"type": shape_of(place).value, "size": 4, "fill": {"color": dots.colour}, "border": {"none": True}}
        if dots.x:
            drawn.add_series({"name": [sheet, row, 0], **_cells(sheet, (row, len(dots.x)), columns), "marker": marker})
        row += len(dots.x)
    names = scatter.along.names
    if names:
        custom = [{"value": f"\u200b{as_words(name)}"} for name in names]
        labels = {"value": True, "custom": custom, "position": "left"}
        cells = _cells(sheet, (row, len(names)), columns)
        drawn.add_series({"name": "\u200b", **cells, "marker": {"type": "none"}, "data_labels": labels})
    drawn.set_title({"name": as_words(scatter.title), "name_font": {"size": 12, "bold": True}, "overlay": False})
    groups = sum(1 for dots in scatter.dots if dots.x)
    drawn.set_legend(
        {"position": "bottom", **({"delete_series": [groups]} if names else {})} if groups > 1 else {"none": True}
    )
    drawn.set_x_axis(_axis(scatter.across, across))
    drawn.set_y_axis(_axis(scatter.along, along))
    if names:
        drawn.set_plotarea({"layout": BESIDE_NAMES})
    drawn.set_size({"width": 760, "height": 460})
    return drawn


def _cells(sheet: str, rows: tuple[int, int], columns: int) -> dict[str, list[Any]]:
    """Where x and y of so many points stand, from this row on."""
    first, many = rows
    last = first + many - 1
    return {
        "categories": [sheet, first, columns - 2, last, columns - 2],
        "values": [sheet, first, columns - 1, last, columns - 1],
    }


def _axis(axis: Axis, scaled: Scale) -> dict[str, Any]:
    bare = bool(axis.bare or axis.names)
    facts: dict[str, Any] = {
        "min": scaled.low,
        "max": scaled.high,
        # Both axes cross where the plane begins, not at nought.
        "crossing": "min",
        "num_format": "General",
        "line": {"color": "#B8C2D0"},
        "major_gridlines": {"visible": not bare, "line": {"color": "#E9EDF3"}},
        "label_position": "none" if bare else "low",
        "major_tick_mark": "none",
    }
    if scaled.step:
        facts["major_unit"] = scaled.step
    if axis.log:
        facts["log_base"] = 10
    if axis.title and not axis.names:
        facts |= {"name": as_words(axis.title), "name_font": {"size": 9, "bold": False, "color": "#566176"}}
    return facts
