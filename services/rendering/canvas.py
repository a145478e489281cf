"""A drawing board for charts: shapes and texts in, one SVG out; text is escaped, nothing in it is ever markup."""

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from html import escape
from typing import Any

from services.rendering.texts import one_line

INK, QUIET, GRID, RULE = "#1F2937", "#566176", "#E9EDF3", "#B8C2D0"
_NARROW, _WIDE = frozenset("iljtfr.,:;|!'()[] "), frozenset("mwMW%@—")


def width_of(text: str, size: float) -> float:
    """About how wide a text is, in the units of its size: marks above and below letters take no room."""
    return size * sum(map(_em, text))


def _em(sign: str) -> float:
    if unicodedata.combining(sign) or unicodedata.category(sign) == "Mn":
        return 0.0
    if sign in _NARROW:
        return 0.3
    if sign in _WIDE:
        return 0.88
    return 0.66 if sign.isupper() or sign.isdigit() else 0.56


def clipped(text: str, size: float, room: float) -> str:
    """The text, its end left out where it is wider than the room."""
    if width_of(text, size) <= room:
        return text
    while text and width_of(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


class Shape(StrEnum):
    """Shapes of marks, so that colour alone tells nothing; the names are those of OOXML."""

    CIRCLE = "circle"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"


# Where a mark stands, and what a reader sees who points at it.
Point = tuple[float, float, str]
_RADIUS = 2.6
# In radiuses; all shapes look about as large as the circle.
_CORNERS = {
    Shape.SQUARE: ((-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)),
    Shape.TRIANGLE: ((0.0, -1.25), (1.15, 0.85), (-1.15, 0.85)),
    Shape.DIAMOND: ((0.0, -1.3), (1.3, 0.0), (0.0, 1.3), (-1.3, 0.0)),
}


@dataclass(frozen=True, slots=True)
class Lettering:
    """One text: the point on its base line, and how it is set. anchor: start, middle or end."""

    x: float
    y: float
    words: str
    size: float = 10
    colour: str = INK
    weight: int = 400
    anchor: str = "start"


@dataclass(frozen=True, slots=True)
class Canvas:
    """Marks in the order they are painted, and the texts over them; all lengths in the same units."""

    width: float
    height: float
    marks: list[str] = field(default_factory=list)
    texts: list[Lettering] = field(default_factory=list)

    def rect(self, box: tuple[float, float, float, float], colour: str, *, round_by: float = 0, told: str = "") -> None:
        """x, y, width, height. told: what a reader sees who points at it."""
        x, y, width, height = box
        self.marks.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" rx="{round_by:g}" '
            f'fill="{escape(colour)}">{_told(told)}</rect>'
        )

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, **style: str | float) -> None:
        """Width and dash as SVG has them."""
        width, dash = style.get("width", 1), style.get("dash", "")
        dashed = f' stroke-dasharray="{dash}"' if dash else ""
        self.marks.append(
            f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
            f'stroke="{escape(colour)}" stroke-width="{width}" stroke-linecap="round"{dashed}/>'
        )

    def path(self, points: list[tuple[float, float]], colour: str) -> None:
        """A line through points."""
        if len(points) > 1:
            through = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
            self.marks.append(
                f'<polyline points="{through}" fill="none" stroke="{escape(colour)}" stroke-width="2" '
                'stroke-linejoin="round" stroke-linecap="round"/>'
            )

    def dot(self, at: tuple[float, float], radius: float, colour: str, told: str = "") -> None:
        """A filled circle with a white rim."""
        self.marks.append(
            f'<circle cx="{at[0]:.1f}" cy="{at[1]:.1f}" r="{radius:g}" fill="{escape(colour)}" stroke="#FFFFFF" '
            f'stroke-width="1.2">{_told(told)}</circle>'
        )

    def shapes(self, points: Sequence[Point], shape: Shape, colour: str) -> None:
        """Marks of one colour, one beside the other; those below show through."""
        inside = "".join(_shape(point, shape) for point in points)
        self.marks.append(f'<g fill="{escape(colour)}" fill-opacity="0.72">{inside}</g>')

    def text(self, at: tuple[float, float], words: str, **style: Any) -> None:
        """size, colour, weight, anchor as Lettering has them."""
        self.texts.append(Lettering(*at, one_line(words), **style))

    def svg(self, *, lettered: bool = True) -> str:
        """The drawing; lettered: with its texts, else whoever takes it sets them."""
        texts = map(_lettered, self.texts) if lettered else ()
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}" '
            f'width="{self.width:g}" height="{self.height:g}" font-family="Inter, Noto Sans Thai, sans-serif">'
            f"{''.join(self.marks)}{''.join(texts)}</svg>"
        )


def _shape(point: Point, shape: Shape) -> str:
    x, y, told = point
    if shape is Shape.CIRCLE:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS:g}">{_told(told)}</circle>'
    corners = " ".join(f"{x + _RADIUS * across:.1f},{y + _RADIUS * down:.1f}" for across, down in _CORNERS[shape])
    return f'<polygon points="{corners}">{_told(told)}</polygon>'


def _lettered(text: Lettering) -> str:
    return (
        f'<text x="{text.x:.1f}" y="{text.y:.1f}" font-size="{text.size}" font-weight="{text.weight}" '
        f'fill="{text.colour}" text-anchor="{text.anchor}">{escape(text.words)}</text>'
    )


def _told(words: str) -> str:
    return f"<title>{escape(one_line(words))}</title>" if words else ""
