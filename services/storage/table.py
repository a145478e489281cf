"""What every table is made from."""

from datetime import UTC, datetime
from typing import Any

from sqlalchemy import JSON, DateTime, Dialect, TypeDecorator
from sqlalchemy.orm import DeclarativeBase

Facts = dict[str, Any]
# Rows of a workspace that have ids of their own: one is found, changed and deleted by both, or not at all.
OWNED = {"primary_key": ["workspace_id", "id"]}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware time in and out, UTC in between: SQLite forgets zones."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """To UTC, without the mark where the database cannot keep it."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Back with its mark."""
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if dialect.name == "sqlite" else value.astimezone(UTC)


class Table(DeclarativeBase):
    """The base of all tables."""

    type_annotation_map = {datetime: UtcDateTime, Facts: JSON, list[Any]: JSON}  # noqa: RUF012  (SQLAlchemy's own form)
