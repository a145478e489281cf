"""Reports that are checked, released and shared by link, with their history, and what a workspace asks for."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"


def upgrade() -> None:
    with op.batch_alter_table("reports", schema=None) as batch_op:
        batch_op.add_column(sa.Column("page_sha256", sa.String(length=64), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("built_by", sa.String(length=32), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("state", sa.String(length=20), nullable=False, server_default="draft"))
        batch_op.add_column(sa.Column("dataset_id", sa.String(length=32), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("inspection", sa.JSON(), nullable=False, server_default="{}"))
        batch_op.add_column(sa.Column("words", sa.LargeBinary(), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("replaces", sa.String(length=32), nullable=False, server_default=""))

    op.create_table(
        "report_events",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("what", sa.String(length=80), nullable=False),
        sa.Column("by", sa.String(length=200), nullable=False),
        sa.Column("note", sa.String(length=1000), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("report_events", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_events_report_id"), ["report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_events_workspace_id"), ["workspace_id"], unique=False)

    op.create_table(
        "report_rules",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("second_person", sa.Boolean(), nullable=False),
        sa.Column("changed_by", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("workspace_id"),
    )

    op.create_table(
        "report_links",
        sa.Column("id", sa.String(length=32), nullable=False),
        sa.Column("token_hash", sa.String(length=64), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("report_id", sa.String(length=32), nullable=False),
        sa.Column("password_hash", sa.String(length=200), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("opened", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("token_hash"),
    )
    with op.batch_alter_table("report_links", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_report_links_report_id"), ["report_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_report_links_workspace_id"), ["workspace_id"], unique=False)


def downgrade() -> None:
    op.drop_table("report_links")
    op.drop_table("report_rules")
    op.drop_table("report_events")
    with op.batch_alter_table("reports", schema=None) as batch_op:
        for column in ("replaces", "words", "inspection", "dataset_id", "state", "built_by", "page_sha256"):
            batch_op.drop_column(column)
