"""Rows of one workspace, found by their own ids."""

from typing import TypeVar

from sqlalchemy.orm import Session

from services.domain.errors import NotFound

from .tables import DatasetRow, JobRow, UploadRow

Owned = TypeVar("Owned", DatasetRow, UploadRow, JobRow)


class Rows:
    """What the repositories of a workspace have in common."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def _own(self, table: type[Owned], row_id: str, what: str) -> Owned:
        """The row, or NotFound: another workspace's is no different from none, nor is what can be no id."""
        row = self._session.get(table, (self._workspace_id, row_id)) if row_id.isprintable() else None
        if row is None:
            raise NotFound(f"There is no {what} {row_id!r} in this workspace.")
        return row
