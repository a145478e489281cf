"""Points as vectors, for paper and for HTML: the same points that PPTX and XLSX draw natively."""

from collections.abc import Iterator

from services.domain.scatters import Dots, Scatter
from services.rendering.canvas import GRID, INK, QUIET, RULE, Canvas, Point, Shape, clipped, width_of
from services.rendering.charts import WIDTH
from services.rendering.legends import LINE, SMALL, places
from services.rendering.scales import Scale, scales

_SIZE = 10.5
# Heights of the plane: of rows with names one by one, of all others as a whole.
_ROW, _HIGH = 46.0, 300.0
_RIGHT = 10.0


def plotted(scatter: Scatter) -> Canvas:
    """The drawing, 600 units wide and as high as it needs."""
    across, along = scales(scatter)
    left, top = _left(scatter, along), _above(scatter)
    high = _ROW * len(scatter.along.names) or _HIGH
    canvas = Canvas(WIDTH, top + high + (16.0 if across.ticks else 0.0) + 18.0)
    plane = (left, top, WIDTH - left - _RIGHT, high)
    _frame(canvas, scatter, (across, along), plane)
    for shape, dots in zip(_shapes(scatter), scatter.dots, strict=True):
        canvas.shapes(list(_points(scatter, dots, (across, along), plane)), shape, dots.colour)
    _legend(canvas, scatter)
    return canvas


def shape_of(place: int) -> Shape:
    """The shape of the marks of a group, by its place; they begin again after the last."""
    return tuple(Shape)[place % len(Shape)]


def _shapes(scatter: Scatter) -> Iterator[Shape]:
    return (shape_of(place) for place in range(len(scatter.dots)))


def _left(scatter: Scatter, along: Scale) -> float:
    size = _SIZE if scatter.along.names else SMALL
    widest = max((width_of(words, size) for _, words in along.ticks), default=0.0)
    return min(widest + 14.0, 170.0) if along.ticks else 6.0


def _above(scatter: Scatter) -> float:
    """Room for the legend and for the title of the axis along the side."""
    lines = (_places(scatter)[-1][1] + 1) if len(scatter.dots) > 1 else 0
    return lines * LINE + (17.0 if scatter.along.title else 6.0) + (6.0 if lines else 0.0)


def _frame(
    canvas: Canvas, scatter: Scatter, both: tuple[Scale, Scale], plane: tuple[float, float, float, float]
) -> None:
    """Lines at round figures, the figures beside them, and what both axes mean."""
    (across, along), (left, top, wide, high) = both, plane
    for value, words in across.ticks:
        x = left + wide * across.share(value)
        canvas.line((x, top), (x, top + high), GRID if value or across.log else RULE)
        canvas.text((x, top + high + 13), words, size=SMALL, colour=QUIET, anchor="middle")
    named = bool(scatter.along.names)
    for value, words in along.ticks:
        y = top + high * (1 - along.share(value))
        if not named:
            canvas.line((left, y), (left + wide, y), GRID if value else RULE)
        size, colour = (_SIZE, INK) if named else (SMALL, QUIET)
        told = clipped(words, size, left - 12)
        canvas.text((left - 8, y + 3.4), told, size=size, colour=colour, anchor="end")
    for start, end in (((left, top), (left, top + high)), ((left, top + high), (left + wide, top + high))):
        canvas.line(start, end, RULE)
    foot = top + high + (29 if across.ticks else 14)
    told = clipped(scatter.across.title, SMALL, wide)
    canvas.text((left + wide, foot), told, size=SMALL, colour=QUIET, anchor="end")
    if scatter.along.title:
        canvas.text((2, top - 8), clipped(scatter.along.title, SMALL, WIDTH), size=SMALL, colour=QUIET)


def _points(
    scatter: Scatter, dots: Dots, both: tuple[Scale, Scale], plane: tuple[float, float, float, float]
) -> Iterator[Point]:
    (across, along), (left, top, wide, high) = both, plane
    for place, (x, y) in enumerate(zip(dots.x, dots.y, strict=True)):
        told = ", ".join(filter(None, (dots.labels[place] if dots.labels else "", dots.name, _told(scatter, x, y))))
        yield left + wide * across.share(x), top + high * (1 - along.share(y)), told


def _told(scatter: Scatter, x: float, y: float) -> str:
    """The figures of a point, where they mean something by themselves."""
    if scatter.across.bare:
        return ""
    row = f"{y:,.2f}" if not scatter.along.names else scatter.along.names[row_of(y)]
    return f"{row}: {x:,.2f}" if scatter.along.names else f"{x:,.10g}: {row}"


def row_of(y: float) -> int:
    """The row with a name in which a point lies."""
    return max(round(y), 0)


def _legend(canvas: Canvas, scatter: Scatter) -> None:
    if len(scatter.dots) < 2:
        return
    for (x, line), shape, dots in zip(_places(scatter), _shapes(scatter), scatter.dots, strict=True):
        y = 2 + line * LINE
        canvas.shapes([(x + 4.5, y + 4.8, "")], shape, dots.colour)
        canvas.text((x + 14, y + 8.2), clipped(dots.name, SMALL, WIDTH - 14), size=SMALL, colour=QUIET)


def _places(scatter: Scatter) -> list[tuple[float, int]]:
    return places([one.name for one in scatter.dots], WIDTH)
