"""The cover of a deck: whose it is, what it is about, what it stands on; one under the other, however long."""

from collections.abc import Callable
from io import BytesIO
from typing import Any

from pptx.util import Inches

from services.domain.documents import Document, Fact
from services.rendering.decks import EDGE, INK, QUIET, Look, bar, height_of, put
from services.rendering.logos import size_of

Entitle = Callable[[tuple[int, int, int, int], Look], None]

_LOGO_HIGH, _LOGO_TOP = int(Inches(0.7)), int(Inches(0.6))
# What stands on the cover begins here, higher up where it is much; it ends over the foot.
_BEGIN, _EARLIEST, _END = int(Inches(2.3)), int(Inches(1.55)), int(Inches(0.6))
_GAP, _STRIP, _BETWEEN = int(Inches(0.3)), int(Inches(0.3)), 100_000
_LABEL = int(Inches(0.28))


def add_cover(slide: Any, size: tuple[int, int], document: Document, made: str, entitle: Entitle) -> None:
    """made: by whom and when. entitle: puts the title in a box."""
    wide, edge = int(size[0] - 2 * EDGE), int(EDGE)
    _mark(slide, document, wide)
    heads = Look(46 if height_of(document.title, 46, wide) <= Inches(1) else 32, INK, bold=True)
    subtitle = Look(20 if height_of(document.subtitle, 20, wide) <= Inches(0.7) else 16, QUIET)
    each = wide // max(len(document.facts), 1)
    facts = Look(14 if _facts_high(document.facts, each, 14) <= Inches(1) else 11, INK, bold=True)
    heights = (
        max(height_of(document.title, heads.size, wide), int(Inches(0.9))),
        height_of(document.subtitle, subtitle.size, wide) + _GAP,
        _STRIP + _GAP,
        _LABEL + _facts_high(document.facts, each, facts.size) + _GAP,
    )
    foot = height_of(made, 13, wide)
    top = max(_EARLIEST, min(_BEGIN, size[1] - _END - foot - sum(heights)))
    entitle((edge, top, wide, heights[0]), heads)
    put(slide, (edge, top + heights[0], wide, heights[1]), document.subtitle, subtitle)
    top += heights[0] + heights[1]
    _strip(slide, document, (edge, top, wide, _STRIP))
    top += heights[2]
    for place, fact in enumerate(document.facts):
        box = (edge + place * each, top, each - _BETWEEN, _LABEL)
        put(slide, box, fact.label, Look(12, QUIET))
        put(slide, (box[0], top + _LABEL, box[2], heights[3] - _LABEL - _GAP), fact.value, facts)
    put(slide, (edge, max(top + heights[3], size[1] - _END - foot), wide, foot), made, Look(13, QUIET))


def _mark(slide: Any, document: Document, wide: int) -> None:
    """The logo within the page and its height; the name where there is none."""
    brand = document.brand
    if not brand.logo:
        # On the client's own slides the ground may be of the brand's colour.
        mark = Look(
            22 if height_of(brand.name, 22, wide) <= Inches(0.5) else 18,
            INK if brand.master else brand.colour,
            bold=True,
        )
        put(slide, (int(EDGE), _LOGO_TOP, wide, _LOGO_HIGH), brand.name, mark)
        return
    across, down = size_of(brand.logo)
    broad = min(_LOGO_HIGH * across // down, wide)
    slide.shapes.add_picture(BytesIO(brand.logo), EDGE, _LOGO_TOP, width=broad, height=broad * down // across)


def _strip(slide: Any, document: Document, box: tuple[int, int, int, int]) -> None:
    left, top, wide, high = box
    gap = 40_000
    for code, share in document.strip:
        part = int(wide * share)
        if part > gap:
            bar(slide, (left, top, part - gap, high), code)
        left += part


def _facts_high(facts: tuple[Fact, ...], each: int, size: float) -> int:
    return max((height_of(fact.value, size, each - _BETWEEN) for fact in facts), default=0)
