"""The activity of an installation, for admins: who did what, where, when and with what result."""

from datetime import timedelta

from services.arrivals import dataset_of
from services.domain.actors import Actor, Workspace
from services.domain.clock import Clock
from services.domain.people import Action, ActivityQuery, FoundActions
from services.domain.uploading import DatasetState
from services.inert_text import inert_cell
from services.policy import Permission, requires
from services.refusals import NOBODY, NOT_ALLOWED, refused
from services.storage.audit import fitting
from services.storage.database import Database
from services.storage.directory import Directory
from services.storage.people_tables import AuditRow
from services.trail import Trail

_MOST, _MOST_EXPORTED = 300, 100_000
_HEADER = ("when (UTC)", "who", "workspace", "what", "about", "result")


class Activity:
    """Looks into the trail; names are those of today, ids stay where a name is gone."""

    def __init__(self, database: Database, clock: Clock, trail: Trail) -> None:
        self._database, self._clock, self._refusals = database, clock, trail

    @requires(Permission.OWN_ACCOUNT)
    def note_refusal(self, actor: Actor, demanded: Permission | None) -> None:
        """A line that the actor asked for what they have no right to; None = for nothing that there is."""
        refused(NOT_ALLOWED, actor.user_id, workspace=actor.workspace_id, permission=demanded.name if demanded else "")
        subject = demanded.name.casefold() if demanded else "unknown"
        self._refusals.keep(actor.user_id, actor.workspace_id, "asked without the right", subject, result="refused")

    @requires(Permission.OVERSEE)
    def find(self, actor: Actor, query: ActivityQuery, most: int = _MOST) -> FoundActions:  # noqa: ARG002  (the guard reads it)
        """The newest actions that fit."""
        with self._database.reading_directory() as directory:
            conditions = fitting(
                user_id=query.user_id, workspace_id=query.workspace_id, what=query.what, since=query.since
            )
            rows, found = directory.audit.find(conditions, most), directory.audit.count(conditions)
            people = tuple((user.id, user.name) for user in directory.users())
            rooms = tuple(directory.workspaces())
            names, kinds = _names(directory), tuple(directory.audit.actions())
        about = self._datasets(rows, rooms) | names
        return FoundActions(_named(rows, names, rooms, about), found, kinds, people, rooms)

    def _datasets(self, rows: list[AuditRow], rooms: tuple[Workspace, ...]) -> dict[str, str]:
        """What the datasets that these rows are about are called today; deleted ones have no name any more."""
        subjects = {row.subject for row in rows}
        found: dict[str, str] = {}
        for room in {row.workspace_id for row in rows} & {room.id for room in rooms}:
            with self._database.reading(room) as data:
                kept = (one for one in data.datasets.all() if one.id in subjects)
                found |= {one.id: dataset_of(one).name for one in kept if one.state != DatasetState.DELETED}
        return found

    @requires(Permission.OVERSEE)
    def csv(self, actor: Actor, query: ActivityQuery) -> tuple[tuple[str, ...], ...]:
        """The lines of a table with its header, newest first; nothing in it computes in a spreadsheet."""
        found = self.find(actor, query, _MOST_EXPORTED)
        lines = (
            (f"{one.at:%Y-%m-%d %H:%M:%S}", one.who, one.workspace, one.what, one.subject, one.result)
            for one in found.actions
        )
        return (_HEADER, *(tuple(inert_cell(cell) for cell in line) for line in lines))

    @requires(Permission.OVERSEE)
    def last(self, actor: Actor, days: int, query: ActivityQuery) -> ActivityQuery:  # noqa: ARG002  (the guard reads it)
        """The same question about so many days up to now; 0 = about all of them."""
        since = self._clock() - timedelta(days=days) if days else None
        return ActivityQuery(query.user_id, query.workspace_id, query.what, since)


def _names(directory: Directory) -> dict[str, str]:
    return {**directory.names(), "shell": "Command line", NOBODY: "Somebody not signed in", "": ""}


def _named(
    rows: list[AuditRow], names: dict[str, str], workspaces: tuple[Workspace, ...], about: dict[str, str]
) -> tuple[Action, ...]:
    rooms = {room.id: room.name for room in workspaces}
    about = about | rooms
    return tuple(
        Action(
            at=row.at,
            who=names.get(row.user_id, f"person {row.user_id}"),
            workspace=rooms.get(row.workspace_id, row.workspace_id),
            what=row.what,
            subject=about.get(row.subject, row.subject),
            result=row.result,
        )
        for row in rows
    )
