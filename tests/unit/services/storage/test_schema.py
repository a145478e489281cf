from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from services.storage.database import Database
from services.storage.schema import configuration, is_current, migrate
from services.storage.tables import Table

REVISIONS = [script.revision for script in ScriptDirectory.from_config(configuration()).walk_revisions()][::-1]


@pytest.fixture
def database(tmp_path: Path):
    opened = Database(f"sqlite:///{tmp_path}/postlens.db")
    yield opened
    opened.close()


def _tables(database: Database) -> set[str]:
    return set(inspect(database.engine).get_table_names()) - {"alembic_version"}


def test_an_empty_database_is_not_current_and_then_it_is(database: Database) -> None:
    assert not is_current(database.engine)

    migrate(database.engine)

    assert is_current(database.engine)


def test_the_migrations_make_exactly_the_tables_that_the_program_knows(database: Database) -> None:
    migrate(database.engine)

    with database.engine.connect() as connection:
        differences = compare_metadata(MigrationContext.configure(connection), Table.metadata)
    assert differences == []
    assert _tables(database) == set(Table.metadata.tables)


def test_migrating_twice_changes_nothing(database: Database) -> None:
    migrate(database.engine)
    migrate(database.engine)

    assert is_current(database.engine)


def test_every_step_goes_up_down_and_up_again(database: Database) -> None:
    for revision in REVISIONS:
        migrate(database.engine, revision)
    with database.engine.begin() as connection:
        command.downgrade(configuration(connection), "base")
    assert _tables(database) == set()

    migrate(database.engine)

    assert is_current(database.engine)


def test_steps_follow_each_other_in_one_line() -> None:
    assert sorted(REVISIONS) == REVISIONS
    assert len(ScriptDirectory.from_config(configuration()).get_heads()) == 1
