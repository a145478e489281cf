"""What people of a workspace said about the columns of files that no importer knows."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from .tables import MappingRow


class Mappings:
    """The remembered meanings of columns, one for each header."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def put(self, row: MappingRow) -> None:
        """From now on files with this header are read so; what was remembered of it before is gone."""
        row.workspace_id = self._workspace_id
        self._session.merge(row)

    def find(self, header: str) -> MappingRow | None:
        """What is remembered of this header."""
        return self._session.get(MappingRow, (self._workspace_id, header))

    def among(self, headers: list[str]) -> MappingRow | None:
        """The first of these headers, in their order, of which something is remembered."""
        query = select(MappingRow).where(MappingRow.workspace_id == self._workspace_id, MappingRow.header.in_(headers))
        known = {row.header: row for row in self._session.scalars(query)}
        return next((known[header] for header in headers if header in known), None)

    def remove(self, header: str) -> bool:
        """Whether there was anything to forget."""
        row = self.find(header)
        if row is not None:
            self._session.delete(row)
        return row is not None
