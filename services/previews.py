"""Previews of reports: pages as Typst sets them, drawn by a worker and kept under what they show."""

import hashlib
from dataclasses import replace

import numpy as np

from services.domain.actors import Actor
from services.domain.arrays import read_only
from services.domain.errors import NotFound
from services.domain.fingerprint import CODE_VERSION
from services.domain.previewing import Preview, PreviewDrawn
from services.domain.reporting import ReportOrder
from services.exporters import EXPORTERS
from services.policy import Permission, requires
from services.progress import Report, part, unwatched
from services.rendering.logos import size_of
from services.reporting import Reports
from services.reports.manifest import order_in
from services.storage.results import ResultStore

# Of one workspace: the newest stay.
MOST_KEPT = 20
_SET_BY = "pdf"


class Previews:
    """Draws and finds them."""

    def __init__(self, reports: Reports, results: ResultStore) -> None:
        self._reports, self._results = reports, results

    @requires(Permission.REPORT)
    def draw(self, actor: Actor, order: ReportOrder, report: Report = unwatched) -> PreviewDrawn:
        """The pages of this report as a PDF has them, whatever its format; not drawn again where nothing changed."""
        document = self._reports.compose(actor, order, part(report, 0.0, 0.7))
        setting = EXPORTERS[_SET_BY].pages
        if setting is None:
            raise NotFound("There are no previews of this format.")
        # What it stands on is no part of what it looks like: the hour, and the format of the file.
        asked = setting.asked(replace(document, manifest="{}"))
        name = hashlib.sha256(f"{CODE_VERSION} preview {sorted(asked.items())}".encode()).hexdigest()
        report(0.75, "Drawing the pages")
        if not self._results.holds(actor.workspace_id, name, Preview):
            drawn = setting.drawn(asked)
            pages = tuple(read_only(np.frombuffer(page, np.uint8)) for page in drawn)
            dataset = order_in(document.manifest).selection.segmentation.dataset
            self._results.save(actor.workspace_id, name, Preview(pages, size_of(drawn[0])), dataset)
            self._results.prune(actor.workspace_id, Preview, MOST_KEPT)
        found = self._results.load(actor.workspace_id, name, Preview)
        report(1.0, "Pages drawn")
        return PreviewDrawn(name, len(found.pages), found.size)

    @requires(Permission.REPORT)
    def page(self, actor: Actor, name: str, number: int) -> bytes:
        """One page as PNG, counted from 1; NotFound where there is none, or the preview was given up for newer ones."""
        found = self._results.load(actor.workspace_id, name, Preview) if name.isalnum() else None
        if found is None or not 1 <= number <= len(found.pages):
            raise NotFound("There is no such page. Preview the report again.")
        return found.pages[number - 1].tobytes()
