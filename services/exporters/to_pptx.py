"""PPTX: native charts and tables that people edit, on the client's own master where there is one."""

from dataclasses import dataclass
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Emu, Inches, Pt

from services.claiming import LANGUAGES, told
from services.claiming.language import Language
from services.domain.colours import segment_colour
from services.domain.documents import (
    Block,
    Chart,
    Commentary,
    Document,
    Heading,
    Note,
    PostList,
    Section,
    Table,
    Text,
    Tiles,
)
from services.rendering.cells import moment, under_tile
from services.rendering.decks import EDGE, INK, QUIET, Flow, Look, colour, fill, put
from services.rendering.grids import add_table
from services.rendering.layouts import content_layout, cover_layout
from services.rendering.native import add_chart
from services.rendering.texts import clean
from services.reports.languages import word
from services.reports.words import Word

from . import EXPORTERS, Exporter

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_WIDE, _HIGH = Inches(13.333), Inches(7.5)


@dataclass(frozen=True, slots=True)
class _Deck:
    """A presentation on its way, with the layout that has nothing but a title."""

    show: Any
    layout: Any
    document: Document
    language: Language

    def bare(self, layout: Any = None) -> Any:
        """A new slide with its title's place alone; layout: None = the one for content."""
        slide = self.show.slides.add_slide(layout or self.layout)
        titled = slide.shapes.title
        for shape in list(slide.placeholders):
            if titled is None or shape.shape_id != titled.shape_id:
                shape.element.getparent().remove(shape.element)
        return slide

    def entitle(self, slide: Any, box: tuple[int, int, int, int], title: str, look: Look) -> None:
        """The title in the place that the layout has for it, so that outlines and readers know it."""
        place = slide.shapes.title
        if place is None:
            put(slide, box, title, look)
            return
        place.left, place.top, place.width, place.height = box
        fill(place.text_frame, title, look)

    def slide(self, title: str) -> Any:
        """A new slide of a part of the report."""
        slide = self.bare()
        wide = int(self.show.slide_width - 2 * EDGE)
        self.entitle(
            slide, (int(EDGE), int(Inches(0.45)), wide, int(Inches(0.7))), title, Look(28, INK, bold=True, middle=True)
        )
        _bar(slide, (int(EDGE), int(Inches(1.18)), int(Inches(0.55)), int(Inches(0.055))), self.document.brand.colour)
        return slide


def write(document: Document, path: Path) -> None:
    """One presentation; slides are numbered, the manifest is a part of the file."""
    show = Presentation(BytesIO(document.brand.master)) if document.brand.master else _plain()
    deck = _Deck(show, content_layout(show), document, Language(document.language))
    show.core_properties.title, show.core_properties.author = clean(document.title), clean(document.brand.name)
    _cover(deck)
    for section in document.sections:
        _section(deck, section)
    for number, slide in enumerate(show.slides, 1):
        _foot(deck, slide, number, len(show.slides))
    _attach(show, document.manifest)
    show.save(str(path))


def _plain() -> Any:
    show = Presentation()
    show.slide_width, show.slide_height = _WIDE, _HIGH
    return show


def _cover(deck: _Deck) -> None:
    document, wide = deck.document, int(deck.show.slide_width - 2 * EDGE)
    slide, edge = deck.bare(cover_layout(deck.show) if document.brand.master else None), int(EDGE)
    if document.brand.logo:
        slide.shapes.add_picture(BytesIO(document.brand.logo), EDGE, Inches(0.6), height=Inches(0.7))
    else:
        mark = Look(22, document.brand.colour, bold=True)
        put(slide, (edge, int(Inches(0.6)), wide, int(Inches(0.6))), document.brand.name, mark)
    deck.entitle(slide, (edge, int(Inches(2.3)), wide, int(Inches(1.0))), document.title, Look(46, INK, bold=True))
    put(slide, (edge, int(Inches(3.3)), wide, int(Inches(0.5))), document.subtitle, Look(20, QUIET))
    _strip(slide, document, (edge, int(Inches(4.05)), wide, int(Inches(0.3))))
    each = wide // max(len(document.facts), 1)
    for place, fact in enumerate(document.facts):
        left = edge + place * each
        put(slide, (left, int(Inches(4.75)), each - 100_000, int(Inches(0.3))), fact.label, Look(12, QUIET))
        put(slide, (left, int(Inches(5.05)), each - 100_000, int(Inches(0.7))), fact.value, Look(14, INK, bold=True))
    by = document.brand.prepared_by
    made = word(Word.MADE, deck.language, day=LANGUAGES[deck.language].day(document.made_at.date()))
    words = " · ".join(filter(None, (word(Word.PREPARED_BY, deck.language, name=by) if by else "", made)))
    put(slide, (edge, int(Inches(6.35)), wide, int(Inches(0.35))), words, Look(13, QUIET))


def _strip(slide: Any, document: Document, box: tuple[int, int, int, int]) -> None:
    left, top, wide, high = box
    gap = 40_000
    for code, share in document.strip:
        part = int(wide * share)
        if part > gap:
            _bar(slide, (left, top, part - gap, high), code)
        left += part


def _bar(slide: Any, box: tuple[int, int, int, int], code: str) -> Any:
    shape = slide.shapes.add_shape(MSO_SHAPE.RECTANGLE, *map(Emu, box))
    shape.fill.solid()
    shape.fill.fore_color.rgb = colour(code)
    shape.line.fill.background()
    shape.shadow.inherit = False
    return shape


def _section(deck: _Deck, section: Section) -> None:
    flow = Flow(lambda: deck.slide(section.title), deck.show.slide_width, deck.show.slide_height)
    for place, block in enumerate(section.blocks):
        if isinstance(block, Heading) and (block.breaks or (place and flow.left_over < Inches(2.2))):
            flow.slide = None
        if isinstance(block, Chart):
            _chart(flow, block, _said_after(flow, section.blocks[place + 1 :]))
        else:
            _block(deck, flow, block)


def _said_after(flow: Flow, blocks: tuple[Block, ...]) -> int:
    """Height of the sentences that follow a chart, which belong on its slide."""
    said = takewhile(lambda block: isinstance(block, Text | Note), blocks)
    return sum(_high(_letters(block), 14, flow) + int(Inches(0.16)) for block in said)


def _letters(block: Block) -> str:
    if isinstance(block, Note):
        return block.text
    return "".join(part.text for part in block.sentence) if isinstance(block, Text) else ""


def _block(deck: _Deck, flow: Flow, block: Block) -> None:
    match block:
        case Heading():
            code = INK if block.segment is None else segment_colour(block.segment)
            slide, box = flow.room(int(Inches(0.35)))
            _bar(slide, (box[0], box[1] + 40_000, 70_000, box[3] - 80_000), code)
            put(slide, (box[0] + 180_000, *box[1:]), block.text, Look(18, INK, bold=True))
        case Text():
            look = Look(20 if block.lead else 14)
            slide, box = flow.room(_high("".join(part.text for part in block.sentence), look.size, flow))
            put(slide, box, block.sentence, look)
        case Note():
            slide, box = flow.room(_high(block.text, 11, flow))
            put(slide, box, block.text, Look(11, QUIET))
        case Commentary():
            _commentary(deck, flow, block)
        case Tiles():
            _tiles(deck, flow, block)
        case Table():
            add_table(flow, block, deck.language)
        case PostList():
            _posts(deck, flow, block)


def _high(words: str, size: float, flow: Flow) -> int:
    """Height that words of this size in points take, generously."""
    letters = (flow.width - 2 * EDGE) / Pt(size) / 0.53
    lines = int(len(words) // letters) + 1
    return int(Pt(size) * 1.32 * lines)


def _commentary(deck: _Deck, flow: Flow, block: Commentary) -> None:
    slide, box = flow.room(_high(block.text, 14, flow) + int(Inches(0.55)))
    back = _bar(slide, box, "#F1F5FD")
    back.name = "Comment"
    inner = (box[0] + 150_000, box[1] + 110_000, box[2] - 300_000)
    by = word(Word.COMMENT, deck.language, name=block.by)
    put(slide, (*inner, int(Inches(0.25))), by, Look(11, deck.document.brand.colour, bold=True))
    put(slide, (inner[0], inner[1] + int(Inches(0.26)), inner[2], box[3] - int(Inches(0.4))), block.text, Look(14))


def _tiles(deck: _Deck, flow: Flow, block: Tiles) -> None:
    slide, (left, top, wide, high) = flow.room(int(Inches(1.25)))
    gap = 150_000
    each = (wide - gap * (len(block.tiles) - 1)) // len(block.tiles)
    for place, tile in enumerate(block.tiles):
        x, rank = left + place * (each + gap), tile.claim.name("segment_rank")
        _bar(slide, (x, top, each, 45_000), segment_colour(int(rank)) if rank else "#B8C2D0")
        put(slide, (x, top + 90_000, each, int(Inches(0.25))), tile.label, Look(12, QUIET))
        figure = told(tile.claim, deck.language).text
        put(slide, (x, top + int(Inches(0.34)), each, int(Inches(0.5))), figure, Look(28, INK, bold=True))
        under = under_tile(tile, deck.language)
        put(slide, (x, top + int(Inches(0.86)), each, high - int(Inches(0.86))), under, Look(10, QUIET))


def _chart(flow: Flow, chart: Chart, after: int) -> None:
    """As high as the slide has room for, its title and its small print around it; after: height kept free."""
    least = int(Inches(2.7))
    if flow.slide is None or flow.left_over < least + after:
        flow.slide = None
        flow.room(0)
        flow.y -= int(Inches(0.16))
    slide, (left, top, wide, high) = flow.room(flow.left_over - (after if after < flow.left_over - least else 0))
    put(slide, (left, top, wide, int(Inches(0.3))), chart.title, Look(14, INK, bold=True))
    add_chart(slide, (left, top + int(Inches(0.32)), wide, high - int(Inches(0.62))), chart)
    put(slide, (left, top + high - int(Inches(0.26)), wide, int(Inches(0.26))), chart.note, Look(10, QUIET))


def _posts(deck: _Deck, flow: Flow, listed: PostList) -> None:
    if flow.left_over < Inches(1.2):
        flow.slide = None
    slide, box = flow.room(int(Inches(0.3)))
    put(slide, box, listed.title, Look(14, INK, bold=True))
    for post in listed.posts:
        slide, (left, top, wide, high) = flow.room(int(Inches(0.72 if post.words else 0.5)))
        _bar(slide, (left, top, 40_000, high), segment_colour(post.segment))
        meta = " · ".join(
            filter(None, (f"#{post.number}", post.format, post.page, moment(post.published_at, deck.language)))
        )
        lines = [(meta, Look(11, QUIET)), (post.words, Look(12)), (post.earned, Look(12, INK, bold=True))]
        for number, (words, look) in enumerate(line for line in lines if line[0]):
            put(
                slide,
                (left + 150_000, top + number * int(Inches(0.24)), wide - 150_000, int(Inches(0.24))),
                words,
                look,
            )


def _foot(deck: _Deck, slide: Any, number: int, slides: int) -> None:
    document, show = deck.document, deck.show
    top, half = int(show.slide_height - Inches(0.45)), int(show.slide_width // 2 - EDGE)
    put(slide, (int(EDGE), top, half, int(Inches(0.25))), document.brand.footer or document.brand.name, Look(10, QUIET))
    page = word(Word.PAGE, deck.language, page=number, pages=slides)
    put(slide, (int(show.slide_width // 2), top, half, int(Inches(0.25))), page, Look(10, QUIET, right=True))


def _attach(show: Any, manifest: str) -> None:
    """The manifest as a custom part, which PowerPoint keeps and does not show."""
    text = clean(manifest).replace("&", "&amp;").replace("<", "&lt;")
    blob = f'<?xml version="1.0" encoding="UTF-8"?><manifest xmlns="urn:postlens:manifest">{text}</manifest>'.encode()
    name = PackURI("/customXml/item1.xml")
    show.part.relate_to(Part(name, "application/xml", show.part.package, blob), _CUSTOM)


EXPORTERS.add("pptx")(
    Exporter("PPTX", ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", write)
)
