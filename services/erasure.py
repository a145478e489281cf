"""A whole workspace, or a person, gone for good: from rows, files and caches, with a receipt of what that was.

Rows go first, then files, then the workspace itself: whoever is interrupted does it again and it ends.
"""

from pathlib import Path

from services.domain.actors import Actor, Workspace
from services.domain.clock import Clock
from services.domain.erasing import ErasureReceipt
from services.domain.errors import NotFound
from services.domain.uploading import ReceiptItem
from services.policy import Permission, requires
from services.storage.cache import forget, scrub
from services.storage.database import Database
from services.storage.files import Files

_BACKUPS = "Backups made before hold it until they are deleted; so do copies that people downloaded."


class Erasure:
    """Erases; what was computed a moment ago stays in the memory of a web process until that is started anew."""

    def __init__(self, database: Database, files: Files, cache: Path, clock: Clock) -> None:
        self._database, self._files, self._cache, self._clock = database, files, cache, clock

    @requires(Permission.MANAGE_PEOPLE, change="erased a workspace")
    def workspace(self, actor: Actor, slug: str) -> ErasureReceipt:
        """Everything of the workspace and the workspace itself, gone; NotFound where there is none."""
        room = self._room(slug)
        with self._database.transaction(room.id) as data:
            data.take_turns()
            rows = data.erase()
        folder = self._files.path(room.id)
        sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
        self._files.remove(folder, lambda: False)
        cached = forget(self._cache, room.id)
        with self._database.directory() as directory:
            directory.remove_workspace(room.id)
        self._scrub()
        items = [ReceiptItem(name.replace("_", " "), count, 0) for name, count in sorted(rows.items())]
        more = (ReceiptItem("files", len(sizes), sum(sizes)), ReceiptItem("results that pages keep", cached, 0))
        return self._receipt(actor, f"workspace {slug}", [*items, *more])

    @requires(Permission.MANAGE_PEOPLE, change="erased a person")
    def person(self, actor: Actor, email: str) -> ErasureReceipt:
        """The account gone, and the person named nowhere; what they did stays under an id that says nothing."""
        address = email.strip().casefold()
        with self._database.reading_directory() as directory:
            user = directory.user_by_email(address)
            rooms = directory.workspaces()
        if user is None:
            raise NotFound(f"There is no account for {address}.")
        named = 0
        for room in rooms:
            with self._database.transaction(room.id) as data:
                named += data.forget_person(address, user.name)
        with self._database.directory() as directory:
            gone = directory.remove_user(user.id, address)
        self._scrub()
        items = [ReceiptItem(name, count, 0) for name, count in sorted(gone.items())]
        return self._receipt(actor, f"account {user.id}", [*items, ReceiptItem("rows that named the person", named, 0)])

    def _room(self, slug: str) -> Workspace:
        with self._database.reading_directory() as directory:
            found = next((room for room in directory.workspaces() if room.slug == slug), None)
        if found is None:
            raise NotFound(f"There is no workspace {slug!r}.")
        return found

    def _scrub(self) -> None:
        """What the databases' files still hold of deleted rows is written over."""
        self._database.scrub()
        scrub(self._cache)

    def _receipt(self, actor: Actor, what: str, items: list[ReceiptItem]) -> ErasureReceipt:
        went = tuple(item for item in items if item.number)
        return ErasureReceipt(what, actor.name, self._clock(), went, _BACKUPS)
