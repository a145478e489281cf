"""Segments that outlive an analysis: which there were in each, and what people call them."""

from datetime import datetime

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from .tables import SegmentNameRow, SegmentRunRow


class Segments:
    """The identities of one workspace's segments."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def add(self, row: SegmentRunRow) -> None:
        """One more analysis whose segments are known by their ids."""
        row.workspace_id = self._workspace_id
        self._session.add(row)

    def run(self, dataset_id: str, fingerprint: str) -> SegmentRunRow | None:
        """The segments of this analysis of this version, if they have ids."""
        query = select(SegmentRunRow).where(SegmentRunRow.workspace_id == self._workspace_id)
        mine = query.where(SegmentRunRow.dataset_id == dataset_id, SegmentRunRow.fingerprint == fingerprint)
        return self._session.scalars(mine).one_or_none()

    def newest(self, line_id: str, recipe: str, before: int | None = None) -> SegmentRunRow | None:
        """The last analysis of the dataset by this recipe, or the last one before the one of this number."""
        query = select(SegmentRunRow).where(SegmentRunRow.workspace_id == self._workspace_id)
        line = query.where(SegmentRunRow.line_id == line_id, SegmentRunRow.recipe == recipe)
        if before is not None:
            line = line.where(SegmentRunRow.number < before)
        return self._session.scalars(line.order_by(SegmentRunRow.number.desc()).limit(1)).first()

    def names(self, line_id: str) -> dict[str, str]:
        """Names that people gave to segments of this dataset, by id."""
        query = select(SegmentNameRow).where(SegmentNameRow.workspace_id == self._workspace_id)
        return {
            row.segment_id: row.name for row in self._session.scalars(query.where(SegmentNameRow.line_id == line_id))
        }

    def rename(self, line_id: str, segment_id: str, name: str, at: datetime) -> None:
        """The segment is called so from now on; "" = what its figures call it."""
        if name:
            self._session.merge(
                SegmentNameRow(
                    workspace_id=self._workspace_id, segment_id=segment_id, line_id=line_id, name=name, changed_at=at
                )
            )
            return
        mine = SegmentNameRow.workspace_id == self._workspace_id
        self._session.execute(delete(SegmentNameRow).where(mine, SegmentNameRow.segment_id == segment_id))

    def forget(self, line_id: str) -> None:
        """Nothing is known of this dataset's segments any more."""
        for table in (SegmentRunRow, SegmentNameRow):
            mine = table.workspace_id == self._workspace_id
            self._session.execute(delete(table).where(mine, table.line_id == line_id))
