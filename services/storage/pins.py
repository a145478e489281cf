"""Things that people keep for reports."""

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from services.domain.errors import NotFound

from .report_tables import PinRow


class Pins:
    """The pins of everybody in one workspace; each person sees their own."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def put(self, row: PinRow) -> None:
        """One more pin; the same once more is the same."""
        row.workspace_id = self._workspace_id
        self._session.merge(row)

    def of_person(self, user_id: str) -> list[PinRow]:
        """A person's pins, oldest first."""
        mine = (PinRow.workspace_id == self._workspace_id, PinRow.user_id == user_id)
        return list(self._session.scalars(select(PinRow).where(*mine).order_by(PinRow.created_at, PinRow.id)))

    def get(self, user_id: str, pin_id: str) -> PinRow:
        """The pin, or NotFound: somebody else's is no different from none."""
        row = self._session.get(PinRow, (self._workspace_id, pin_id)) if pin_id.isprintable() else None
        if row is None or row.user_id != user_id:
            raise NotFound(f"There is no pin {pin_id!r} of yours in this workspace.")
        return row

    def remove(self, pin_ids: list[str]) -> None:
        """Forgets pins."""
        mine = PinRow.workspace_id == self._workspace_id
        self._session.execute(delete(PinRow).where(mine, PinRow.id.in_(pin_ids)))

    def forget(self, line_id: str) -> None:
        """Nobody keeps anything of this dataset any more."""
        mine = PinRow.workspace_id == self._workspace_id
        self._session.execute(delete(PinRow).where(mine, PinRow.line_id == line_id))
