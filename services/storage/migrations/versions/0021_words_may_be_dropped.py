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
        # Not as a batch: that makes the table anew, and what refers to the rows of the old one would go with it.
        op.drop_column(table, "wordless")
