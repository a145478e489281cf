"""What a report, or a part of it, stands on: dataset, period, filters and n, each as a labelled fact."""

from services.claiming import LANGUAGES, named
from services.claims import posts_share
from services.domain.documents import Fact
from services.domain.periods import Period, Periods
from services.periods import periods
from services.reports.material import Material
from services.reports.words import Word


def facts(material: Material) -> tuple[Fact, ...]:
    """Four lines, as they stand on the cover."""
    return (
        Fact(material.word(Word.DATASET), material.view.choices.dataset_name),
        Fact(material.word(Word.PERIOD), _period(material)),
        *_compared(material),
        Fact(material.word(Word.FILTERS), _filters(material)),
        Fact(material.word(Word.BASIS), material.word(Word.POSTS_N, n=f"n = {int(material.evidence.posts.sum()):,}")),
    )


def _period(material: Material) -> str:
    scope, day = posts_share(material.evidence, (0,)).scope, LANGUAGES[material.language].day
    if scope.since is None or scope.until is None:
        return material.word(Word.UNDATED)
    return material.word(Word.DAYS, since=day(scope.since), until=day(scope.until))


def _compared(material: Material) -> tuple[Fact, ...]:
    both = compared_periods(material)
    if both is None:
        return ()
    this, that = (days_of(material, period) for period in (both.this, both.that))
    told = that if both.chosen else material.word(Word.NEWEST_WEEKS, this=this, that=that)
    return (Fact(material.word(Word.COMPARED_WITH), told),)


def compared_periods(material: Material) -> Periods | None:
    """Both periods; None where nothing is compared, or no date is known."""
    if not material.compared:
        return None
    dataset, selection = material.evidence.analysed.dataset, material.evidence.selection
    return periods(dataset.first, dataset.last, selection.filters, selection.compare)


def days_of(material: Material, period: Period) -> str:
    """`1 Mar 2026 to 31 Mar 2026`."""
    return material.word(Word.DAYS, since=material.day(period.since), until=material.day(period.until))


def _filters(material: Material) -> str:
    filters = material.evidence.selection.filters
    segments = tuple(card.name for card in material.view.cards if card.pressed)
    formats = tuple(material.term(name) for name in filters.formats)
    tags = tuple(tag.name for tag in material.evidence.analysed.tags if tag.id in filters.tags)
    told = [", ".join(one) for one in (filters.pages, formats, segments, tags) if one]
    told += [named(filters.lever, material.language)] if filters.lever else []
    told += [material.word(Word.OUTLINED)] if filters.area else []
    return "; ".join(told) or material.word(Word.NOTHING_FILTERED)
