"""Rows that go for good, and people taken out of the rows that stay."""

from typing import Any

from sqlalchemy import JSON, ForeignKey, String, delete, select, update
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from . import report_tables, tables, token_tables  # noqa: F401  (their tables are in the list below once they are loaded)
from .table import Table

# Who somebody was, in rows that stay.
SOMEBODY = "somebody"
# Rows that the database itself refuses to change: ids alone stand in them, of people and of objects.
_KEPT = frozenset({"audit"})


def erase_workspace(session: Session, workspace_id: str) -> dict[str, int]:
    """How many rows went, by table: every one that carries this workspace, in any table there is."""
    gone = {}
    for table in reversed(_owned()):
        done = session.execute(delete(table).where(table.c.workspace_id == workspace_id))
        gone[table.name] = int(done.rowcount)  # type: ignore[attr-defined]  # a DELETE's result has it
    return {name: number for name, number in gone.items() if number}


def forget_person(session: Session, workspace_id: str, email: str, name: str) -> int:
    """How many rows of a workspace named this person by name or address, and name nobody any more.

    Somebody else of the same name is taken out too: that is better than leaving one of them.
    """
    changed = 0
    for table in _owned():
        texts = [column for column in table.c if _says_who(column)]
        if not texts:
            continue
        mine = table.c.workspace_id == workspace_id
        for row in session.execute(select(*table.primary_key.columns, *texts).where(mine)).mappings().all():
            new = {column.name: _without(row[column.name], email, name, column.name) for column in texts}
            change = {column: value for column, value in new.items() if value != row[column]}
            if change:
                keys = [column == row[column.name] for column in table.primary_key.columns]
                session.execute(update(table).where(mine, *keys).values(change))
                changed += 1
    return changed


def _owned() -> list[SqlTable]:
    return [table for table in Table.metadata.sorted_tables if "workspace_id" in table.c and table.name not in _KEPT]


def _says_who(column: Any) -> bool:
    """Whether the column may name a person: facts, words, and whatever ends in _by; keys and ids do not."""
    if column.primary_key or column.foreign_keys or column.name.endswith(("_id", "hash", "sha256", "fingerprint")):
        return False
    return isinstance(column.type, (JSON, String)) and not isinstance(column, ForeignKey)


def _without(value: Any, email: str, name: str, key: str) -> Any:
    """The same without the person: an address anywhere, a name where it stands alone and says who."""
    if isinstance(value, dict):
        return {one: _without(part, email, name, str(one)) for one, part in value.items()}
    if isinstance(value, list):
        return [_without(part, email, name, key) for part in value]
    if not isinstance(value, str):
        return value
    says_who = key.endswith("by") or key == "who"
    if name and value == name and says_who:
        return SOMEBODY
    found = value.casefold().find(email)
    return value[:found] + SOMEBODY + value[found + len(email) :] if found >= 0 else value
