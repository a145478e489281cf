"""The points of a scatter as a table: a row a point, for the formats that keep figures beside their drawing."""

from services.claiming.language import Language
from services.domain.documents import Column, ColumnKind, Table
from services.domain.scatters import Dots, Scatter
from services.rendering.scatters import row_of
from services.reports.languages import word
from services.reports.words import Word


def points_table(scatter: Scatter, language: Language) -> Table:
    """Group, what names the point where something does, its row where rows have names, and both figures last."""
    labelled, named = any(one.labels for one in scatter.dots), bool(scatter.along.names)
    position = word(Word.POSITION, language)
    columns = (
        Column(word(Word.GROUP, language)),
        *((Column(word(Word.POST, language)),) if labelled else ()),
        *((Column(scatter.along.title or word(Word.COUNT, language)),) if named else ()),
        Column(scatter.across.title or position, ColumnKind.DECIMAL),
        Column((not named and scatter.along.title) or position, ColumnKind.DECIMAL),
    )
    rows = tuple(row for dots in scatter.dots for row in _rows(scatter, dots, labelled=labelled))
    return Table(scatter.title, columns, rows, scatter.note)


def _rows(scatter: Scatter, dots: Dots, *, labelled: bool) -> list[tuple[str | float, ...]]:
    names = scatter.along.names
    return [
        (
            dots.name,
            *((dots.labels[place] if dots.labels else "",) if labelled else ()),
            *((names[row_of(y)],) if names else ()),
            x,
            y,
        )
        for place, (x, y) in enumerate(zip(dots.x, dots.y, strict=True))
    ]
