"""Reports: written from what other services know, drawn by an exporter, kept with who made them and when."""

import secrets
from dataclasses import dataclass, replace
from pathlib import Path

from services.arrivals import FACTS
from services.branding import Branding
from services.claiming.language import Language
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.documents import Document
from services.domain.errors import Conflict, InvalidInput, NotFound
from services.domain.releasing import Inspection, ReportState
from services.domain.reporting import Difference, FinishedReport, ReportChoices, ReportOrder
from services.exporters import EXPORTERS, Exporter
from services.policy import Permission, requires
from services.progress import Report, part, unwatched
from services.quota import Room
from services.rendering.texts import file_name
from services.report_checks import look_through
from services.report_checks.passages import pack, passages
from services.report_sections import SECTIONS
from services.reports.choosing import choices
from services.reports.folder import PAGE, Drawn, Folder
from services.reports.gathering import Asked, Known, gather
from services.reports.manifest import Source, differences, manifest, order_in
from services.reports.material import Need
from services.reports.writing import Writer, section_names, write
from services.storage.database import Database
from services.storage.files import Files
from services.storage.report_tables import ReportRow


@dataclass(frozen=True, slots=True)
class ReportFile:
    """A kept report to hand out, under a name fit for people."""

    path: Path
    name: str
    media_type: str


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where reports are kept, and whether there is room for them."""

    database: Database
    files: Files
    room: Room


class Reports:
    """Writes, keeps and finds reports."""

    def __init__(self, known: Known, branding: Branding, shelf: Shelf, clock: Clock) -> None:
        self._known, self._branding, self._clock = known, branding, clock
        self._shelf, self._database, self._files = shelf, shelf.database, shelf.files

    @requires(Permission.REPORT)
    def offered(self, actor: Actor) -> ReportChoices:  # noqa: ARG002  (the same for all who may ask)
        """What can be ordered, in the order of menus."""
        return choices()

    @requires(Permission.REPORT)
    def compose(self, actor: Actor, order: ReportOrder, report: Report = unwatched) -> Document:
        """The report as a value; what it stands on is computed first unless it is stored."""
        language, needs = language_of(order), _needs(order)
        # The newest dataset is another one next month: a report says which it was.
        dataset = self._known.analyses.standing(actor, order.selection.segmentation).dataset
        asked = replace(order.selection.segmentation, dataset=dataset.id, content="")
        order = replace(order, selection=replace(order.selection, segmentation=asked))
        material = gather(self._known, Asked(actor, order.selection, language, needs, self._clock()), report)
        document = write(order, material, Writer(actor.name, self._branding.get(actor)))
        analysed = material.evidence.analysed
        facts = manifest(document, order, Source(analysed.dataset, analysed.analysed_at, actor.name))
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

    @requires(Permission.REPORT, change="built a report")
    def build(self, actor: Actor, order: ReportOrder, report: Report = unwatched) -> FinishedReport:
        """The report, kept in the workspace; NotFound, and nothing left, where its dataset is deleted meanwhile."""
        exporter, report_id = exporter_of(order), secrets.token_hex(8)
        document = self.compose(actor, order, part(report, 0.0, 0.9))
        report(0.92, f"Drawing the {exporter.label}")
        folder = Folder(self._files, actor.workspace_id, report_id)
        try:
            drawn = folder.draw(document, exporter)
            finished = _finished(report_id, (document, order, actor), drawn.sha256, drawn.size)
            self._register(actor, finished, document, drawn)
        except BaseException:
            folder.clear()
            raise
        report(1.0, "Report kept")
        return finished

    @requires(Permission.REPORT)
    def all(self, actor: Actor) -> tuple[FinishedReport, ...]:
        """The reports of this workspace, newest first."""
        with self._database.reading(actor.workspace_id) as data:
            return tuple(_report(row) for row in data.reports.all())

    @requires(Permission.REPORT)
    def file(self, actor: Actor, report_id: str) -> ReportFile:
        """The file of a report, checked against its hash; Unavailable where it is damaged."""
        with self._database.reading(actor.workspace_id) as data:
            row = data.reports.get(report_id)
        path = Folder(self._files, actor.workspace_id, row.id).whole(row.sha256)
        finished = _report(row)
        return ReportFile(path, finished.file_name, EXPORTERS[finished.format].media_type)

    @requires(Permission.REPORT)
    def page(self, actor: Actor, report_id: str) -> Path:
        """The report as a page for browsers, checked against its hash; NotFound where it was made without one."""
        with self._database.reading(actor.workspace_id) as data:
            row = data.reports.get(report_id)
        return page_of(Folder(self._files, actor.workspace_id, row.id), row)

    @requires(Permission.REPORT, change="removed a report", about="report_id")
    def remove(self, actor: Actor, report_id: str) -> FinishedReport:
        """The report that is gone now; Conflict for one that was released."""
        with self._database.transaction(actor.workspace_id) as data:
            row = data.reports.get(report_id)
            finished = _report(row)
            if finished.state.is_kept:
                raise Conflict(
                    f"{finished.title} was released and is kept as it is. Release a newer one instead of it."
                )
            data.reports.remove([row.id])
            data.activity.note(actor.user_id, "removed a report", row.id, self._clock())
        Folder(self._files, actor.workspace_id, row.id).clear()
        return finished

    @requires(Permission.REPORT)
    def verify(self, actor: Actor, told: str, report: Report = unwatched) -> tuple[Difference, ...]:
        """What comes out differently now than this manifest says; empty = every figure is the same."""
        order = order_in(told)
        return differences(told, self.compose(actor, order, report).manifest)

    def _register(self, actor: Actor, finished: FinishedReport, document: Document, drawn: Drawn) -> None:
        dataset = order_in(document.manifest).selection.segmentation.dataset
        inspected = Inspection(look_through(document))
        with self._database.transaction(actor.workspace_id) as data:
            self._shelf.room.demand(data, actor.workspace_name, drawn.stored, 0)
            row = data.datasets.kept(dataset)
            data.reports.add(
                ReportRow(
                    id=finished.id,
                    line_id=row.line_id,
                    sha256=finished.sha256,
                    stored=drawn.stored,
                    facts=FACTS.unstructure(finished),
                    created_at=finished.made_at,
                    page_sha256=drawn.page_sha256,
                    built_by=actor.user_id,
                    dataset_id=row.id,
                    inspection=FACTS.unstructure(inspected),
                    words=pack(passages(document)),
                )
            )
            data.activity.note(actor.user_id, "built a report", finished.id, finished.made_at)


def page_of(folder: Folder, row: ReportRow) -> Path:
    """What browsers show of a kept report."""
    if _report(row).format == PAGE:
        return folder.whole(row.sha256)
    if not row.page_sha256:
        raise NotFound("This report was made without a page for browsers. Download it instead.")
    return folder.whole_page(row.page_sha256)


def exporter_of(order: ReportOrder) -> Exporter:
    """The format by name; InvalidInput for one that is not there."""
    if order.format not in EXPORTERS:
        raise InvalidInput(
            f"There is no format {order.format[:40]!r}. Choose {', '.join(sorted(EXPORTERS))}.", "format"
        )
    return EXPORTERS[order.format]


def _finished(report_id: str, made: tuple[Document, ReportOrder, Actor], digest: str, size: int) -> FinishedReport:
    document, order, actor = made
    name = file_name(document.title, document.subtitle, f"{document.made_at:%Y-%m-%d}")
    return FinishedReport(
        id=report_id,
        title=document.title,
        template=order.template,
        format=order.format,
        language=order.language,
        dataset=document.subtitle,
        file_name=f"{name}{exporter_of(order).suffix}",
        size=size,
        sha256=digest,
        made_by=actor.name,
        made_at=document.made_at,
    )


def _report(row: ReportRow) -> FinishedReport:
    return replace(FACTS.structure(row.facts, FinishedReport), state=ReportState(row.state))


def language_of(order: ReportOrder) -> Language:
    """The language by its code; InvalidInput for one that is not there."""
    try:
        return Language(order.language)
    except ValueError:
        raise InvalidInput(
            f"There is no language {order.language[:40]!r}. Choose {', '.join(Language)}.", "language"
        ) from None


def _needs(order: ReportOrder) -> frozenset[Need]:
    return frozenset[Need]().union(*(SECTIONS[name].needs for name in section_names(order)))
