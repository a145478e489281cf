"""The tables of reports: those that are kept, what became of them, and the brand that they are made in."""

from datetime import datetime

from sqlalchemy import BigInteger, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from .table import OWNED, Facts, Table


class ReportRow(Table):
    """A finished report; facts: as people see it in the list. stored: bytes of its files.

    page_sha256: hash of the same as a page for browsers, "" = there is none. built_by: the account. words: its
    passages, packed, see services.report_checks. inspection: what was found wrong, and what was accepted.
    replaces: the released report that this one stands in for.
    """

    __tablename__ = "reports"
    __mapper_args__ = OWNED
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    line_id: Mapped[str] = mapped_column(String(32), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    stored: Mapped[int] = mapped_column(BigInteger)
    facts: Mapped[Facts]
    created_at: Mapped[datetime]
    page_sha256: Mapped[str] = mapped_column(String(64), default="", server_default="")
    built_by: Mapped[str] = mapped_column(String(32), default="", server_default="")
    state: Mapped[str] = mapped_column(String(20), default="draft", server_default="draft")
    dataset_id: Mapped[str] = mapped_column(String(32), default="", server_default="")
    inspection: Mapped[Facts] = mapped_column(default=dict, server_default="{}")
    words: Mapped[bytes] = mapped_column(default=b"", server_default="", deferred=True)
    replaces: Mapped[str] = mapped_column(String(32), default="", server_default="")


class ReportEventRow(Table):
    """One line of a report's history; it stays when the report is gone."""

    __tablename__ = "report_events"
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    report_id: Mapped[str] = mapped_column(String(32), index=True)
    what: Mapped[str] = mapped_column(String(80))
    by: Mapped[str] = mapped_column(String(200))
    note: Mapped[str] = mapped_column(String(1000))
    sha256: Mapped[str] = mapped_column(String(64))
    at: Mapped[datetime]


class ReportLinkRow(Table):
    """A link to a released report; only a hash of its token is kept. password_hash: "" = none is asked for."""

    __tablename__ = "report_links"
    __mapper_args__ = OWNED
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    report_id: Mapped[str] = mapped_column(String(32), index=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    created_by: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    expires_at: Mapped[datetime]
    withdrawn_at: Mapped[datetime | None]
    opened: Mapped[int]
    opened_at: Mapped[datetime | None]


class ReportRulesRow(Table):
    """What a workspace asks for before a report goes out; no row = nothing more than the checks."""

    __tablename__ = "report_rules"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    second_person: Mapped[bool]
    changed_by: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]


class ScheduleRow(Table):
    """A report that is made again and again; next_at: None while it is paused. user_id: in whose name."""

    __tablename__ = "report_schedules"
    __mapper_args__ = OWNED
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str] = mapped_column(String(32))
    owner: Mapped[str] = mapped_column(String(200))
    facts: Mapped[Facts]
    next_at: Mapped[datetime | None] = mapped_column(index=True)
    created_at: Mapped[datetime]


class RunRow(Table):
    """One time of a schedule; job_id: who makes it."""

    __tablename__ = "report_runs"
    __mapper_args__ = OWNED
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    schedule_id: Mapped[str] = mapped_column(ForeignKey("report_schedules.id", ondelete="CASCADE"))
    due_at: Mapped[datetime]
    state: Mapped[str] = mapped_column(String(20), index=True)
    words: Mapped[str] = mapped_column(String(500))
    report_id: Mapped[str] = mapped_column(String(32))
    job_id: Mapped[str] = mapped_column(String(32))
    __table_args__ = (Index("one_run_a_time", "schedule_id", "due_at", unique=True),)


class BrandRow(Table):
    """How the reports of a workspace look; logo: PNG as this program wrote it, empty = none."""

    __tablename__ = "brands"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    facts: Mapped[Facts]
    logo: Mapped[bytes]
    changed_by: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]


class PinRow(Table):
    """A thing of a page that somebody keeps for reports; facts: the pin itself."""

    __tablename__ = "pins"
    __mapper_args__ = OWNED
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str] = mapped_column(String(32), index=True)
    line_id: Mapped[str] = mapped_column(String(32), index=True)
    facts: Mapped[Facts]
    created_at: Mapped[datetime]


class MasterRow(Table):
    """The presentation whose look the slides of a workspace take on; file: as this program wrote it."""

    __tablename__ = "masters"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    facts: Mapped[Facts]
    file: Mapped[bytes]
    changed_by: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]
