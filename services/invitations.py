"""Invitations: a link with which somebody new makes an account, once, within a week."""

import secrets
from datetime import timedelta

from services.domain.actors import Actor, Role
from services.domain.clock import Clock
from services.domain.errors import Conflict, InvalidInput, NotFound
from services.domain.people import Browser, Invitation
from services.passwords import Passwords, demand_strong
from services.people import NewPerson, add_person, address, link_identity, rooms_by_slug
from services.policy import Permission, before_sign_in, requires
from services.refusals import LINK, refused
from services.session_book import SessionBook, digest
from services.storage.database import Database
from services.storage.directory import Directory
from services.storage.people_tables import IdentityRow, LinkRow
from services.trail import Trail

LASTS = timedelta(days=7)
_PURPOSE = "invitation"
_OVER = "This invitation was used, withdrawn or is over a week old. Ask your admin for a new one."


class Invitations:
    """Invites people, and lets in who follows the link; only a hash of the link's token is kept."""

    def __init__(self, database: Database, clock: Clock, book: SessionBook, passwords: Passwords, trail: Trail) -> None:
        self._database, self._clock, self._book = database, clock, book
        self._passwords, self._newcomers = passwords, trail

    @requires(Permission.MANAGE_PEOPLE, change="invited a person")
    def invite(self, actor: Actor, email: str, role: Role, slugs: tuple[str, ...]) -> str:
        """The link's token, for the admin to hand over; one before it for the same address works no more."""
        plain, token, now = address(email), secrets.token_urlsafe(32), self._clock()
        if role is not Role.ADMIN and not slugs:
            raise InvalidInput("Choose at least one workspace that they may enter.", "workspaces")
        with self._database.directory() as directory:
            if directory.user_by_email(plain):
                raise Conflict(f"There is an account for {plain} already.")
            rooms_by_slug(directory, slugs)
            directory.links.put(
                LinkRow(
                    token_hash=digest(token),
                    purpose=_PURPOSE,
                    about=plain,
                    facts={"role": role.value, "workspaces": list(slugs)},
                    created_by=actor.user_id,
                    created_at=now,
                    expires_at=now + LASTS,
                )
            )
        return token

    @requires(Permission.MANAGE_PEOPLE)
    def open(self, actor: Actor) -> tuple[Invitation, ...]:  # noqa: ARG002  (the guard reads it)
        """Those nobody has followed yet, newest first."""
        with self._database.reading_directory() as directory:
            rows = directory.links.all(_PURPOSE)
            return tuple(_invitation(directory, row) for row in rows if row.expires_at > self._clock())

    @requires(Permission.MANAGE_PEOPLE, change="withdrew an invitation")
    def withdraw(self, actor: Actor, email: str) -> None:  # noqa: ARG002  (the guard reads it)
        """Its link works no more."""
        with self._database.directory() as directory:
            directory.links.withdraw(_PURPOSE, address(email))

    @before_sign_in
    def look(self, token: str) -> Invitation:
        """What the link offers; NotFound where it works no more."""
        with self._database.reading_directory() as directory:
            return _invitation(directory, self._found(directory, token))

    @before_sign_in
    def accept(self, token: str, name: str, password: str, browser: Browser) -> str:
        """The token of the newcomer's first sign-in; the link works no more."""
        invited = self.look(token)
        demand_strong(password, (invited.email, name))
        hashed = self._passwords.hash(password)
        with self._database.directory() as directory:
            user_id = self._come(directory, token, name, hashed)
        return self._welcome(user_id, browser)

    @before_sign_in
    def accept_from(self, token: str, issuer: str, subject: str, name: str, browser: Browser) -> str:
        """The same for somebody whom another provider vouches for; they need no password."""
        with self._database.directory() as directory:
            user_id = self._come(directory, token, name, "")
            link_identity(directory, IdentityRow(issuer=issuer, subject=subject, user_id=user_id), self._clock)
        return self._welcome(user_id, browser)

    def _come(self, directory: Directory, token: str, name: str, hashed: str) -> str:
        row = self._found(directory, token)
        if not directory.links.take(row.token_hash):
            raise NotFound(_OVER)
        slugs = tuple(row.facts["workspaces"])
        person = NewPerson(row.about, name, Role(row.facts["role"]), "", slugs)
        return add_person(directory, person, hashed, self._clock())

    def _welcome(self, user_id: str, browser: Browser) -> str:
        self._newcomers.keep(user_id, "", "accepted an invitation")
        with self._database.reading_directory() as directory:
            user = directory.user(user_id)
        if user is None:
            raise NotFound(_OVER)
        return self._book.open(user, browser)

    def _found(self, directory: Directory, token: str) -> LinkRow:
        row = directory.links.find(digest(token), _PURPOSE, self._clock())
        if row is None:
            refused(LINK, link="invitation")
            raise NotFound(_OVER)
        return row


def _invitation(directory: Directory, row: LinkRow) -> Invitation:
    rooms = tuple(room for room in directory.workspaces() if room.slug in row.facts["workspaces"])
    return Invitation(row.about, Role(row.facts["role"]), rooms, row.expires_at)
