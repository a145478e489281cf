"""The second opinion: which findings stand when the posts are parted in another way."""

from services.domain.documents import Block, Column, Note, Table, Text, plain, said
from services.reports.material import Material, Need
from services.reports.words import Word

from . import PINNABLES, Pinnable


def write(material: Material, _subject: str) -> tuple[Block, ...]:
    """The verdict, and a row a finding with what each alternative says of it."""
    if material.opinion is None:
        return ()
    view, translate = material.opinion, material.translate
    heads = (material.word(Word.FINDING), material.word(Word.VERDICT), *map(translate, view.alternatives))
    rows = tuple(
        (
            translate(plain(found.statement)),
            translate(found.verdict),
            *(f"{translate(answer.outcome.value)}: {translate(answer.words)}" for answer in found.answers),
        )
        for found in view.findings
    )
    return (
        Text(said(translate(plain(view.verdict))), lead=True),
        Table(material.word(Word.OPINION), tuple(map(Column, heads)), rows),
        Note(material.word(Word.OPINION_NOTE)),
    )


PINNABLES.add("opinion")(Pinnable(Word.OPINION, write, ("/compare",), frozenset({Need.OPINION})))
