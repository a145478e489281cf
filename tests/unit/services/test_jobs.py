from dataclasses import replace

import pytest
from builders import BLUE, RED, House, make_actor

from services.domain.errors import NotFound, TooMany
from services.domain.jobs import JobState
from services.jobs import Jobs, WorkOrder
from services.queues.local import LocalQueue

SOMEBODY, ANOTHER = make_actor(), make_actor(user_id="another")


def make_order(number: int = 1, **difference: object) -> WorkOrder:
    order = WorkOrder("analysis.segments", "Finding segments", {"args": [{"dataset": f"d{number}", "seed": 42}]})
    return replace(order, **difference)  # type: ignore[arg-type]  # its fields


def test_ordered_work_waits(house: House) -> None:
    job = house.services.jobs.submit(SOMEBODY, make_order())

    assert (job.state, job.fraction, job.step) == (JobState.QUEUED, 0.0, "Waiting for a worker")
    assert job.created_at == house.clock.now
    assert house.services.jobs.get(SOMEBODY, job.id) == job


def test_the_queue_is_told_once_for_each_row_after_it_is_there(house: House) -> None:
    told: list[str] = []
    jobs = Jobs(house.database, house.clock, lambda job: told.append(house.services.jobs.get(SOMEBODY, job).id))

    first = jobs.submit(SOMEBODY, make_order(1))
    jobs.submit(SOMEBODY, make_order(1))
    second = jobs.submit(SOMEBODY, make_order(2))

    assert told == [first.id, second.id]


def test_two_people_who_ask_for_the_same_share_one_job(house: House) -> None:
    jobs = house.services.jobs

    assert jobs.submit(SOMEBODY, make_order()).id == jobs.submit(ANOTHER, make_order()).id


@pytest.mark.parametrize("other", [{"task": "analysis.explanations"}, {"arguments": {"args": [{"dataset": "d2"}]}}])
def test_other_work_is_another_job(house: House, other: dict[str, object]) -> None:
    jobs = house.services.jobs

    assert jobs.submit(SOMEBODY, make_order()).id != jobs.submit(SOMEBODY, make_order(**other)).id


def test_the_key_names_the_work_and_not_its_title_or_the_order_of_words() -> None:
    order = make_order()
    same = replace(order, title="Other words", arguments={"args": [{"seed": 42, "dataset": "d1"}]})

    assert order.key(RED.id) == same.key(RED.id)
    assert order.key(RED.id) != order.key(BLUE.id)


def test_finished_work_is_done_again_only_where_its_result_is_gone(house: House) -> None:
    jobs, queue = house.services.jobs, LocalQueue(house.database, house.clock)
    job = jobs.submit(SOMEBODY, make_order())
    claim = queue.claim()
    assert claim is not None
    queue.finish(claim, "succeeded", "Done")
    house.clock.advance(seconds=1)

    assert jobs.submit(SOMEBODY, make_order()).id == job.id
    assert jobs.submit(SOMEBODY, make_order(), again=True).id != job.id


@pytest.mark.parametrize("state", ["failed", "cancelled"])
def test_work_that_did_not_end_well_is_started_anew(house: House, state: str) -> None:
    jobs, queue = house.services.jobs, LocalQueue(house.database, house.clock)
    job = jobs.submit(SOMEBODY, make_order())
    claim = queue.claim()
    assert claim is not None
    queue.finish(claim, state, "Bad luck")
    house.clock.advance(seconds=1)

    assert jobs.submit(SOMEBODY, make_order()).id != job.id
    assert jobs.get(SOMEBODY, job.id).step == "Bad luck"


def test_a_person_has_so_many_jobs_at_a_time_and_others_theirs(house: House) -> None:
    jobs = house.services.jobs
    for number in range(5):
        jobs.submit(SOMEBODY, make_order(number))

    with pytest.raises(TooMany, match="You have 5 jobs under way"):
        jobs.submit(SOMEBODY, make_order(5))

    assert jobs.submit(ANOTHER, make_order(5))
    assert jobs.submit(SOMEBODY, make_order(3)).state is JobState.QUEUED


def test_cancelling_makes_room(house: House) -> None:
    jobs = house.services.jobs
    made = [jobs.submit(SOMEBODY, make_order(number)) for number in range(5)]

    jobs.cancel(SOMEBODY, made[0].id)

    assert jobs.get(SOMEBODY, made[0].id).state is JobState.CANCELLED
    assert jobs.submit(SOMEBODY, make_order(5))


def test_running_work_is_asked_to_stop_and_what_is_over_stays(house: House) -> None:
    jobs, queue = house.services.jobs, LocalQueue(house.database, house.clock)
    job = jobs.submit(SOMEBODY, make_order())
    claim = queue.claim()
    assert claim is not None

    jobs.cancel(SOMEBODY, job.id)
    assert jobs.get(SOMEBODY, job.id).state is JobState.RUNNING
    assert not queue.renew(claim)

    queue.finish(claim, "cancelled", "Cancelled")
    jobs.cancel(SOMEBODY, job.id)
    assert jobs.get(SOMEBODY, job.id).state is JobState.CANCELLED


def test_anybody_of_the_workspace_may_watch(house: House) -> None:
    job = house.services.jobs.submit(SOMEBODY, make_order())

    assert house.services.jobs.get(ANOTHER, job.id) == job
    assert house.services.jobs.find(ANOTHER, make_order().key(RED.id)) == job


def test_a_person_sees_what_they_asked_for_newest_first(house: House) -> None:
    jobs, made = house.services.jobs, []
    for number in range(3):
        made.append(jobs.submit(SOMEBODY, make_order(number)).id)
        house.clock.advance(seconds=1)
    jobs.submit(ANOTHER, make_order(9))

    assert [job.id for job in jobs.mine(SOMEBODY)] == made[::-1]
    assert [job.id for job in jobs.mine(SOMEBODY, most=1)] == made[2:]


def test_work_that_nobody_asked_for_is_not_there(house: House) -> None:
    assert house.services.jobs.find(SOMEBODY, "no such key") is None
    with pytest.raises(NotFound, match="no job 'nothing'"):
        house.services.jobs.get(SOMEBODY, "nothing")


def test_only_three_states_are_final() -> None:
    assert [state.value for state in JobState if state.final] == ["succeeded", "failed", "cancelled"]
