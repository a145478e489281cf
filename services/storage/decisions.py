"""What people of a workspace decided about recommendations."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from .tables import DecisionRow


class Decisions:
    """One decision for each value of each dataset: the last."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def put(self, row: DecisionRow) -> None:
        """From now on this is decided; what was decided before of the same value is gone."""
        row.workspace_id = self._workspace_id
        self._session.merge(row)

    def of_dataset(self, line_id: str) -> list[DecisionRow]:
        """Everything that was decided about this dataset, whatever its version."""
        mine = DecisionRow.workspace_id == self._workspace_id
        return list(self._session.scalars(select(DecisionRow).where(mine, DecisionRow.line_id == line_id)))

    def take_back(self, line_id: str, value: str) -> None:
        """Nothing is decided about this value any more."""
        mine = DecisionRow.workspace_id == self._workspace_id
        one = (DecisionRow.line_id == line_id, DecisionRow.value == value)
        self._session.execute(delete(DecisionRow).where(mine, *one))

    def forget(self, line_id: str) -> None:
        """Nothing is decided about this dataset any more."""
        mine = DecisionRow.workspace_id == self._workspace_id
        self._session.execute(delete(DecisionRow).where(mine, DecisionRow.line_id == line_id))
