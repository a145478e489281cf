"""The period beside another: four figures, the share of each segment, and what goes with the change."""

from collections.abc import Iterator

from services.comparison import comparison, segment_shares
from services.domain.documents import (
    Block,
    Cell,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Note,
    Series,
    Table,
    Text,
    Tile,
    Tiles,
)
from services.domain.periods import Measure, Measured, Periods, SegmentShare
from services.mix_changes import mix_split
from services.reports.material import Material, Need, joined
from services.reports.standing import compared_periods, days_of
from services.reports.words import Word

from . import SECTIONS, ReportSection

_LABELS = {
    Measured.POSTS: Word.POSTS,
    Measured.ENGAGEMENT: Word.ENGAGEMENT_A_POST,
    Measured.STRONGEST: Word.STRONGEST,
    Measured.BORDERLINE: Word.BORDERLINE_POSTS,
}
_NOW, _THEN = "#0F172A", "#A9B4C4"


def write(material: Material) -> tuple[Block, ...]:
    """Everything with its change; why there is none, where nothing can be compared; nothing where nobody compares."""
    if not material.compared:
        return ()
    both = compared_periods(material)
    if both is None:
        return (Note(material.word(Word.NO_PERIODS)),)
    found = comparison(material.evidence.analysed, material.evidence.selection)
    if found.hint:
        return (Note(material.word(Word.NOTHING_THEN, days=days_of(material, both.that))),)
    shares = segment_shares(material.evidence.analysed, material.evidence.selection)
    lead = [measure.change for measure in found.measures[1:3] if measure.change]
    return (
        *((Text(joined(*map(material.say, lead)), lead=True),) if lead else ()),
        Tiles(tuple(_tiles(material, found.measures))),
        *((_chart(material, shares, both), _table(material, shares, both)) if shares else ()),
        *_split(material),
        Note(material.word(Word.COMPARED_NOTE)),
    )


def _tiles(material: Material, measures: tuple[Measure, ...]) -> Iterator[Tile]:
    for measure in measures:
        if measure.now is not None:
            yield Tile(measure.now, material.word(_LABELS[measure.what]), measure.then, measure.change)


def _chart(material: Material, shares: tuple[SegmentShare, ...], both: Periods) -> Chart:
    now, then = (days_of(material, period) for period in (both.this, both.that))
    return Chart(
        title=material.word(Word.SHARES_COMPARED),
        kind=ChartKind.BARS,
        categories=material.names,
        series=(
            Series(now, tuple(one.now.number.value if one.now else None for one in shares), _NOW),
            Series(then, tuple(one.then.number.value if one.then else None for one in shares), _THEN),
        ),
        words=material.word(Word.SHARES_COMPARED_WORDS, now=now, then=then),
        share=True,
    )


def _table(material: Material, shares: tuple[SegmentShare, ...], both: Periods) -> Table:
    columns = (
        Column(material.word(Word.SEGMENT)),
        *(Column(days_of(material, period), ColumnKind.CLAIM) for period in (both.this, both.that)),
        Column(material.word(Word.CHANGE), ColumnKind.CLAIM),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, one.now, one.then, one.change) for name, one in zip(material.names, shares, strict=True)
    )
    return Table(material.word(Word.SHARES_COMPARED), columns, rows, segments=tuple(range(len(rows))))


def _split(material: Material) -> tuple[Block, ...]:
    """What goes with the change of the strongest segments' share."""
    found = mix_split(material.evidence.analysed, material.evidence.selection)
    if found is None:
        return ()
    told = [material.say(phrase.claim) for phrase in found.words if phrase.claim]
    return (Text(joined(*told)),)


SECTIONS.add("comparison")(ReportSection(Word.COMPARISON, write, frozenset({Need.COMPARISON})))
