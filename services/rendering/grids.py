"""Native tables of PPTX, over as many slides as their rows need."""

from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from services.claiming.language import Language
from services.domain.colours import heat_colour, ink_on, segment_colour
from services.domain.documents import Table
from services.rendering.cells import cell_range, cell_text, is_right
from services.rendering.decks import GAP, INK, QUIET, Flow, Look, colour, fill, height_of, put
from services.rendering.measures import heights, widths
from services.reports.languages import word
from services.reports.words import Word

_TITLE, _ROW, _CLOSE, _DENSE = (int(Inches(high)) for high in (0.34, 0.36, 0.3, 0.27))
_MANY = 10
# Fewer rows than these never stand alone on a slide.
_FEWEST = 3
# An empty cell would be as high as the largest letters of the master.
_EMPTY = "\u00a0"
# PowerPoint's own "No Style, No Grid".
_BARE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


@dataclass(frozen=True, slots=True)
class _Laid:
    """A table laid out: its words by row and column, and widths and heights in EMU."""

    table: Table
    heads: tuple[str, ...]
    words: tuple[tuple[str, ...], ...]
    widths: list[int]
    head: int
    heights: list[int]
    size: float


def add_table(flow: Flow, table: Table, language: Language) -> None:
    """Title, heads and rows; heads again on every slide."""
    notes = [word(Word.MORE_ROWS, language, rows=f"{table.left_out:,}")] if table.left_out else []
    notes += [table.note] if table.note else []
    below = sum(height_of(note, 10, flow.wide) + int(GAP) for note in notes)
    laid = _lay_out(table, flow, language, below)
    above = _TITLE + laid.head
    if flow.left_over < above + sum(laid.heights) + below <= flow.whole:
        flow.slide = None
    start = 0
    while start < len(laid.words) or not start:
        if flow.slide is None or flow.left_over < above + sum(laid.heights[start : start + _FEWEST]):
            flow.slide = None
        flow.on_a_slide()
        stop = start + _fitting(laid.heights[start:], flow.left_over - above - below)
        slide, box = flow.room(above + sum(laid.heights[start:stop]))
        put(slide, (*box[:3], _TITLE), table.title, Look(14, INK, bold=True))
        _grid(slide, (box[0], box[1] + _TITLE), laid, range(start, stop))
        start = max(stop, start + 1)
    for note in notes:
        slide, box = flow.room(height_of(note, 10, flow.wide))
        put(slide, box, note, Look(10, QUIET))


def _lay_out(table: Table, flow: Flow, language: Language, below: int) -> _Laid:
    """Rows stand closer where that puts all of them on one slide."""
    size, least = (8.0, _DENSE) if len(table.columns) > _MANY else (12.0, _ROW)
    heads = tuple(column.name for column in table.columns)
    rows = range(len(table.rows[: table.printed]))
    words = tuple(tuple(_words(table, row, place, language) for place in range(len(heads))) for row in rows)
    columns = widths(heads, words, flow.wide)
    head = heights([heads], columns, size - 1, least)[0]
    high = heights(words, columns, size, least)
    close = heights(words, columns, size, min(least, _CLOSE))
    if _TITLE + head + sum(high) + below > flow.whole >= _TITLE + head + sum(close) + below:
        high = close
    return _Laid(table, heads, words, columns, head, high, size)


def _fitting(high: list[int], room: int) -> int:
    """How many rows fit, one at least; a few less where all but one or two would."""
    fitting = max(sum(below <= room for below in accumulate(high)), min(1, len(high)))
    alone = len(high) - fitting
    return fitting - (_FEWEST - alone) if 0 < alone < _FEWEST and fitting > 2 * _FEWEST else fitting


def _grid(slide: Any, corner: tuple[int, int], laid: _Laid, rows: range) -> None:
    high = [laid.head, *(laid.heights[row] for row in rows)]
    box = (*corner, sum(laid.widths), sum(high))
    frame = slide.shapes.add_table(len(high), len(laid.widths), *map(Emu, box))
    grid = frame.table
    frame.element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _BARE
    grid.horz_banding = False
    for column, width in zip(grid.columns, laid.widths, strict=True):
        column.width = Emu(width)
    for line, height in zip(grid.rows, high, strict=True):
        line.height = Emu(height)
    for place, column in enumerate(laid.table.columns):
        look = Look(laid.size - 1, QUIET, bold=True, right=is_right(column))
        _set(grid.cell(0, place), column.name, look)
        for number, row in enumerate(rows):
            _cell(grid.cell(number + 1, place), laid, row, place)


def _cell(target: Any, laid: _Laid, row: int, place: int) -> None:
    table, ink = laid.table, INK
    shade = table.shades[row][place] if table.shades else None
    if shade is not None:
        target.fill.solid()
        target.fill.fore_color.rgb = colour(heat_colour(shade))
        ink = ink_on(heat_colour(shade))
    if table.segments and not place:
        ink = segment_colour(table.segments[row])
    look = Look(laid.size, ink, bold=not place, right=is_right(table.columns[place]))
    _set(target, laid.words[row][place] or _EMPTY, look)


def _words(table: Table, row: int, place: int, language: Language) -> str:
    """The cell with its interval; "" where a shaded one is blank."""
    cell = table.rows[row][place]
    words = "" if cell is None and table.shades else cell_text(cell, table.columns[place], language)
    between = cell_range(cell, language)
    return f"{words} ({between})" if between else words


def _set(target: Any, words: str, look: Look) -> None:
    fill(target.text_frame, words, look)
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    target.margin_left = target.margin_right = Inches(0.05)
    target.margin_top = target.margin_bottom = Inches(0.02)
