"""Tokens of one workspace; who shows one is looked up before any workspace is known."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from services.domain.errors import NotFound

from .tables import UserRow
from .token_tables import TokenRow


class Tokens:
    """The tokens of one workspace."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def add(self, row: TokenRow) -> None:
        """One more token."""
        row.workspace_id = self._workspace_id
        self._session.add(row)

    def get(self, token_id: str) -> TokenRow:
        """The token, or NotFound: another workspace's is no different from none."""
        row = self._session.get(TokenRow, (self._workspace_id, token_id)) if token_id.isprintable() else None
        if row is None:
            raise NotFound(f"There is no token {token_id!r} in this workspace.")
        return row

    def all(self) -> list[tuple[TokenRow, str]]:
        """Every one, newest first, with the name of the person it was made for."""
        query = select(TokenRow, UserRow.name).join(UserRow, UserRow.id == TokenRow.user_id)
        mine = query.where(TokenRow.workspace_id == self._workspace_id)
        rows = self._session.execute(mine.order_by(TokenRow.made_at.desc(), TokenRow.id))
        return [(row, name) for row, name in rows]


class TokenBook:
    """What is known of a token before anybody knows whose it is."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def find(self, token_id: str) -> TokenRow | None:
        """The token of this id, in whatever workspace."""
        return self._session.scalars(select(TokenRow).where(TokenRow.id == token_id)).first()

    def touch(self, token_id: str, at: datetime) -> None:
        """It was used."""
        self._session.execute(update(TokenRow).where(TokenRow.id == token_id).values(used_at=at))
