"""Reports: written from what other services know, drawn by an exporter, kept with who made them and when."""

from dataclasses import replace
from pathlib import Path

from services.claiming.language import Language
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.documents import Brand, Document
from services.domain.errors import InvalidInput
from services.domain.reporting import Difference, ReportOrder
from services.exporters import EXPORTERS, Exporter
from services.policy import Permission, requires
from services.progress import Report, part, unwatched
from services.report_sections import SECTIONS
from services.reports.gathering import Asked, Known, gather
from services.reports.manifest import Source, differences, manifest, order_in
from services.reports.material import Need
from services.reports.writing import Writer, section_names, write


class Reports:
    """Writes reports."""

    def __init__(self, known: Known, clock: Clock) -> None:
        self._known, self._clock = known, clock

    @requires(Permission.REPORT)
    def compose(self, actor: Actor, order: ReportOrder, report: Report = unwatched) -> Document:
        """The report as a value; what it stands on is computed first unless it is stored."""
        language, needs = _language(order), _needs(order)
        # The newest dataset is another one next month: a report says which it was.
        dataset = self._known.analyses.standing(actor, order.selection.segmentation).dataset
        asked = replace(order.selection.segmentation, dataset=dataset.id, content="")
        order = replace(order, selection=replace(order.selection, segmentation=asked))
        material = gather(self._known, Asked(actor, order.selection, language, needs, self._clock()), report)
        document = write(order, material, Writer(actor.name, Brand(name=actor.workspace_name, prepared_by=actor.name)))
        analysed = material.evidence.analysed
        facts = manifest(document, order, Source(analysed.dataset, analysed.analysis, actor.name))
        return replace(document, manifest=facts)

    @requires(Permission.REPORT)
    def write(self, actor: Actor, order: ReportOrder, path: Path, report: Report = unwatched) -> Document:
        """The report as a file, its manifest beside it; nothing is kept in the workspace."""
        exporter = exporter_of(order)
        document = self.compose(actor, order, part(report, 0.0, 0.95))
        exporter.write(document, path)
        path.with_name(f"{path.name}.manifest.json").write_text(document.manifest, encoding="utf-8")
        report(1.0, "Report written")
        return document

    @requires(Permission.REPORT)
    def verify(self, actor: Actor, told: str, report: Report = unwatched) -> tuple[Difference, ...]:
        """What comes out differently now than this manifest says; empty = every figure is the same."""
        order = order_in(told)
        return differences(told, self.compose(actor, order, report).manifest)


def exporter_of(order: ReportOrder) -> Exporter:
    """The format by name; InvalidInput for one that is not there."""
    if order.format not in EXPORTERS:
        raise InvalidInput(
            f"There is no format {order.format[:40]!r}. Choose {', '.join(sorted(EXPORTERS))}.", "format"
        )
    return EXPORTERS[order.format]


def _language(order: ReportOrder) -> Language:
    try:
        return Language(order.language)
    except ValueError:
        raise InvalidInput(
            f"There is no language {order.language[:40]!r}. Choose {', '.join(Language)}.", "language"
        ) from None


def _needs(order: ReportOrder) -> frozenset[Need]:
    return frozenset[Need]().union(*(SECTIONS[name].needs for name in section_names(order)))
