"""Time of publishing: weekday by hour, and whether any of it is reliable."""

import math

import numpy as np

from services.domain.documents import Block, Cell, Column, ColumnKind, Note, Table, Text
from services.domain.levers import BestTime
from services.domain.views import Phrase, Sentence
from services.lever_claims import DAYS, more_posts, slot, slots_tested
from services.reports.material import Material, Need, joined
from services.reports.words import Word

from . import SECTIONS, ReportSection


def write(material: Material) -> tuple[Block, ...]:
    """The verdict and the week as a table; nothing where levers were not tested."""
    if material.levers is None:
        return ()
    best = material.levers.best_time
    return (
        Text(_verdict(material, best), lead=True),
        _table(material, best),
        Note(material.word(Word.SLOT_NOTE, fewest=best.fewest)),
    )


def _verdict(material: Material, best: BestTime) -> Sentence:
    evidence, reliable = material.lever_evidence, np.argwhere(best.slots.reliable)
    if len(reliable):
        found = [material.say(slot(evidence, best, int(day), int(hour))) for day, hour in reliable]
        return joined((Phrase(material.word(Word.SLOT_SOME), strong=True),), *found)
    told = [material.say(slots_tested(evidence, best))]
    if best.nearest is not None:
        told.append(material.say(slot(evidence, best, *best.nearest)))
    more = more_posts(evidence, best)
    told += [material.say(more)] if more else []
    return (Phrase(material.word(Word.SLOT_NONE), strong=True), *joined(*told))


def _table(material: Material, best: BestTime) -> Table:
    columns = (Column(material.word(Word.DAY)), *(Column(str(hour), ColumnKind.DECIMAL) for hour in range(24)))
    rows: list[tuple[Cell, ...]] = []
    shades: list[tuple[float | None, ...]] = []
    for day, name in enumerate(DAYS):
        ratios = [_ratio(best, day, hour) for hour in range(24)]
        rows.append((material.term(name), *ratios))
        shades.append((None, *(None if ratio is None else _shade(ratio) for ratio in ratios)))
    return Table(material.word(Word.SLOT_TABLE), columns, tuple(rows), shades=tuple(shades))


def _ratio(best: BestTime, day: int, hour: int) -> float | None:
    """None where too few posts are there to be compared."""
    ratio, known = float(best.slots.ratio[day, hour]), not math.isnan(best.slots.low[day, hour])
    return ratio if known and not math.isnan(ratio) else None


def _shade(ratio: float) -> float:
    """Twice as much has the full colour, half as much the other."""
    return max(-1.0, min(1.0, math.log2(ratio))) if ratio > 0 else -1.0


SECTIONS.add("best_time")(ReportSection(Word.BEST_TIME, write, frozenset({Need.LEVERS})))
