"""Workspaces kept apart by PostgreSQL itself: a transaction sees the rows of the workspace it was opened for.

The queries of this package carry the workspace anyhow; this is for the day when one does not. SQLite has nothing of
the kind, and a role that is a superuser or has BYPASSRLS is shown everything.
"""

from sqlalchemy import Connection, inspect, text

# Tables about people, which are asked before anybody knows of which workspace somebody is.
OF_PEOPLE = frozenset({"memberships", "sessions"})
_POLICY = "workspaces_apart"
_MINE = (
    "workspace_id = current_setting('postlens.workspace', true) OR current_setting('postlens.everywhere', true) = 'on'"
)


def bind(connection: Connection, workspace_id: str | None) -> None:
    """Until the transaction ends its statements see this workspace; None = all of them."""
    connection.execute(
        text(
            "SELECT set_config('postlens.workspace', :workspace, true), set_config('postlens.everywhere', :all, true)"
        ),
        {"workspace": workspace_id or "", "all": "on" if workspace_id is None else "off"},
    )


def keep_apart(connection: Connection) -> None:
    """Every table whose rows belong to a workspace shows no others from now on; doing it again changes nothing."""
    for table in owned_tables(connection):
        connection.execute(text(f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"))
        connection.execute(text(f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"))
        connection.execute(text(f"DROP POLICY IF EXISTS {_POLICY} ON {table}"))
        connection.execute(text(f"CREATE POLICY {_POLICY} ON {table} USING ({_MINE}) WITH CHECK ({_MINE})"))


def let_together(connection: Connection) -> None:
    """Takes that back."""
    for table in owned_tables(connection):
        connection.execute(text(f"DROP POLICY IF EXISTS {_POLICY} ON {table}"))
        connection.execute(text(f"ALTER TABLE {table} NO FORCE ROW LEVEL SECURITY"))
        connection.execute(text(f"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY"))


def owned_tables(connection: Connection) -> list[str]:
    """The tables in this schema whose rows carry a workspace."""
    found = inspect(connection)
    return [
        name
        for name in found.get_table_names()
        if name not in OF_PEOPLE and any(column["name"] == "workspace_id" for column in found.get_columns(name))
    ]


def sees_everything(connection: Connection) -> bool:
    """Whether the role of this connection is one that PostgreSQL shows every row."""
    if connection.dialect.name != "postgresql":
        return False
    query = text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
    return bool(connection.scalar(query))
