"""Words of posts may be dropped at import: by whoever sends a file, and by a workspace for all files."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
TABLES = ("workspaces", "uploads")


def upgrade() -> None:
    for table in TABLES:
        op.add_column(table, sa.Column("wordless", sa.Boolean(), nullable=False, server_default=sa.false()))


def downgrade() -> None:
    for table in TABLES:
        with op.batch_alter_table(table, schema=None) as batch_op:
            batch_op.drop_column("wordless")
