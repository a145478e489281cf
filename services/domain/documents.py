"""A report as a value: what it says, in which order; how it looks in a format is decided by the exporters."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from .claims import Claim
from .scatters import Scatter
from .views import Phrase, Sentence


class ColumnKind(StrEnum):
    """What stands in a column; numbers stay numbers wherever the format has a type for them.

    share: 0 to 1, read as percent. claim: a whole Claim a cell. moment: as the file states it, without a zone.
    """

    TEXT = "text"
    WHOLE = "whole"
    DECIMAL = "decimal"
    SHARE = "share"
    MOMENT = "moment"
    CLAIM = "claim"


# None = not measured.
Cell = str | int | float | date | datetime | Claim | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table: its head, and what stands under it."""

    name: str
    kind: ColumnKind = ColumnKind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under typed columns.

    segments: the rank of the segment that each row is about, empty = none. shades: -1 (less) over 0 to 1 (more) for
    cells that are coloured, None = not, as many as rows and columns; empty = none. printed: rows shown on paper.
    """

    title: str
    columns: tuple[Column, ...]
    rows: Sequence[tuple[Cell, ...]]
    note: str = ""
    segments: tuple[int, ...] = ()
    shades: tuple[tuple[float | None, ...], ...] = ()
    printed: int = 25

    @property
    def left_out(self) -> int:
        """Rows that paper does not show."""
        return max(len(self.rows) - self.printed, 0)


class ChartKind(StrEnum):
    """Charts that every format can draw itself, so that people can edit them.

    bars: lying, side by side. stacked: columns that add up to the whole. lines: over ordered categories.
    ranges: a dot with its interval a category.
    """

    BARS = "bars"
    STACKED = "stacked"
    LINES = "lines"
    RANGES = "ranges"


@dataclass(frozen=True, slots=True)
class Series:
    """One row of figures, a category each; None = not measured. low, high: the ends of intervals, empty = none."""

    name: str
    values: tuple[float | None, ...]
    colour: str
    low: tuple[float | None, ...] = ()
    high: tuple[float | None, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Figures to be drawn, not a picture.

    colours: one a category, where there is one series. share: values 0 to 1 that are read as percent.
    mark: a value that a line is drawn at, with its words. words: what the chart shows, for those who cannot see it.
    """

    title: str
    kind: ChartKind
    categories: tuple[str, ...]
    series: tuple[Series, ...]
    words: str
    note: str = ""
    colours: tuple[str, ...] = ()
    share: bool = False
    mark: tuple[float, str] | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A line over what follows within a section; segment: the rank of the segment it names. breaks: on a new page."""

    text: str
    segment: int | None = None
    breaks: bool = False


@dataclass(frozen=True, slots=True)
class Text:
    """A sentence with its claims; lead: the finding that a section begins with."""

    sentence: Sentence
    lead: bool = False


@dataclass(frozen=True, slots=True)
class Tile:
    """One figure in large, what it is, and what stands behind it.

    then, change: the same in the period compared with, and what lies between; None = nothing is compared.
    """

    claim: Claim
    label: str
    then: Claim | None = None
    change: Claim | None = None


@dataclass(frozen=True, slots=True)
class Tiles:
    """Figures side by side."""

    tiles: tuple[Tile, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """Small print: method, limits, what was left out."""

    text: str


@dataclass(frozen=True, slots=True)
class Commentary:
    """What somebody wrote into the report: their words, said to be theirs."""

    text: str
    by: str


@dataclass(frozen=True, slots=True)
class ListedPost:
    """A post with what it earned; words: how it begins, "" = without text."""

    number: int
    segment: int
    published_at: datetime | None
    format: str
    page: str
    words: str
    earned: str


@dataclass(frozen=True, slots=True)
class PostList:
    """Posts that stand for something."""

    title: str
    posts: tuple[ListedPost, ...]


Block = Heading | Text | Tiles | Table | Chart | Scatter | PostList | Note | Commentary


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a report with its place in the contents. joins: it goes on where the part before it ends."""

    name: str
    title: str
    blocks: tuple[Block, ...]
    joins: bool = False


@dataclass(frozen=True, slots=True)
class Brand:
    """Whose report it is.

    logo: PNG bytes, empty = none; colour: `#RRGGBB`, read well on white. master: a .pptx whose look slides take on.
    """

    name: str = "Postlens"
    colour: str = "#1D4ED8"
    logo: bytes = b""
    footer: str = ""
    prepared_by: str = ""
    master: bytes = b""


@dataclass(frozen=True, slots=True)
class Fact:
    """One line of what the report stands on: a label and what is so."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report.

    language: ISO 639 code. facts: dataset, period, filters, n. strip: segments with their share of the posts, in
    order, for the cover. cover: whether it begins with a cover and contents. manifest: JSON, see reports.manifest.
    growing: posts so young that their counts still grow.
    """

    title: str
    subtitle: str
    language: str
    brand: Brand
    facts: tuple[Fact, ...]
    sections: tuple[Section, ...]
    made_at: datetime
    strip: tuple[tuple[str, float], ...] = ()
    cover: bool = True
    manifest: str = "{}"
    growing: int = 0

    @property
    def blocks(self) -> Iterator[Block]:
        """Every block, in order."""
        return (block for section in self.sections for block in section.blocks)

    @property
    def tables(self) -> tuple[Table, ...]:
        """Every table, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Table))

    @property
    def charts(self) -> tuple[Chart, ...]:
        """Every chart, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Chart))

    @property
    def scatters(self) -> tuple[Scatter, ...]:
        """Every drawing of points, in order."""
        return tuple(block for block in self.blocks if isinstance(block, Scatter))


def claims_of(document: Document) -> tuple[Claim, ...]:
    """Every claim that the report makes, once, in order of appearance."""
    found: dict[str, Claim] = {}
    for block in document.blocks:
        for claim in _claims(block):
            found.setdefault(claim.key, claim)
    return tuple(found.values())


def plain(sentence: Sentence) -> str:
    """The sentence without its weights and colours."""
    return "".join(phrase.text for phrase in sentence)


def _claims(block: Block) -> Iterator[Claim]:
    if isinstance(block, Text):
        yield from (phrase.claim for phrase in block.sentence if phrase.claim)
    elif isinstance(block, Tiles):
        for tile in block.tiles:
            yield from filter(None, (tile.claim, tile.then, tile.change))
    elif isinstance(block, Table) and any(column.kind is ColumnKind.CLAIM for column in block.columns):
        yield from (cell for row in block.rows for cell in row if isinstance(cell, Claim))


def said(text: str) -> Sentence:
    """Plain words as a sentence."""
    return (Phrase(text),)
