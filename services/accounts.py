"""Signing in and out, and what makes a browser's request somebody's."""

from datetime import timedelta

from services.domain.actors import Actor, Workspace
from services.domain.clock import Clock
from services.domain.errors import Forbidden, NotFound, TooMany
from services.domain.people import Browser, Confirmed, Enrolment, Step
from services.passwords import Passwords
from services.policy import Permission, before_sign_in, requires
from services.refusals import LIMIT, SIGN_IN, refused
from services.second_factor import WINDOW
from services.session_book import SessionBook, account_of, digest
from services.storage.database import Database
from services.storage.tables import UserRow
from services.trail import Trail

# The same words whether the account or the password is wrong: neither is confirmed.
_REFUSED = "The e-mail address and the password do not go together."
_OVER = "This sign-in has waited too long for its code. Sign in again."


class Accounts:
    """Signs people in and out."""

    def __init__(self, database: Database, clock: Clock, book: SessionBook, passwords: Passwords, trail: Trail) -> None:
        self._database, self._clock, self._book = database, clock, book
        self._passwords, self._nobodys = passwords, trail

    @before_sign_in
    def sign_in(self, email: str, password: str, browser: Browser) -> str:
        """A new session's token; Forbidden for a wrong pair, TooMany after too many of them.

        Where a second factor is due, the token opens nothing before `confirm`: ask `step`.
        """
        account = account_of(email)
        if account is None:
            refused(SIGN_IN)
            raise Forbidden(_REFUSED)
        if not self._book.reserve(account, browser.address, self._book.rules.attempts_on_account):
            refused(LIMIT, limit="wrong passwords")
            raise TooMany(f"Too many wrong sign-ins. Try again in {self._book.minutes} minutes.")
        with self._database.reading_directory() as directory:
            user = directory.user_by_email(account)
        known = user.password_hash if user and user.active else ""
        # Also for an unknown account, so that the time taken says nothing.
        right = self._passwords.matches(known, password)
        if user is None or not right:
            self._nobodys.keep(user.id if user else "", "", "signed in", result="refused")
            refused(SIGN_IN, user.id if user else "")
            raise Forbidden(_REFUSED)
        self._forgive(user, password)
        token = self._book.open(user, browser)
        self._nobodys.keep(user.id, "", "signed in")
        return token

    @before_sign_in
    def step(self, token: str) -> Step:
        """What stands between this token and the app."""
        return self._book.step(token)

    @before_sign_in
    def enrolment(self, token: str) -> Enrolment:
        """A second factor to set up, for who must have one and has none; Forbidden to everybody else."""
        with self._database.directory() as directory:
            row = self._book.half_open(directory, token)
            user = directory.user(row.user_id) if row else None
            if user is None or self._book.factors.works(directory, user.id):
                raise Forbidden(_OVER)
            return self._book.factors.begin(directory, user.id, user.email)

    @before_sign_in
    def confirm(self, token: str, code: str, browser: Browser) -> Confirmed:
        """The second step: a new token in the place of the half-open one; Forbidden for a wrong code."""
        with self._database.directory() as directory:
            row = self._book.half_open(directory, token)
            user = directory.user(row.user_id) if row else None
            if user is None or not user.active:
                raise Forbidden(_OVER)
            factors = self._book.factors
            enrols = not factors.works(directory, user.id)
            codes = factors.confirm(directory, user.id, code) if enrols else ()
            right = bool(codes) if enrols else factors.check(directory, user.id, code)
            if right:
                directory.sessions.close(digest(token))
        self._nobodys.keep(user.id, "", "gave the second factor", result="done" if right else "refused")
        if not right:
            raise Forbidden("This code is wrong, or was used before. Wait for the next one.")
        return Confirmed(self._book.open(user, browser, confirmed=True), codes or ())

    @before_sign_in
    def actor(self, token: str, *, active: bool) -> Actor | None:
        """Who stands behind a token right now; `active` when a person did something, not a timer."""
        now = self._clock()
        with self._database.reading_directory() as directory:
            row = self._book.find(directory, token)
            if row is None:
                return None
            actor = directory.actor(row.user_id, row.workspace_id)
        if actor and active and now - row.seen_at > timedelta(minutes=1):
            with self._database.directory() as directory:
                directory.sessions.touch(row.token_hash, row.user_id, now)
        return actor

    @before_sign_in
    def sign_out(self, token: str) -> None:
        """The token opens nothing from now on."""
        with self._database.directory() as directory:
            row = directory.sessions.find(digest(token))
            directory.sessions.close(digest(token))
        if row is not None:
            self._nobodys.keep(row.user_id, "", "signed out")

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
            directory.sessions.enter(digest(token), workspace_id)

    def _forgive(self, user: UserRow, password: str) -> None:
        """The slate is clean; a hash made at yesterday's cost is made anew while the password is known."""
        anew = self._passwords.hash(password) if self._passwords.is_outdated(user.password_hash) else ""
        with self._database.directory() as directory:
            directory.attempts.forget(user.email)
            directory.attempts.forget_before(self._clock() - max(self._book.rules.window, WINDOW))
            row = directory.user(user.id)
            if anew and row is not None and row.password_hash == user.password_hash:
                row.password_hash = anew
