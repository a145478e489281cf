"""The files of one report: as it was ordered, and as a page for browsers beside it."""

from dataclasses import dataclass
from pathlib import Path

from services.domain.documents import Document
from services.domain.errors import Unavailable
from services.exporters import EXPORTERS, Exporter
from services.storage.files import Files, sha256

# What browsers show, where the report itself is something else.
PAGE = "html"


@dataclass(frozen=True, slots=True)
class Drawn:
    """What lies on disk: the file's hash and size, the page's hash ("" = the file is the page), bytes of both."""

    sha256: str
    size: int
    page_sha256: str
    stored: int


class Folder:
    """Where a report's files lie; their names come from its id alone."""

    def __init__(self, files: Files, workspace_id: str, report_id: str) -> None:
        self._files = files
        self.file = files.path(workspace_id, "reports", report_id)
        self.page = files.path(workspace_id, "reports", f"{report_id}.{PAGE}")

    def draw(self, document: Document, exporter: Exporter) -> Drawn:
        """Both files, whole and durable."""
        digest = self._files.keep(self.file, lambda path: exporter.write(document, path))
        size = self.file.stat().st_size
        if exporter is EXPORTERS[PAGE]:
            return Drawn(digest, size, "", size)
        page = self._files.keep(self.page, lambda path: EXPORTERS[PAGE].write(document, path))
        return Drawn(digest, size, page, size + self.page.stat().st_size)

    def whole(self, digest: str) -> Path:
        """The file, checked against its hash; Unavailable where it is damaged."""
        return _whole(self.file, digest)

    def whole_page(self, digest: str) -> Path:
        """The page, checked against its hash."""
        return _whole(self.page, digest)

    def clear(self) -> None:
        """Neither file is there any more."""
        for path in (self.file, self.page):
            path.unlink(missing_ok=True)


def names_of(report_id: str) -> tuple[str, str]:
    """What the files of a report are called."""
    return report_id, f"{report_id}.{PAGE}"


def _whole(path: Path, digest: str) -> Path:
    if not path.exists() or sha256(path) != digest:
        raise Unavailable("This report is damaged on disk. Build it again.")
    return path
