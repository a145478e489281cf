"""Each segment in one line: how large, what it earned, how far it holds, what tells it apart."""

from services.claiming.language import Language
from services.claims import format_share, posts_share
from services.domain.counts import COUNTS
from services.domain.documents import Block, Cell, Column, ColumnKind, Heading, Note, Table, Text, said
from services.reports.claims import segment_median
from services.reports.material import Material
from services.reports.thai_names import thai_rule
from services.reports.words import Word

from . import SECTIONS, ReportSection


def write(material: Material) -> tuple[Block, ...]:
    """The table of segments, then the rule that tells each apart."""
    blocks: list[Block] = [_table(material)]
    for card in material.view.cards:
        blocks.append(Heading(card.name, segment=card.rank))
        if card.posts and card.format:
            blocks.append(Text(material.say(format_share(material.evidence, card.rank, card.format))))
        if card.rule and card.rule.branches:
            rule = thai_rule(card.rule) if material.language is Language.THAI else card.rule.words
            blocks.append(Text(said(f"{material.word(Word.RULE)}: {rule}.")))
        if card.origin:
            blocks.append(Note(material.translate(card.origin)))
    return tuple(blocks)


def _table(material: Material) -> Table:
    names = [figure.label for figure in material.view.cards[0].medians] if material.view.cards else []
    counts = [name for name in names if name in COUNTS]
    columns = (
        Column(material.word(Word.SEGMENT)),
        Column(material.word(Word.POSTS), ColumnKind.WHOLE),
        Column(material.word(Word.SHARE_OF_POSTS), ColumnKind.CLAIM),
        *(Column(material.word(Word.MEDIAN_OF, count=material.term(name)), ColumnKind.CLAIM) for name in counts),
        Column(material.word(Word.STABLE), ColumnKind.DECIMAL),
    )
    rows: list[tuple[Cell, ...]] = []
    for card in material.view.cards:
        medians = (segment_median(material.evidence, card.rank, name) for name in counts)
        rows.append((card.name, card.posts, posts_share(material.evidence, (card.rank,)), *medians, card.jaccard))
    ranks = tuple(card.rank for card in material.view.cards)
    return Table(material.word(Word.SEGMENTS), columns, tuple(rows), segments=ranks)


SECTIONS.add("segments")(ReportSection(Word.SEGMENTS, write))
