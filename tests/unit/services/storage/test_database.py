import sqlite3
import threading
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from builders import BLUE, RED, START, House
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from services.domain.errors import Conflict, NotFound
from services.storage.database import Database, journal_mode
from services.storage.tables import JobRow, SessionRow, UploadRow


def make_job(job_id: str, key: str = "k", state: str = "queued") -> JobRow:
    return JobRow(
        id=job_id,
        user_id="somebody",
        task="a.task",
        title="Work",
        key=key,
        arguments={"args": [1]},
        state=state,
        fraction=0.0,
        step="",
        attempt=0,
        fence=0,
        cancel=False,
        lease_until=None,
        created_at=START,
        finished_at=None,
    )


def make_upload(upload_id: str, received: int = 0) -> UploadRow:
    return UploadRow(id=upload_id, user_id="somebody", file_name="x.csv", size=10, received=received, created_at=START)


def _add_both(house: House, upload: UploadRow, job: JobRow) -> None:
    with house.database.transaction(RED.id) as data:
        data.uploads.add(upload)
        data.jobs.add(job)


def test_a_block_that_ends_well_is_kept(house: House) -> None:
    with house.database.transaction(RED.id) as data:
        data.uploads.add(make_upload("u1"))

    with house.database.reading(RED.id) as data:
        assert data.uploads.get("u1").size == 10


def test_of_a_block_that_fails_nothing_is_kept(house: House) -> None:
    with house.database.transaction(RED.id) as data:
        data.jobs.add(make_job("j1"))

    with pytest.raises(Conflict):
        _add_both(house, make_upload("u1"), make_job("j2"))

    with house.database.reading(RED.id) as data, pytest.raises(NotFound):
        data.uploads.get("u1")


def test_a_row_carries_the_workspace_it_was_added_in_whatever_it_says(house: House) -> None:
    row = make_upload("u1")
    row.workspace_id = BLUE.id

    with house.database.transaction(RED.id) as data:
        data.uploads.add(row)

    assert row.workspace_id == RED.id


def test_at_most_one_unfinished_job_has_a_key(house: House) -> None:
    with house.database.transaction(RED.id) as data:
        data.jobs.add(make_job("j1"))

    with pytest.raises(Conflict), house.database.transaction(RED.id) as data:
        data.jobs.add(make_job("j2", state="running"))


def test_finished_jobs_and_other_workspaces_may_have_the_same_key(house: House) -> None:
    with house.database.transaction(RED.id) as data:
        data.jobs.add(make_job("j1", state="succeeded"))
        data.jobs.add(make_job("j2", state="failed"))
        data.jobs.add(make_job("j3"))
    with house.database.transaction(BLUE.id) as data:
        data.jobs.add(make_job("j4"))


def test_an_upload_advances_only_from_where_it_stands(house: House) -> None:
    with house.database.transaction(RED.id) as data:
        data.uploads.add(make_upload("u1"))
        data.uploads.advance("u1", 0, 4, START)

    for workspace, start in ((RED, 0), (RED, 5), (BLUE, 4)):
        with pytest.raises(Conflict), house.database.transaction(workspace.id) as data:
            data.uploads.advance("u1", start, 9, START)


def test_a_row_needs_a_workspace_that_is_there(house: House) -> None:
    with pytest.raises(IntegrityError), house.database.transaction("no-such-room") as data:
        data.uploads.add(make_upload("u1"))


def test_times_come_back_in_utc_whatever_zone_they_came_in(house: House) -> None:
    bangkok = datetime(2026, 1, 5, 19, tzinfo=timezone(timedelta(hours=7)))
    row = make_upload("u1")
    row.created_at = bangkok
    with house.database.transaction(RED.id) as data:
        data.uploads.add(row)

    with house.database.reading(RED.id) as data:
        back = data.uploads.get("u1").created_at
    assert back == bangkok
    assert back.utcoffset() == timedelta(0)


def test_two_writers_wait_for_each_other_and_lose_nothing(house: House) -> None:
    with house.database.transaction(RED.id) as data:
        data.uploads.add(UploadRow(id="u1", user_id="x", file_name="x", size=1000, received=0, created_at=START))

    def count_up() -> None:
        for _ in range(20):
            with house.database.transaction(RED.id) as data:
                data.uploads.get("u1").received += 1

    writers = [threading.Thread(target=count_up) for _ in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(60)

    with house.database.reading(RED.id) as data:
        assert data.uploads.get("u1").received == 60


def test_a_look_waits_for_no_writer(house: House) -> None:
    if journal_mode() != "WAL":
        pytest.skip("this SQLite keeps its word under TRUNCATE only, where readers and a writer take turns")
    with house.database.transaction(RED.id) as data:
        data.uploads.add(make_upload("u1"))
        data.jobs.add(make_job("j1"))
        with house.database.reading(RED.id) as looking, pytest.raises(NotFound):
            looking.jobs.get("j1")


@pytest.mark.parametrize(
    ("version", "mode"),
    [
        ((3, 40, 1), "TRUNCATE"),
        ((3, 44, 5), "TRUNCATE"),
        ((3, 44, 6), "WAL"),
        ((3, 45, 0), "TRUNCATE"),
        ((3, 50, 7), "WAL"),
        ((3, 51, 2), "TRUNCATE"),
        ((3, 51, 3), "WAL"),
        ((3, 60, 0), "WAL"),
    ],
)
def test_only_corrected_releases_of_sqlite_write_ahead(version: tuple[int, ...], mode: str) -> None:
    assert journal_mode(version) == mode


def test_this_database_is_durable_and_checks_its_references(house: House) -> None:
    with house.database.jobs() as session:
        pragmas = {
            name: session.execute(text(f"PRAGMA {name}")).scalar()
            for name in ("synchronous", "foreign_keys", "journal_mode")
        }

    assert pragmas["synchronous"] == 2
    assert pragmas["foreign_keys"] == 1
    assert str(pragmas["journal_mode"]).upper() == journal_mode()


def test_the_folder_of_a_new_database_is_made_and_closed_to_others(tmp_path: Path) -> None:
    Database(f"sqlite:///{tmp_path}/deep/er/postlens.db").close()

    assert (tmp_path / "deep/er").stat().st_mode & 0o077 == 0


def test_removing_a_person_removes_their_sessions(house: House) -> None:
    user_id = house.add_person("leaver@example.org")
    with house.database.directory() as directory:
        directory.sessions.open(
            SessionRow(
                token_hash="h" * 64,
                user_id=user_id,
                workspace_id=RED.id,
                created_at=START,
                seen_at=START,
                address="",
                agent="",
            )
        )
    with house.database.jobs() as session:
        session.execute(text("DELETE FROM users"))

    with house.database.reading_directory() as directory:
        assert directory.sessions.find("h" * 64) is None


def test_sqlite_here_is_new_enough_for_what_we_ask_of_it() -> None:
    assert sqlite3.sqlite_version_info >= (3, 35)
