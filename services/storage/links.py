"""Links to reports, as their workspace sees them; whoever opens one asks the directory."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from services.domain.errors import NotFound

from .report_tables import ReportLinkRow


class Links:
    """The links of one workspace."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def add(self, row: ReportLinkRow) -> None:
        """A new link."""
        row.workspace_id = self._workspace_id
        self._session.add(row)

    def get(self, link_id: str) -> ReportLinkRow:
        """The link, or NotFound: another workspace's is no different from none."""
        row = self._session.get(ReportLinkRow, (self._workspace_id, link_id)) if link_id.isprintable() else None
        if row is None:
            raise NotFound(f"There is no link {link_id!r} in this workspace.")
        return row

    def of_report(self, report_id: str) -> list[ReportLinkRow]:
        """Every link to a report, newest first."""
        query = select(ReportLinkRow).where(ReportLinkRow.workspace_id == self._workspace_id)
        query = query.where(ReportLinkRow.report_id == report_id)
        return list(self._session.scalars(query.order_by(ReportLinkRow.created_at.desc(), ReportLinkRow.id)))
