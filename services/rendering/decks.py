"""Slides of a deck: where the next block goes, and when a new slide begins."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pptx.dml.color import RGBColor
from pptx.enum.text import MSO_ANCHOR, PP_ALIGN
from pptx.util import Emu, Inches, Pt

from services.domain.views import Phrase
from services.rendering.texts import clean

EDGE, TOP, BOTTOM = Inches(0.7), Inches(1.5), Inches(0.65)
QUIET, INK = "#566176", "#1F2937"


def colour(code: str) -> RGBColor:
    """`#RRGGBB` as python-pptx has it."""
    found: RGBColor = RGBColor.from_string(code.removeprefix("#"))
    return found


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
        run.font.color.rgb = colour(look.colour)


@dataclass(slots=True)
class Flow:
    """A part of the report over as many slides as it needs; begin(): a new slide that carries its title."""

    begin: Callable[[], Any]
    width: int
    height: int
    slide: Any = None
    y: int = 0
    filled: list[Any] = field(default_factory=list)

    @property
    def left_over(self) -> int:
        """Height that is free on the slide."""
        return self.height - BOTTOM - self.y if self.slide else 0

    @property
    def whole(self) -> int:
        """Height of an empty slide."""
        return int(self.height - BOTTOM - TOP)

    def room(self, height: int) -> tuple[Any, tuple[int, int, int, int]]:
        """A slide and a box of this height on it; a new slide where the last one is too full."""
        if self.slide is None or (self.left_over < height and self.y > TOP):
            self.slide, self.y = self.begin(), int(TOP)
        box = (int(EDGE), self.y, int(self.width - 2 * EDGE), int(height))
        self.y += int(height) + int(Inches(0.16))
        return self.slide, box
