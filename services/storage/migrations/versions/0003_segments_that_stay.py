"""Segments that stay: permanent ids from one analysis to the next, and the names that people give them."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    op.create_table(
        "segment_runs",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("line_id", sa.String(length=32), nullable=False),
        sa.Column("recipe", sa.String(length=80), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("dataset_id", sa.String(length=32), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("facts", sa.JSON(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("segment_runs", schema=None) as batch_op:
        batch_op.create_index("one_run_a_number", ["workspace_id", "line_id", "recipe", "number"], unique=True)
        batch_op.create_index("one_run_an_analysis", ["workspace_id", "dataset_id", "fingerprint"], unique=True)

    op.create_table(
        "segment_names",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("segment_id", sa.String(length=32), nullable=False),
        sa.Column("line_id", sa.String(length=32), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["workspace_id"], ["workspaces.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("workspace_id", "segment_id"),
    )
    with op.batch_alter_table("segment_names", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_segment_names_line_id"), ["line_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("segment_names", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_segment_names_line_id"))
    op.drop_table("segment_names")
    with op.batch_alter_table("segment_runs", schema=None) as batch_op:
        batch_op.drop_index("one_run_an_analysis")
        batch_op.drop_index("one_run_a_number")
    op.drop_table("segment_runs")
