"""What sets the segments apart: medians, coloured by their distance from the average post."""

import math

from services.domain.counts import COUNTS
from services.domain.documents import Block, Cell, Column, ColumnKind, Table
from services.reports.claims import segment_median
from services.reports.material import Material
from services.reports.words import Word

from . import SECTIONS, ReportSection

# The distance, in standard deviations, that has the full colour.
_FULL = 2.0


def write(material: Material) -> tuple[Block, ...]:
    """One row a segment, one column a count."""
    profile = material.view.profile
    own = {count.label: name for name, count in COUNTS.items()}
    counts = [own[label] for label in profile.counts]
    columns = (
        Column(material.word(Word.SEGMENT)),
        *(Column(material.term(count).capitalize(), ColumnKind.CLAIM) for count in counts),
    )
    rows: list[tuple[Cell, ...]] = []
    shades: list[tuple[float | None, ...]] = []
    for rank, name in enumerate(profile.names):
        rows.append((name, *(segment_median(material.evidence, rank, count) for count in counts)))
        shades.append((None, *(_shade(level) for level in profile.contrast[rank].tolist())))
    ranks = tuple(range(len(profile.names)))
    note = material.word(Word.MEDIANS_NOTE)
    return (Table(material.word(Word.MEDIANS), columns, tuple(rows), note, ranks, tuple(shades)),)


def _shade(level: float) -> float | None:
    return None if math.isnan(level) else max(-1.0, min(1.0, level / _FULL))


SECTIONS.add("profile")(ReportSection(Word.PROFILE, write, joins=True))
