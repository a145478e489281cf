"""One count against its SHAP value for one segment, and the same in bands of the count."""

from itertools import pairwise

import numpy as np

from services.domain.colours import segment_colour
from services.domain.documents import Block, Cell, Column, ColumnKind, Note, Table
from services.domain.driving import Dependence
from services.domain.scatters import Axis, Dots, Scatter
from services.report_pins.samples import drawn_of
from services.reports.material import Material, Need
from services.reports.words import Word

from . import PINNABLES, Pinnable

# Each about three times the one before: most posts earn few, some earn thousands.
_BANDS = (0, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 1_000_000, 10**12)


def write(material: Material, _subject: str) -> tuple[Block, ...]:
    """A mark a post, on a log axis that has room for posts without any; only that, where the count was not measured."""
    if not material.drivers:
        return ()
    found = material.drivers[0].dependence
    feature = material.term(found.feature.lower()).capitalize()
    measured = ~np.isnan(found.counts)
    if not measured.any():
        return (Note(material.word(Word.UNMEASURED, count=feature)),)
    counts, values = found.counts[measured], found.values[measured] * 100
    scatter = Scatter(
        title=material.word(Word.DEPENDS, count=feature, segment=found.name),
        across=Axis(material.word(Word.DEPENDS_ACROSS, count=feature), log=True),
        along=Axis(material.word(Word.SHAP_POINTS)),
        dots=(Dots(found.name, segment_colour(found.segment), tuple((counts + 1).tolist()), tuple(values.tolist())),),
        words=material.word(Word.DEPENDS_WORDS, count=feature, segment=found.name),
        note=f"{_drawn(material, found)} {material.word(Word.SPEAKS_FOR_NOTE)}",
    )
    return scatter, _table(material, found, feature), Note(material.word(Word.FOREST_NOTE))


def _drawn(material: Material, found: Dependence) -> str:
    """What is drawn of how many posts, and how many of them have no such count."""
    told = drawn_of(material, found.sample, found.posts, found.name)
    missing = int(np.isnan(found.counts).sum())
    return f"{told}. {material.word(Word.WITHOUT_COUNT, n=f'{missing:,}')}" if missing else f"{told}."


def _table(material: Material, found: Dependence, feature: str) -> Table:
    """How many of the posts drawn have such a count, and their mean value."""
    columns = (
        Column(material.word(Word.FROM_COUNT, count=feature), ColumnKind.WHOLE),
        Column(material.word(Word.BELOW_COUNT), ColumnKind.WHOLE),
        Column(material.word(Word.DRAWN), ColumnKind.WHOLE),
        Column(material.word(Word.MEAN_VALUE), ColumnKind.DECIMAL),
    )
    rows: list[tuple[Cell, ...]] = []
    for low, high in pairwise(_BANDS):
        within = (found.counts >= low) & (found.counts < high)
        if within.any():
            rows.append((low, high, int(within.sum()), float(found.values[within].mean() * 100)))
    return Table(material.word(Word.DEPENDS_TABLE, count=feature), columns, tuple(rows))


PINNABLES.add("dependence")(Pinnable(Word.DEPENDENCE, write, ("/drivers",), frozenset({Need.FOREST})))
