"""Segment by segment: each chosen one with its figures beside all posts, its formats, its course and its posts."""

from services.claims import format_share, held, posts_share
from services.domain.claims import Claim
from services.domain.colours import segment_colour
from services.domain.counts import COUNTS
from services.domain.documents import (
    Block,
    Cell,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Heading,
    Series,
    Table,
    Text,
    Tile,
    Tiles,
)
from services.domain.views import SegmentCard
from services.report_sections.typical import typical_posts
from services.reports.claims import known_median, members, segment_median
from services.reports.material import Material
from services.reports.words import Word

from . import SECTIONS, ReportSection


def write(material: Material) -> tuple[Block, ...]:
    """The segments that the filters name, all where they name none."""
    chosen = [card for card in material.view.cards if card.pressed] or list(material.view.cards)
    return tuple(block for place, card in enumerate(chosen) for block in _one(material, card, breaks=place > 0))


def _one(material: Material, card: SegmentCard, *, breaks: bool) -> tuple[Block, ...]:
    evidence, rank = material.evidence, card.rank
    counts = [figure.label for figure in card.medians if figure.label in COUNTS]
    shares = [posts_share(evidence, (rank,)), *(held(evidence, (rank,), count) for count in counts[:3])]
    portrait = next((one for one in material.portraits if one.segment.rank == rank and one.typical), None)
    return (
        Heading(card.name, segment=rank, breaks=breaks),
        Text(material.say(shares[0]), lead=True),
        Tiles(tuple(Tile(claim, _label(material, claim)) for claim in shares)),
        _against(material, rank),
        *_formats(material, card),
        *((typical_posts(material, portrait),) if portrait else ()),
    )


def _label(material: Material, claim: Claim) -> str:
    count = claim.name("count")
    return material.word(Word.SHARE_OF, count=material.term(count)) if count else material.word(Word.SHARE_OF_POSTS)


def _against(material: Material, rank: int) -> Table:
    own = {count.label: name for name, count in COUNTS.items()}
    counts = [own[label] for label in material.view.profile.counts]
    rows: list[tuple[Cell, ...]] = [
        (
            material.term(count).capitalize(),
            segment_median(material.evidence, rank, count),
            known_median(material.evidence, count),
        )
        for count in counts
    ]
    name = material.names[rank]
    columns = (
        Column(material.word(Word.COUNT)),
        Column(name, ColumnKind.CLAIM),
        Column(material.word(Word.ALL_IN_VIEW), ColumnKind.CLAIM),
    )
    return Table(material.word(Word.AGAINST, segment=name), columns, tuple(rows))


def _formats(material: Material, card: SegmentCard) -> tuple[Block, ...]:
    posts = material.evidence.analysed.posts.formats[members(material.evidence, card.rank)].astype(str)
    known = sorted(set(posts.tolist()) - {""})
    if not known:
        return ()
    claims = [format_share(material.evidence, card.rank, form) for form in known]
    claims.sort(key=lambda claim: -claim.number.value)
    series = Series(card.name, tuple(claim.number.value for claim in claims), segment_colour(card.rank))
    chart = Chart(
        title=material.word(Word.OF_SEGMENT, segment=card.name),
        kind=ChartKind.BARS,
        categories=tuple(material.term(claim.name("format")).capitalize() for claim in claims),
        series=(series,),
        words=material.word(Word.OF_SEGMENT_WORDS, segment=card.name),
        note=material.small_print(claims[0]),
        share=True,
    )
    return (chart,)


SECTIONS.add("one_by_one")(ReportSection(Word.ONE_BY_ONE, write))
