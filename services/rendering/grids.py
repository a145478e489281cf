"""Native tables of PPTX, over as many slides as their rows need."""

from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches

from services.claiming.language import Language
from services.domain.colours import heat_colour, ink_on, segment_colour
from services.domain.documents import Cell, Table
from services.rendering.cells import cell_range, cell_text, is_right
from services.rendering.decks import INK, QUIET, Flow, Look, colour, fill, put
from services.reports.languages import word
from services.reports.words import Word

_TITLE, _ROW, _DENSE = int(Inches(0.34)), int(Inches(0.36)), int(Inches(0.27))
_MANY = 10
# An empty cell would be as high as the largest letters of the master.
_EMPTY = "\u00a0"
# PowerPoint's own "No Style, No Grid".
_BARE = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"


def add_table(flow: Flow, table: Table, language: Language) -> None:
    """Title, heads and rows; heads again on every slide."""
    rows, high = table.rows[: table.printed], _DENSE if len(table.columns) > _MANY else _ROW
    notes = [word(Word.MORE_ROWS, language, rows=f"{table.left_out:,}")] if table.left_out else []
    notes += [table.note] if table.note else []
    below = int(Inches(0.5)) * len(notes)
    if flow.left_over < _TITLE + high * (len(rows) + 1) + below <= flow.whole:
        flow.slide = None
    start = 0
    while start < len(rows) or not start:
        fewest = min(len(rows) - start, 3)
        if flow.slide is None or flow.left_over < _TITLE + high * (fewest + 1):
            flow.slide = None
            flow.room(0)
            flow.y -= int(Inches(0.16))
        fitting = max((flow.left_over - _TITLE - below) // high - 1, 1)
        part = rows[start : start + fitting]
        slide, box = flow.room(_TITLE + high * (len(part) + 1))
        put(slide, (*box[:3], _TITLE), table.title, Look(14, INK, bold=True))
        _grid(slide, (box[0], box[1] + _TITLE, box[2], high * (len(part) + 1)), (table, start, language), part)
        start += max(len(part), 1)
    for note in notes:
        slide, box = flow.room(int(Inches(0.3)))
        put(slide, box, note, Look(10, QUIET))


def _grid(slide: Any, box: tuple[int, int, int, int], what: tuple[Table, int, Language], rows: Any) -> None:
    table, start, language = what
    frame = slide.shapes.add_table(len(rows) + 1, len(table.columns), *map(Emu, box))
    grid = frame.table
    frame.element.graphic.graphicData.tbl.tblPr.find(qn("a:tableStyleId")).text = _BARE
    grid.horz_banding = False
    _widths(grid, table, box[2])
    size = 12 if len(table.columns) <= _MANY else 8
    for place, column in enumerate(table.columns):
        _set(grid.cell(0, place), column.name, Look(size - 1, QUIET, bold=True, right=is_right(column)))
    for number, row in enumerate(rows):
        for place, cell in enumerate(row):
            _cell(grid.cell(number + 1, place), (table, start + number, place, language), cell, size)


def _cell(target: Any, where: tuple[Table, int, int, Language], cell: Cell, size: float) -> None:
    table, number, place, language = where
    column = table.columns[place]
    words = "" if cell is None and table.shades else cell_text(cell, column, language)
    between = cell_range(cell, language)
    shade = table.shades[number][place] if table.shades else None
    ink = INK
    if shade is not None:
        target.fill.solid()
        target.fill.fore_color.rgb = colour(heat_colour(shade))
        ink = ink_on(heat_colour(shade))
    if table.segments and not place:
        ink = segment_colour(table.segments[number])
    _set(
        target,
        (f"{words} ({between})" if between else words) or _EMPTY,
        Look(size, ink, bold=not place, right=is_right(column)),
    )


def _set(target: Any, words: str, look: Look) -> None:
    fill(target.text_frame, words, look)
    target.vertical_anchor = MSO_ANCHOR.MIDDLE
    target.margin_left = target.margin_right = Inches(0.05)
    target.margin_top = target.margin_bottom = Inches(0.02)


def _widths(grid: Any, table: Table, wide: int) -> None:
    """The first column gets twice the room of the others."""
    parts = [2.0 if not place else 1.0 for place in range(len(table.columns))]
    for column, part in zip(grid.columns, parts, strict=True):
        column.width = Emu(int(wide * part / sum(parts)))
