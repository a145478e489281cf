"""One recommendation: its claims with intervals, what to keep in mind, how to test it, and what was decided."""

from services.claiming import capital, interval, named
from services.claiming.language import Language
from services.domain.documents import Block, Column, ColumnKind, Heading, Note, Table, Text
from services.domain.recommending import Decision, Recommendation
from services.reports.material import Material, Need, joined
from services.reports.words import Word

from . import PINNABLES, Pinnable


def write(material: Material, subject: str) -> tuple[Block, ...]:
    """The value's card on paper; where the data does not support it any more, that."""
    title = Heading(capital(named(subject, material.language)))
    found = _of_value(material, subject)
    if found is None or not found.claims:
        return title, Note(material.word(Word.NOT_SUPPORTED_NOW))
    medians = (Text(joined(*map(material.say, found.medians))),) if found.medians else ()
    return (
        title,
        Text(material.say(found.claims[0]), lead=True),
        _table(material, found),
        *medians,
        *(Text(material.say(plan.size)) for plan in found.plans),
        *((Note(_decided(material, found.decision)),) if found.decision else ()),
        Note(found.caution if material.language is Language.ENGLISH else material.word(Word.METHOD_WORDING)),
    )


def _of_value(material: Material, value: str) -> Recommendation | None:
    if material.recommendations is None:
        return None
    every = (*material.recommendations.cards, *material.recommendations.dismissed)
    return next((one for one in every if one.value == value), None)


def _table(material: Material, found: Recommendation) -> Table:
    columns = (
        Column(material.word(Word.COUNT)),
        Column(material.word(Word.RATIO), ColumnKind.CLAIM),
        Column(material.word(Word.INTERVAL)),
        Column(material.word(Word.POSTS), ColumnKind.WHOLE),
    )
    rows = tuple(
        (material.term(claim.name("count")).capitalize(), claim, interval(claim, material.language), claim.n)
        for claim in found.claims
    )
    return Table(material.word(Word.RATIO_TABLE), columns, rows)


def _decided(material: Material, decision: Decision) -> str:
    which = Word.ACCEPTED_BY if decision.verdict.value == "accepted" else Word.DISMISSED_BY
    told = material.word(which, name=decision.by, day=material.day(decision.at.date()))
    return f"{told}: {decision.note}" if decision.note else f"{told}."


PINNABLES.add("recommendation")(
    Pinnable(Word.PINNED_RECOMMENDATION, write, ("/recommendations",), frozenset({Need.RECOMMENDATIONS}))
)
