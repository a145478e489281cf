"""New passwords by link: once, the newest only; made by an admin or at the shell, for a day."""

import secrets
from datetime import datetime, timedelta

from services.domain.actors import Actor
from services.domain.clock import Clock
from services.domain.errors import Conflict, NotFound
from services.passwords import Passwords, demand_strong
from services.policy import Permission, before_sign_in, requires
from services.refusals import LINK, refused
from services.session_book import digest
from services.storage.database import Database
from services.storage.directory import Directory
from services.storage.people_tables import LinkRow
from services.storage.sessions import letters_asked_for
from services.storage.tables import UserRow
from services.trail import Trail

LASTS = timedelta(hours=24)
_PURPOSE = "reset"
_OVER = "This link was used, replaced by a newer one or is too old. Ask for a new one."


class PasswordResets:
    """Hands out links for a new password, and takes it; only a hash of the link's token is kept."""

    def __init__(self, database: Database, clock: Clock, passwords: Passwords, trail: Trail) -> None:
        self._database, self._clock, self._passwords, self._strangers = database, clock, passwords, trail

    @requires(Permission.MANAGE_PEOPLE, change="made a link for a new password", about="user_id")
    def for_person(self, actor: Actor, user_id: str) -> str:
        """The link's token, for the admin to hand over; one before it works no more."""
        with self._database.directory() as directory:
            user = directory.user(user_id)
            if user is None:
                raise NotFound("There is no such person.")
            if not user.active:
                raise Conflict(f"{user.name} is disabled. Enable the account first.")
            return put_link(directory, user, actor.user_id, (self._clock(), LASTS))

    @before_sign_in
    def look(self, token: str) -> str:
        """The e-mail address whose password the link changes; NotFound where it works no more."""
        with self._database.reading_directory() as directory:
            return self._found(directory, token).email

    @before_sign_in
    def take(self, token: str, password: str) -> None:
        """The new password counts, every sign-in of the person is over, and the link works no more.

        A second factor stays: the link alone does not get anybody past it.
        """
        with self._database.reading_directory() as directory:
            user = self._found(directory, token)
        demand_strong(password, (user.email, user.name))
        hashed = self._passwords.hash(password)
        with self._database.directory() as directory:
            user = self._found(directory, token)
            if not directory.links.take(digest(token)):
                raise NotFound(_OVER)
            user.password_hash = hashed
            directory.sessions.close_all(user.id)
            directory.attempts.forget(user.email)
            directory.attempts.forget(letters_asked_for(user.email))
        self._strangers.keep(user.id, "", "took a new password by link")

    def _found(self, directory: Directory, token: str) -> UserRow:
        row = directory.links.find(digest(token), _PURPOSE, self._clock())
        user = directory.user(row.about) if row else None
        if user is None or not user.active:
            refused(LINK, user.id if user else "", link="new password")
            raise NotFound(_OVER)
        return user


def put_link(directory: Directory, user: UserRow, by: str, when: tuple[datetime, timedelta]) -> str:
    """A new link's token, inside the caller's transaction; when: from which moment, and for how long."""
    token, (now, lasts) = secrets.token_urlsafe(32), when
    row = LinkRow(token_hash=digest(token), purpose=_PURPOSE, about=user.id, facts={}, created_by=by)
    row.created_at, row.expires_at = now, now + lasts
    directory.links.put(row)
    return token
