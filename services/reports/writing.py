"""From material to a document: the sections in their order, the facts beside them, the words that people added."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from services.claiming.language import Language
from services.claims import posts_share
from services.domain.colours import segment_colour
from services.domain.documents import Brand, Commentary, Document, Section
from services.domain.errors import InvalidInput
from services.domain.pinning import PREFIX
from services.domain.reporting import ReportOrder
from services.report_sections import SECTIONS
from services.report_templates import TEMPLATES, ReportTemplate
from services.reports.material import Material
from services.reports.renaming import renamed
from services.reports.standing import facts
from services.reports.thai_names import thai_name


@dataclass(frozen=True, slots=True)
class Writer:
    """Who makes the report, for whom; pinned: parts that are drawn already, by name."""

    name: str
    brand: Brand
    pinned: Mapping[str, Section] = field(default_factory=dict)


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
    pinned = {pin.section for pin in order.pins}
    unknown = [name for name in names if name not in SECTIONS and name not in pinned]
    if unknown and unknown[0].startswith(PREFIX):
        raise InvalidInput("One of the pins is not there any more. Load the page again.", "sections")
    if unknown:
        raise InvalidInput(
            f"There is no section {unknown[0][:40]!r}. Choose {', '.join(sorted(SECTIONS))}.", "sections"
        )
    return tuple(dict.fromkeys(names))


def write(order: ReportOrder, material: Material, writer: Writer) -> Document:
    """The whole report without its manifest."""
    template = template_of(order)
    shares = [posts_share(material.evidence, (rank,)).number.value for rank in range(len(material.names))]
    sections = tuple(filter(None, (_section(name, order, material, writer) for name in section_names(order))))
    stands_on = facts(material)
    if material.language is Language.THAI:
        names = {name: thai_name(name) for name in material.names}
        sections, stands_on = renamed(sections, names), renamed(stands_on, names)
    return Document(
        title=order.title or material.word(template.title),
        subtitle=material.evidence.analysed.dataset.name,
        language=material.language.value,
        brand=writer.brand,
        facts=stands_on,
        sections=sections,
        made_at=material.made_at,
        strip=tuple((segment_colour(rank), share) for rank, share in enumerate(shares)),
        cover=template.cover,
        growing=int((material.evidence.analysed.posts.immature & material.evidence.posts).sum()),
    )


def _section(name: str, order: ReportOrder, material: Material, writer: Writer) -> Section | None:
    """None where there is nothing to say, neither for us nor for whoever commented."""
    pinned = writer.pinned.get(name)
    blocks = pinned.blocks if pinned else SECTIONS[name].write(material)
    remarks = tuple(
        Commentary(remark.text, writer.name) for remark in order.remarks if remark.section == name and remark.text
    )
    if not blocks and not remarks:
        return None
    if pinned:
        return replace(pinned, blocks=(*remarks, *blocks))
    section = SECTIONS[name]
    return Section(name, material.word(section.title), (*remarks, *blocks), section.joins)
