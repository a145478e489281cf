"""Slides of a deck: how words are set and how high they stand, where the next block goes, when a new slide begins."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Emu, Inches, Pt

from services.domain.views import Phrase
from services.rendering.measures import lines
from services.rendering.texts import clean

EDGE, TOP, BOTTOM = Inches(0.7), Inches(1.5), Inches(0.65)
GAP = Inches(0.16)
QUIET, INK = "#566176", "#1F2937"
# Ink of what lies on a light ground of its own, whatever the slide's ground is; bars of this colour are ink, too.
ON_LIGHT = "#0F172A"
_LIGHTER = 0.28
# Letters are about so wide and lines so high, in sizes of the letters.
_LETTER, _LINE = 0.54, 1.36


def colour(code: str) -> RGBColor:
    """`#RRGGBB` as python-pptx has it."""
    found: RGBColor = RGBColor.from_string(code.removeprefix("#"))
    return found


def paint(font: Any, code: str) -> None:
    """Ink is the theme's own colour of text: it reads on whatever ground a master has. Other colours stay."""
    if code not in (INK, QUIET):
        font.color.rgb = colour(code)
        return
    font.color.theme_color = MSO_THEME_COLOR.TEXT_1
    if code == QUIET:
        font.color.brightness = _LIGHTER


def height_of(words: str, size: float, wide: int) -> int:
    """Height that words of this size in points take in this width, generously."""
    return int(Pt(size) * _LINE * lines(words, wide / Pt(size) / _LETTER))


@dataclass(frozen=True, slots=True)
class Look:
    """How words are set: size in points."""

    size: float = 14
    colour: str = INK
    bold: bool = False
    right: bool = False
    middle: bool = False


def put(slide: Any, box: tuple[int, int, int, int], words: str | tuple[Phrase, ...], look: Look = Look()) -> Any:
    """A text box at left, top, width, height; phrases keep their weights and colours."""
    shape = slide.shapes.add_textbox(*map(Emu, box))
    fill(shape.text_frame, words, look)
    return shape


def fill(frame: Any, words: str | tuple[Phrase, ...], look: Look) -> None:
    """Sets the words of a frame."""
    frame.word_wrap = True
    frame.margin_left = frame.margin_right = frame.margin_top = frame.margin_bottom = 0
    if look.middle:
        frame.vertical_anchor = MSO_ANCHOR.MIDDLE
    paragraph = frame.paragraphs[0]
    paragraph.alignment = PP_ALIGN.RIGHT if look.right else PP_ALIGN.LEFT
    for part in (Phrase(words),) if isinstance(words, str) else words:
        run = paragraph.add_run()
        run.text = clean(part.text).replace("\n", " ").replace("\v", " ")
        run.font.size, run.font.bold = Pt(look.size), look.bold or part.strong
        paint(run.font, look.colour)


def bar(slide: Any, box: tuple[int, int, int, int], code: str) -> Any:
    """A flat rectangle; without the style that would give it the theme's shadow."""
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Emu, box))
    shape.element.remove(shape.element.find(qn("p:style")))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(code)
    shape.line.fill.background()
    return shape


@dataclass(slots=True)
class Flow:
    """A part of the report over as many slides as it needs; begin(): a new slide that carries its title.

    top: where the room under the title begins.
    """

    begin: Callable[[], Any]
    width: int
    height: int
    top: int = int(TOP)
    slide: Any = None
    y: int = 0

    @property
    def left_over(self) -> int:
        """Height that is free on the slide."""
        return self.height - BOTTOM - self.y if self.slide else 0

    @property
    def whole(self) -> int:
        """Height of an empty slide."""
        return int(self.height - BOTTOM - self.top)

    def room(self, height: int) -> tuple[Any, tuple[int, int, int, int]]:
        """A slide and a box of this height on it; a new slide where the last one is too full."""
        if self.slide is None or (self.left_over < height and self.y > self.top):
            self.slide, self.y = self.begin(), self.top
        box = (int(EDGE), self.y, self.wide, int(height))
        self.y += int(height) + int(GAP)
        return self.slide, box

    def on_a_slide(self) -> None:
        """Begins a slide where none is begun, and takes no room on it."""
        if self.slide is None:
            self.slide, self.y = self.begin(), self.top

    @property
    def wide(self) -> int:
        """Width between the edges."""
        return int(self.width - 2 * EDGE)
