from datetime import timedelta

import pytest
from builders import BLUE, House, make_actor

from services.domain.errors import TooMany
from services.domain.jobs import JobState
from services.jobs import WorkOrder
from services.queues.local import LEASE, MOST_ATTEMPTS, Claim, LocalQueue

BEA, ARUN = make_actor(user_id="bea"), make_actor(user_id="arun")


@pytest.fixture
def queue(house: House) -> LocalQueue:
    return LocalQueue(house.database, house.clock)


def _order(house: House, number: int, person=BEA, task: str = "a.task") -> str:
    house.clock.advance(seconds=1)
    return house.services.jobs.submit(person, WorkOrder(task, "Work", {"args": [number]})).id


def _claim(queue: LocalQueue) -> Claim:
    claim = queue.claim()
    assert claim is not None
    return claim


def _state(house: House, job_id: str) -> str:
    return house.services.jobs.get(BEA, job_id).state.value


def test_an_empty_queue_gives_nothing(queue: LocalQueue) -> None:
    assert queue.claim() is None
    assert queue.recover() == 0


def test_a_claim_carries_what_the_worker_needs(house: House, queue: LocalQueue) -> None:
    job = _order(house, 7)

    claim = _claim(queue)

    assert (claim.job_id, claim.workspace_id, claim.user_id) == (job, BEA.workspace_id, "bea")
    assert (claim.task, claim.arguments) == ("a.task", {"args": [7]})
    assert _state(house, job) == "running"


def test_no_job_is_given_out_twice(house: House, queue: LocalQueue) -> None:
    made = {_order(house, number, make_actor(user_id=f"person{number}")) for number in range(3)}

    assert {_claim(queue).job_id for _ in range(3)} == made
    assert queue.claim() is None


def test_one_persons_jobs_come_one_at_a_time_in_the_order_they_were_asked_for(house: House, queue: LocalQueue) -> None:
    made = [_order(house, number) for number in range(3)]

    for job in made:
        claim = _claim(queue)
        assert claim.job_id == job
        assert queue.claim() is None, "the next one waits for this one"
        assert queue.finish(claim, "succeeded", "Done")


def test_nobody_waits_behind_what_is_done_ahead_of_their_question(house: House, queue: LocalQueue) -> None:
    explained, another = (_order(house, number, task="analysis.explanations") for number in range(2))
    asked, later = _order(house, 3), _order(house, 4)

    claims = [_claim(queue), _claim(queue)]
    assert [claim.job_id for claim in claims] == [explained, asked]
    assert queue.claim() is None
    queue.finish(claims[0], "succeeded", "Done")
    assert queue.claim() is None, "what is done ahead waits for what is asked"
    queue.finish(claims[1], "succeeded", "Done")
    assert [_claim(queue).job_id for _ in range(2)] == [another, later]


def test_a_person_with_many_jobs_does_not_keep_another_waiting(house: House, queue: LocalQueue) -> None:
    first, second = _order(house, 1), _order(house, 2)
    others = _order(house, 3, ARUN)

    claims = [_claim(queue), _claim(queue)]
    assert [claim.job_id for claim in claims] == [first, others]
    queue.finish(claims[0], "succeeded", "Done")
    assert _claim(queue).job_id == second


def test_a_workspace_with_many_people_does_not_keep_another_waiting(house: House, queue: LocalQueue) -> None:
    """Ten people of one workspace order first; the one person of the other is next but one all the same."""
    for number in range(10):
        _order(house, number, make_actor(user_id=f"person{number}"))
    lone = _order(house, 1, make_actor(workspace=BLUE, user_id="lone"))

    assert [_claim(queue).job_id for _ in range(2)][1] == lone


def test_a_workspace_orders_ten_jobs_and_no_more(house: House) -> None:
    for number in range(10):
        _order(house, number, make_actor(user_id=f"person{number}"))

    with pytest.raises(TooMany, match="10 jobs of this workspace are under way"):
        _order(house, 11, make_actor(user_id="one more"))
    _order(house, 11, make_actor(workspace=BLUE, user_id="elsewhere"))


def test_a_person_orders_five_jobs_and_no_more(house: House) -> None:
    for number in range(5):
        _order(house, number)

    with pytest.raises(TooMany, match="You have 5 jobs under way"):
        _order(house, 6)


def test_a_lease_that_is_renewed_is_not_lost(house: House, queue: LocalQueue) -> None:
    job = _order(house, 1)
    claim = _claim(queue)
    for _ in range(4):
        house.clock.advance(seconds=LEASE.total_seconds() * 0.6)
        assert queue.renew(claim)
        assert queue.recover() == 0

    assert _state(house, job) == "running"


def test_a_lease_that_runs_out_gives_the_job_to_another(house: House, queue: LocalQueue) -> None:
    job = _order(house, 1)
    lost = _claim(queue)
    house.clock.advance(seconds=LEASE.total_seconds() + 1)

    assert queue.recover() == 1
    taken = _claim(queue)

    assert taken.job_id == job
    assert taken.fence > lost.fence


def test_a_worker_that_was_thought_dead_cannot_say_anything_any_more(house: House, queue: LocalQueue) -> None:
    job = _order(house, 1)
    stale = _claim(queue)
    house.clock.advance(seconds=LEASE.total_seconds() + 1)
    queue.recover()
    published: list[str] = []

    assert not queue.renew(stale)
    assert not queue.report(stale, 0.9, "Nearly done")
    assert not queue.give_back(stale)
    assert not queue.finish(stale, "succeeded", "Done", lambda: published.append("stale"))
    assert published == []
    assert _state(house, job) == "queued"

    fresh = _claim(queue)
    assert not queue.finish(stale, "succeeded", "Done")
    assert queue.finish(fresh, "succeeded", "Done")


def test_a_result_is_published_behind_the_fence_before_the_row_says_so(house: House, queue: LocalQueue) -> None:
    job = _order(house, 1)
    claim = _claim(queue)
    published: list[str] = []

    assert queue.finish(claim, "succeeded", "Done", lambda: published.append(claim.key))

    assert published == [claim.key]
    done = house.services.jobs.get(BEA, job)
    assert (done.state, done.fraction, done.step) == (JobState.SUCCEEDED, 1.0, "Done")
    assert done.finished_at == house.clock.now


def test_a_result_that_cannot_be_published_is_no_success(house: House, queue: LocalQueue) -> None:
    job = _order(house, 1)
    claim = _claim(queue)

    def refuse() -> None:
        raise OSError("The disk is full")

    with pytest.raises(OSError, match="disk"):
        queue.finish(claim, "succeeded", "Done", refuse)
    assert _state(house, job) == "running"


def test_a_job_that_kills_its_workers_is_given_up(house: House, queue: LocalQueue) -> None:
    job = _order(house, 1)
    for _ in range(MOST_ATTEMPTS):
        _claim(queue)
        house.clock.advance(seconds=LEASE.total_seconds() + 1)
        queue.recover()

    assert queue.claim() is None
    failed = house.services.jobs.get(BEA, job)
    assert failed.state is JobState.FAILED
    assert f"died {MOST_ATTEMPTS} times" in failed.step


def test_a_job_that_was_given_back_loses_no_attempt(house: House, queue: LocalQueue) -> None:
    job = _order(house, 1)
    for _ in range(MOST_ATTEMPTS + 2):
        assert queue.give_back(_claim(queue))

    assert _state(house, job) == "queued"
    assert house.services.jobs.get(BEA, job).attempt == 0


def test_a_waiting_job_that_was_cancelled_is_never_begun(house: House, queue: LocalQueue) -> None:
    job = _order(house, 1)
    house.services.jobs.cancel(BEA, job)

    assert queue.claim() is None
    assert _state(house, job) == "cancelled"


def test_a_running_job_that_was_cancelled_ends_as_cancelled_whatever_became_of_it(
    house: House, queue: LocalQueue
) -> None:
    job = _order(house, 1)
    claim = _claim(queue)
    house.services.jobs.cancel(BEA, job)
    published: list[str] = []

    assert not queue.renew(claim)
    assert not queue.report(claim, 0.5, "Half way")
    assert queue.finish(claim, "succeeded", "Done", lambda: published.append("late"))

    assert _state(house, job) == "cancelled"
    assert published == []


def test_a_cancelled_job_whose_worker_died_or_stopped_is_not_begun_again(house: House, queue: LocalQueue) -> None:
    died, stopped = _order(house, 1), _order(house, 2, ARUN)
    _claim(queue)
    second = _claim(queue)
    for job in (died, stopped):
        house.services.jobs.cancel(BEA, job)

    queue.give_back(second)
    house.clock.advance(seconds=LEASE.total_seconds() + 1)
    queue.recover()

    assert queue.claim() is None
    assert (_state(house, died), _state(house, stopped)) == ("cancelled", "cancelled")


def test_progress_stays_between_nothing_and_all(house: House, queue: LocalQueue) -> None:
    job = _order(house, 1)
    claim = _claim(queue)

    seen = []
    for fraction in (-1.0, 0.25, 7.0):
        assert queue.report(claim, fraction, "x" * 900)
        seen.append(house.services.jobs.get(BEA, job))

    assert [one.fraction for one in seen] == [0.0, 0.25, 1.0]
    assert len(seen[0].step) == 500


def test_a_job_begins_at_nothing_each_time(house: House, queue: LocalQueue) -> None:
    job = _order(house, 1)
    claim = _claim(queue)
    queue.report(claim, 0.8, "Nearly done")
    queue.give_back(claim)

    _claim(queue)

    assert house.services.jobs.get(BEA, job).fraction == 0.0


def test_a_lease_may_be_of_any_length(house: House) -> None:
    short = LocalQueue(house.database, house.clock, timedelta(seconds=2))
    _order(house, 1)
    _claim(short)
    house.clock.advance(seconds=3)

    assert short.recover() == 1


def test_announcing_costs_nothing(queue: LocalQueue) -> None:
    queue.announce("any job")
