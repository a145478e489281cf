"""Files on their way in: piece by piece, resumable, nothing acknowledged that is not on disk."""

import os
import secrets
from pathlib import Path

from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.datasets import Upload
from services.domain.errors import Conflict, InvalidInput, TooLarge
from services.policy import Permission, requires
from services.storage.database import Database
from services.storage.files import Files
from services.storage.tables import UploadRow

MEGABYTE = 1_000_000


class Uploads:
    """Takes a file in pieces that follow each other."""

    def __init__(self, database: Database, files: Files, clock: Clock, limit_mb: int) -> None:
        self._database, self._files, self._clock, self._limit_mb = database, files, clock, limit_mb

    @requires(Permission.IMPORT)
    def begin(self, actor: Actor, file_name: str, size: int) -> Upload:
        """Room for a file of this many bytes."""
        if size < 1:
            raise InvalidInput(f"{file_name!r} is empty. Choose a file with posts in it.", "size")
        if size > self._limit_mb * MEGABYTE:
            raise TooLarge(
                f"{file_name!r} has {size / MEGABYTE:,.1f} MB; the limit is {self._limit_mb} MB. "
                "Export a shorter period and upload the parts."
            )
        upload = Upload(secrets.token_hex(8), shown_name(file_name), size, 0)
        path = self._path(actor, upload.id)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        with self._database.transaction(actor.workspace_id) as data:
            data.uploads.add(
                UploadRow(
                    id=upload.id,
                    user_id=actor.user_id,
                    file_name=upload.file_name,
                    size=size,
                    received=0,
                    created_at=self._clock(),
                )
            )
        return upload

    @requires(Permission.IMPORT)
    def get(self, actor: Actor, upload_id: str) -> Upload:
        """Where the upload stands."""
        with self._database.reading(actor.workspace_id) as data:
            row = data.uploads.get(upload_id)
        return Upload(row.id, row.file_name, row.size, row.received)

    @requires(Permission.IMPORT)
    def receive(self, actor: Actor, upload_id: str, offset: int, piece: bytes) -> Upload:
        """The next piece; Conflict when it does not begin where the last one ended."""
        upload = self.get(actor, upload_id)
        if offset != upload.received:
            raise Conflict(f"The upload stands at byte {upload.received}, not {offset}.")
        if offset + len(piece) > upload.size:
            raise TooLarge(f"The file was announced with {upload.size} bytes and has more.")
        self._append(self._path(actor, upload_id), offset, piece)
        with self._database.transaction(actor.workspace_id) as data:
            data.uploads.advance(upload_id, offset, offset + len(piece))
        return self.get(actor, upload_id)

    @requires(Permission.IMPORT)
    def finished(self, actor: Actor, upload_id: str) -> tuple[Upload, Path]:
        """A whole upload and where its bytes are; Conflict while some are missing."""
        upload = self.get(actor, upload_id)
        if upload.received != upload.size:
            raise Conflict(f"{upload.received} of {upload.size} bytes are here; send the rest first.")
        return upload, self._path(actor, upload_id)

    @requires(Permission.IMPORT)
    def forget(self, actor: Actor, upload_id: str) -> None:
        """The bytes are not needed any more."""
        with self._database.transaction(actor.workspace_id) as data:
            data.uploads.remove(upload_id)
        self._path(actor, upload_id).unlink(missing_ok=True)

    def _path(self, actor: Actor, upload_id: str) -> Path:
        return self._files.path(actor.workspace_id, "uploads", upload_id)

    def _append(self, path: Path, offset: int, piece: bytes) -> None:
        with path.open("r+b") as file:
            # A piece that was written but never acknowledged is written again in its place.
            file.truncate(offset)
            file.seek(offset)
            file.write(piece)
            file.flush()
            os.fsync(file.fileno())


def shown_name(file_name: str) -> str:
    """The file's own name for people to read: no folders, nothing invisible, at most 200 characters."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character for character in last if character.isprintable())[:200] or "unnamed"
