"""Both periods, and what goes with the change of each segment's share: the section, and the chart of the page."""

import numpy as np

from services.domain.colours import PARTS, TOTAL
from services.domain.documents import (
    Block,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Note,
    Series,
    Table,
    Text,
    Tiles,
)
from services.domain.overview import MixSplit
from services.mix_changes import mix_split
from services.report_pins.charts import of_section
from services.reports.material import Material, Need
from services.reports.words import Word

from . import PINNABLES, Pinnable

_PARTS = tuple(zip((Word.OTHER_FORMATS, Word.OTHER_PAGES, Word.OTHER_LANDING), PARTS, strict=True))
_WRITE = of_section("comparison", Text, Tiles, Chart, Table, Note)


def write(material: Material, subject: str) -> tuple[Block, ...]:
    """The parts of each segment's change stand before the small print that ends the section."""
    *blocks, last = _WRITE(material, subject)
    found = mix_split(material.evidence.analysed, material.evidence.selection)
    return (*blocks, _chart(material, found), _table(material, found), last) if found else (*blocks, last)


def _chart(material: Material, found: MixSplit) -> Chart:
    """In points of share: the change of each segment, and its parts to both sides of nought."""
    parts = tuple(
        Series(material.word(_PARTS[part][0]), tuple((found.parts[part] * 100).tolist()), _PARTS[part][1])
        for part in _told(found)
    )
    total = Series(material.word(Word.CHANGE_IN_ALL), tuple((found.change * 100).tolist()), TOTAL)
    return Chart(
        title=material.word(Word.SPLIT),
        kind=ChartKind.BARS,
        categories=found.names,
        series=(total, *parts),
        words=material.word(Word.SPLIT_WORDS),
        note=material.word(Word.SPLIT_NOTE),
    )


def _table(material: Material, found: MixSplit) -> Table:
    """The same with the ends of the intervals."""
    columns = [Column(material.word(Word.SEGMENT)), Column(material.word(Word.CHANGE_IN_ALL), ColumnKind.DECIMAL)]
    figures = [found.change]
    for part in _told(found):
        heads = (_PARTS[part][0], Word.LOW, Word.HIGH)
        columns += [Column(material.word(which), ColumnKind.DECIMAL) for which in heads]
        figures += [found.parts[part], found.low[part], found.high[part]]
    rows = tuple(
        (name, *row) for name, row in zip(found.names, (np.stack(figures, axis=1) * 100).tolist(), strict=True)
    )
    note, ranks = material.word(Word.SPLIT_NOTE), tuple(range(len(rows)))
    return Table(material.word(Word.SPLIT), tuple(columns), rows, note, ranks)


def _told(found: MixSplit) -> list[int]:
    """Parts that there are: a file of one page has no mix of pages."""
    return [part for part in range(len(_PARTS)) if found.parts[part].any()]


PINNABLES.add("comparison")(Pinnable(Word.COMPARISON, write, ("/overview",), frozenset({Need.COMPARISON})))
