"""Files on their way in: piece by piece, resumable, nothing acknowledged that is not on disk."""

import os
import secrets
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from services.arrivals import dataset_of
from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.datasets import Upload
from services.domain.errors import Conflict, InvalidInput, NotFound, TooLarge, Unavailable
from services.domain.uploading import UploadState
from services.policy import Permission, requires
from services.quota import Room
from services.storage.database import Database
from services.storage.failpoints import reached
from services.storage.files import Files, sync
from services.storage.tables import UploadRow
from services.storage.workspace import WorkspaceData

# How long a file waits for somebody who says what its columns mean.
WAITING = timedelta(days=7)
# The same where no words are to be kept of it: as long as it waits, it lies here with them.
WAITING_WORDLESS = timedelta(days=1)
_BLOCK = 1 << 20
_LONGEST_KEY = 80


@dataclass(frozen=True, slots=True)
class Purpose:
    """What an upload is for. key: what the sender calls it, so that beginning it twice is beginning it once.

    into: the dataset that the file replaces or adds to, "" = it will be a dataset of its own. wordless: no words of
    it are to be kept.
    """

    key: str = ""
    into: str = ""
    wordless: bool = False


NEW = Purpose()


class Uploads:
    """Takes a file in pieces that follow each other."""

    def __init__(self, database: Database, files: Files, clock: Clock, room: Room) -> None:
        self._database, self._files, self._clock, self.room = database, files, clock, room

    @requires(Permission.IMPORT, change="began an upload")
    def begin(self, actor: Actor, file_name: str, size: int, purpose: Purpose = NEW) -> Upload:
        """Room for a file of this many bytes; under a key that is known, the upload as it stands.

        `dataset` says that a file under this key was imported already. TooLarge, Unavailable: no room for it.
        """
        name = shown_name(file_name)
        if size < 1:
            raise InvalidInput(f"{file_name!r} is empty. Choose a file with posts in it.", "size")
        if len(purpose.key) > _LONGEST_KEY or not purpose.key.isprintable():
            raise InvalidInput(f"The key of an upload has at most {_LONGEST_KEY} plain characters.", "key")
        self.room.demand_file(name, size)
        new = UploadRow(id=secrets.token_hex(8), user_id=actor.user_id, file_name=name, size=size, received=0)
        # The bytes' place is there before the row: a row without one would be a promise.
        self._touch(actor, new.id)
        upload = None
        try:
            upload = self._enter(actor, new, purpose)
        finally:
            if upload is None or upload.id != new.id:
                self._path(actor, new.id).unlink(missing_ok=True)
        if not upload.received and not upload.dataset:
            self._touch(actor, upload.id)
        return upload

    @requires(Permission.IMPORT)
    def get(self, actor: Actor, upload_id: str) -> Upload:
        """Where the upload stands."""
        with self._database.reading(actor.workspace_id) as data:
            return _upload(data.uploads.get(upload_id))

    @requires(Permission.IMPORT)
    def wordless(self, actor: Actor) -> bool:
        """Whether the workspace keeps no words of files that come in, whoever sends them."""
        with self._database.reading(actor.workspace_id) as data:
            return data.wordless()

    @requires(Permission.IMPORT)
    def become(self, actor: Actor, key: str) -> str:
        """The id of the dataset that the actor's file under this key became; "" for none."""
        with self._database.reading(actor.workspace_id) as data:
            row = data.uploads.by_key(actor.user_id, key)
            return row.dataset_id or "" if row and _is_there(data, row) else ""

    @requires(Permission.IMPORT)
    def receive(self, actor: Actor, upload_id: str, offset: int, piece: bytes) -> Upload:
        """The next piece; Conflict when it does not begin where the last one ended."""
        upload = self.get(actor, upload_id)
        if offset != upload.received:
            raise Conflict(f"The upload stands at byte {upload.received}, not {offset}.")
        if offset + len(piece) > upload.size:
            raise TooLarge(f"The file was announced with {upload.size} bytes and has more.")
        try:
            self._append(self._path(actor, upload_id), offset, piece)
        except OSError as cause:
            raise Unavailable(f"The piece could not be stored ({cause.strerror}). Upload the file again.") from cause
        with self._database.transaction(actor.workspace_id) as data:
            data.uploads.advance(upload_id, offset, offset + len(piece), self._clock())
            data.settle()
            reached("upload.before_commit")
        reached("upload.after_commit")
        return self.get(actor, upload_id)

    @requires(Permission.IMPORT)
    def finished(self, actor: Actor, upload_id: str) -> tuple[Upload, Path]:
        """A whole upload and where its bytes are; Conflict while some are missing, Unavailable when some got lost."""
        with self._database.reading(actor.workspace_id) as data:
            row = data.uploads.get(upload_id)
        upload, path = _upload(row), self._path(actor, upload_id)
        if not UploadState(row.state).under_way:
            raise Conflict(f"{upload.file_name!r} is not here any more. {row.message} Upload the file again.")
        if upload.received != upload.size:
            raise Conflict(f"{upload.received} of {upload.size} bytes are here; send the rest first.")
        if not path.exists() or path.stat().st_size != upload.size:
            raise Unavailable(f"{upload.file_name!r} is not whole on disk any more. Upload the file again.")
        return upload, path

    @requires(Permission.IMPORT)
    def refuse(self, actor: Actor, upload_id: str, why: str) -> None:
        """The file cannot be used; its bytes go, what was wrong stays to be read."""
        with self._database.transaction(actor.workspace_id) as data:
            row = data.uploads.get(upload_id)
            row.state, row.message, row.changed_at = "refused", why[:500], self._clock()
        self.release(actor, upload_id)

    @requires(Permission.IMPORT)
    def park(self, actor: Actor, upload_id: str, why: str) -> None:
        """The file waits until a person says what its columns mean; meanwhile it takes room like any other."""
        with self._database.transaction(actor.workspace_id) as data:
            row = data.uploads.get(upload_id)
            row.state, row.message, row.changed_at = UploadState.UNMATCHED.value, why[:500], self._clock()

    @requires(Permission.IMPORT)
    def release(self, actor: Actor, upload_id: str) -> None:
        """The bytes are not needed any more; that there was an upload stays known."""
        self.get(actor, upload_id)
        self._path(actor, upload_id).unlink(missing_ok=True)

    @requires(Permission.IMPORT)
    def forget(self, actor: Actor, upload_id: str) -> None:
        """The upload never was."""
        with self._database.transaction(actor.workspace_id) as data:
            data.uploads.remove(upload_id)
        self._path(actor, upload_id).unlink(missing_ok=True)

    def _enter(self, actor: Actor, new: UploadRow, purpose: Purpose) -> Upload:
        """The new row entered, or the one that is known under its key."""
        with self._database.transaction(actor.workspace_id) as data:
            data.take_turns()
            row = (purpose.key and self._known(data, actor, purpose.key)) or new
            if (row.file_name, row.size) != (new.file_name, new.size):
                raise Conflict("The key of this upload belongs to another file. Choose the file again.")
            if row.dataset_id and purpose.wordless and not dataset_of(data.datasets.version(row.dataset_id)).wordless:
                raise Conflict("This file was imported with its words under the same key. Give it another key.")
            # Whoever once wanted no words to be kept is taken at their word.
            row.wordless = bool(row.wordless) or purpose.wordless or data.wordless()
            if row is new or not UploadState(row.state).under_way:
                self._open(data, actor, row, purpose)
            return _upload(row)

    def _known(self, data: WorkspaceData, actor: Actor, key: str) -> UploadRow | None:
        """The row under this key; one that ended without a dataset to be seen begins anew."""
        row = data.uploads.by_key(actor.user_id, key)
        if row and not UploadState(row.state).under_way and not _is_there(data, row):
            row.received, row.dataset_id, row.message = 0, None, ""
        return row

    def _open(self, data: WorkspaceData, actor: Actor, row: UploadRow, purpose: Purpose) -> None:
        """The row waits for bytes, if there is room for them; one that became a dataset stays as it is."""
        if row.dataset_id:
            return
        if purpose.into:
            row.wordless = dataset_of(data.datasets.get(purpose.into)).wordless or row.wordless
        self.room.demand(data, actor.workspace_name, row.size, datasets=0 if purpose.into else 1)
        row.state, row.created_at, row.changed_at = "receiving", self._clock(), self._clock()
        row.key = purpose.key or None
        data.uploads.add(row)

    def _path(self, actor: Actor, upload_id: str) -> Path:
        return self._files.path(actor.workspace_id, "uploads", upload_id)

    def _touch(self, actor: Actor, upload_id: str) -> None:
        path = self._path(actor, upload_id)
        try:
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            path.touch(mode=0o600)
            sync(path.parent)
        except OSError as cause:
            raise Unavailable(f"There is no place for the file ({cause.strerror}). Nothing was changed.") from cause

    def _append(self, path: Path, offset: int, piece: bytes) -> None:
        with path.open("r+b", buffering=0) as file:
            if path.stat().st_size < offset:
                raise Unavailable("What was sent before is not on disk any more. Upload the file again.")
            # A piece that was written but never acknowledged is written again in its place; nothing is cut off,
            # for a late repetition of an old piece must not take away what was acknowledged meanwhile.
            file.seek(offset)
            if not offset:
                reached("upload.first_byte")
            rest = memoryview(piece)
            while rest:
                # The disk may take less than it is given.
                rest = rest[file.write(rest[:_BLOCK]) :]
                if rest:
                    reached("upload.mid_body")
            reached("upload.after_body")
            reached("upload.before_fsync")
            os.fsync(file.fileno())
        reached("upload.after_fsync")


def patience(row: UploadRow) -> timedelta:
    """How long a file waits for somebody who says what its columns mean."""
    return WAITING_WORDLESS if row.wordless else WAITING


def _upload(row: UploadRow) -> Upload:
    waits = row.state == UploadState.UNMATCHED
    return Upload(row.id, row.file_name, row.size, row.received, row.dataset_id or "", waits, row.wordless)


def _is_there(data: WorkspaceData, row: UploadRow) -> bool:
    """Whether people see what the upload became."""
    try:
        return bool(row.dataset_id) and bool(data.datasets.get(row.dataset_id or ""))
    except NotFound:
        return False


def shown_name(file_name: str) -> str:
    """The file's own name for people to read: no folders, nothing invisible, at most 200 characters."""
    last = file_name.replace("\\", "/").rsplit("/", 1)[-1]
    return "".join(character for character in last if character.isprintable())[:200] or "unnamed"
