"""People: signing in and out, and what makes a browser's request somebody's."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta
from functools import cached_property

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from services.domain.actors import Actor, Role, Workspace
from services.domain.clock import Clock
from services.domain.errors import Conflict, Forbidden, InvalidInput, NotFound, TooMany
from services.policy import Permission, before_sign_in, requires
from services.storage.database import Database
from services.storage.directory import SignedIn
from services.storage.tables import SessionRow, UserRow

# The same words whether the account or the password is wrong: neither is confirmed.
_REFUSED = "The e-mail address and the password do not go together."
_SHORTEST_PASSWORD = 12


@dataclass(frozen=True, slots=True)
class SessionRules:
    """How long a sign-in lasts, and how many wrong ones are listened to within the window."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)
    window: timedelta = timedelta(minutes=15)
    attempts_on_account: int = 5
    attempts_from_address: int = 50


@dataclass(frozen=True, slots=True)
class Browser:
    """Where a sign-in comes from."""

    address: str
    agent: str = ""


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to be added."""

    email: str
    name: str
    role: Role
    password: str
    workspaces: tuple[str, ...]


class Accounts:
    """Signs people in and out, and adds them."""

    def __init__(self, database: Database, clock: Clock, rules: SessionRules, hasher: PasswordHasher) -> None:
        self._database, self._clock, self._rules, self._hasher = database, clock, rules, hasher

    @before_sign_in
    def sign_in(self, email: str, password: str, browser: Browser) -> str:
        """A new session's token; Forbidden for a wrong pair, TooMany after too many of them."""
        account, nobodys_hash = email.strip().casefold()[:254], self._nobodys_hash
        if not account.isprintable():
            # Nobody has such an address, and not every database takes the question.
            raise Forbidden(_REFUSED)
        self._slow_down(account, browser.address)
        with self._database.reading_directory() as directory:
            user = directory.user_by_email(account)
            known = user.password_hash if user and user.active else nobodys_hash
            rooms = directory.workspaces_of(user.id) if user else []
        # Also for an unknown account, so that the time taken says nothing.
        right = self._matches(known, password)
        if user is None or not user.active or not right:
            with self._database.directory() as directory:
                directory.add_attempt(account, browser.address, self._clock())
            raise Forbidden(_REFUSED)
        if not rooms:
            raise Forbidden("No workspace has been given to you yet. Ask your admin.")
        return self._open(user, rooms[0], browser)

    @before_sign_in
    def actor(self, token: str, *, active: bool) -> Actor | None:
        """Who stands behind a token right now; `active` when a person did something, not a timer."""
        now, digest = self._clock(), _digest(token)
        with self._database.reading_directory() as directory:
            signed_in = directory.session(digest)
            if signed_in is None or not self._fresh(signed_in):
                return None
            actor = directory.actor(signed_in.user_id, signed_in.workspace_id)
        if actor and active and now - signed_in.seen_at > timedelta(minutes=1):
            with self._database.directory() as directory:
                directory.touch_session(digest, now)
        return actor

    @before_sign_in
    def sign_out(self, token: str) -> None:
        """The token opens nothing from now on."""
        with self._database.directory() as directory:
            directory.close_session(_digest(token))

    @before_sign_in
    def actor_by_id(self, user_id: str, workspace_id: str) -> Actor | None:
        """The person in the workspace as of now; what a worker asks before it starts their job."""
        with self._database.reading_directory() as directory:
            return directory.actor(user_id, workspace_id)

    @requires(Permission.EXPLORE)
    def workspaces(self, actor: Actor) -> list[Workspace]:
        """Those the actor may enter, by name."""
        with self._database.reading_directory() as directory:
            return directory.workspaces_of(actor.user_id)

    @requires(Permission.EXPLORE)
    def enter(self, actor: Actor, token: str, workspace_id: str) -> None:
        """Moves this browser to another workspace; NotFound unless the actor may enter it."""
        if workspace_id not in {workspace.id for workspace in self.workspaces(actor)}:
            raise NotFound("There is no such workspace.")
        with self._database.directory() as directory:
            directory.enter_workspace(_digest(token), workspace_id)

    @requires(Permission.MANAGE_PEOPLE)
    def add(self, actor: Actor, person: NewPerson) -> str:  # noqa: ARG002  (the guard reads it)
        """The new person's id; `workspaces` are slugs."""
        email = person.email.strip().casefold()
        if "@" not in email or not email.isprintable():
            raise InvalidInput(f"{person.email!r} is not an e-mail address.", "email")
        if len(person.password) < _SHORTEST_PASSWORD:
            raise InvalidInput(f"The password needs at least {_SHORTEST_PASSWORD} characters.", "password")
        hashed = self._hasher.hash(_bytes(person.password))
        with self._database.directory() as directory:
            if directory.user_by_email(email):
                raise Conflict(f"There is an account for {email} already.")
            rooms = {workspace.slug: workspace.id for workspace in directory.workspaces()}
            unknown = [slug for slug in person.workspaces if slug not in rooms]
            if unknown:
                raise NotFound(f"There is no workspace {unknown[0]!r}.")
            user_id = secrets.token_hex(8)
            directory.add_user(
                UserRow(
                    id=user_id,
                    email=email,
                    name=person.name,
                    role=person.role.value,
                    password_hash=hashed,
                    active=True,
                    created_at=self._clock(),
                )
            )
            for slug in person.workspaces:
                directory.admit(user_id, rooms[slug])
        return user_id

    def _open(self, user: UserRow, room: Workspace, browser: Browser) -> str:
        token, now = secrets.token_urlsafe(32), self._clock()
        row = SessionRow(
            token_hash=_digest(token),
            user_id=user.id,
            workspace_id=room.id,
            created_at=now,
            seen_at=now,
            address=browser.address,
            agent=browser.agent[:300],
        )
        with self._database.directory() as directory:
            directory.open_session(row)
            directory.forget_attempts(user.email, now - self._rules.window)
        return token

    def _slow_down(self, account: str, address: str) -> None:
        since = self._clock() - self._rules.window
        with self._database.reading_directory() as directory:
            on_account, from_address = directory.attempts(account, address, since)
        if on_account >= self._rules.attempts_on_account or from_address >= self._rules.attempts_from_address:
            minutes = int(self._rules.window.total_seconds() // 60)
            raise TooMany(f"Too many wrong sign-ins. Try again in {minutes} minutes.")

    def _fresh(self, signed_in: SignedIn) -> bool:
        now = self._clock()
        return now - signed_in.seen_at <= self._rules.idle and now - signed_in.created_at <= self._rules.absolute

    @cached_property
    def _nobodys_hash(self) -> str:
        # Made at the first sign-in, whoever that is: hashing is slow on purpose, and a job signs nobody in.
        return self._hasher.hash(secrets.token_hex(16))

    def _matches(self, known: str, password: str) -> bool:
        try:
            return self._hasher.verify(known, _bytes(password[:1000]))
        except VerificationError:
            return False


def _digest(token: str) -> str:
    return hashlib.sha256(_bytes(token)).hexdigest()


def _bytes(text: str) -> bytes:
    """The text in UTF-8, also where it holds what no text should."""
    return text.encode("utf-8", "surrogatepass")
