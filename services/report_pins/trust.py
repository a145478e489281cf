"""How far the model may be believed: how well it restates the segments, and whether three answers agree."""

from services.domain.colours import COMMON
from services.domain.documents import Block, Cell, Chart, ChartKind, Column, ColumnKind, Note, Series, Table, Text
from services.domain.driving import AgreementView, FidelityView
from services.reports.material import Material, Need, joined
from services.reports.words import Word

from . import PINNABLES, Pinnable

_COMMON = tuple(zip((Word.ALL_THREE, Word.TWO, Word.ONE, Word.NONE_IN_COMMON), COMMON[::-1], strict=True))
_PAIRS = (Word.EVERY_ANSWER, Word.EXACT_AND_SHAP, Word.EXACT_AND_LIME, Word.SHAP_AND_LIME)


def fidelity(material: Material, _subject: str) -> tuple[Block, ...]:
    """The share of held-out posts that get the right segment, and which segments are taken for which."""
    if not material.drivers:
        return ()
    found = material.drivers[0].fidelity
    lead = Text(joined(*map(material.say, found.claims)), lead=True)
    return lead, _confusion(material, found), Note(material.word(Word.FOREST_NOTE))


def _confusion(material: Material, found: FidelityView) -> Table:
    """Right answers warm, wrong ones cold."""
    columns = (
        Column(material.word(Word.SEGMENT)),
        *(Column(material.word(Word.TAKEN_FOR, segment=name), ColumnKind.WHOLE) for name in found.names),
        Column(material.word(Word.RIGHT), ColumnKind.SHARE),
    )
    rows: tuple[tuple[Cell, ...], ...] = tuple(
        (name, *row, float(share))
        for name, row, share in zip(found.names, found.confusion.tolist(), found.per_segment, strict=True)
    )
    shades = tuple((None, *map(float, row), None) for row in found.levels())
    note = material.word(Word.HELD_OUT, folds=found.folds)
    return Table(material.word(Word.CONFUSION), columns, rows, note, tuple(range(len(rows))), shades)


def agreement(material: Material, _subject: str) -> tuple[Block, ...]:
    """How many of their top three counts two answers share, as bars and as a table."""
    if not material.drivers:
        return ()
    found = material.drivers[0].agreement
    note = material.word(Word.ALL_COUNTED, posts=f"{found.posts:,}")
    return _bars(material, found, note), _shares(material, found)


def _bars(material: Material, found: AgreementView, note: str) -> Chart:
    series = tuple(
        Series(material.word(which), tuple(found.shares[:, 3 - place].tolist()), colour)
        for place, (which, colour) in enumerate(_COMMON)
    )
    title, words = material.word(Word.ANSWERS_AGREE), material.word(Word.ANSWERS_AGREE_WORDS)
    return Chart(title, ChartKind.STACKED, tuple(map(material.word, _PAIRS)), series, words, note, share=True)


def _shares(material: Material, found: AgreementView) -> Table:
    columns = (
        Column(material.word(Word.ANSWERS)),
        *(Column(material.word(which), ColumnKind.SHARE) for which, _ in _COMMON),
    )
    rows = tuple((material.word(pair), *row[::-1]) for pair, row in zip(_PAIRS, found.shares.tolist(), strict=True))
    return Table(material.word(Word.ANSWERS_AGREE), columns, rows)


_FOREST = frozenset({Need.FOREST})
PINNABLES.add("fidelity")(Pinnable(Word.FIDELITY, fidelity, ("/drivers",), _FOREST))
PINNABLES.add("agreement")(Pinnable(Word.ANSWERS_AGREE, agreement, ("/drivers",), _FOREST))
