"""SHAP values of many posts for one segment: a row a count, a mark a post."""

import numpy as np
from numpy.typing import NDArray

from services.domain.colours import BETWEEN, HEAT
from services.domain.documents import Block, Column, ColumnKind, Note, Table
from services.domain.driving import Beeswarm
from services.domain.scatters import Axis, Dots, Scatter
from services.domain.swarms import spread
from services.report_pins.samples import drawn_of, sample
from services.reports.material import Material, Need
from services.reports.words import Word

from . import PINNABLES, Pinnable

_MOST = 300
# Marks that share one of this many steps of the axis stand over each other.
_STEPS = 70
_UNKNOWN = "#D5DBE6"
_LEVELS = ((Word.LOW_COUNT, HEAT[0]), (Word.MIDDLE_COUNT, BETWEEN), (Word.HIGH_COUNT, HEAT[2]))


def write(material: Material, _subject: str) -> tuple[Block, ...]:
    """The marks, and the mean size of each count's values over all posts in view."""
    if not material.drivers:
        return ()
    swarm = material.drivers[0].beeswarm
    chosen = sample(np.arange(swarm.sample), _MOST)
    names = tuple(material.term(feature.lower()).capitalize() for feature in swarm.features)
    # A sample of few posts is drawn at random from all of them.
    half = swarm.name if swarm.sample < swarm.posts else ""
    scatter = Scatter(
        title=material.word(Word.SPEAKS_FOR, segment=swarm.name),
        across=Axis(material.word(Word.SHAP_POINTS)),
        along=Axis(material.word(Word.COUNT), names=names[::-1]),
        dots=_dots(material, swarm, chosen),
        words=material.word(Word.SPEAKS_WORDS, segment=swarm.name),
        note=f"{drawn_of(material, len(chosen), swarm.posts, half)}. {material.word(Word.SPEAKS_NOTE)}",
    )
    return scatter, _table(material, swarm, names), Note(material.word(Word.FOREST_NOTE))


def _dots(material: Material, swarm: Beeswarm, chosen: NDArray[np.intp]) -> tuple[Dots, ...]:
    """A group for each third of the posts by their count, and one for counts that were not measured."""
    values, level = swarm.values[chosen] * 100, swarm.level[chosen]
    rows = np.arange(values.shape[1])[::-1] + np.column_stack([spread(column, _STEPS) for column in values.T])
    third = np.where(np.isnan(level), len(_LEVELS), np.minimum((np.nan_to_num(level) * 3).astype(int), 2))
    groups = (*_LEVELS, (Word.NOT_MEASURED, _UNKNOWN))
    return tuple(
        Dots(material.word(which), colour, tuple(values[own].tolist()), tuple(rows[own].tolist()))
        for place, (which, colour) in enumerate(groups)
        if (own := third == place).any()
    )


def _table(material: Material, swarm: Beeswarm, names: tuple[str, ...]) -> Table:
    columns = (
        Column(material.word(Word.COUNT)),
        Column(material.word(Word.MEAN_SIZE), ColumnKind.DECIMAL),
    )
    sizes = (swarm.importance * 100).tolist()
    note = material.word(Word.ALL_COUNTED, posts=f"{swarm.posts:,}")
    return Table(
        material.word(Word.IMPORTANCE_OF, segment=swarm.name), columns, tuple(zip(names, sizes, strict=True)), note
    )


PINNABLES.add("beeswarm")(Pinnable(Word.SPEAKS, write, ("/drivers",), frozenset({Need.FOREST})))
