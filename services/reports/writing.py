"""From material to a document: the sections in their order, the facts beside them, the words that people added."""

from dataclasses import dataclass

from services.claiming import LANGUAGES
from services.claims import posts_share
from services.domain.colours import segment_colour
from services.domain.documents import Brand, Commentary, Document, Fact, Section
from services.domain.errors import InvalidInput
from services.domain.reporting import ReportOrder
from services.report_sections import SECTIONS
from services.report_templates import TEMPLATES, ReportTemplate
from services.reports.material import Material
from services.reports.words import Word


@dataclass(frozen=True, slots=True)
class Writer:
    """Who makes the report, for whom."""

    name: str
    brand: Brand


def template_of(order: ReportOrder) -> ReportTemplate:
    """The template by name; InvalidInput for one that is not there."""
    if order.template not in TEMPLATES:
        raise InvalidInput(
            f"There is no template {order.template[:40]!r}. Choose {', '.join(sorted(TEMPLATES))}.", "template"
        )
    return TEMPLATES[order.template]


def section_names(order: ReportOrder) -> tuple[str, ...]:
    """The sections in their order; InvalidInput for one that is not there."""
    names = order.sections or template_of(order).sections
    unknown = [name for name in names if name not in SECTIONS]
    if unknown:
        raise InvalidInput(
            f"There is no section {unknown[0][:40]!r}. Choose {', '.join(sorted(SECTIONS))}.", "sections"
        )
    return tuple(dict.fromkeys(names))


def write(order: ReportOrder, material: Material, writer: Writer) -> Document:
    """The whole report without its manifest."""
    template = template_of(order)
    shares = [posts_share(material.evidence, (rank,)).number.value for rank in range(len(material.names))]
    return Document(
        title=order.title or material.word(template.title),
        subtitle=material.evidence.analysed.dataset.name,
        language=material.language.value,
        brand=writer.brand,
        facts=_facts(material),
        sections=tuple(filter(None, (_section(name, order, material, writer) for name in section_names(order)))),
        made_at=material.made_at,
        strip=tuple((segment_colour(rank), share) for rank, share in enumerate(shares)),
        cover=template.cover,
        growing=int((material.evidence.analysed.posts.immature & material.evidence.posts).sum()),
    )


def _section(name: str, order: ReportOrder, material: Material, writer: Writer) -> Section | None:
    """None where there is nothing to say, neither for us nor for whoever commented."""
    blocks = SECTIONS[name].write(material)
    remarks = tuple(
        Commentary(remark.text, writer.name) for remark in order.remarks if remark.section == name and remark.text
    )
    if not blocks and not remarks:
        return None
    section = SECTIONS[name]
    return Section(name, material.word(section.title), (*remarks, *blocks), section.joins)


def _facts(material: Material) -> tuple[Fact, ...]:
    choices = material.view.choices
    return (
        Fact(material.word(Word.DATASET), choices.dataset_name),
        Fact(material.word(Word.PERIOD), _period(material)),
        Fact(material.word(Word.FILTERS), _filters(material)),
        Fact(material.word(Word.BASIS), material.word(Word.POSTS_N, n=f"n = {int(material.evidence.posts.sum()):,}")),
    )


def _period(material: Material) -> str:
    scope, day = posts_share(material.evidence, (0,)).scope, LANGUAGES[material.language].day
    if scope.since is None or scope.until is None:
        return material.word(Word.UNDATED)
    return material.word(Word.DAYS, since=day(scope.since), until=day(scope.until))


def _filters(material: Material) -> str:
    filters = material.evidence.selection.filters
    segments = tuple(card.name for card in material.view.cards if card.pressed)
    days = tuple(day.isoformat() for day in (filters.since, filters.until) if day)
    told = [", ".join(one) for one in (filters.pages, filters.formats, segments) if one]
    told += [" – ".join(days)] if days else []
    return "; ".join(told) or material.word(Word.NOTHING_FILTERED)
