"""Signed-in browsers, and sign-ins that failed."""

from datetime import datetime

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from .tables import AttemptRow, SessionRow, UserRow


class Sessions:
    """Signed-in browsers; each is known by the hash of its token."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def open(self, row: SessionRow) -> None:
        """Remembers a browser; its person was seen."""
        self._session.add(row)
        if row.confirmed:
            self._seen(row.user_id, row.created_at)

    def find(self, token_hash: str) -> SessionRow | None:
        """The browser behind a token."""
        return self._session.get(SessionRow, token_hash)

    def touch(self, token_hash: str, user_id: str, at: datetime) -> None:
        """Somebody was active in this browser."""
        self._change(token_hash, seen_at=at)
        self._seen(user_id, at)

    def enter(self, token_hash: str, workspace_id: str) -> None:
        """From now on this browser is in another workspace."""
        self._change(token_hash, workspace_id=workspace_id)

    def close(self, token_hash: str) -> None:
        """Forgets a browser; its token opens nothing any more."""
        self._session.execute(delete(SessionRow).where(SessionRow.token_hash == token_hash))

    def forget_before(self, moment: datetime) -> None:
        """Browsers that signed in before then are forgotten, whoever's they are."""
        self._session.execute(delete(SessionRow).where(SessionRow.created_at < moment))

    def of_person(self, user_id: str) -> list[SessionRow]:
        """The person's browsers, the last used first."""
        query = select(SessionRow).where(SessionRow.user_id == user_id).order_by(SessionRow.seen_at.desc())
        return list(self._session.scalars(query))

    def close_all(self, user_id: str, but: str = "") -> int:
        """How many of the person's browsers were forgotten: all but one."""
        which = (SessionRow.user_id == user_id, SessionRow.token_hash != but)
        done = self._session.execute(delete(SessionRow).where(*which))
        return int(done.rowcount)  # type: ignore[attr-defined]  # a DELETE's result has it

    def _change(self, token_hash: str, **change: object) -> None:
        self._session.execute(update(SessionRow).where(SessionRow.token_hash == token_hash).values(**change))

    def _seen(self, user_id: str, at: datetime) -> None:
        self._session.execute(update(UserRow).where(UserRow.id == user_id).values(seen_at=at))


def letters_asked_for(email: str) -> str:
    """The account on which attempts count that ask for a letter to this address: wrong passwords do not use them up."""
    return f"letter {email}"[:254]


class Attempts:
    """Sign-ins that failed, and letters that were asked for, kept as long as they count."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, account: str, address: str, at: datetime) -> None:
        """One more."""
        self._session.add(AttemptRow(account=account, address=address[:64], at=at))

    def on_account(self, account: str, since: datetime) -> int:
        """How many there were on this account since then."""
        return self._count(since, account=account)

    def from_address(self, address: str, since: datetime) -> int:
        """How many came from this address since then."""
        return self._count(since, address=address[:64])

    def forget(self, account: str) -> None:
        """The account's slate is clean."""
        self._session.execute(delete(AttemptRow).where(AttemptRow.account == account))

    def forget_before(self, moment: datetime) -> None:
        """So is everybody's for what is long past."""
        self._session.execute(delete(AttemptRow).where(AttemptRow.at < moment))

    def _count(self, since: datetime, **which: str) -> int:
        recent = select(func.count()).select_from(AttemptRow).where(AttemptRow.at >= since)
        return self._session.scalar(recent.filter_by(**which)) or 0
