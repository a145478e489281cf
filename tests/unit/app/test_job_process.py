"""One job from its claim to its last word, in the process of the test."""

from dataclasses import replace

import pytest
from builders import START, House, make_actor
from structlog.testing import capture_logs

from app.job_process import carry_out
from callbacks import TASKS, analysis
from services.domain.errors import TooLarge
from services.jobs import WorkOrder
from services.queues.local import LocalQueue
from services.storage.cache import open_cache, read
from services.storage.tables import JobRow


@pytest.fixture
def queue(house: House) -> LocalQueue:
    return LocalQueue(house.database, house.clock)


@pytest.fixture
def claim_of(house: House, queue: LocalQueue, monkeypatch: pytest.MonkeyPatch):
    """A claim on a job that does what the test says."""
    person = house.add_person("ann@example.org")

    def claim(run):
        monkeypatch.setitem(TASKS, "tests.task", replace(analysis.SEGMENTS, name="tests.task", run=run))
        order = WorkOrder("tests.task", "A task", {"args": ["an argument"]})
        house.services.jobs.submit(make_actor(user_id=person), order)
        return queue.claim()

    return claim


def row(house: House) -> JobRow:
    with house.database.reading_jobs() as session:
        return session.query(JobRow).one()


def published(house: House, claim):
    with open_cache(house.settings.cache) as cache:
        return read(cache, claim.key)


def test_what_the_task_returns_is_published_and_the_row_says_so(house, queue, claim_of):
    claim = claim_of(lambda _report, argument: [argument, 1])
    assert carry_out(house.settings, claim, queue) == "succeeded"
    assert published(house, claim) == '["an argument",1]'
    assert (row(house).state, row(house).fraction) == ("succeeded", 1.0)


def test_the_task_acts_as_the_person_who_asked(house, queue, claim_of):
    claim = claim_of(lambda _report, _argument: analysis.actor().name)
    carry_out(house.settings, claim, queue)
    assert published(house, claim) == '"ann"'


def test_progress_is_written_to_the_row(house, queue, claim_of):
    seen = []

    def run(report, _argument):
        report((0.25, "A quarter"))
        seen.append((row(house).fraction, row(house).step))

    carry_out(house.settings, claim_of(run), queue)
    assert seen == [(0.25, "A quarter")]


def test_a_refusal_is_told_in_its_own_words(house, queue, claim_of):
    def run(_report, _argument):
        raise TooLarge("12 MB are more than 10 MB. Send less.")

    assert carry_out(house.settings, claim_of(run), queue) == "failed"
    assert row(house).step == "12 MB are more than 10 MB. Send less."


def test_a_defect_is_told_as_a_reference_to_the_log(house, queue, claim_of):
    def run(_report, _argument):
        raise ZeroDivisionError("with details nobody should read")

    claim = claim_of(run)
    with capture_logs() as lines:
        assert carry_out(house.settings, claim, queue) == "failed"
    (line,) = [line for line in lines if line["log_level"] == "error"]
    assert row(house).step == f"Something went wrong. Reference {line['reference']}."
    assert isinstance(line["exc_info"], ZeroDivisionError)


def test_a_task_that_is_not_known_any_more_fails(house, queue, claim_of, monkeypatch):
    claim = claim_of(lambda _report, _argument: None)
    monkeypatch.delitem(TASKS, "tests.task")
    assert carry_out(house.settings, claim, queue) == "failed"


@pytest.mark.parametrize("ends", [lambda: "a result", lambda: 1 / 0], ids=["well", "badly"])
def test_a_job_taken_from_its_worker_says_nothing(house, queue, claim_of, ends):
    def run(_report, _argument):
        house.clock.advance(hours=1)
        queue.recover()
        return ends()

    claim = claim_of(run)
    assert carry_out(house.settings, claim, queue) == "superseded"
    assert published(house, claim) is None
    assert row(house).state == "queued"


def test_a_result_that_came_after_the_cancel_is_not_published(house, queue, claim_of):
    def run(_report, _argument):
        house.services.jobs.cancel(make_actor(), row(house).id)
        return "too late"

    claim = claim_of(run)
    carry_out(house.settings, claim, queue)
    assert published(house, claim) is None
    assert (row(house).state, row(house).step) == ("cancelled", "Cancelled")


def test_a_result_that_cannot_be_kept_is_a_failure_that_is_told(house, queue, claim_of):
    house.settings.cache.parent.mkdir(exist_ok=True)
    house.settings.cache.write_text("a file where the folder should be")
    assert carry_out(house.settings, claim_of(lambda _report, _argument: "lost"), queue) == "failed"
    assert row(house).state == "failed"
    assert row(house).finished_at == START
