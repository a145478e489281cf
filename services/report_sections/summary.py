"""At a glance: the finding, four figures, and who holds what."""

from services.domain.colours import blend
from services.domain.counts import COUNTS
from services.domain.documents import Block, Chart, ChartKind, Series, Text, Tile, Tiles
from services.reports.claims import borderline, held, posts_in_view, posts_share, stability
from services.reports.material import Material, joined
from services.reports.words import Word

from . import SECTIONS, ReportSection

# Posts are dark; what they earned, lighter and lighter beside them.
_DARK, _LIGHT = "#0F172A", "#A9C1F5"


def write(material: Material) -> tuple[Block, ...]:
    """The strongest segment's share of posts beside its share of the counts."""
    evidence, counts = material.evidence, _counts(material)
    strongest = [posts_share(evidence, 0), *(held(evidence, 0, count) for count in counts[:1])]
    tiles = (
        Tile(posts_in_view(evidence), material.word(Word.ALL_IN_VIEW)),
        Tile(strongest[0], material.names[0]),
        *(Tile(claim, material.word(Word.SHARE_OF, count=material.term(claim.name("count")))) for claim in strongest[1:]),
        Tile(stability(evidence), material.word(Word.STABLE)),
    )
    return (
        Text(joined(*(material.say(claim) for claim in strongest)), lead=True),
        Tiles(tiles),
        _chart(material, counts),
        Text(material.say(borderline(evidence))),
        Text(material.say(stability(evidence))),
    )


def _chart(material: Material, counts: tuple[str, ...]) -> Chart:
    evidence, ranks = material.evidence, range(len(material.names))
    shares = tuple(posts_share(evidence, rank).number.value for rank in ranks)
    series = [Series(material.word(Word.SHARE_OF_POSTS), shares, _DARK)]
    for place, count in enumerate(counts):
        values = tuple(held(evidence, rank, count).number.value for rank in ranks)
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


def _counts(material: Material) -> tuple[str, ...]:
    """The counts of the segments' sizes, by their own names."""
    labels = {count.label: name for name, count in COUNTS.items()}
    return tuple(labels[label] for label in material.view.sizes.counts)


SECTIONS.add("summary")(ReportSection(Word.SUMMARY, write))
