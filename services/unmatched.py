"""Files that no importer knows: they wait, and are shown to whoever says what their columns mean."""

from collections.abc import Iterable
from dataclasses import replace

from services.datasets import Datasets
from services.domain.actors import Actor
from services.domain.errors import Conflict
from services.domain.intake import ColumnMapping, Suggestion, TableChoice, TablePreview, WaitingFile
from services.domain.uploading import UploadState
from services.policy import Permission, requires
from services.progress import Report, unwatched
from services.reader import Reader
from services.storage.database import Database
from services.uploads import Uploads, patience


class Unmatched:
    """Shows the tops of tables; files that wait, and files of datasets whose columns are to be matched anew."""

    def __init__(self, database: Database, uploads: Uploads, datasets: Datasets, reader: Reader) -> None:
        self._database, self._uploads, self._datasets, self._reader = database, uploads, datasets, reader

    @requires(Permission.IMPORT)
    def waiting(self, actor: Actor) -> tuple[WaitingFile, ...]:
        """Files of the workspace that wait for somebody who says what their columns mean, newest first."""
        with self._database.reading(actor.workspace_id) as data:
            rows = [row for row in data.uploads.all() if row.state == UploadState.UNMATCHED]
        with self._database.reading_directory() as directory:
            names = directory.names()
        return tuple(
            WaitingFile(
                upload=row.id,
                file_name=row.file_name,
                size=row.size,
                who=names.get(row.user_id, "Somebody"),
                at=row.created_at,
                until=(row.changed_at or row.created_at) + patience(row),
            )
            for row in rows
        )

    @requires(Permission.IMPORT)
    def of_upload(self, actor: Actor, upload_id: str, sheet: str = "", report: Report = unwatched) -> TablePreview:
        """The top of a file that waits; sheet: which of its tables, "" = the most likely one.

        Where no words of it are to be kept, its dates and counts alone are shown.
        """
        upload, path = self._uploads.finished(actor, upload_id)
        if not upload.waits:
            raise Conflict(f"{upload.file_name!r} does not wait for its columns. Look at the list of datasets.")
        preview = self._reader.look(path, sheet, report, wordless=upload.wordless)
        return replace(preview, file_name=upload.file_name)

    @requires(Permission.IMPORT)
    def of_dataset(self, actor: Actor, dataset_id: str, sheet: str = "", report: Report = unwatched) -> TablePreview:
        """The top of a dataset's newest file, its columns as they are read now."""
        choice = self._datasets.get(actor, dataset_id).choice
        original = self._datasets.original(actor, dataset_id)
        preview = self._reader.look(original.path, sheet or choice.sheet, report)
        return replace(preview, file_name=original.name, suggestions=tuple(_as_matched(preview.suggestions, choice)))

    @requires(Permission.IMPORT, change="discarded an upload", about="upload_id")
    def discard(self, actor: Actor, upload_id: str) -> None:
        """A file that waits is not wanted: its bytes go."""
        upload = self._uploads.get(actor, upload_id)
        if upload.waits:
            self._uploads.refuse(actor, upload_id, "Discarded before anybody matched its columns.")


def _as_matched(suggestions: Iterable[Suggestion], choice: TableChoice) -> Iterable[Suggestion]:
    """What somebody said before is the best suggestion."""
    mapping = choice.mapping
    return (_said(one, mapping) for one in suggestions) if mapping else suggestions


def _said(suggestion: Suggestion, mapping: ColumnMapping) -> Suggestion:
    column = mapping.of(suggestion.header)
    if column is None:
        return replace(suggestion, field="", reason="Not used so far.", certainty="certain")
    return replace(
        suggestion, field=column.field, notation=column.notation, reason="Matched so before.", certainty="certain"
    )
