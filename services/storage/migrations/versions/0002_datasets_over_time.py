"""Datasets over time: versions, states, what results were computed from, and what became of uploads."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    with op.batch_alter_table("datasets", schema=None) as batch_op:
        batch_op.add_column(sa.Column("line_id", sa.String(length=32), nullable=False, server_default=""))
        batch_op.add_column(sa.Column("version", sa.Integer(), nullable=False, server_default="1"))
        batch_op.add_column(sa.Column("state", sa.String(length=20), nullable=False, server_default="ready"))
        batch_op.add_column(sa.Column("stored", sa.BigInteger(), nullable=False, server_default="0"))
        batch_op.add_column(sa.Column("hidden_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.create_index(batch_op.f("ix_datasets_line_id"), ["line_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_datasets_state"), ["state"], unique=False)
    # Until now every dataset had one version. How many bytes it has, the reaper counts.
    op.execute("UPDATE datasets SET line_id = id")

    with op.batch_alter_table("uploads", schema=None) as batch_op:
        for name in ("size", "received"):
            batch_op.alter_column(name, existing_type=sa.Integer(), type_=sa.BigInteger(), existing_nullable=False)
        batch_op.add_column(sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("key", sa.String(length=80), nullable=True))
        batch_op.add_column(sa.Column("state", sa.String(length=20), nullable=False, server_default="receiving"))
        batch_op.add_column(sa.Column("dataset_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("message", sa.String(length=500), nullable=False, server_default=""))
        batch_op.create_index("one_upload_a_key", ["workspace_id", "user_id", "key"], unique=True)

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.add_column(sa.Column("line_id", sa.String(length=32), nullable=True))
        batch_op.add_column(sa.Column("version_id", sa.String(length=32), nullable=True))
        batch_op.create_index(batch_op.f("ix_activity_line_id"), ["line_id"], unique=False)

    op.create_table(
        "result_sources",
        sa.Column("workspace_id", sa.String(length=32), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("dataset_id", sa.String(length=32), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "fingerprint"], ["results.workspace_id", "results.fingerprint"], ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("workspace_id", "fingerprint", "dataset_id"),
    )
    with op.batch_alter_table("result_sources", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_result_sources_dataset_id"), ["dataset_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("result_sources", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_result_sources_dataset_id"))
    op.drop_table("result_sources")

    with op.batch_alter_table("activity", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_activity_line_id"))
        batch_op.drop_column("version_id")
        batch_op.drop_column("line_id")

    # Before, an upload was forgotten as soon as it was a dataset, or could be none.
    op.execute("DELETE FROM uploads WHERE state <> 'receiving'")
    with op.batch_alter_table("uploads", schema=None) as batch_op:
        batch_op.drop_index("one_upload_a_key")
        for name in ("message", "dataset_id", "state", "key", "changed_at"):
            batch_op.drop_column(name)
        for name in ("size", "received"):
            batch_op.alter_column(name, existing_type=sa.BigInteger(), type_=sa.Integer(), existing_nullable=False)

    # Before, deleted datasets left no row. Older versions and hidden datasets become datasets like others: none is lost.
    op.execute("DELETE FROM datasets WHERE state IN ('deleting', 'deleted')")
    with op.batch_alter_table("datasets", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_datasets_state"))
        batch_op.drop_index(batch_op.f("ix_datasets_line_id"))
        for name in ("hidden_at", "stored", "state", "version", "line_id"):
            batch_op.drop_column(name)
