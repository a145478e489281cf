"""Segments cut by format or page: one segment's medians there, and what every segment is made of."""

from dataclasses import replace

import numpy as np

from services.claims import Evidence
from services.cross_cuts import cross_cut, stated
from services.domain.claims import Claim
from services.domain.colours import blend
from services.domain.comparing import CrossCut, Cut
from services.domain.counts import COUNTS
from services.domain.documents import Block, Cell, Chart, ChartKind, Column, ColumnKind, Note, Series, Table
from services.domain.errors import InvalidInput
from services.reports.claims import known_median, members
from services.reports.material import Material
from services.reports.words import Word
from services.scope import segment_rank

from . import PINNABLES, Pinnable

# The distance, in standard deviations, that has the full colour.
_FULL = 2.0
# Shades of one colour: the colours of segments would be taken for them.
_DARK, _LIGHT = "#1D4ED8", "#D5DBE6"
_BY = {Cut.FORMAT: (Word.FORMAT, Word.BY_FORMAT), Cut.PAGE: (Word.PAGE_NAME, Word.BY_PAGE)}


def write(material: Material, subject: str) -> tuple[Block, ...]:
    """subject: what is cut by. InvalidInput for anything else."""
    if subject not in set(Cut):
        raise InvalidInput("Segments can be cut by format and by page.", "cut")
    evidence, chosen = material.evidence, material.evidence.selection.filters.segments
    rank = segment_rank(evidence.analysed, chosen[0]) if chosen else 0
    found = cross_cut(evidence.analysed, evidence.posts, Cut(subject), rank)
    few = Note(material.word(Word.FEW_IN_A_CELL, fewest=found.fewest))
    left = Note(material.word(Word.CUT_LEFT_OUT, left=found.left_out, shown=len(found.groups)))
    told = (left,) if found.left_out else ()
    return _medians(material, found), few, _chart(material, found), _posts(material, found), *told


def _medians(material: Material, found: CrossCut) -> Table:
    """A row a group, a column a count; coloured where there are posts enough."""
    own = {count.label: name for name, count in COUNTS.items()}
    names = [own[label] for label in found.counts]
    columns = (
        Column(material.word(_BY[found.cut][0])),
        Column(material.word(Word.POSTS), ColumnKind.WHOLE),
        *(Column(material.term(name).capitalize(), ColumnKind.CLAIM) for name in names),
    )
    rows: list[tuple[Cell, ...]] = []
    for place, many in enumerate(found.posts[found.segment].tolist()):
        within = _within(material.evidence, found, place)
        rows.append((_group(material, found, place), many, *(_median(within, name) for name in names)))
    places = range(len(names))
    shades = tuple((None, None, *(_shade(found, row, place) for place in places)) for row in range(len(rows)))
    title = material.word(Word.CUT_MEDIANS, segment=found.name, by=material.word(_BY[found.cut][1]))
    return Table(title, columns, tuple(rows), material.word(Word.MEDIANS_NOTE), shades=shades)


def _within(evidence: Evidence, found: CrossCut, place: int) -> Evidence:
    """The posts of the segment that are in this group, and the filters that show them."""
    values, group = stated(evidence.analysed, found.cut), _stated(found, place)
    filters = evidence.of_segments((found.segment,)).filters
    if group:
        filters = replace(filters, formats=(group,)) if found.cut is Cut.FORMAT else replace(filters, pages=(group,))
    own = np.asarray(members(evidence, found.segment) & (values == group))
    return replace(evidence, selection=replace(evidence.selection, filters=filters), posts=own)


def _median(within: Evidence, name: str) -> Claim | None:
    claim = known_median(within, name)
    return replace(claim, rows=within.rows(within.selection.filters)) if claim else None


def _stated(found: CrossCut, place: int) -> str:
    """What the file states, "" for posts that state nothing."""
    return "" if found.groups[place] == found.cut.unstated else found.groups[place]


def _group(material: Material, found: CrossCut, place: int) -> str:
    own = _stated(found, place)
    if not own:
        return material.word(Word.NOT_STATED)
    return material.term(own) if found.cut is Cut.FORMAT else own


def _shade(found: CrossCut, row: int, column: int) -> float | None:
    level = float(found.contrast[row, column])
    if np.isnan(level) or found.n[row, column] < found.fewest:
        return None
    return max(-1.0, min(1.0, level / _FULL))


def _chart(material: Material, found: CrossCut) -> Chart:
    shares = found.posts / np.maximum(found.posts.sum(axis=1, keepdims=True), 1)
    last = max(len(found.groups) - 1, 1)
    series = tuple(
        Series(_group(material, found, place), tuple(shares[:, place].tolist()), blend(_DARK, _LIGHT, place / last))
        for place in range(len(found.groups))
    )
    by = material.word(_BY[found.cut][1])
    return Chart(
        title=material.word(Word.MADE_OF, by=by),
        kind=ChartKind.STACKED,
        categories=found.names,
        series=series,
        words=material.word(Word.MADE_OF_WORDS, by=by),
        note=material.word(Word.ALL_COUNTED, posts=f"{int(found.posts.sum()):,}"),
        share=True,
    )


def _posts(material: Material, found: CrossCut) -> Table:
    columns = (
        Column(material.word(Word.SEGMENT)),
        *(Column(_group(material, found, place), ColumnKind.WHOLE) for place in range(len(found.groups))),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *row) for name, row in zip(found.names, found.posts.tolist(), strict=True)
    )
    title = material.word(Word.MADE_OF_TABLE, by=material.word(_BY[found.cut][1]))
    return Table(title, columns, rows, segments=tuple(range(len(rows))))


PINNABLES.add("cut")(Pinnable(Word.CUT, write, ("/compare",)))
