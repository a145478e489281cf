"""Charts as vectors, for paper and for HTML: the same figures that PPTX and XLSX draw natively."""

from collections.abc import Callable
from math import floor, isnan, log10

from services.claiming.numbers import MINUS
from services.domain.colours import ink_on
from services.domain.documents import Chart, ChartKind, Series
from services.rendering.canvas import GRID, INK, QUIET, RULE, Canvas, clipped, width_of
from services.rendering.legends import LINE, SMALL, places

WIDTH = 600.0
_SIZE = 10.5
_LABELS = 170.0
# Room for a figure at the end of a bar.
_FIGURE = 46.0
_LYING = 8
# More bars than these in groups are set close.
_MANY_BARS = 24


def drawn(chart: Chart) -> Canvas:
    """The drawing, 600 units wide and as high as it needs."""
    if chart.kind is ChartKind.BARS:
        return _bars(chart)
    if chart.kind is ChartKind.RANGES:
        return _ranges(chart)
    if chart.kind is ChartKind.LINES:
        return _lines(chart)
    return _lying(chart) if len(chart.categories) <= _LYING else _columns(chart)


def decimals_of(chart: Chart) -> int:
    """Decimals at which the figures of a chart can be told apart: two, more where all are small."""
    known = [abs(value) for one in chart.series for value in one.values if value is not None and not isnan(value)]
    return min(max(2, 1 - floor(log10(most))), 6) if (most := max(known, default=0.0)) > 0 else 2


def figure(value: float, *, share: bool, decimals: int = 2) -> str:
    """A value as it stands beside its mark."""
    if share:
        words = f"{value:.1%}" if 0 < value < 0.01 else f"{value:.0%}"
    else:
        words = f"{value:,.0f}" if abs(value) >= 100 else f"{value:.{decimals}f}"
    # What is left of a small figure after rounding has no sign.
    return words.removeprefix("-") if not words.strip("-0.%") else words.replace("-", MINUS)


def _left(chart: Chart) -> float:
    longest = max((width_of(name, _SIZE) for name in chart.categories), default=0.0)
    return min(max(longest + 14, 60.0), _LABELS)


def _legend(canvas: Canvas, series: tuple[Series, ...], top: float) -> None:
    for one, (x, line) in zip(series, _places(series), strict=True):
        y = top + line * LINE
        canvas.rect((x, y, 9, 9), one.colour, round_by=2)
        canvas.text((x + 14, y + 8.2), clipped(one.name, SMALL, WIDTH - 14), size=SMALL, colour=QUIET)


def _places(series: tuple[Series, ...]) -> list[tuple[float, int]]:
    return places([one.name for one in series], WIDTH)


def _legend_height(chart: Chart) -> float:
    return 24.0 + LINE * _places(chart.series)[-1][1] if len(chart.series) > 1 else 0.0


def _bars(chart: Chart) -> Canvas:
    thick, gap = (15.0, 10.0) if len(chart.series) == 1 else (9.0, 14.0)
    if len(chart.series) * len(chart.categories) > _MANY_BARS:
        thick, gap = 6.0, 7.0
    row, top, left = len(chart.series) * (thick + 2) + gap, _legend_height(chart), _left(chart)
    canvas = Canvas(WIDTH, top + row * len(chart.categories))
    if top:
        _legend(canvas, chart.series, 2)
    (zero, scale), decimals = _from_zero(chart, left), decimals_of(chart)
    if zero > left:
        canvas.line((zero, top), (zero, canvas.height), RULE)
    for place, name in enumerate(chart.categories):
        begin = top + place * row + gap / 2
        middle = begin + len(chart.series) * (thick + 2) / 2
        canvas.text((left - 10, middle + 3.2), clipped(name, _SIZE, left - 12), size=_SIZE, anchor="end")
        for number, one in enumerate(chart.series):
            value = one.values[place]
            if value is None:
                continue
            y, colour = begin + number * (thick + 2), chart.colours[place] if chart.colours else one.colour
            long, words = max(scale * abs(value), 1.5), figure(value, share=chart.share, decimals=decimals)
            begins, ends = (zero - long, zero - long - 5) if value < 0 else (zero, zero + long + 5)
            canvas.rect((begins, y, long, thick), colour, round_by=2, told=f"{name}, {one.name}: {words}")
            size = _SIZE if len(chart.series) == 1 else min(SMALL, thick + 1.2)
            anchor = "end" if value < 0 else "start"
            canvas.text((ends, y + thick / 2 + size * 0.35), words, size=size, colour=QUIET, anchor=anchor)
    return canvas


def _from_zero(chart: Chart, left: float) -> tuple[float, float]:
    """Where zero lies, and how many units one of the value takes; there is room for figures at both ends."""
    known = [value for one in chart.series for value in one.values if value is not None and not isnan(value)]
    low, most = min([*known, 0.0]), max([*known, 0.0])
    figures = _FIGURE * (2 if low < 0 else 1)
    scale = (WIDTH - left - figures) / ((most - low) or 1.0)
    return (left + _FIGURE - scale * low if low < 0 else left), scale


def _lying(chart: Chart) -> Canvas:
    thick, row, top, left = 22.0, 34.0, _legend_height(chart), _left(chart)
    canvas = Canvas(WIDTH, top + row * len(chart.categories))
    if top:
        _legend(canvas, chart.series, 2)
    for place, name in enumerate(chart.categories):
        x, y = left, top + place * row + (row - thick) / 2
        canvas.text((left - 10, y + thick / 2 + 3.5), clipped(name, _SIZE, left - 12), size=_SIZE, anchor="end")
        whole = sum(one.values[place] or 0.0 for one in chart.series) or 1.0
        for one in chart.series:
            share = (one.values[place] or 0.0) / whole
            wide, words = (WIDTH - left) * share, figure(share, share=True)
            canvas.rect((x, y, max(wide - 1.5, 0), thick), one.colour, round_by=2, told=f"{name}, {one.name}: {words}")
            if wide > width_of(words, SMALL) + 8:
                ink = ink_on(one.colour)
                canvas.text((x + wide / 2, y + thick / 2 + 3.2), words, size=SMALL, colour=ink, anchor="middle")
            x += wide
    return canvas


def _columns(chart: Chart) -> Canvas:
    top, high, left = _legend_height(chart) + 6, 190.0, 38.0
    canvas, base = Canvas(WIDTH, top + 190.0 + 24), top + 190.0
    if len(chart.series) > 1:
        _legend(canvas, chart.series, 2)
    for step in range(5):
        y = base - high * step / 4
        canvas.line((left, y), (WIDTH, y), GRID)
        canvas.text((left - 8, y + 3.2), f"{step * 25}%", size=SMALL, colour=QUIET, anchor="end")
    slot = (WIDTH - left) / len(chart.categories)
    wide = min(slot * 0.78, 34.0)
    for place, name in enumerate(chart.categories):
        x, y = left + slot * place + (slot - wide) / 2, base
        whole = sum(one.values[place] or 0.0 for one in chart.series) or 1.0
        for one in chart.series:
            tall = high * (one.values[place] or 0.0) / whole
            y -= tall
            words = figure((one.values[place] or 0.0) / whole, share=True)
            canvas.rect((x, y + 0.6, wide, max(tall - 1.0, 0)), one.colour, told=f"{name}, {one.name}: {words}")
    _along(canvas, chart.categories, (left, slot), base + 15)
    return canvas


def _along(canvas: Canvas, names: tuple[str, ...], grid: tuple[float, float], y: float) -> None:
    """Names under an axis, as many as have room."""
    left, slot = grid
    widest = max(width_of(name, SMALL) for name in names) + 10
    every = max(1, int(-(-widest // slot)))
    for place in range(0, len(names), every):
        x = min(left + slot * (place + 0.5), WIDTH - width_of(names[place], SMALL) / 2)
        canvas.text((x, y), names[place], size=SMALL, colour=QUIET, anchor="middle")


def _lines(chart: Chart) -> Canvas:
    top, high, left = _legend_height(chart) + 6, 170.0, 38.0
    canvas, base = Canvas(WIDTH, top + 170.0 + 24), top + 170.0
    if len(chart.series) > 1:
        _legend(canvas, chart.series, 2)
    low, most = _ends([value for one in chart.series for value in one.values if value is not None])
    for step in range(5):
        y = base - high * step / 4
        canvas.line((left, y), (WIDTH, y), GRID)
        words = figure(low + (most - low) * step / 4, share=chart.share)
        canvas.text((left - 8, y + 3.2), words, size=SMALL, colour=QUIET, anchor="end")
    slot = (WIDTH - left) / len(chart.categories)
    for one in chart.series:
        known = [(place, value) for place, value in enumerate(one.values) if value is not None and not isnan(value)]
        points = [(left + slot * (place + 0.5), base - high * (value - low) / (most - low)) for place, value in known]
        canvas.path(points, one.colour)
        for (place, value), point in zip(known, points, strict=True):
            told = f"{chart.categories[place]}, {one.name}: {figure(value, share=chart.share)}"
            canvas.dot(point, 3.4, one.colour, told)
    _along(canvas, chart.categories, (left, slot), base + 15)
    return canvas


def _ranges(chart: Chart) -> Canvas:
    row, top, left, right = 26.0, 20.0, _left(chart), 130.0
    canvas = Canvas(WIDTH, top + row * len(chart.categories) + 20)
    one, bottom = chart.series[0], top + row * len(chart.categories)
    every = [value for part in (one.values, one.low, one.high) for value in part if value is not None]
    step, steps = _round_steps(1.05 * max([*every, *([chart.mark[0]] if chart.mark else [])], default=1.0))

    def across(value: float) -> float:
        return left + (WIDTH - left - right) * value / (step * steps)

    for place in range(steps + 1):
        value = step * place
        canvas.line((across(value), top), (across(value), bottom), GRID)
        words = figure(value, share=chart.share, decimals=decimals_of(chart))
        canvas.text((across(value), bottom + 14), words, size=SMALL, colour=QUIET, anchor="middle")
    if chart.mark:
        canvas.line((across(chart.mark[0]), top - 4), (across(chart.mark[0]), bottom), RULE, width=1.4, dash="4 3")
        words = f"{chart.mark[1]} {figure(chart.mark[0], share=chart.share)}"
        canvas.text((across(chart.mark[0]), top - 8), words, size=SMALL, colour=QUIET, anchor="middle")
    for place, name in enumerate(chart.categories):
        _range(canvas, chart, place, (across, top + row * (place + 0.5)))
        y = top + row * (place + 0.5) + 3.5
        canvas.text((left - 10, y), clipped(name, _SIZE, left - 12), size=_SIZE, anchor="end")
    return canvas


def _round_steps(most: float) -> tuple[float, int]:
    """A round step and how many of them reach as far: three to five."""
    whole = 10.0 ** floor(log10(most)) if most > 0 else 1.0
    step = next(whole * part for part in (0.2, 0.5, 1.0, 2.0) if most <= 5 * whole * part)
    return step, max(int(-(-most // step)), 1)


def _range(canvas: Canvas, chart: Chart, place: int, where: tuple[Callable[[float], float], float]) -> None:
    """One dot with its interval, and both as words at the right."""
    one, (across, y) = chart.series[0], where
    value = one.values[place]
    if value is None:
        return
    words, low, high = figure(value, share=chart.share), _at(one.low, place), _at(one.high, place)
    if low is not None and high is not None:
        canvas.line((across(low), y), (across(high), y), one.colour, width=3)
        words += f"  ({figure(low, share=chart.share)}–{figure(high, share=chart.share)})"
    canvas.dot((across(value), y), 5, one.colour, f"{chart.categories[place]}: {words}")
    canvas.text((WIDTH, y + 3.5), words, size=SMALL, colour=INK, anchor="end")


def _at(values: tuple[float | None, ...], place: int) -> float | None:
    return values[place] if place < len(values) else None


def _ends(values: list[float]) -> tuple[float, float]:
    """Round ends of an axis around these values; an axis of shares or scores ends at 0 and 1."""
    known = [value for value in values if not isnan(value)]
    low, most = min([*known, 0.0]), max([*known, 0.1])
    return (min(low, 0.0), 1.0) if most <= 1.0 else (low, most * 1.05)
