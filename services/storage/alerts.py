"""Whether a workspace wants to be told of turns in the mix, and from what size on."""

from sqlalchemy.orm import Session

from .tables import AlertRow


class Alerts:
    """One setting a workspace; none = off."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def find(self) -> AlertRow | None:
        """The setting; None where alerts are off."""
        return self._session.get(AlertRow, self._workspace_id)

    def put(self, row: AlertRow) -> None:
        """From now on alerts are on."""
        row.workspace_id = self._workspace_id
        self._session.merge(row)

    def remove(self) -> None:
        """From now on alerts are off."""
        row = self.find()
        if row is not None:
            self._session.delete(row)
