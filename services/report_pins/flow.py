"""Posts that move between two segmentations: shares as bars, posts as a table."""

from services.claiming.language import Language
from services.domain.colours import segment_colour
from services.domain.comparing import Flow
from services.domain.documents import Block, Chart, ChartKind, Column, ColumnKind, Series, Table, Text
from services.reports.material import Material, Need
from services.reports.thai_names import thai_name
from services.reports.words import Word

from . import PINNABLES, Pinnable


def write(material: Material, _subject: str) -> tuple[Block, ...]:
    """How alike the two are, where the posts of each segment are in the other, and how many they are."""
    if material.flow is None:
        return ()
    flow, others = material.flow, _named(material, material.flow.other_names)
    return (
        Text(material.say(flow.agreement), lead=True),
        _chart(material, flow, others),
        _table(material, flow, others),
    )


def _chart(material: Material, flow: Flow, others: tuple[str, ...]) -> Chart:
    kept = [rank for rank, row in enumerate(flow.posts) if row.sum()]
    shares = flow.posts[kept] / flow.posts[kept].sum(axis=1, keepdims=True)
    series = tuple(
        Series(name, tuple(shares[:, place].tolist()), segment_colour(flow.other_colours[place]))
        for place, name in enumerate(others)
    )
    both = {"one": _label(material, flow.label), "other": _label(material, flow.other_label)}
    return Chart(
        title=material.word(Word.FLOW_TITLE, **both),
        kind=ChartKind.STACKED,
        categories=tuple(flow.names[rank] for rank in kept),
        series=series,
        words=material.word(Word.FLOW_WORDS, **both),
        note=material.small_print(flow.agreement),
        share=True,
    )


def _table(material: Material, flow: Flow, others: tuple[str, ...]) -> Table:
    columns = (
        Column(material.word(Word.FROM_SEGMENT)),
        *(Column(name, ColumnKind.WHOLE) for name in others),
        Column(material.word(Word.TOGETHER), ColumnKind.WHOLE),
    )
    rows = tuple((name, *row, sum(row)) for name, row in zip(flow.names, flow.posts.tolist(), strict=True))
    return Table(material.word(Word.FLOW_TABLE), columns, rows, segments=tuple(range(len(rows))))


def _named(material: Material, names: tuple[str, ...]) -> tuple[str, ...]:
    """The other segments, which the report has no names for elsewhere, in its language."""
    return tuple(map(thai_name, names)) if material.language is Language.THAI else names


def _label(material: Material, label: str) -> str:
    """`Engagement, 4 segments` in the report's language."""
    recipe, _, segments = label.rpartition(", ")
    return material.word(Word.SEGMENTATION, recipe=material.translate(recipe), k=segments.partition(" ")[0])


PINNABLES.add("flow")(Pinnable(Word.FLOW, write, ("/compare",), frozenset({Need.FLOW})))
