"""The words of a report with their places, and the form in which they are kept to be looked through again."""

import json
import zlib
from collections.abc import Iterator

from services.domain.documents import (
    Block,
    Chart,
    Commentary,
    Document,
    Heading,
    Note,
    PostList,
    Table,
    Text,
    Tiles,
    plain,
)
from services.domain.releasing import Passage, Whose
from services.domain.scatters import Scatter


def passages(document: Document) -> tuple[Passage, ...]:
    """Every text of the report once a place, in order; numbers in cells are no text."""
    found = dict.fromkeys(_all(document))
    return tuple(one for one in found if one.text.strip())


def pack(words: tuple[Passage, ...]) -> bytes:
    """The passages, small."""
    plainly = [[one.where, one.text, one.whose.value] for one in words]
    return zlib.compress(json.dumps(plainly, ensure_ascii=False).encode("utf-8", "surrogatepass"))


def unpack(kept: bytes) -> tuple[Passage, ...]:
    """What was packed; nothing where nothing was kept."""
    if not kept:
        return ()
    plainly = json.loads(zlib.decompress(kept).decode("utf-8", "surrogatepass"))
    return tuple(Passage(where, text, Whose(whose)) for where, text, whose in plainly)


def _all(document: Document) -> Iterator[Passage]:
    yield Passage("the title", document.title, Whose.PEOPLE)
    yield Passage("the subtitle", document.subtitle, Whose.DATA)
    yield Passage("the footer", document.brand.footer, Whose.PEOPLE)
    yield Passage("the line \u201cprepared by\u201d", document.brand.prepared_by, Whose.PEOPLE)
    for fact in document.facts:
        yield Passage("the cover", fact.value, Whose.DATA)
    for section in document.sections:
        place = f"\u201c{section.title}\u201d"
        yield Passage(place, section.title, Whose.APP)
        for block in section.blocks:
            yield from _of(block, place)


def _of(block: Block, place: str) -> Iterator[Passage]:
    if isinstance(block, Commentary):
        yield Passage(f"the comment in {place}", block.text, Whose.PEOPLE)
    elif isinstance(block, Text):
        yield Passage(place, plain(block.sentence), Whose.APP)
    elif isinstance(block, Heading | Note):
        yield Passage(place, block.text, Whose.APP)
    elif isinstance(block, Tiles):
        yield from (Passage(place, tile.label, Whose.APP) for tile in block.tiles)
    elif isinstance(block, Chart):
        titles = (block.title, block.note, block.words)
        yield from (Passage(place, text, Whose.APP) for text in titles)
        yield from (Passage(place, text, Whose.DATA) for text in (*block.categories, *(s.name for s in block.series)))
    elif isinstance(block, Scatter):
        yield from _of_scatter(block, place)
    elif isinstance(block, Table):
        yield from _of_table(block, place)
    else:
        yield from _of_posts(block, place)


def _of_scatter(scatter: Scatter, place: str) -> Iterator[Passage]:
    own = (scatter.title, scatter.note, scatter.words, scatter.across.title, scatter.along.title)
    yield from (Passage(place, text, Whose.APP) for text in own)
    names = (*scatter.along.names, *(dots.name for dots in scatter.dots))
    yield from (Passage(place, text, Whose.DATA) for text in names)


def _of_table(table: Table, place: str) -> Iterator[Passage]:
    yield from (Passage(place, text, Whose.APP) for text in (table.title, table.note))
    where = f"the table \u201c{table.title}\u201d in {place}"
    yield from (Passage(where, column.name, Whose.DATA) for column in table.columns)
    yield from (Passage(where, cell, Whose.DATA) for row in table.rows for cell in row if isinstance(cell, str))


def _of_posts(posts: PostList, place: str) -> Iterator[Passage]:
    for post in posts.posts:
        yield from (Passage(f"a post in {place}", text, Whose.DATA) for text in (post.page, post.words))
