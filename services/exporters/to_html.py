"""HTML: one file that opens offline, asks for nothing outside itself, and runs no script but its own."""

import base64
import hashlib
from html import escape
from pathlib import Path

from services.claiming import LANGUAGES, small_print, told
from services.claiming.language import Language
from services.domain.colours import heat_colour, ink_on, readable_on_paper, segment_colour
from services.domain.documents import (
    Block,
    Cell,
    Chart,
    Column,
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
from services.domain.views import Sentence
from services.rendering.cells import cell_range, cell_text, is_right, moment, under_tile
from services.rendering.charts import decimals_of, drawn, figure
from services.rendering.scatters import plotted
from services.rendering.texts import clean
from services.reports.languages import word
from services.reports.words import Word

from . import EXPORTERS, Exporter

_HERE = Path(__file__).parent
# A browser with very many rows in one page is slow; the rest is in XLSX and CSV.
_MOST_ROWS = 1_000


def write(document: Document, path: Path) -> None:
    """One page."""
    path.write_text(page(document), encoding="utf-8")


def page(document: Document) -> str:
    """The page; its policy lets nothing in but its own style and its own script."""
    style, script = (_HERE.joinpath(name).read_text(encoding="utf-8") for name in ("report.css", "report.js"))
    allowed = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'unsafe-inline'; img-src data:; script-src 'sha256-{allowed}'"
    colours = f":root{{--accent:{document.brand.colour};--on-accent:{ink_on(document.brand.colour)}}}"
    # "<" cannot stand in this JSON, so nothing in it ends the element.
    manifest = clean(document.manifest).replace("<", "\\u003c")
    return (
        f'<!DOCTYPE html><html lang="{escape(document.language)}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="referrer" content="no-referrer">'
        f"<title>{_e(document.title)} · {_e(document.subtitle)}</title><style>{colours}{style}</style></head>"
        f"<body>{_side(document)}<main>{_head(document)}{''.join(_section(document, s) for s in document.sections)}"
        f"{_foot(document)}</main>"
        f'<script type="application/json" id="manifest">{manifest}</script><script>{script}</script></body></html>'
    )


def _e(text: str) -> str:
    return escape(clean(text))


def _side(document: Document) -> str:
    links = "".join(f'<li><a href="#{_e(one.name)}">{_e(one.title)}</a></li>' for one in document.sections)
    contents = word(Word.CONTENTS, Language(document.language))
    return f'<nav aria-label="{_e(contents)}">{_logo(document)}<ol>{links}</ol></nav>'


def _logo(document: Document) -> str:
    brand = document.brand
    if not brand.logo:
        return f'<div class="brand">{_e(brand.name)}</div>'
    data = base64.b64encode(brand.logo).decode()
    return f'<img class="logo" alt="{_e(brand.name)}" src="data:image/png;base64,{data}">'


def _head(document: Document) -> str:
    facts = "".join(f"<div><dt>{_e(fact.label)}</dt><dd>{_e(fact.value)}</dd></div>" for fact in document.facts)
    strip = "".join(
        f'<i style="flex:{share:.6f};background:{_e(colour)}"></i>' for colour, share in document.strip if share > 0
    )
    return (
        f'<header><h1>{_e(document.title)}</h1><p class="sub">{_e(document.subtitle)}</p>'
        f'<div class="strip" aria-hidden="true">{strip}</div><dl>{facts}</dl></header>'
    )


def _foot(document: Document) -> str:
    language, brand = Language(document.language), document.brand
    made = word(Word.MADE, language, day=LANGUAGES[language].day(document.made_at.date()))
    by = word(Word.PREPARED_BY, language, name=brand.prepared_by) if brand.prepared_by else ""
    return f"<footer>{' · '.join(_e(one) for one in (brand.footer or brand.name, by, made) if one)}</footer>"


def _section(document: Document, section: Section) -> str:
    language = Language(document.language)
    blocks = "".join(_block(block, language) for block in section.blocks)
    return f'<section id="{_e(section.name)}"><h2>{_e(section.title)}</h2>{blocks}</section>'


def _block(block: Block, language: Language) -> str:
    match block:
        case Tiles():
            found = _tiles(block, language)
        case Chart():
            found = _chart(block)
        case Scatter():
            found = _scatter(block, language)
        case Table():
            found = _table(block, language)
        case PostList():
            found = _posts(block, language)
        case _:
            found = _words(block, language)
    return found


def _words(block: Heading | Text | Note | Commentary, language: Language) -> str:
    match block:
        case Heading():
            words = f"<h3>{_dot(block.segment)}{_e(block.text)}</h3>"
        case Text():
            words = f'<p class="{"lead" if block.lead else "text"}">{_sentence(block.sentence, language)}</p>'
        case Commentary():
            by = word(Word.COMMENT, language, name=block.by)
            words = f"<aside><b>{_e(by)}</b><p>{_e(block.text)}</p></aside>"
        case Note():
            words = f'<p class="note">{_e(block.text)}</p>'
    return words


def _dot(segment: int | None) -> str:
    return "" if segment is None else f'<b class="dot" style="background:{segment_colour(segment)}"></b>'


def _sentence(sentence: Sentence, language: Language) -> str:
    parts = []
    for part in sentence:
        text = _e(part.text)
        if part.segment is not None:
            text = f'<strong style="color:{readable_on_paper(segment_colour(part.segment))}">{text}</strong>'
        elif part.strong:
            text = f"<strong>{text}</strong>"
        title = f' title="{_e(small_print(part.claim, language))}"' if part.claim else ""
        parts.append(f"<span{title}>{text}</span>" if title else text)
    return "".join(parts)


def _tiles(block: Tiles, language: Language) -> str:
    tiles = []
    for tile in block.tiles:
        rank = tile.claim.name("segment_rank")
        colour = segment_colour(int(rank)) if rank else "#B8C2D0"
        tiles.append(
            f'<div class="tile" style="border-top-color:{colour}"><span>{_e(tile.label)}</span>'
            f"<b>{_e(told(tile.claim, language).text)}</b><small>{_e(_under(tile, language))}</small></div>"
        )
    return f'<div class="tiles">{"".join(tiles)}</div>'


def _under(tile: Tile, language: Language) -> str:
    """All that stands behind a figure: a page has room for it."""
    return under_tile(tile, language) if tile.change else small_print(tile.claim, language)


def _chart(chart: Chart) -> str:
    heads = "".join(f"<th>{_e(series.name)}</th>" for series in chart.series)
    rows = "".join(
        f"<tr><th>{_e(name)}</th>"
        + "".join(f"<td>{_figure(series.values[place], chart)}</td>" for series in chart.series)
        + "</tr>"
        for place, name in enumerate(chart.categories)
    )
    return _drawing(chart, drawn(chart).svg(), f"<thead><tr><td></td>{heads}</tr></thead><tbody>{rows}</tbody>")


def _scatter(scatter: Scatter, language: Language) -> str:
    """The points; their figures are told by each, and listed in other editions."""
    heads = f"<td></td><th>{_e(word(Word.DRAWN, language))}</th>"
    rows = "".join(f"<tr><th>{_e(one.name)}</th><td>{len(one.x):,}</td></tr>" for one in scatter.dots)
    return _drawing(scatter, plotted(scatter).svg(), f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody>")


def _drawing(block: Chart | Scatter, svg: str, table: str) -> str:
    """A drawing under its title, and its figures for those who cannot see it."""
    return (
        f"<figure><figcaption><b>{_e(block.title)}</b><small>{_e(block.note)}</small></figcaption>"
        f'<div class="wide" tabindex="0"><div role="img" aria-label="{_e(block.words)}">{svg}</div></div>'
        f"<details><summary>{_e(block.words)}</summary><table>{table}</table></details></figure>"
    )


def _figure(value: float | None, chart: Chart) -> str:
    return "–" if value is None else figure(value, share=chart.share, decimals=decimals_of(chart))


def _table(table: Table, language: Language) -> str:
    heads = "".join(map(_head_cell, table.columns))
    rows = "".join(_row(table, place, row, language) for place, row in enumerate(table.rows[:_MOST_ROWS]))
    left = len(table.rows) - _MOST_ROWS
    more = word(Word.MORE_ROWS, language, rows=f"{left:,}") if left > 0 else ""
    notes = "".join(f'<p class="note">{_e(text)}</p>' for text in (more, table.note) if text)
    long = " long" if len(table.rows) > table.printed else ""
    return (
        f'<div class="table{long}"><h4>{_e(table.title)}</h4><div class="scroll" tabindex="0"><table class="sorts">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>{notes}</div>"
    )


def _head_cell(column: Column) -> str:
    right = ' class="right"' if is_right(column) else ""
    return f'<th scope="col"{right}><button type="button">{_e(column.name)}</button></th>'


def _row(table: Table, place: int, row: tuple[Cell, ...], language: Language) -> str:
    cells = []
    for number, (cell, column) in enumerate(zip(row, table.columns, strict=True)):
        shade = table.shades[place][number] if table.shades else None
        style = "" if shade is None else _shaded(heat_colour(shade))
        dot = _dot(table.segments[place]) if table.segments and not number else ""
        between = cell_range(cell, language)
        small = f"<small>{_e(between)}</small>" if between else ""
        right = ' class="right"' if is_right(column) else ""
        value = "" if cell is None and table.shades else cell_text(cell, column, language)
        cells.append(f"<td{right}{style}>{dot}{_e(value)}{small}</td>")
    return f"<tr>{''.join(cells)}</tr>"


def _shaded(fill: str) -> str:
    return f' style="background:{fill};color:{ink_on(fill)}"'


def _posts(listed: PostList, language: Language) -> str:
    items = []
    for post in listed.posts:
        meta = " · ".join(
            filter(None, (f"#{post.number}", post.format, post.page, moment(post.published_at, language)))
        )
        words = f"<p>{_e(post.words)}</p>" if post.words else ""
        items.append(
            f'<li style="border-color:{segment_colour(post.segment)}"><small>{_e(meta)}</small>{words}'
            f"<b>{_e(post.earned)}</b></li>"
        )
    return f'<h4>{_e(listed.title)}</h4><ul class="posts">{"".join(items)}</ul>'


EXPORTERS.add("html")(Exporter("HTML", ".html", "text/html", write))
