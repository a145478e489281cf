"""What people said about the columns of files that no importer knows."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"


def upgrade() -> None:
    op.create_table(
        "column_mappings",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("header", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("matched_by", sa.String(length=200), nullable=False),
        sa.Column("matched_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("workspace_id", "header"),
    )


def downgrade() -> None:
    # Before, an upload that nobody knew the columns of was refused.
    op.execute("UPDATE uploads SET state = 'refused' WHERE state = 'unmatched'")
    op.drop_table("column_mappings")
