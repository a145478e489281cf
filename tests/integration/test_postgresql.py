"""The same behaviours on a real PostgreSQL, in a schema of their own that is dropped at the end.

tests/integration/conftest.py says where a server is looked for.
"""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from builders import BLUE, PASSWORD, RED, House, make_actor, make_house, save_posts_csv
from sqlalchemy import inspect, text
from sqlalchemy.exc import DBAPIError, IntegrityError

from services.domain.actors import Role
from services.domain.errors import Conflict, Forbidden, NotFound
from services.domain.jobs import JobState
from services.domain.people import Browser
from services.domain.segmentation import SegmentationRequest
from services.jobs import WorkOrder
from services.queues.local import LEASE, Claim, LocalQueue
from services.storage.apart import bind
from services.storage.database import Database
from services.storage.schema import configuration, is_current, migrate
from services.storage.tables import Table

SOMEBODY = make_actor()


@pytest.fixture
def house(url: str, tmp_path: Path) -> Iterator[House]:
    made = make_house(tmp_path / "home", database_url=url)
    yield made
    made.close()


@pytest.fixture
def queue(house: House) -> LocalQueue:
    return LocalQueue(house.database, house.clock)


def _order(house: House, number: int, person=SOMEBODY) -> str:
    house.clock.advance(seconds=1)
    return house.services.jobs.submit(person, WorkOrder("a.task", "Work", {"args": [number]})).id


def test_every_step_of_the_schema_goes_up_down_and_up_again(url: str) -> None:
    database = Database(url)
    migrate(database.engine)
    assert is_current(database.engine)

    with database.engine.begin() as connection:
        command.downgrade(configuration(connection), "base")
    assert not is_current(database.engine)
    assert set(inspect(database.engine).get_table_names()) <= {"alembic_version"}

    migrate(database.engine)
    assert is_current(database.engine)
    database.close()


def test_the_migrations_make_exactly_the_tables_that_the_program_knows(house: House) -> None:
    with house.database.engine.connect() as connection:
        assert compare_metadata(MigrationContext.configure(connection), Table.metadata) == []


@pytest.mark.parametrize("change", ["UPDATE audit SET what = 'nothing'", "DELETE FROM audit"])
def test_the_database_refuses_to_change_what_was_written(house: House, change: str) -> None:
    house.add_person("bea@example.org")
    with pytest.raises(DBAPIError, match="never changed"), house.database.jobs() as session:
        session.execute(text(change))


def test_times_come_back_in_utc(house: House) -> None:
    bangkok = datetime(2026, 1, 5, 19, tzinfo=timezone(timedelta(hours=7)))
    with house.database.directory() as directory:
        directory.attempts.add("a", "1", bangkok)

    with house.database.reading_directory() as directory:
        assert directory.attempts.on_account("a", bangkok) == 1
        assert directory.attempts.on_account("a", bangkok + timedelta(seconds=1)) == 0


def test_of_a_block_that_fails_nothing_is_kept(house: House) -> None:
    def fail() -> None:
        with house.database.directory() as directory:
            directory.attempts.add("a", "1", house.clock.now)
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()

    with house.database.reading_directory() as directory:
        assert directory.attempts.on_account("a", house.clock.now) == 0


def test_people_sign_in_and_out(house: House) -> None:
    accounts, here = house.services.accounts, Browser("192.0.2.1")
    house.add_person("bea@example.org", Role.BRAND_MANAGER)
    token = accounts.sign_in("BEA@example.org", PASSWORD, here)
    actor = accounts.actor(token, active=True)
    assert actor is not None
    assert actor.workspace_id == RED.id

    accounts.sign_out(token)

    assert accounts.actor(token, active=True) is None
    for email in ("bea@example.org", "\x00", "a\x00@b"):
        with pytest.raises(Forbidden):
            accounts.sign_in(email, "wrong", here)


@pytest.mark.parametrize("row_id", ["nothing", "\x00", "a\x00b", "x" * 5000])
def test_an_id_of_any_kind_is_at_most_not_found(house: House, row_id: str) -> None:
    for ask in (house.services.datasets.get, house.services.uploads.get, house.services.jobs.get):
        with pytest.raises(NotFound):
            ask(SOMEBODY, row_id)


def test_a_row_of_another_workspace_is_not_there(house: House) -> None:
    job = _order(house, 1)
    upload = house.services.uploads.begin(SOMEBODY, "x.csv", 10).id
    there = make_actor(workspace=BLUE)

    for ask, row_id in ((house.services.jobs.get, job), (house.services.uploads.get, upload)):
        with pytest.raises(NotFound):
            ask(there, row_id)


def test_a_file_goes_all_the_way_to_segments(house: House, tmp_path: Path) -> None:
    uploads, content = house.services.uploads, save_posts_csv(tmp_path, posts=90).read_bytes()
    upload = uploads.begin(SOMEBODY, "posts.csv", len(content))
    uploads.receive(SOMEBODY, upload.id, 0, content)
    with pytest.raises(Conflict):
        uploads.receive(SOMEBODY, upload.id, 0, content)

    dataset = house.services.datasets.import_upload(SOMEBODY, upload.id)
    made = house.services.analyses.make(SOMEBODY, SegmentationRequest(dataset.id))

    assert made.described.segmentation.k == 3
    assert house.services.datasets.get(SOMEBODY, "") == dataset


def test_an_upload_may_be_larger_than_an_integer_of_32_bits(url: str, tmp_path: Path) -> None:
    house = make_house(tmp_path / "home", database_url=url, max_upload_mb=100_000)

    upload = house.services.uploads.begin(SOMEBODY, "large.csv", 5_000_000_000)

    assert house.services.uploads.get(SOMEBODY, upload.id).size == 5_000_000_000
    house.close()


def test_at_most_one_unfinished_job_has_a_key(house: House) -> None:
    job = _order(house, 1)
    copies = (
        "INSERT INTO jobs (id, workspace_id, user_id, task, title, key, arguments, state, fraction, step, attempt, "
        "fence, cancel, created_at) SELECT :id, workspace_id, user_id, task, title, key, arguments, :state, fraction, "
        "step, attempt, fence, cancel, created_at FROM jobs WHERE id = :job"
    )

    with house.database.jobs() as session:
        session.execute(text(copies), {"id": "done", "state": "succeeded", "job": job})
    with pytest.raises(IntegrityError, match="one_unfinished_job_a_key"), house.database.jobs() as session:
        session.execute(text(copies), {"id": "again", "state": "running", "job": job})


def test_people_who_order_the_same_at_the_same_moment_share_one_job(house: House) -> None:
    together = threading.Barrier(6)

    def order(number: int) -> str:
        together.wait(20)
        person = make_actor(user_id=f"person{number}")
        return house.services.jobs.submit(person, WorkOrder("a.task", "Work", {"args": [1]})).id

    with ThreadPoolExecutor(6) as people:
        made = list(people.map(order, range(6)))

    assert len(set(made)) == 1


def test_workers_that_look_at_the_same_moment_take_different_jobs(house: House, queue: LocalQueue) -> None:
    made = {_order(house, number, make_actor(user_id=f"person{number}")) for number in range(8)}
    together = threading.Barrier(4)

    def work(_: int) -> list[Claim]:
        together.wait(20)
        taken = []
        # Rows that another worker just looks at are passed over, so an empty hand is no empty queue.
        for _look in range(200):
            claim = queue.claim()
            taken += [claim] if claim else []
        return taken

    with ThreadPoolExecutor(4) as workers:
        taken = [claim.job_id for claims in workers.map(work, range(4)) for claim in claims]

    assert sorted(taken) == sorted(made)


def test_a_worker_does_not_wait_for_a_row_that_another_holds(house: House, queue: LocalQueue) -> None:
    held = _order(house, 1)
    free = _order(house, 2)
    with house.database.engine.begin() as other:
        bind(other, None)
        other.execute(text("SELECT 1 FROM jobs WHERE id = :id FOR UPDATE"), {"id": held})

        claim = queue.claim()

    assert claim is not None
    assert claim.job_id == free


def test_a_lease_that_runs_out_gives_the_job_to_another_behind_a_new_fence(house: House, queue: LocalQueue) -> None:
    job = _order(house, 1)
    stale = queue.claim()
    assert stale is not None
    house.clock.advance(seconds=LEASE.total_seconds() + 1)

    assert queue.recover() == 1
    fresh = queue.claim()

    assert fresh is not None
    assert not queue.finish(stale, "succeeded", "Done")
    assert queue.renew(fresh)
    assert queue.finish(fresh, "succeeded", "Done")
    assert house.services.jobs.get(SOMEBODY, job).state is JobState.SUCCEEDED
