"""A drawing board for charts: shapes and texts in, one SVG out; text is escaped, nothing in it is ever markup."""

import unicodedata
from dataclasses import dataclass, field
from html import escape

INK, QUIET, GRID, RULE = "#1F2937", "#566176", "#E9EDF3", "#B8C2D0"
FAMILY = "Inter, Noto Sans Thai, sans-serif"
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


@dataclass(frozen=True, slots=True)
class Canvas:
    """Marks in the order they are painted; all lengths in the same units."""

    width: float
    height: float
    marks: list[str] = field(default_factory=list)

    def rect(self, box: tuple[float, float, float, float], colour: str, *, round_by: float = 0, told: str = "") -> None:
        """x, y, width, height. told: what a reader sees who points at it."""
        x, y, width, height = box
        self.marks.append(
            f'<rect x="{x:.1f}" y="{y:.1f}" width="{max(width, 0):.1f}" height="{height:.1f}" rx="{round_by:g}" '
            f'fill="{escape(colour)}">{_told(told)}</rect>'
        )

    def line(self, start: tuple[float, float], end: tuple[float, float], colour: str, **style: str | float) -> None:
        """width and dash as SVG has them."""
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

    def text(self, at: tuple[float, float], words: str, **style: str | float) -> None:
        """size, colour, weight, anchor (start, middle, end); the point lies on the base line."""
        size, colour = style.get("size", 10), style.get("colour", INK)
        weight, anchor = style.get("weight", 400), style.get("anchor", "start")
        self.marks.append(
            f'<text x="{at[0]:.1f}" y="{at[1]:.1f}" font-size="{size}" font-weight="{weight}" '
            f'fill="{colour}" text-anchor="{anchor}">{escape(_clean(words))}</text>'
        )

    def svg(self) -> str:
        """The whole drawing."""
        return (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width:g} {self.height:g}" '
            f'width="{self.width:g}" height="{self.height:g}" font-family="{FAMILY}">{"".join(self.marks)}</svg>'
        )


def _told(words: str) -> str:
    return f"<title>{escape(_clean(words))}</title>" if words else ""


def _clean(words: str) -> str:
    """Without control characters, which XML does not take."""
    return "".join(sign if sign >= " " and sign not in "\ufffe\uffff" else " " for sign in words)
