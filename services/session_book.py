"""Sign-ins as rows: opened, found again by their token, and over after a while."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from services.domain.actors import Role
from services.domain.clock import Clock
from services.domain.errors import Forbidden
from services.domain.people import Browser, Step
from services.second_factor import SecondFactors
from services.storage.database import Database
from services.storage.directory import Directory
from services.storage.tables import SessionRow, UserRow

# How long somebody may look for their phone after the password was right.
_SECOND_STEP = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class SessionRules:
    """How long a sign-in lasts, how many wrong ones are listened to within the window, who needs a second factor."""

    idle: timedelta = timedelta(minutes=30)
    absolute: timedelta = timedelta(hours=12)
    window: timedelta = timedelta(minutes=15)
    attempts_on_account: int = 5
    attempts_from_address: int = 50
    second_factor_for: frozenset[Role] = frozenset()


class SessionBook:
    """Opens and finds sign-ins; asked by whoever has made sure who somebody is."""

    def __init__(self, database: Database, clock: Clock, rules: SessionRules, factors: SecondFactors) -> None:
        self._database, self._clock, self.rules, self.factors = database, clock, rules, factors

    def open(self, user: UserRow, browser: Browser, *, confirmed: bool = False) -> str:
        """A new token; where a second factor is due it opens nothing until the code was `confirmed`."""
        token, now = secrets.token_urlsafe(32), self._clock()
        with self._database.directory() as directory:
            rooms = directory.workspaces_of(user.id)
            if not rooms:
                raise Forbidden("No workspace has been given to you yet. Ask your admin.")
            due = self.factors.works(directory, user.id) or Role(user.role) in self.rules.second_factor_for
            row = SessionRow(
                token_hash=digest(token),
                user_id=user.id,
                workspace_id=rooms[0].id,
                created_at=now,
                seen_at=now,
                address=browser.address[:64],
                agent=browser.agent[:300],
                confirmed=confirmed or not due,
            )
            directory.sessions.forget_before(now - self.rules.absolute)
            directory.sessions.open(row)
        return token

    def reserve(self, account: str, address: str, most: int) -> bool:
        """Whether one more try within the window is listened to: so many on an account, and those from an address.

        It is counted before it is looked at, so that many at once are no way around the limit.
        """
        now = self._clock()
        with self._database.directory() as directory:
            on_account = directory.attempts.on_account(account, now - self.rules.window)
            from_address = directory.attempts.from_address(address, now - self.rules.window)
            listens = on_account < most and from_address < self.rules.attempts_from_address
            if listens:
                directory.attempts.add(account, address, now)
        return listens

    @property
    def minutes(self) -> int:
        """How long the window is."""
        return int(self.rules.window.total_seconds() // 60)

    def find(self, directory: Directory, token: str) -> SessionRow | None:
        """The open sign-in behind a token, as long as it lasts."""
        row = directory.sessions.find(digest(token))
        return row if row and row.confirmed and self.lasts(row) else None

    def half_open(self, directory: Directory, token: str) -> SessionRow | None:
        """The sign-in that waits for its second step."""
        row = directory.sessions.find(digest(token))
        waits = row is not None and not row.confirmed and self._clock() - row.created_at <= _SECOND_STEP
        return row if waits else None

    def step(self, token: str) -> Step:
        """What stands between this token and the app."""
        with self._database.reading_directory() as directory:
            if self.find(directory, token):
                return Step.OPEN
            row = self.half_open(directory, token)
            if row is None:
                return Step.NONE
            return Step.CODE if self.factors.works(directory, row.user_id) else Step.ENROL

    def now(self) -> datetime:
        """The time by which sign-ins are judged."""
        return self._clock()

    def lasts(self, row: SessionRow) -> bool:
        """Whether the sign-in is neither idle for too long nor too old."""
        now = self._clock()
        return now - row.seen_at <= self.rules.idle and now - row.created_at <= self.rules.absolute


def account_of(email: str) -> str | None:
    """What tries are counted on and accounts are found by; None for what nobody has and not every database takes."""
    account = email.strip().casefold()[:254]
    return account if account.isprintable() else None


def digest(token: str) -> str:
    """What is kept of a token."""
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()
