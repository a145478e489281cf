"""At a glance: the finding, four figures, and who holds what."""

from services.claims import circular, held, posts_share, stability
from services.domain.claims import Claim
from services.domain.colours import blend
from services.domain.documents import Block, Chart, ChartKind, Series, Text, Tile, Tiles, said
from services.reports.claims import borderline, posts_in_view
from services.reports.material import Material, joined
from services.reports.words import Word
from services.wording import strongest, talked_about

from . import SECTIONS, ReportSection

# Posts are dark; what they earned, lighter and lighter beside them.
_DARK, _LIGHT = "#0F172A", "#A9C1F5"


def write(material: Material) -> tuple[Block, ...]:
    """The share of posts in the strongest segments beside what they hold, and how far the split can be trusted."""
    found, holds = _finding(material), posts_in_view(material.evidence)
    stable = stability(material.evidence, len(material.names))
    tiles = (
        Tile(holds, material.word(Word.ALL_IN_VIEW)),
        *(Tile(claim, _label(material, claim)) for claim in found[:2]),
        Tile(stable, material.word(Word.STABLE)),
    )
    return (
        Text(joined(*(material.say(claim) for claim in found)), lead=True),
        Tiles(tiles),
        _chart(material, tuple(label.lower() for label in material.view.sizes.counts)),
        Text(material.say(borderline(material.evidence))),
        Text(material.say(stable)),
        *_caution(material),
    )


def _finding(material: Material) -> tuple[Claim, ...]:
    """The strongest segments that hold most together; the strongest alone where none holds much."""
    sizes = material.view.sizes
    ranks = tuple(range(strongest(sizes) or 1))
    return (
        posts_share(material.evidence, ranks),
        *(held(material.evidence, ranks, count) for count in talked_about(sizes)),
    )


def _label(material: Material, claim: Claim) -> str:
    count = claim.name("count")
    if count:
        return material.word(Word.SHARE_OF, count=material.term(count))
    return claim.name("segment") or material.word(Word.STRONGEST)


def _caution(material: Material) -> tuple[Text, ...]:
    """That the classic recipe agrees with the post types in a circle."""
    found = circular(material.evidence)
    if found is None:
        return ()
    told = [material.say(claim) for claim in found if claim]
    return (Text(joined(*told, said(material.word(Word.CIRCULAR)))),)


def _chart(material: Material, counts: tuple[str, ...]) -> Chart:
    evidence, ranks = material.evidence, range(len(material.names))
    shares = tuple(posts_share(evidence, (rank,)).number.value for rank in ranks)
    series = [Series(material.word(Word.SHARE_OF_POSTS), shares, _DARK)]
    for place, count in enumerate(counts):
        values = tuple(held(evidence, (rank,), count).number.value for rank in ranks)
        colour = blend("#2E6BE6", _LIGHT, place / max(len(counts) - 1, 1))
        series.append(Series(material.word(Word.SHARE_OF, count=material.term(count)), values, colour))
    return Chart(
        title=material.word(Word.HOLDS),
        kind=ChartKind.BARS,
        categories=material.names,
        series=tuple(series),
        words=material.word(Word.HOLDS_WORDS),
        note=material.small_print(posts_in_view(evidence)),
        share=True,
    )


SECTIONS.add("summary")(ReportSection(Word.SUMMARY, write))
