"""Reports that are kept, and the brand that they are made in."""

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from services.domain.errors import NotFound

from .report_tables import BrandRow, MasterRow, ReportEventRow, ReportRow, ReportRulesRow


class Reports:
    """The finished reports of one workspace."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def add(self, row: ReportRow) -> None:
        """One more finished report, whose file is on disk."""
        row.workspace_id = self._workspace_id
        self._session.add(row)

    def get(self, report_id: str) -> ReportRow:
        """The report, or NotFound: another workspace's is no different from none."""
        row = self._session.get(ReportRow, (self._workspace_id, report_id)) if report_id.isprintable() else None
        if row is None:
            raise NotFound(f"There is no report {report_id!r} in this workspace.")
        return row

    def all(self) -> list[ReportRow]:
        """Every one, newest first."""
        query = select(ReportRow).where(ReportRow.workspace_id == self._workspace_id)
        return list(self._session.scalars(query.order_by(ReportRow.created_at.desc(), ReportRow.id)))

    def of_line(self, line_id: str) -> list[ReportRow]:
        """Those about a dataset, whichever of its versions."""
        return [row for row in self.all() if row.line_id == line_id]

    def used(self) -> int:
        """Bytes of all their files."""
        query = select(func.coalesce(func.sum(ReportRow.stored), 0))
        return int(self._session.scalar(query.where(ReportRow.workspace_id == self._workspace_id)) or 0)

    def remove(self, report_ids: list[str]) -> None:
        """Forgets reports; their history stays."""
        mine = ReportRow.workspace_id == self._workspace_id
        self._session.execute(delete(ReportRow).where(mine, ReportRow.id.in_(report_ids)))

    def note(self, row: ReportEventRow) -> None:
        """One more line of a report's history."""
        row.workspace_id = self._workspace_id
        self._session.add(row)

    def events(self, report_id: str) -> list[ReportEventRow]:
        """The history of a report, newest first."""
        query = select(ReportEventRow).where(ReportEventRow.workspace_id == self._workspace_id)
        query = query.where(ReportEventRow.report_id == report_id)
        return list(self._session.scalars(query.order_by(ReportEventRow.id.desc())))

    def rules(self) -> ReportRulesRow | None:
        """What the workspace asks for, if somebody said."""
        return self._session.get(ReportRulesRow, self._workspace_id)

    def set_rules(self, row: ReportRulesRow) -> None:
        """From now on the workspace asks for this."""
        row.workspace_id = self._workspace_id
        self._session.merge(row)


class Brands:
    """How the reports of one workspace look."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def find(self) -> BrandRow | None:
        """The brand, if somebody gave one."""
        return self._session.get(BrandRow, self._workspace_id)

    def put(self, row: BrandRow) -> None:
        """From now on reports look so."""
        row.workspace_id = self._workspace_id
        self._session.merge(row)


class Masters:
    """The presentation whose look the slides of one workspace take on."""

    def __init__(self, session: Session, workspace_id: str) -> None:
        self._session, self._workspace_id = session, workspace_id

    def find(self) -> MasterRow | None:
        """The presentation, if somebody gave one."""
        return self._session.get(MasterRow, self._workspace_id)

    def put(self, row: MasterRow) -> None:
        """From now on slides look so."""
        row.workspace_id = self._workspace_id
        self._session.merge(row)

    def remove(self) -> None:
        """From now on slides look as the app has them."""
        self._session.execute(delete(MasterRow).where(MasterRow.workspace_id == self._workspace_id))
