"""The database: one transaction at a time, each bound to one workspace or to the directory of people."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, create_engine, event, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from services.domain.errors import Unavailable

from .apart import bind, sees_everything
from .directory import Directory
from .workspace import WorkspaceData

# Versions from 3.7.0 on can corrupt a WAL database that is reset under two connections;
# these releases and everything from 3.51.3 on have the correction (sqlite.org/changes).
_CORRECTED = ((3, 44, 6), (3, 50, 7))
# What SQLite and PostgreSQL say when the disk is full, broken, or not to be written on.
_NO_ROOM = ("disk is full", "disk I/O error", "readonly database", "No space left", "read-only")


def journal_mode(version: tuple[int, ...] = sqlite3.sqlite_version_info) -> str:
    """WAL where this SQLite keeps its word under it, else TRUNCATE."""
    safe = version >= (3, 51, 3) or any(version[:2] == fix[:2] and version >= fix for fix in _CORRECTED)
    return "WAL" if safe else "TRUNCATE"


class Database:
    """Hands out transactions; a query without a workspace cannot be written outside this package.

    On PostgreSQL the server itself shows a transaction the rows of its workspace and no others: see
    services.storage.apart. Connections for all workspaces carry the option `everywhere`.
    """

    def __init__(self, url: str) -> None:
        self.engine = _sqlite(url) if url.startswith("sqlite") else _postgresql(url)
        self._reader = self.engine.execution_options(reads_only=True)
        self._everywhere = self.engine.execution_options(everywhere=True)
        self._everywhere_reader = self._everywhere.execution_options(reads_only=True)

    @contextmanager
    def transaction(self, workspace_id: str) -> Iterator[WorkspaceData]:
        """One workspace's data; all of the block is kept, or, after an exception, none."""
        with _room_on_disk(), _session(self.engine, workspace_id) as session:
            yield WorkspaceData(session, workspace_id)

    @contextmanager
    def reading(self, workspace_id: str) -> Iterator[WorkspaceData]:
        """The same for a look: it waits for no writer."""
        with _session(self._reader, workspace_id) as session:
            yield WorkspaceData(session, workspace_id)

    @contextmanager
    def directory(self) -> Iterator[Directory]:
        """People, sessions and workspaces, which belong to no workspace."""
        with _session(self._everywhere) as session:
            yield Directory(session)

    @contextmanager
    def reading_directory(self) -> Iterator[Directory]:
        """The same for a look."""
        with _session(self._everywhere_reader) as session:
            yield Directory(session)

    @contextmanager
    def jobs(self) -> Iterator[Session]:
        """The rows of all workspaces' jobs, for the queue alone."""
        with _session(self._everywhere) as session:
            yield session

    @contextmanager
    def reading_jobs(self) -> Iterator[Session]:
        """The same for a look."""
        with _session(self._everywhere_reader) as session:
            yield session

    @property
    def name(self) -> str:
        """What kind of database it is, and its version, for people."""
        if self.engine.dialect.name == "sqlite":
            return f"SQLite {sqlite3.sqlite_version}, journal {journal_mode()}"
        with self.engine.connect():
            major, minor = (self.engine.dialect.server_version_info or (0, 0))[:2]
        return f"PostgreSQL {major}.{minor}"

    def sees_everything(self) -> bool:
        """Whether the server shows its role every row, so that it keeps no workspaces apart; False for SQLite."""
        with self.engine.connect() as connection:
            return sees_everything(connection)

    def schema(self) -> str:
        """The last migration that was done."""
        with self.engine.connect() as connection:
            return str(connection.scalar(text("SELECT version_num FROM alembic_version")))

    def scrub(self) -> None:
        """Rows that were deleted are in no file of the database any more; PostgreSQL sees to that by itself."""
        if self.engine.dialect.name != "sqlite":
            return
        with self.engine.connect() as connection:
            # secure_delete wrote over the pages; what the log still holds of them goes here.
            connection.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

    def close(self) -> None:
        """Gives every connection back."""
        self.engine.dispose()


@contextmanager
def _session(engine: Engine, workspace_id: str | None = None) -> Iterator[Session]:
    """A transaction of one workspace, or, without one, of all."""
    with Session(engine, expire_on_commit=False) as session, session.begin():
        if engine.dialect.name == "postgresql":
            bind(session.connection(), workspace_id)
        yield session


@contextmanager
def _room_on_disk() -> Iterator[None]:
    """A disk that takes nothing is not a defect of ours: the person who asked is told, and nothing was changed."""
    try:
        yield
    except OperationalError as trouble:
        if not any(sign in str(trouble.orig) for sign in _NO_ROOM):
            raise
        raise Unavailable(
            f"The database could not be written ({trouble.orig}). Nothing was changed. Try again when there is room."
        ) from trouble


def _postgresql(url: str) -> Engine:
    # What a statement was given is nobody's business in a log: an address, a hash, the words of a post.
    return create_engine(url, pool_pre_ping=True, hide_parameters=True)


def _sqlite(url: str) -> Engine:
    Path(url.removeprefix("sqlite:///")).parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    engine = create_engine(url, connect_args={"timeout": 20, "isolation_level": None}, hide_parameters=True)
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: Any) -> None:
    durable = (f"journal_mode={journal_mode()}", "synchronous=FULL")
    # What is deleted is written over: nobody reads it in the file afterwards.
    for pragma in (*durable, "foreign_keys=ON", "secure_delete=ON", "busy_timeout=20000"):
        connection.execute(f"PRAGMA {pragma}")


def _begin(connection: Any) -> None:
    # A transaction that reads first and writes later would fail at once when another writes:
    # one that may write says so from the start, and waits its turn.
    reads_only = connection.get_execution_options().get("reads_only", False)
    connection.exec_driver_sql("BEGIN" if reads_only else "BEGIN IMMEDIATE")
