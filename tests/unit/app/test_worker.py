"""What a worker does besides starting processes; those are in tests/integration."""

from datetime import timedelta

import pytest
from builders import House, make_actor
from structlog.testing import capture_logs

from app.settings import Settings
from app.worker import Pace, Worker, _died
from services.jobs import WorkOrder
from services.queues.local import MOST_ATTEMPTS, LocalQueue


@pytest.fixture
def worker(house: House) -> Worker:
    return Worker(house.settings, Pace(recover=0.0))


def test_a_worker_with_nothing_to_do_starts_nothing(worker):
    assert not worker.step()


def test_a_job_that_costs_every_worker_its_life_is_given_up_in_words(house, worker):
    order = WorkOrder("tests.task", "A task", {"args": []})
    job = house.services.jobs.submit(make_actor(), order)
    # The rows' clock stands in the past, so for the worker's own clock each lease has run out long ago.
    queue = LocalQueue(house.database, house.clock, timedelta(seconds=1))
    for _ in range(MOST_ATTEMPTS - 1):
        queue.claim()
        house.clock.advance(seconds=2)
        queue.recover()
    queue.claim()
    with capture_logs() as lines:
        assert not worker.step()
    found = house.services.jobs.get(make_actor(), job.id)
    assert found.state == "failed"
    assert "died 3 times" in found.step
    assert [line["event"] for line in lines] == ["lost jobs taken back"]


def test_a_database_that_does_not_answer_is_asked_again_later(tmp_path):
    worker = Worker(Settings(home=tmp_path / "nothing here yet"))
    with capture_logs() as lines:
        assert not worker._look()
    assert lines[0]["event"] == "database did not answer"


@pytest.mark.parametrize(("exit_code", "said"), [(-9, "signal 9"), (1, "exit code 1")])
def test_a_process_that_died_is_explained_to_the_person_who_waits(exit_code, said):
    words = _died(exit_code)
    assert said in words
    assert "Try again" in words
