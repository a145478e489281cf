"""The workspaces of an installation, for admins."""

import re
import secrets

from services.domain.actors import Actor, Role, Workspace
from services.domain.clock import Clock
from services.domain.errors import Conflict, InvalidInput, NotFound
from services.domain.people import Room
from services.policy import Permission, requires
from services.storage.database import Database
from services.storage.tables import UserRow

_LONGEST = 80


class Workspaces:
    """Creates and renames workspaces, and says who may enter them."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database, self._clock = database, clock

    @requires(Permission.MANAGE_PEOPLE)
    def all(self, actor: Actor) -> tuple[Room, ...]:  # noqa: ARG002  (the guard reads it)
        """Every one, by name, with the people it was given to."""
        with self._database.reading_directory() as directory:
            given = directory.memberships()
            people = [user for user in directory.users() if user.active and user.role != Role.ADMIN]
            rows = [directory.workspace(room.id) for room in directory.workspaces()]
        rooms = [
            Room(row.id, row.slug, row.name, _members(people, given, row.id), row.created_at, row.wordless)
            for row in rows
            if row is not None
        ]
        return tuple(sorted(rooms, key=lambda room: room.name.casefold()))

    @requires(Permission.MANAGE_PEOPLE, change="created a workspace")
    def create(self, actor: Actor, name: str) -> Workspace:  # noqa: ARG002  (the guard reads it)
        """A new, empty workspace; Conflict where one is called so."""
        words = _name(name)
        with self._database.directory() as directory:
            taken = directory.workspaces()
            _demand_new(words, taken)
            made = Workspace(secrets.token_hex(8), _slug(words, {room.slug for room in taken}), words)
            directory.add_workspace(made, self._clock())
        return made

    @requires(Permission.MANAGE_PEOPLE, change="renamed a workspace", about="room_id")
    def rename(self, actor: Actor, room_id: str, name: str) -> Workspace:  # noqa: ARG002  (the guard reads it)
        """Another name; the short name of the command line stays."""
        words = _name(name)
        with self._database.directory() as directory:
            row = directory.workspace(room_id)
            if row is None:
                raise NotFound("There is no such workspace.")
            _demand_new(words, [room for room in directory.workspaces() if room.id != room_id])
            row.name = words
            return Workspace(row.id, row.slug, row.name)

    @requires(Permission.MANAGE_PEOPLE, change="ruled that no words are kept", about="room_id")
    def drop_words(self, actor: Actor, room_id: str) -> Workspace:  # noqa: ARG002  (the guard reads it)
        """From now on no words, links or names are kept of files that come in; what is there stays as it is."""
        ruled = self._rule(room_id, wordless=True)
        with self._database.transaction(ruled.id) as data:
            data.uploads.drop_words()
        return ruled

    @requires(Permission.MANAGE_PEOPLE, change="ruled that words may be kept", about="room_id")
    def keep_words(self, actor: Actor, room_id: str) -> Workspace:  # noqa: ARG002  (the guard reads it)
        """From now on whoever imports a file chooses whether its words are kept."""
        return self._rule(room_id, wordless=False)

    def _rule(self, room_id: str, *, wordless: bool) -> Workspace:
        with self._database.directory() as directory:
            row = directory.workspace(room_id)
            if row is None:
                raise NotFound("There is no such workspace.")
            row.wordless = wordless
            return Workspace(row.id, row.slug, row.name)


def _members(people: list[UserRow], given: dict[str, set[str]], room_id: str) -> tuple[str, ...]:
    return tuple(one.name for one in people if room_id in given[one.id])


def _name(name: str) -> str:
    words = " ".join(name.split())
    if not 0 < len(words) <= _LONGEST or not words.isprintable():
        raise InvalidInput(f"Give the workspace a name of 1 to {_LONGEST} characters.", "name")
    return words


def _demand_new(name: str, others: list[Workspace]) -> None:
    if any(room.name.casefold() == name.casefold() for room in others):
        raise Conflict(f"There is a workspace {name!r} already.")


def _slug(name: str, taken: set[str]) -> str:
    """A short name for the command line, of plain letters and digits; a number at its end where it is taken."""
    plain = re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")[:40] or "workspace"
    return (
        plain if plain not in taken else f"{plain}-{next(n for n in range(2, 10_000) if f'{plain}-{n}' not in taken)}"
    )
