"""The tables of reports: those that are kept, and the brand that they are made in."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from .table import OWNED, Facts, Table


class ReportRow(Table):
    """A finished report; facts: as people see it in the list. stored: bytes of its file."""

    __tablename__ = "reports"
    __mapper_args__ = OWNED
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    line_id: Mapped[str] = mapped_column(String(32), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    stored: Mapped[int] = mapped_column(BigInteger)
    facts: Mapped[Facts]
    created_at: Mapped[datetime]


class BrandRow(Table):
    """How the reports of a workspace look; logo: PNG as this program wrote it, empty = none."""

    __tablename__ = "brands"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    facts: Mapped[Facts]
    logo: Mapped[bytes]
    changed_by: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]
