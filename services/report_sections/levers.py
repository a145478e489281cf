"""Levers against chance, with what was not supported said plainly."""

import math

from services.domain.documents import Block, Cell, Chart, ChartKind, Column, ColumnKind, Note, Series, Table, Text
from services.domain.levers import TOGETHER, LeverScore, LeverScores, Validation
from services.domain.views import Phrase
from services.lever_claims import accuracy, chance, tested
from services.reports.material import Material, Need, joined
from services.reports.words import Word

from . import SECTIONS, ReportSection

_HELD_OUT = {Validation.RANDOM: Word.RANDOM, Validation.PAGES: Word.PAGES, Validation.FUTURE: Word.FUTURE}


def write(material: Material) -> tuple[Block, ...]:
    """The verdict, a chart for each validation that could be made, and the table."""
    if material.levers is None:
        reason = material.translate(material.no_levers)
        return (Note(material.word(Word.LEVERS_MISSING, reason=reason)),) if reason else ()
    if not material.levers.scores.scores:
        return ()
    scores = material.levers.scores
    charts = (_chart(material, scores, place) for place in range(len(Validation)))
    note = Note(material.word(Word.LEVERS_NOTE))
    return (_verdict(material, scores), *(chart for chart in charts if chart), _table(material, scores), note)


def _verdict(material: Material, scores: LeverScores) -> Text:
    single = [score for score in scores.scores if score.supported and score.lever != TOGETHER]
    names = ", ".join(material.term(score.lever) for score in single)
    words = material.word(Word.LEVERS_SOME, levers=names) if single else material.word(Word.LEVERS_NONE)
    said = [
        material.say(tested(material.lever_evidence, scores)),
        material.say(chance(material.lever_evidence, scores)),
    ]
    return Text((Phrase(words, strong=True), *joined(*said)), lead=True)


def _chart(material: Material, scores: LeverScores, place: int) -> Chart | None:
    known = [score for score in scores.scores if not math.isnan(score.accuracy[place])]
    if not known:
        return None
    validation = material.word(_HELD_OUT[list(Validation)[place]])
    values, low, high = (
        tuple(float(getattr(score, part)[place]) for score in known) for part in ("accuracy", "low", "high")
    )
    return Chart(
        title=material.word(Word.ACCURACY, validation=validation),
        kind=ChartKind.RANGES,
        categories=tuple(material.term(score.lever).capitalize() for score in known),
        series=(Series(validation, values, "#2E6BE6", low, high),),
        words=material.word(Word.ACCURACY_WORDS, validation=validation),
        note=material.small_print(chance(material.lever_evidence, scores)),
        mark=(scores.chance, material.word(Word.BY_CHANCE)),
    )


def _table(material: Material, scores: LeverScores) -> Table:
    held_out = [(place, material.word(_HELD_OUT[one])) for place, one in enumerate(Validation)]
    columns = (
        Column(material.word(Word.LEVER)),
        *(Column(words.capitalize(), ColumnKind.CLAIM) for _, words in held_out),
        Column(material.word(Word.SUPPORTED)),
    )
    rows = tuple(_row(material, scores, score) for score in scores.scores)
    return Table(material.word(Word.LEVERS_TABLE), columns, rows)


def _row(material: Material, scores: LeverScores, score: LeverScore) -> tuple[Cell, ...]:
    found = [
        None if math.isnan(score.accuracy[place]) else accuracy(material.lever_evidence, scores, score, place)
        for place in range(len(Validation))
    ]
    verdict = material.word(Word.YES if score.supported else Word.NO)
    return material.term(score.lever).capitalize(), *found, verdict


SECTIONS.add("levers")(ReportSection(Word.LEVERS, write, frozenset({Need.LEVERS})))
