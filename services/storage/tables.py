"""The tables. Every row of a workspace carries its workspace_id; times are UTC."""

from datetime import datetime

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    String,
    false,
    text,
    true,
)
from sqlalchemy.orm import Mapped, mapped_column

from .table import OWNED, Facts, Table


class WorkspaceRow(Table):
    """A room for one client; wordless: no words, links or names of posts are kept of files that come in."""

    __tablename__ = "workspaces"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    slug: Mapped[str] = mapped_column(String(80), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]
    wordless: Mapped[bool] = mapped_column(default=False, server_default=false())


class UserRow(Table):
    __tablename__ = "users"
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    email: Mapped[str] = mapped_column(String(254), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    role: Mapped[str] = mapped_column(String(20))
    password_hash: Mapped[str] = mapped_column(String(200))
    active: Mapped[bool]
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime | None]


class MembershipRow(Table):
    __tablename__ = "memberships"
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)


class SessionRow(Table):
    """A signed-in browser; only a hash of its token is kept. confirmed: no second factor is asked for any more."""

    __tablename__ = "sessions"
    token_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    user_id: Mapped[str] = mapped_column(ForeignKey("users.id", ondelete="CASCADE"), index=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    created_at: Mapped[datetime]
    seen_at: Mapped[datetime]
    address: Mapped[str] = mapped_column(String(64))
    agent: Mapped[str] = mapped_column(String(300))
    confirmed: Mapped[bool] = mapped_column(default=True, server_default=true())


class AttemptRow(Table):
    """A failed sign-in, kept as long as it counts."""

    __tablename__ = "sign_in_attempts"
    id: Mapped[int] = mapped_column(primary_key=True)
    account: Mapped[str] = mapped_column(String(254), index=True)
    address: Mapped[str] = mapped_column(String(64), index=True)
    at: Mapped[datetime]


class UploadRow(Table):
    """Bytes on their way in: `received` of `size` are safely on disk; the row stays when they became a dataset.

    key: what the sender calls this upload, so that beginning it again is not a second one. wordless: whoever sends it
    wants no words of it to be kept.
    """

    __tablename__ = "uploads"
    __mapper_args__ = OWNED
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str] = mapped_column(String(32))
    file_name: Mapped[str] = mapped_column(String(255))
    size: Mapped[int] = mapped_column(BigInteger)
    received: Mapped[int] = mapped_column(BigInteger)
    created_at: Mapped[datetime]
    changed_at: Mapped[datetime | None]
    key: Mapped[str | None] = mapped_column(String(80))
    state: Mapped[str] = mapped_column(String(20), default="receiving", server_default="receiving")
    dataset_id: Mapped[str | None] = mapped_column(String(32))
    message: Mapped[str] = mapped_column(String(500), default="", server_default="")
    wordless: Mapped[bool] = mapped_column(default=False, server_default=false())
    __table_args__ = (Index("one_upload_a_key", "workspace_id", "user_id", "key", unique=True),)


class DatasetRow(Table):
    """One version of a dataset; versions of one dataset share line_id, which is the id of the first.

    stored: bytes of its folder. facts: those of the dataset; once it is deleted, the receipt.
    """

    __tablename__ = "datasets"
    __mapper_args__ = OWNED
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    sha256: Mapped[str] = mapped_column(String(64))
    facts: Mapped[Facts]
    created_at: Mapped[datetime]
    line_id: Mapped[str] = mapped_column(String(32), index=True, server_default="")
    version: Mapped[int] = mapped_column(default=1, server_default="1")
    state: Mapped[str] = mapped_column(String(20), default="ready", server_default="ready", index=True)
    stored: Mapped[int] = mapped_column(BigInteger, default=0, server_default="0")
    hidden_at: Mapped[datetime | None]


class MappingRow(Table):
    """What the columns below a header mean, as somebody of the workspace said; header: its fingerprint."""

    __tablename__ = "column_mappings"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    header: Mapped[str] = mapped_column(String(64), primary_key=True)
    facts: Mapped[Facts]
    matched_by: Mapped[str] = mapped_column(String(200))
    matched_at: Mapped[datetime]


class DecisionRow(Table):
    """What somebody decided about a value of a lever, for all versions of a dataset."""

    __tablename__ = "decisions"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    line_id: Mapped[str] = mapped_column(String(64), primary_key=True)
    value: Mapped[str] = mapped_column(String(200), primary_key=True)
    verdict: Mapped[str] = mapped_column(String(12))
    note: Mapped[str] = mapped_column(String(1000))
    decided_by: Mapped[str] = mapped_column(String(200))
    decided_at: Mapped[datetime]


class ResultRow(Table):
    """A stored result: the file's hash stands here, so that a damaged file is never believed."""

    __tablename__ = "results"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    kind: Mapped[str] = mapped_column(String(40))
    sha256: Mapped[str] = mapped_column(String(64))
    created_at: Mapped[datetime]


class ResultSourceRow(Table):
    """Which versions of datasets a result was computed from; equal files share a result."""

    __tablename__ = "result_sources"
    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    fingerprint: Mapped[str] = mapped_column(String(64), primary_key=True)
    dataset_id: Mapped[str] = mapped_column(String(32), primary_key=True, index=True)
    __table_args__ = (
        ForeignKeyConstraint(
            ["workspace_id", "fingerprint"], ["results.workspace_id", "results.fingerprint"], ondelete="CASCADE"
        ),
    )


class SegmentRunRow(Table):
    """The segments of one analysis of one version, under their permanent ids; number: 1, 2 ... a dataset and recipe."""

    __tablename__ = "segment_runs"
    __mapper_args__ = OWNED
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"))
    line_id: Mapped[str] = mapped_column(String(32))
    recipe: Mapped[str] = mapped_column(String(80))
    number: Mapped[int]
    dataset_id: Mapped[str] = mapped_column(String(32))
    fingerprint: Mapped[str] = mapped_column(String(64))
    facts: Mapped[Facts]
    created_at: Mapped[datetime]
    __table_args__ = (
        Index("one_run_a_number", "workspace_id", "line_id", "recipe", "number", unique=True),
        Index("one_run_an_analysis", "workspace_id", "dataset_id", "fingerprint", unique=True),
    )


class SegmentNameRow(Table):
    """What people call a segment, wherever its id turns up."""

    __tablename__ = "segment_names"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    segment_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    line_id: Mapped[str] = mapped_column(String(32), index=True)
    name: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]


class AlertRow(Table):
    """Alerts are on in this workspace; threshold: the smallest turn that is told, a difference of shares, 0 to 1."""

    __tablename__ = "alerts"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    threshold: Mapped[float]
    changed_by: Mapped[str] = mapped_column(String(200))
    changed_at: Mapped[datetime]


class TagRow(Table):
    """What people of a workspace call some posts; facts: the rule by which posts have it, if it has one."""

    __tablename__ = "tags"
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), primary_key=True)
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    name: Mapped[str] = mapped_column(String(200))
    facts: Mapped[Facts]
    created_by: Mapped[str] = mapped_column(String(200))
    created_at: Mapped[datetime]


class TaggedPostRow(Table):
    """A post that was given a tag by hand; the dataset is named by its line, so that every version has it."""

    __tablename__ = "tagged_posts"
    workspace_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    tag_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    line_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    post_id: Mapped[str] = mapped_column(String(1000), primary_key=True)
    __table_args__ = (
        ForeignKeyConstraint(["workspace_id", "tag_id"], ["tags.workspace_id", "tags.id"], ondelete="CASCADE"),
    )


class JobRow(Table):
    """Long work; at most one unfinished row a key, and `fence` tells a stale worker it is stale."""

    __tablename__ = "jobs"
    __mapper_args__ = OWNED
    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    workspace_id: Mapped[str] = mapped_column(ForeignKey("workspaces.id", ondelete="CASCADE"), index=True)
    user_id: Mapped[str] = mapped_column(String(32))
    task: Mapped[str] = mapped_column(String(80))
    title: Mapped[str] = mapped_column(String(200))
    key: Mapped[str] = mapped_column(String(64))
    arguments: Mapped[Facts]
    state: Mapped[str] = mapped_column(String(20), index=True)
    fraction: Mapped[float]
    step: Mapped[str] = mapped_column(String(500))
    attempt: Mapped[int]
    fence: Mapped[int]
    cancel: Mapped[bool]
    lease_until: Mapped[datetime | None]
    created_at: Mapped[datetime]
    finished_at: Mapped[datetime | None]
    __table_args__ = (
        Index(
            "one_unfinished_job_a_key",
            "workspace_id",
            "key",
            unique=True,
            sqlite_where=text("state IN ('queued', 'running')"),
            postgresql_where=text("state IN ('queued', 'running')"),
        ),
    )


class ActivityRow(Table):
    """Who did what, one row a change; never rewritten, but for the names of what was deleted."""

    __tablename__ = "activity"
    id: Mapped[int] = mapped_column(primary_key=True)
    workspace_id: Mapped[str | None] = mapped_column(String(32), index=True)
    user_id: Mapped[str] = mapped_column(String(32))
    what: Mapped[str] = mapped_column(String(80))
    subject: Mapped[str] = mapped_column(String(300))
    at: Mapped[datetime]
    line_id: Mapped[str | None] = mapped_column(String(32), index=True)
    version_id: Mapped[str | None] = mapped_column(String(32))
