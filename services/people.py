"""People and what each of them may enter, for admins."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from services.domain.actors import Actor, Role, Workspace
from services.domain.clock import Clock
from services.domain.errors import Conflict, InvalidInput, NotFound
from services.domain.people import Person
from services.passwords import Passwords, demand_strong
from services.policy import Permission, requires
from services.recording import RESULT
from services.storage.database import Database
from services.storage.directory import Directory
from services.storage.people_tables import IdentityRow
from services.storage.tables import UserRow


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be added; password "" = none: they come by a link, or through another provider."""

    email: str
    name: str
    role: Role
    password: str
    workspaces: tuple[str, ...]


class People:
    """Adds people, changes what they are and may enter, shows them out and lets them in again."""

    def __init__(self, database: Database, clock: Clock, passwords: Passwords) -> None:
        self._database, self._clock, self._passwords = database, clock, passwords

    @requires(Permission.MANAGE_PEOPLE)
    def all(self, actor: Actor) -> tuple[Person, ...]:  # noqa: ARG002  (the guard reads it)
        """Everybody, by name."""
        with self._database.reading_directory() as directory:
            rooms = directory.workspaces()
            given, secured = directory.memberships(), directory.factors.confirmed()
            linked, rows = directory.identities.linked(), directory.users()
        return tuple(
            Person(
                id=row.id,
                name=row.name,
                email=row.email,
                role=Role(row.role),
                active=row.active,
                workspaces=tuple(room for room in rooms if room.id in given[row.id]),
                seen_at=row.seen_at,
                second_factor=row.id in secured,
                linked=row.id in linked,
            )
            for row in rows
        )

    @requires(Permission.MANAGE_PEOPLE, change="added a person", about=RESULT)
    def add(self, actor: Actor, person: NewPerson) -> str:  # noqa: ARG002  (the guard reads it)
        """The new person's id; `workspaces` are slugs."""
        if person.password:
            demand_strong(person.password, (person.email, person.name))
        hashed = self._passwords.hash(person.password) if person.password else ""
        with self._database.directory() as directory:
            return add_person(directory, person, hashed, self._clock())

    @requires(Permission.MANAGE_PEOPLE, change="changed a role", about="user_id")
    def change_role(self, actor: Actor, user_id: str, role: Role) -> None:  # noqa: ARG002  (the guard reads it)
        """The person is something else from their next request on."""
        with self._database.directory() as directory:
            user = _found(directory, user_id)
            if role is not Role.ADMIN:
                _demand_another_admin(directory, user)
            user.role = role.value

    @requires(Permission.MANAGE_PEOPLE, change="changed who may enter what", about="user_id")
    def give(self, actor: Actor, user_id: str, workspace_ids: frozenset[str]) -> None:  # noqa: ARG002  (as above)
        """The person may enter these workspaces and no others."""
        with self._database.directory() as directory:
            user = _found(directory, user_id)
            unknown = workspace_ids - {room.id for room in directory.workspaces()}
            if unknown:
                raise NotFound("There is no such workspace.")
            directory.give_rooms(user.id, set(workspace_ids))

    @requires(Permission.MANAGE_PEOPLE, change="showed a person out", about="user_id")
    def disable(self, actor: Actor, user_id: str) -> None:
        """The person is nobody from their next request on; their links and sign-ins are gone."""
        if user_id == actor.user_id:
            raise Conflict("You cannot disable yourself. Ask another admin.")
        with self._database.directory() as directory:
            user = _found(directory, user_id)
            _demand_another_admin(directory, user)
            user.active = False
            directory.sessions.close_all(user.id)
            directory.links.withdraw("reset", user.id)

    @requires(Permission.MANAGE_PEOPLE, change="let a person in again", about="user_id")
    def enable(self, actor: Actor, user_id: str) -> None:  # noqa: ARG002  (the guard reads it)
        """The person may sign in again."""
        with self._database.directory() as directory:
            _found(directory, user_id).active = True

    @requires(Permission.MANAGE_PEOPLE, change="reset a second factor", about="user_id")
    def reset_second_factor(self, actor: Actor, user_id: str) -> None:  # noqa: ARG002  (the guard reads it)
        """The person has no second factor any more, and is signed out everywhere."""
        with self._database.directory() as directory:
            user = _found(directory, user_id)
            directory.factors.remove(user.id)
            directory.attempts.forget(f"second step {user.id}")
            directory.sessions.close_all(user.id)

    @requires(Permission.MANAGE_PEOPLE, change="linked a sign-in of another provider", about="user_id")
    def link(self, actor: Actor, user_id: str, issuer: str, subject: str) -> None:  # noqa: ARG002  (as above)
        """The provider signs this person in by this subject; Conflict where it is somebody else's."""
        with self._database.directory() as directory:
            link_identity(directory, IdentityRow(issuer=issuer, subject=subject, user_id=user_id), self._clock)


def add_person(directory: Directory, person: NewPerson, password_hash: str, at: datetime) -> str:
    """The id of a new person, inside the caller's transaction."""
    email = address(person.email)
    if directory.user_by_email(email):
        raise Conflict(f"There is an account for {email} already.")
    rooms = rooms_by_slug(directory, person.workspaces)
    user_id = secrets.token_hex(8)
    directory.add_user(
        UserRow(
            id=user_id,
            email=email,
            name=person.name.strip()[:200] or email.partition("@")[0],
            role=person.role.value,
            password_hash=password_hash,
            active=True,
            created_at=at,
        )
    )
    for room in rooms:
        directory.admit(user_id, room.id)
    return user_id


def rooms_by_slug(directory: Directory, slugs: tuple[str, ...]) -> list[Workspace]:
    """The workspaces of these slugs; NotFound names the first that there is not."""
    rooms = {room.slug: room for room in directory.workspaces()}
    unknown = [slug for slug in slugs if slug not in rooms]
    if unknown:
        raise NotFound(f"There is no workspace {unknown[0]!r}.")
    return [rooms[slug] for slug in slugs]


def address(email: str) -> str:
    """The e-mail address as it is kept; InvalidInput where it is none."""
    plain = email.strip().casefold()
    name, _, host = plain.partition("@")
    if not (name and host) or not plain.isprintable() or " " in plain or len(plain) > 254:
        raise InvalidInput(f"{email[:80]!r} is not an e-mail address.", "email")
    return plain


def link_identity(directory: Directory, row: IdentityRow, clock: Clock) -> None:
    """The link, inside the caller's transaction; Conflict where the subject is somebody else's."""
    if not 0 < len(row.subject) <= 255 or not row.subject.isprintable():
        raise InvalidInput("This is not a subject of the provider. Copy it from there.", "subject")
    known = directory.identities.user_of(row.issuer, row.subject)
    if known and known != row.user_id:
        raise Conflict("This sign-in belongs to another account already.")
    _found(directory, row.user_id)
    if not known:
        row.linked_at = clock()
        directory.identities.link(row)


def _found(directory: Directory, user_id: str) -> UserRow:
    user = directory.user(user_id)
    if user is None:
        raise NotFound("There is no such person.")
    return user


def _demand_another_admin(directory: Directory, user: UserRow) -> None:
    others = [one for one in directory.users() if one.active and one.role == Role.ADMIN and one.id != user.id]
    if user.role == Role.ADMIN and user.active and not others:
        raise Conflict(f"{user.name} is the only admin. Make somebody else an admin first.")
