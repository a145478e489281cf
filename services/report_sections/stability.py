"""How many segments hold: what speaks for each number."""

from services.claims import stability
from services.domain.documents import Block, Chart, ChartKind, Column, ColumnKind, Note, Series, Table, Text, said
from services.reports.material import Material
from services.reports.words import Word

from . import SECTIONS, ReportSection


def write(material: Material) -> tuple[Block, ...]:
    """The agreement of the chosen number, the course over all numbers, and the table."""
    why = material.view.why_k
    told = [Text(material.say(stability(material.evidence, material.view.why_k.k)), lead=True)]
    if why.recommended_k is None:
        told.append(Text(said(material.word(Word.K_NONE, k=why.k))))
    note = material.word(Word.K_NOTE, resamples=why.resamples, sample=f"{why.silhouette_sample:,}")
    return (*told, _chart(material), _table(material), Note(note))


def _chart(material: Material) -> Chart:
    rows = material.view.why_k.rows
    named = (
        (Word.AGREEMENT, "#2E6BE6", tuple(row.ari for row in rows)),
        (Word.WEAKEST, "#D1495B", tuple(row.lowest_jaccard for row in rows)),
        (Word.SEPARATION, "#8492A6", tuple(row.silhouette for row in rows)),
    )
    return Chart(
        title=material.word(Word.BY_K),
        kind=ChartKind.LINES,
        categories=tuple(str(row.k) for row in rows),
        series=tuple(Series(material.word(which), values, colour) for which, colour, values in named),
        words=material.word(Word.BY_K_WORDS, most=rows[-1].k),
        note=material.small_print(stability(material.evidence, material.view.why_k.k)),
    )


def _table(material: Material) -> Table:
    heads = (Word.AGREEMENT, Word.WEAKEST, Word.SEPARATION)
    columns = (
        Column(material.word(Word.K), ColumnKind.WHOLE),
        *(Column(material.word(which), ColumnKind.DECIMAL) for which in heads),
        Column(material.word(Word.SMALLEST), ColumnKind.WHOLE),
    )
    rows = tuple(
        (row.k, row.ari, row.lowest_jaccard, row.silhouette, row.smallest_posts) for row in material.view.why_k.rows
    )
    return Table(material.word(Word.BY_K), columns, rows)


SECTIONS.add("stability")(ReportSection(Word.STABILITY, write))
