"""Who did what in a workspace."""

from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from .tables import ActivityRow


class Activity:
    """Who did what."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def note(self, user_id: str, what: str, subject: str, at: datetime) -> None:
        """One line a change."""
        self.add(ActivityRow(user_id=user_id, what=what, subject=subject, at=at))

    def add(self, row: ActivityRow) -> None:
        """The same, of a dataset's version."""
        row.workspace_id, row.subject = self._workspace_id, row.subject[:300]
        self._session.add(row)

    def of_line(self, line_id: str) -> list[ActivityRow]:
        """Everything that was done to a dataset, newest first."""
        query = select(ActivityRow).where(ActivityRow.workspace_id == self._workspace_id)
        return list(self._session.scalars(query.where(ActivityRow.line_id == line_id).order_by(ActivityRow.id.desc())))

    def forget_names(self, line_id: str, names: list[str]) -> None:
        """What was done stays; what the dataset and its files were called does not."""
        mine = ActivityRow.workspace_id == self._workspace_id
        named = ActivityRow.line_id.is_(None) & ActivityRow.subject.in_(names)
        which = update(ActivityRow).where(mine, (ActivityRow.line_id == line_id) | named)
        self._session.execute(which.values(subject=f"dataset {line_id}"))
