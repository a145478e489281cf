"""Revision 0002 on a database with data: up, down and up again, and nothing that was there is gone."""

from pathlib import Path

import pytest
from alembic import command
from builders import RED, copy_house
from sqlalchemy import text
from unit.services.arriving import ADMIN, SOMEBODY, make_dataset, make_upload

from app.container import build_upkeep
from services.storage.database import Database
from services.storage.schema import configuration, migrate
from services.storage.tables import DatasetRow

ROWS = (
    "INSERT INTO workspaces VALUES ('w', 'w', 'W', '2026-01-05')",
    "INSERT INTO datasets VALUES ('d', 'w', 'abc', '{}', '2026-01-05')",
    "INSERT INTO uploads VALUES ('u', 'w', 'p', 'posts.csv', 5, 2, '2026-01-05')",
    "INSERT INTO results VALUES ('w', 'f', 'Analysis', 'abc', '2026-01-05')",
    "INSERT INTO activity VALUES (1, 'w', 'p', 'imported a file', 'posts.csv', '2026-01-05')",
)


@pytest.fixture
def database(tmp_path: Path):
    opened = Database(f"sqlite:///{tmp_path}/postlens.db")
    migrate(opened.engine, "0001")
    with opened.engine.begin() as connection:
        for row in ROWS:
            connection.execute(text(row))
    yield opened
    opened.close()


def everything(database: Database):
    with database.engine.connect() as connection:
        return {
            table: connection.execute(text(f"SELECT * FROM {table}")).all()
            for table in ("workspaces", "datasets", "uploads", "results", "activity")
        }


def test_up_and_down_again_loses_nothing(database):
    before = everything(database)
    for _ in range(2):
        migrate(database.engine, "0002")
        with database.engine.connect() as connection:
            assert connection.execute(text("SELECT line_id, version, state FROM datasets")).all() == [("d", 1, "ready")]
            assert connection.execute(text("SELECT state, received FROM uploads")).all() == [("receiving", 2)]
        with database.engine.begin() as connection:
            command.downgrade(configuration(connection), "0001")
        assert everything(database) == before


def test_going_down_brings_nothing_deleted_back_and_keeps_old_versions(house):
    deleted, kept = make_dataset(house, name="deleted.csv"), make_dataset(house, name="kept.csv")
    house.services.lifecycle.delete(ADMIN, deleted.id)
    newer = house.services.versions.replace(SOMEBODY, kept.id, make_upload(house, name="newer.csv"))

    with house.database.engine.begin() as connection:
        command.downgrade(configuration(connection), "0001")
        found = connection.execute(text("SELECT id FROM datasets")).scalars().all()
    assert set(found) == {kept.id, newer.id}


def test_results_from_before_go_with_any_dataset_of_theirs(story, tmp_path):
    """Nobody wrote down then what they were computed from: they are computed again rather than kept."""
    house = copy_house(story.house.settings.home, tmp_path / "home")
    with house.database.engine.begin() as connection:
        connection.execute(text("DELETE FROM result_sources"))

    receipt = house.services.lifecycle.delete(ADMIN, story.dataset.id)

    assert {"analyses", "explanations"} <= {item.kind for item in receipt.items}
    house.close()


def test_bytes_from_before_are_counted_by_the_reaper(house):
    make_dataset(house)
    before = house.services.quota.of_workspace(ADMIN).bytes
    with house.database.jobs() as session:
        session.query(DatasetRow).filter_by(workspace_id=RED.id).update({"stored": 0})
    assert house.services.quota.of_workspace(ADMIN).bytes == 0

    build_upkeep(house.settings, house.clock).reaper.reap()

    assert house.services.quota.of_workspace(ADMIN).bytes == before
