"""PDF: set by Typst, tagged (PDF/UA-1), fonts embedded, charts as vectors; no browser, no network, no file read."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import typst

from services.claiming import LANGUAGES, told
from services.claiming.language import Language
from services.domain.colours import heat_colour, ink_on, readable_on_paper, segment_colour
from services.domain.documents import (
    Block,
    Cell,
    Chart,
    Column,
    ColumnKind,
    Commentary,
    Document,
    Heading,
    Note,
    PostList,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
)
from services.domain.scatters import Scatter
from services.domain.views import Phrase
from services.rendering.canvas import Canvas
from services.rendering.cells import cell_range, cell_text, is_right, moment, under_tile
from services.rendering.charts import drawn
from services.rendering.fonts import MISSING, fonts, printable
from services.rendering.logos import logo_svg
from services.rendering.measures import weights
from services.rendering.scatters import plotted
from services.reports.languages import word
from services.reports.words import Word

from . import EXPORTERS, Exporter, Pages

_LOOK = Path(__file__).parent / "report.typ"
# Words longer than this cannot be broken by themselves: hashes, addresses.
_LONG, _PIECE = 28, 16
_SOFT = "\u200b"
_PIXELS_AN_INCH = 110


def write(document: Document, path: Path) -> None:
    """One PDF, its manifest attached."""
    path.write_bytes(render(document))


def render(document: Document) -> bytes:
    """The bytes of the PDF."""
    made_at = int(document.made_at.timestamp())
    return _files(_compiler(given(document)).compile(format="pdf", pdf_standards=["ua-1"], timestamp=made_at))[0]


def pictures(asked: Mapping[str, str]) -> list[bytes]:
    """A PNG for each page of what is `given`, for previews."""
    return _files(_compiler(asked).compile(format="png", ppi=_PIXELS_AN_INCH))


def _files(compiled: Any) -> list[bytes]:
    """A compiler gives one file, or a list of them where there are more."""
    return compiled if isinstance(compiled, list) else [compiled]


def given(document: Document) -> dict[str, str]:
    """All that Typst is told: the same words, the same pages."""
    facts = _printable(_facts(document))
    lost = MISSING in json.dumps(facts, ensure_ascii=False)
    facts["lost"] = word(Word.LOST, Language(document.language)) if lost else ""
    return {"report": json.dumps(facts, ensure_ascii=False), "manifest": document.manifest.replace("\x00", "")}


def _compiler(asked: Mapping[str, str]) -> typst.Compiler:
    return typst.Compiler(
        _LOOK, root=_LOOK.parent, font_paths=fonts(), ignore_system_fonts=True, sys_inputs=dict(asked)
    )


def _printable(facts: Any) -> Any:
    """The facts in characters that the fonts have; drawings have no text of their own."""
    if isinstance(facts, str):
        return printable(facts)
    if isinstance(facts, dict):
        return {name: one if name in ("svg", "logo") else _printable(one) for name, one in facts.items()}
    return [_printable(one) for one in facts] if isinstance(facts, list) else facts


def _facts(document: Document) -> dict[str, Any]:
    language = Language(document.language)
    brand = document.brand
    return {
        "title": document.title,
        "subtitle": document.subtitle,
        "language": document.language,
        "cover": document.cover,
        "made": [document.made_at.year, document.made_at.month, document.made_at.day],
        "brand": {
            "name": brand.name,
            "colour": brand.colour,
            "logo": logo_svg(brand.logo),
            "footer": brand.footer or brand.name,
        },
        "words": _words(document, language),
        "facts": [{"label": fact.label, "value": fact.value} for fact in document.facts],
        "strip": [{"colour": colour, "share": share} for colour, share in document.strip],
        "sections": [
            {
                "title": section.title,
                "joins": section.joins,
                "blocks": [
                    _in_section(section, block, language) | {"sticky": _leads(section, place)}
                    for place, block in enumerate(section.blocks)
                ],
            }
            for section in document.sections
        ],
    }


def _words(document: Document, language: Language) -> dict[str, str]:
    by = document.brand.prepared_by
    return {
        "contents": word(Word.CONTENTS, language),
        "page": word(Word.PAGE, language),
        "prepared": word(Word.PREPARED_BY, language, name=by) if by else document.brand.name,
        "made": word(Word.MADE, language, day=LANGUAGES[language].day(document.made_at.date())),
    }


def _leads(section: Section, place: int) -> bool:
    """Whether a block is small print that a section begins with: it never stands alone at the foot of a page."""
    rest = section.blocks[place:]
    return all(isinstance(block, Note) for block in section.blocks[: place + 1]) and len(rest) > 1


def _in_section(section: Section, block: Block, language: Language) -> dict[str, Any]:
    """A table that is called like its section needs no second title."""
    facts = _block(block, language)
    return facts | {"title": ""} if facts.get("title") == section.title else facts


def _block(block: Block, language: Language) -> dict[str, Any]:
    facts: dict[str, Any]
    match block:
        case Tiles():
            facts = {"kind": "tiles", "tiles": [_tile(tile, language) for tile in block.tiles]}
        case Chart():
            facts = _drawing(block, drawn(block))
        case Scatter():
            facts = _drawing(block, plotted(block))
        case Table():
            facts = _table(block, language)
        case PostList():
            facts = _posts(block, language)
        case _:
            facts = _words_of(block, language)
    return facts


def _words_of(block: Heading | Text | Note | Commentary, language: Language) -> dict[str, Any]:
    facts: dict[str, Any]
    match block:
        case Heading():
            facts = {"kind": "heading", "text": block.text, "colour": _colour(block.segment), "breaks": block.breaks}
        case Text():
            facts = {"kind": "text", "lead": block.lead, "phrases": [_phrase(part) for part in block.sentence]}
        case Commentary():
            facts = {"kind": "commentary", "text": block.text, "by": word(Word.COMMENT, language, name=block.by)}
        case Note():
            facts = {"kind": "note", "text": block.text}
    return facts


def _drawing(block: Chart | Scatter, canvas: Canvas) -> dict[str, Any]:
    """Marks as SVG; texts apart, since Typst sets Thai right and its SVG does not."""
    return {
        "kind": "chart",
        "title": block.title,
        "note": block.note,
        "words": block.words,
        "svg": canvas.svg(lettered=False),
        "width": canvas.width,
        "texts": [asdict(text) for text in canvas.texts],
    }


def _phrase(part: Phrase) -> dict[str, Any]:
    colour = readable_on_paper(segment_colour(part.segment)) if part.segment is not None else ""
    return {"text": part.text, "strong": part.strong or part.segment is not None, "colour": colour}


def _tile(tile: Tile, language: Language) -> dict[str, Any]:
    rank = tile.claim.name("segment_rank")
    return {
        "label": tile.label,
        "figure": told(tile.claim, language).text,
        "print": under_tile(tile, language),
        "colour": segment_colour(int(rank)) if rank else "#B8C2D0",
    }


def _table(table: Table, language: Language) -> dict[str, Any]:
    shown = list(table.rows[: table.printed])
    left, heads = table.left_out, [column.name for column in table.columns]
    words = [
        [cell_text(cell, column, language) for cell, column in zip(row, table.columns, strict=True)] for row in shown
    ]
    under = [[cell_range(cell, language) for cell in row] for row in shown]
    return {
        "kind": "table",
        "title": table.title,
        "note": table.note,
        "more": word(Word.MORE_ROWS, language, rows=f"{left:,}") if left else "",
        "columns": [
            {"name": column.name, "right": is_right(column), "weight": weight}
            for column, weight in zip(table.columns, weights(heads, words, under), strict=True)
        ],
        "rows": [_row(table, place, row, language) for place, row in enumerate(shown)],
    }


def _row(table: Table, place: int, row: tuple[Cell, ...], language: Language) -> list[dict[str, Any]]:
    cells = []
    for number, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
        shade = table.shades[place][number] if table.shades else None
        fill = heat_colour(shade) if shade is not None else ""
        dot = _colour(table.segments[place]) if table.segments and not number else ""
        cells.append(
            {
                "text": "" if cell is None and table.shades else _breakable(cell_text(cell, column, language), column),
                "range": cell_range(cell, language),
                "fill": fill,
                "ink": ink_on(fill) if fill else "",
                "dot": dot,
            }
        )
    return cells


def _posts(listed: PostList, language: Language) -> dict[str, Any]:
    posts = []
    for post in listed.posts:
        meta = " · ".join(
            filter(None, (f"#{post.number}", post.format, post.page, moment(post.published_at, language)))
        )
        colour = segment_colour(post.segment)
        posts.append({"meta": meta, "words": post.words, "earned": post.earned, "colour": colour})
    return {"kind": "posts", "title": listed.title, "posts": posts}


def _colour(segment: int | None) -> str:
    return "" if segment is None else segment_colour(segment)


def _breakable(text: str, column: Column) -> str:
    """Places to break in words that are too long for a column."""
    if column.kind is not ColumnKind.TEXT or not any(len(one) > _LONG for one in text.split()):
        return text
    return " ".join(_SOFT.join(one[at : at + _PIECE] for at in range(0, len(one), _PIECE)) for one in text.split())


EXPORTERS.add("pdf")(Exporter("PDF", ".pdf", "application/pdf", write, Pages(given, pictures)))
