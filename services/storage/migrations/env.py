"""How Alembic reaches the tables; the connection is handed in by services.storage.schema."""

from alembic import context

from services.storage.apart import bind
from services.storage.tables import Table

connection = context.config.attributes["connection"]
if connection is not None and connection.dialect.name == "postgresql":
    # A migration that moves rows moves those of all workspaces.
    bind(connection, None)
context.configure(
    connection=connection,
    target_metadata=Table.metadata,
    # SQLite cannot alter most things in place.
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
