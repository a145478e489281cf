"""The map: the posts in view in two dimensions, and how many there are of each segment."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from services.claims import posts_share
from services.domain.colours import segment_colour
from services.domain.documents import Block, Column, ColumnKind, Table
from services.domain.scatters import Axis, Dots, Scatter
from services.report_pins.samples import drawn_of, sample
from services.reports.claims import members
from services.reports.material import Material
from services.reports.words import Word
from services.scope import scope

from . import PINNABLES, Pinnable

# So many marks can still be told apart on half a page.
_MOST = 1_500
_BETWEEN = " ↔ "


def write(material: Material, _subject: str) -> tuple[Block, ...]:
    """Every post in view as a mark, or a sample that says so; the numbers beside it are of all of them."""
    analysed = material.evidence.analysed
    in_view = np.flatnonzero(scope(analysed, material.evidence.selection.filters).in_view)
    chosen = sample(in_view, _MOST)
    labels = analysed.described.segmentation.labels
    near = material.word(Word.MAP_NEAR, variance=f"{analysed.analysis.plane.variance:.0%}")
    return (
        Scatter(
            title=material.word(Word.MAP),
            across=Axis(material.word(Word.MAP_ACROSS), bare=True),
            along=Axis(_along(material), bare=True),
            # Few on top of many, so that they are seen.
            dots=tuple(sorted(_groups(material, chosen), key=lambda dots: -len(dots.x))),
            words=material.word(Word.MAP_WORDS),
            note=f"{drawn_of(material, len(chosen), len(in_view))}. {near}",
        ),
        _table(material, sorted({*labels[in_view].tolist()})),
    )


def _groups(material: Material, chosen: NDArray[np.intp]) -> Iterator[Dots]:
    labels = material.evidence.analysed.described.segmentation.labels[chosen]
    for rank in sorted({*labels.tolist()}):
        yield _dots(material, rank, chosen[labels == rank])


def _dots(material: Material, rank: int, places: NDArray[np.intp]) -> Dots:
    plane = material.evidence.analysed.analysis.plane
    return Dots(
        material.names[rank],
        segment_colour(rank),
        tuple(np.asarray(plane.x[places], float).tolist()),
        tuple(np.asarray(plane.y[places], float).tolist()),
        tuple(f"#{place + 1}" for place in places.tolist()),
    )


def _along(material: Material) -> str:
    """From what weighs most below to what weighs most above, "" where it is one and the same."""
    return _BETWEEN.join(material.term(one) for one in material.view.map.y_title.split(_BETWEEN) if one)


def _table(material: Material, ranks: list[int]) -> Table:
    columns = (
        Column(material.word(Word.SEGMENT)),
        Column(material.word(Word.POSTS), ColumnKind.WHOLE),
        Column(material.word(Word.SHARE_OF_POSTS), ColumnKind.CLAIM),
    )
    evidence = material.evidence
    rows = tuple(
        (material.names[rank], int(members(evidence, rank).sum()), posts_share(evidence, (rank,))) for rank in ranks
    )
    return Table(material.word(Word.MAP_TABLE), columns, rows, segments=tuple(ranks))


PINNABLES.add("map")(Pinnable(Word.MAP, write, ("/segments",)))
