"""PostgreSQL itself keeps workspaces apart: row-level security on every table that carries a workspace.

A table that is added later calls services.storage.apart.keep_apart in its migration; a test on PostgreSQL says so.
"""

from alembic import op

from services.storage.apart import keep_apart, let_together

revision = "0020"
down_revision = "0014"


def upgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        keep_apart(op.get_bind())


def downgrade() -> None:
    if op.get_bind().dialect.name == "postgresql":
        let_together(op.get_bind())
