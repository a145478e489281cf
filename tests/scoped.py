"""Every statement on a table of workspaces carries the workspace: looked at while tests run.

A SELECT, UPDATE or DELETE that names such a table compares the table's workspace_id with a value, or with that of a
table that does. Connections that are open for all workspaces (the queue, the directory) may ask for the tables in
EVERYWHERE alone.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Engine, event
from sqlalchemy.sql import visitors
from sqlalchemy.sql.dml import Delete, Update
from sqlalchemy.sql.elements import BinaryExpression, BindParameter
from sqlalchemy.sql.operators import eq, in_op
from sqlalchemy.sql.schema import Column
from sqlalchemy.sql.schema import Table as SqlTable
from sqlalchemy.sql.selectable import Select

from services.storage.apart import OF_PEOPLE
from services.storage.tables import Table

# What may be asked about all workspaces at once, and who does.
EVERYWHERE = {
    "jobs": "the queue",
    "tokens": "who shows a token is looked for before a workspace is known",
    "report_links": "so is who opens a link",
    "audit": "admins see what happened in the whole installation",
}


class WorkspaceMissing(AssertionError):
    """A statement would touch rows of every workspace."""


def owned_tables() -> frozenset[str]:
    """The tables whose rows belong to a workspace."""
    return frozenset(
        name for name, table in Table.metadata.tables.items() if "workspace_id" in table.c and name not in OF_PEOPLE
    )


def missing(statement: Any) -> set[str]:
    """The tables of workspaces that the statement names without saying of which workspace."""
    named, said = set[str](), set[str]()
    parts = [*_parts(statement)]
    for part in parts:
        if isinstance(part, SqlTable):
            named.add(part.name)
        if isinstance(part, Column) and part.table is not None:
            named.add(getattr(part.table, "name", ""))
        if isinstance(part, BinaryExpression) and part.operator in (eq, in_op):
            sides = [side for side in (part.left, part.right) if _is_workspace(side)]
            other = part.right if sides and sides[0] is part.left else part.left
            if sides and (isinstance(other, BindParameter) or _is_workspace(other)):
                said |= {side.table.name for side in (part.left, part.right) if _is_workspace(side)}
    return (named & owned_tables()) - said


def _parts(statement: Any) -> Iterator[Any]:
    yield from visitors.iterate(statement)
    if isinstance(statement, Select):
        yield from statement.get_final_froms()
    if isinstance(statement, (Update, Delete)):
        yield statement.table


def _is_workspace(side: Any) -> bool:
    return isinstance(side, Column) and side.name == "workspace_id" and side.table is not None


class Watch:
    """Looks at statements as long as it is on."""

    on = True

    def look(self, connection: Any, statement: Any, *_rest: Any) -> None:
        if not self.on or not isinstance(statement, (Select, Update, Delete)):
            return
        tables = missing(statement)
        if connection.get_execution_options().get("everywhere"):
            tables -= set(EVERYWHERE)
        if tables:
            raise WorkspaceMissing(
                f"This statement names {', '.join(sorted(tables))} without the workspace: {statement}. Add "
                "`.where(<Row>.workspace_id == self._workspace_id)`; where all workspaces are meant, ask through "
                "Database.jobs or Database.directory and name the table in tests/scoped.py EVERYWHERE."
            )

    @contextmanager
    def off(self) -> Iterator[None]:
        """Nothing is looked at meanwhile."""
        self.on = False
        try:
            yield
        finally:
            self.on = True


WATCH = Watch()


def install() -> None:
    """Looks at every statement of this process from now on."""
    if not event.contains(Engine, "before_execute", WATCH.look):
        event.listen(Engine, "before_execute", WATCH.look)
