"""Who did what in the whole installation: rows are added and read, nothing else."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from .people_tables import AuditRow


class Audit:
    """The rows of all workspaces, newest first."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def add(self, row: AuditRow) -> None:
        """One action."""
        row.subject, row.what = row.subject[:80], row.what[:80]
        self._session.add(row)

    def find(self, conditions: list[ColumnElement[bool]], most: int) -> list[AuditRow]:
        """Those for which all conditions hold, at most so many."""
        query = select(AuditRow).where(*conditions).order_by(AuditRow.id.desc()).limit(most)
        return list(self._session.scalars(query))

    def count(self, conditions: list[ColumnElement[bool]]) -> int:
        """How many there are of them."""
        return self._session.scalar(select(func.count()).select_from(AuditRow).where(*conditions)) or 0

    def actions(self) -> list[str]:
        """The actions there are rows of, by name."""
        return list(self._session.scalars(select(AuditRow.what).distinct().order_by(AuditRow.what)))


def fitting(*, user_id: str, workspace_id: str, what: str, since: datetime | None) -> list[ColumnElement[bool]]:
    """The conditions of a filter; "" and None = any."""
    conditions: list[ColumnElement[bool]] = []
    for column, value in ((AuditRow.user_id, user_id), (AuditRow.workspace_id, workspace_id), (AuditRow.what, what)):
        if value:
            conditions.append(column == value)
    if since:
        conditions.append(AuditRow.at >= since)
    return conditions
