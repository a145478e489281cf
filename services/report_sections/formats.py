"""Formats: where the posts of each land."""

from services.claims import landing
from services.domain.colours import segment_colour
from services.domain.documents import Block, Cell, Chart, ChartKind, Column, ColumnKind, Series, Table, Text
from services.reports.claims import posts_in_view
from services.reports.material import Material
from services.reports.words import Word

from . import SECTIONS, ReportSection


def write(material: Material) -> tuple[Block, ...]:
    """A column a format, and the same figures as claims; nothing where the file states no format."""
    evidence, ranks = material.evidence, range(len(material.names))
    formats = _formats(material)
    if not formats:
        return ()
    claims = {(form, rank): landing(evidence, form, rank) for form in formats for rank in ranks}
    lead = max(claims, key=lambda pair: claims[pair].number.value if pair[1] == 0 else -1.0)
    series = tuple(
        Series(material.names[rank], tuple(claims[form, rank].number.value for form in formats), segment_colour(rank))
        for rank in ranks
    )
    titles = tuple(material.term(form) for form in formats)
    rows: list[tuple[Cell, ...]] = [
        (title, claims[form, 0].n, *(claims[form, rank] for rank in ranks))
        for form, title in zip(formats, titles, strict=True)
    ]
    columns = (
        Column(material.word(Word.FORMAT)),
        Column(material.word(Word.POSTS), ColumnKind.WHOLE),
        *(Column(name, ColumnKind.CLAIM) for name in material.names),
    )
    title, words = material.word(Word.LANDS), material.word(Word.LANDS_WORDS)
    note = material.small_print(posts_in_view(evidence))
    return (
        Text(material.say(claims[lead]), lead=True),
        Chart(title, ChartKind.STACKED, titles, series, words, note, share=True),
        Table(title, columns, tuple(rows)),
    )


def _formats(material: Material) -> tuple[str, ...]:
    """Those of the posts in view, commonest first."""
    evidence = material.evidence
    seen = evidence.analysed.posts.formats[evidence.posts].astype(str).tolist()
    known = sorted(set(seen) - {""})
    return tuple(sorted(known, key=lambda form: -seen.count(form)))


SECTIONS.add("formats")(ReportSection(Word.FORMATS, write))
