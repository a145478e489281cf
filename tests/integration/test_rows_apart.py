"""PostgreSQL itself keeps workspaces apart, also where a query forgets to: asked in SQL, past every repository."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from builders import BLUE, RED, House, make_actor, make_house, save_posts_csv
from integration.commands import run
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.exc import ProgrammingError

from services.domain.actors import Role
from services.jobs import WorkOrder
from services.storage.apart import OF_PEOPLE, bind, owned_tables, sees_everything
from services.storage.tables import Table


@pytest.fixture
def house(url: str, tmp_path: Path) -> Iterator[House]:
    """A dataset, an upload and a job in each of two workspaces."""
    made = make_house(tmp_path / "home", database_url=url)
    file = save_posts_csv(tmp_path, posts=60)
    for room in (RED, BLUE):
        actor = make_actor(Role.ADMIN, room)
        made.services.datasets.import_file(actor, file)
        made.services.uploads.begin(actor, "x.csv", 10)
        made.services.jobs.submit(actor, WorkOrder("a.task", "Work", {"args": [1]}))
    yield made
    made.close()


@pytest.fixture
def raw(house: House) -> Iterator[Connection]:
    """A connection on which nobody has said a workspace."""
    with house.database.engine.connect() as connection:
        yield connection
        connection.rollback()


def rooms_in(connection: Connection, table: str) -> list[str]:
    return list(connection.execute(text(f"SELECT DISTINCT workspace_id FROM {table}")).scalars())


def filled(connection: Connection) -> list[str]:
    bind(connection, None)
    tables = [table for table in owned_tables(connection) if len(rooms_in(connection, table)) == 2]
    assert {"datasets", "uploads", "jobs", "activity"} <= set(tables)
    return tables


def test_every_table_of_workspaces_is_kept_apart_by_the_server(raw: Connection) -> None:
    forced = (
        "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity "
        "AND relnamespace::regnamespace::text = current_schema()"
    )
    known = {name for name, table in Table.metadata.tables.items() if "workspace_id" in table.c} - OF_PEOPLE

    missing = known - set(raw.execute(text(forced)).scalars())

    assert not missing, f"call services.storage.apart.keep_apart in the migration that adds {sorted(missing)}"


def test_a_query_without_a_workspace_sees_the_rows_of_the_one_that_was_said(raw: Connection) -> None:
    for table in filled(raw):
        for room in (RED, BLUE):
            bind(raw, room.id)
            assert rooms_in(raw, table) == [room.id], table


def test_before_a_workspace_is_said_there_are_no_rows(raw: Connection) -> None:
    tables = filled(raw)
    raw.rollback()
    for table in tables:
        assert rooms_in(raw, table) == [], table


def test_what_was_said_ends_with_the_transaction(house: House, raw: Connection) -> None:
    """Connections are used again: the next transaction on one starts with nothing."""
    bind(raw, RED.id)
    assert rooms_in(raw, "datasets") == [RED.id]
    raw.commit()

    assert rooms_in(raw, "datasets") == []


def test_rows_of_others_are_neither_changed_nor_deleted(raw: Connection) -> None:
    bind(raw, RED.id)
    assert raw.execute(text("UPDATE datasets SET state = 'hidden'")).rowcount == 1
    assert raw.execute(text("DELETE FROM jobs")).rowcount == 1
    bind(raw, BLUE.id)
    assert list(raw.execute(text("SELECT state FROM datasets")).scalars()) == ["ready"]
    assert rooms_in(raw, "jobs") == [BLUE.id]


def test_no_row_is_moved_or_put_into_another_workspace(raw: Connection) -> None:
    for statement in (
        f"UPDATE datasets SET workspace_id = '{BLUE.id}'",
        f"INSERT INTO alerts (workspace_id, threshold, changed_by, changed_at) VALUES ('{BLUE.id}', 0.1, 'x', now())",
    ):
        bind(raw, RED.id)
        with pytest.raises(ProgrammingError, match="row-level security"):
            raw.execute(text(statement))
        raw.rollback()


def test_a_forgotten_filter_shows_nothing_through_the_program_either(house: House) -> None:
    with house.database.reading(RED.id) as data:
        found = data.settle() or data._session.execute(text("SELECT workspace_id FROM datasets")).scalars().all()

    assert set(found) == {RED.id}


@pytest.mark.parametrize("command", ["serve", "worker"])
@pytest.mark.parametrize("ordinary", ["ordinary", "bypasses"])
def test_a_start_with_a_role_that_is_shown_everything_says_so_in_one_line(
    house: House, server: str, command: str, ordinary: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The same schema, under its own role and under that role once it may bypass the policies."""
    role = parse_qs(urlsplit(house.settings.database_url).query)["options"][0].rpartition("role=")[2]
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        if ordinary == "bypasses":
            connection.execute(text(f"ALTER ROLE {role} BYPASSRLS"))
    monkeypatch.setenv("POSTLENS_DATABASE_URL", house.settings.database_url)
    monkeypatch.setattr("app.cli.tidy", lambda _settings: None)
    monkeypatch.setattr("app.serving.run_all", lambda *_args, **_more: None)
    monkeypatch.setattr("app.worker.Worker.work", lambda _self: None)
    done = run(house.settings.home, command)
    engine.dispose()

    lines = [line for line in done.err.splitlines() if "shown every row" in line]
    assert len(lines) == (ordinary == "bypasses")
    assert all("no superuser" in line for line in lines)


def test_a_role_that_is_shown_everything_is_known(raw: Connection, server: str) -> None:
    assert not sees_everything(raw)
    engine = create_engine(server)
    with engine.connect() as connection:
        assert sees_everything(connection) is connection.scalar(
            text("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
        )
    engine.dispose()
