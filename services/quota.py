"""Room for files: what a workspace may keep, and what it keeps."""

from dataclasses import dataclass

from services.domain.actors import Actor
from services.domain.errors import TooLarge, Unavailable
from services.domain.uploading import WorkspaceUsage
from services.policy import Permission, requires
from services.storage.database import Database
from services.storage.files import Files
from services.storage.workspace import WorkspaceData

MEGABYTE = 1_000_000
# What the database, the logs and the results need to go on, in bytes.
_RESERVE = 16 * MEGABYTE


@dataclass(frozen=True, slots=True)
class Allowance:
    """The largest file, and what one workspace may keep: MB of files, number of datasets."""

    upload_mb: int
    workspace_mb: int
    datasets: int


class Room:
    """Refuses what has no room; asked by whoever is about to keep a file."""

    def __init__(self, files: Files, allowance: Allowance) -> None:
        self._files, self.allowance = files, allowance

    def demand_file(self, file_name: str, size: int) -> None:
        """TooLarge for a file over the limit, Unavailable where the disk has no room for it; size in bytes."""
        if size > self.allowance.upload_mb * MEGABYTE:
            raise TooLarge(
                f"{file_name!r} has {size / MEGABYTE:,.1f} MB; the limit is {self.allowance.upload_mb:,} MB. "
                "Export a shorter period and upload the parts."
            )
        free = max(self._files.free() - _RESERVE, 0)
        if size > free:
            raise Unavailable(
                f"{file_name!r} has {size / MEGABYTE:,.1f} MB; the disk of this server has room for "
                f"{free / MEGABYTE:,.1f} MB. Ask an admin to make room."
            )

    def demand(self, data: WorkspaceData, name: str, size: int, datasets: int) -> None:
        """TooLarge unless so many more bytes and datasets fit; asked inside the transaction that adds them.

        name: of the workspace, for people. datasets: 0 for a new version, which is no dataset more.
        """
        data.take_turns()
        number, stored = data.datasets.used()
        used, limit = stored + data.uploads.announced() + data.reports.used(), self.allowance.workspace_mb * MEGABYTE
        if used + size > limit:
            raise TooLarge(
                f"{name} keeps {used / MEGABYTE:,.1f} MB and may keep {limit / MEGABYTE:,.0f} MB; this needs "
                f"{size / MEGABYTE:,.1f} MB. Have a dataset deleted, remove old reports, or ask an admin for more room."
            )
        if datasets and number + datasets > self.allowance.datasets:
            raise TooLarge(
                f"{name} has {number} datasets and may have {self.allowance.datasets}. Have one deleted, or add this "
                "file to one that is there."
            )


class Quota:
    """How full workspaces are."""

    def __init__(self, database: Database, allowance: Allowance) -> None:
        self._database, self._allowance = database, allowance

    @requires(Permission.IMPORT)
    def usage(self, actor: Actor) -> tuple[WorkspaceUsage, ...]:
        """Every workspace that the actor may enter, by name."""
        with self._database.reading_directory() as directory:
            rooms = directory.rooms_of(actor)
        return tuple(self._usage(room.id, room.name) for room in sorted(rooms, key=lambda room: room.name))

    @requires(Permission.IMPORT)
    def of_workspace(self, actor: Actor) -> WorkspaceUsage:
        """The workspace that the actor is in."""
        return self._usage(actor.workspace_id, actor.workspace_name)

    def _usage(self, workspace_id: str, name: str) -> WorkspaceUsage:
        with self._database.reading(workspace_id) as data:
            number, stored = data.datasets.used()
            used = stored + data.uploads.announced() + data.reports.used()
        allowed = self._allowance
        return WorkspaceUsage(workspace_id, name, number, allowed.datasets, used, allowed.workspace_mb * MEGABYTE)
