"""PPTX: native charts and tables that people edit, on the client's own master where there is one."""

from dataclasses import dataclass
from io import BytesIO
from itertools import takewhile
from pathlib import Path
from typing import Any

from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.opc.package import Part
from pptx.opc.packuri import PackURI
from pptx.util import Inches

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
from services.domain.scatters import Scatter
from services.rendering.cells import moment, under_tile
from services.rendering.covers import add_cover
from services.rendering.decks import EDGE, GAP, INK, ON_LIGHT, QUIET, TOP, Flow, Look, bar, fill, height_of, put
from services.rendering.grids import add_table
from services.rendering.layouts import content_layout, cover_layout, title_end
from services.rendering.native import add_chart, least_high
from services.rendering.native_scatters import LEAST_HIGH, add_scatter
from services.rendering.texts import clean, one_line
from services.reports.languages import word
from services.reports.words import Word

from . import EXPORTERS, Exporter

_CUSTOM = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/customXml"
_WIDE, _HIGH = Inches(13.333), Inches(7.5)
_NEW_TITLE = Inches(0.18)
# The theme that the library brings has fonts for Thai that are half as large as their neighbours, and black for text.
_THEME = (
    (b'typeface="Cordia New"', b'typeface="Leelawadee UI"'),
    (b'typeface="Angsana New"', b'typeface="Leelawadee UI"'),
    (b'<a:dk1><a:sysClr val="windowText" lastClr="000000"/></a:dk1>', b'<a:dk1><a:srgbClr val="1F2937"/></a:dk1>'),
)


@dataclass(frozen=True, slots=True)
class _Deck:
    """A presentation on its way, with the layout that has nothing but a title.

    title_end: where the title of the client's own layout ends; None where titles stand in our place.
    """

    show: Any
    layout: Any
    document: Document
    language: Language
    title_end: int | None = None

    @property
    def top(self) -> int:
        """Where what is under a title begins."""
        return int(TOP) if self.title_end is None else self.title_end + int(_NEW_TITLE)

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
        if self.title_end is not None:
            slide.shapes.title.text_frame.text = one_line(title)
            return slide
        edge, wide = int(EDGE), int(self.show.slide_width - 2 * EDGE)
        look = Look(28 if height_of(title, 28, wide) < Inches(0.7) else 18, INK, bold=True, middle=True)
        self.entitle(slide, (edge, int(Inches(0.45)), wide, int(Inches(0.7))), title, look)
        bar(slide, (edge, int(Inches(1.18)), int(Inches(0.55)), int(Inches(0.055))), self.document.brand.colour)
        return slide


def write(document: Document, path: Path) -> None:
    """One presentation; slides are numbered, the manifest is a part of the file."""
    show = Presentation(BytesIO(document.brand.master)) if document.brand.master else _plain()
    layout = content_layout(show)
    own = title_end(layout, show) if document.brand.master else None
    deck = _Deck(show, layout, document, Language(document.language), own)
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
    theme = show.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME)
    for old, new in _THEME:
        theme._blob = theme.blob.replace(old, new)  # noqa: SLF001  (the library does not read themes)
    return show


def _cover(deck: _Deck) -> None:
    document, show = deck.document, deck.show
    slide = deck.bare(cover_layout(show) if document.brand.master else None)
    by = document.brand.prepared_by
    made = word(Word.MADE, deck.language, day=LANGUAGES[deck.language].day(document.made_at.date()))
    words = " · ".join(filter(None, (word(Word.PREPARED_BY, deck.language, name=by) if by else "", made)))
    size = int(show.slide_width), int(show.slide_height)
    add_cover(slide, size, document, words, lambda box, look: deck.entitle(slide, box, document.title, look))


def _section(deck: _Deck, section: Section) -> None:
    flow = Flow(lambda: deck.slide(section.title), deck.show.slide_width, deck.show.slide_height, deck.top)
    for place, block in enumerate(section.blocks):
        after = section.blocks[place + 1 :]
        if isinstance(block, Heading) and (block.breaks or (place and flow.left_over < _headed(flow, after))):
            flow.slide = None
        if isinstance(block, Chart | Scatter):
            _chart(flow, block, _said_after(flow, after))
        else:
            _block(deck, flow, block)


def _headed(flow: Flow, blocks: tuple[Block, ...]) -> int:
    """Height of a heading with its sentences; more where something else than the next heading follows them."""
    said = sum(1 for _ in takewhile(lambda block: isinstance(block, Text | Note), blocks))
    alone = said == len(blocks) or isinstance(blocks[said], Heading)
    return max(int(Inches(0.35)) + int(GAP) + _said_after(flow, blocks), 0 if alone else int(Inches(2.2)))


def _said_after(flow: Flow, blocks: tuple[Block, ...]) -> int:
    """Height of the sentences that follow, which belong on the same slide."""
    said = takewhile(lambda block: isinstance(block, Text | Note), blocks)
    return sum(height_of(_letters(block), _size(block), flow.wide) + int(GAP) for block in said)


def _size(block: Block) -> int:
    """In points."""
    if isinstance(block, Text):
        return 20 if block.lead else 14
    return 11


def _letters(block: Block) -> str:
    if isinstance(block, Note):
        return block.text
    return "".join(part.text for part in block.sentence) if isinstance(block, Text) else ""


def _block(deck: _Deck, flow: Flow, block: Block) -> None:
    match block:
        case Heading():
            code = INK if block.segment is None else segment_colour(block.segment)
            slide, box = flow.room(int(Inches(0.35)))
            bar(slide, (box[0], box[1] + 40_000, 70_000, box[3] - 80_000), code)
            put(slide, (box[0] + 180_000, *box[1:]), block.text, Look(18, INK, bold=True))
        case Text():
            slide, box = flow.room(height_of(_letters(block), _size(block), flow.wide))
            put(slide, box, block.sentence, Look(_size(block)))
        case Note():
            slide, box = flow.room(height_of(block.text, _size(block), flow.wide))
            put(slide, box, block.text, Look(_size(block), QUIET))
        case Commentary():
            _commentary(deck, flow, block)
        case Tiles():
            _tiles(deck, flow, block)
        case Table():
            add_table(flow, block, deck.language)
        case PostList():
            _posts(deck, flow, block)


def _commentary(deck: _Deck, flow: Flow, block: Commentary) -> None:
    slide, box = flow.room(height_of(block.text, 14, flow.wide - 300_000) + int(Inches(0.55)))
    back = bar(slide, box, "#F1F5FD")
    back.name = "Comment"
    inner = (box[0] + 150_000, box[1] + 110_000, box[2] - 300_000)
    by = word(Word.COMMENT, deck.language, name=block.by)
    put(slide, (*inner, int(Inches(0.25))), by, Look(11, deck.document.brand.colour, bold=True))
    words = (inner[0], inner[1] + int(Inches(0.26)), inner[2], box[3] - int(Inches(0.4)))
    put(slide, words, block.text, Look(14, ON_LIGHT))


def _tiles(deck: _Deck, flow: Flow, block: Tiles) -> None:
    gap, line = 150_000, int(Inches(0.25))
    each = (flow.wide - gap * (len(block.tiles) - 1)) // len(block.tiles)
    under = [under_tile(tile, deck.language) for tile in block.tiles]
    label = max(height_of(tile.label, 12, each) for tile in block.tiles)
    label, small = max(label, line), max(height_of(words, 10, each) for words in under)
    slide, (left, top, _, _) = flow.room(90_000 + label + int(Inches(0.54)) + small)
    for place, tile in enumerate(block.tiles):
        x, y, rank = left + place * (each + gap), top + 90_000, tile.claim.name("segment_rank")
        bar(slide, (x, top, each, 45_000), segment_colour(int(rank)) if rank else "#B8C2D0")
        put(slide, (x, y, each, label), tile.label, Look(12, QUIET))
        figure = told(tile.claim, deck.language).text
        put(slide, (x, y + label, each, int(Inches(0.5))), figure, Look(28, INK, bold=True))
        put(slide, (x, y + label + int(Inches(0.54)), each, small), under[place], Look(10, QUIET))


def _chart(flow: Flow, chart: Chart | Scatter, after: int) -> None:
    """As high as the slide has room for, its title and its small print around it; after: height kept free."""
    small = height_of(chart.note, 10, flow.wide)
    own = LEAST_HIGH if isinstance(chart, Scatter) else least_high(chart)
    least = min(own + small, flow.whole)
    if flow.slide is None or flow.left_over < least + after:
        flow.slide = None
    flow.on_a_slide()
    slide, (left, top, wide, high) = flow.room(flow.left_over - (after if after < flow.left_over - least else 0))
    title = height_of(chart.title, 14, wide)
    put(slide, (left, top, wide, title), chart.title, Look(14, INK, bold=True))
    box = (left, top + title, wide, high - title - small - 40_000)
    if isinstance(chart, Scatter):
        add_scatter(slide, box, chart)
    else:
        add_chart(slide, box, chart)
    put(slide, (left, top + high - small, wide, small), chart.note, Look(10, QUIET))


def _posts(deck: _Deck, flow: Flow, listed: PostList) -> None:
    if flow.left_over < Inches(1.3):
        flow.slide = None
    slide, box = flow.room(int(Inches(0.3)))
    put(slide, box, listed.title, Look(14, INK, bold=True))
    inner = flow.wide - 150_000
    for post in listed.posts:
        meta = " · ".join(
            filter(None, (f"#{post.number}", post.format, post.page, moment(post.published_at, deck.language)))
        )
        lines = [(meta, Look(11, QUIET)), (post.words, Look(12)), (post.earned, Look(12, INK, bold=True))]
        heights = [height_of(words, look.size, inner) if words else 0 for words, look in lines]
        slide, (left, top, _, high) = flow.room(sum(heights))
        bar(slide, (left, top, 40_000, high), segment_colour(post.segment))
        for (words, look), own in zip(lines, heights, strict=True):
            if words:
                put(slide, (left + 150_000, top, inner, own), words, look)
            top += own


def _foot(deck: _Deck, slide: Any, number: int, slides: int) -> None:
    document, show = deck.document, deck.show
    edge, wide, top = int(EDGE), int(show.slide_width - 2 * EDGE), int(show.slide_height - Inches(0.45))
    number_wide, high = int(Inches(1.6)), int(Inches(0.25))
    footer, room = document.brand.footer or document.brand.name, wide - int(Inches(1.7))
    put(slide, (edge, top, room, high), footer, Look(10 if height_of(footer, 10, room) <= high else 7, QUIET))
    page = word(Word.PAGE, deck.language, page=number, pages=slides)
    put(slide, (edge + wide - number_wide, top, number_wide, high), page, Look(10, QUIET, right=True))


def _attach(show: Any, manifest: str) -> None:
    """The manifest as a custom part, which PowerPoint keeps and does not show."""
    text = clean(manifest).replace("&", "&amp;").replace("<", "&lt;")
    blob = f'<?xml version="1.0" encoding="UTF-8"?><manifest xmlns="urn:postlens:manifest">{text}</manifest>'.encode()
    name = PackURI("/customXml/item1.xml")
    show.part.relate_to(Part(name, "application/xml", show.part.package, blob), _CUSTOM)


EXPORTERS.add("pptx")(
    Exporter("PPTX", ".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", write)
)
