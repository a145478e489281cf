"""Workers beside each other: every job once, nobody waits behind another's pile, two at a time."""

import secrets
import time
from collections import Counter
from datetime import UTC, datetime

from builders import RED
from integration.processes import until

from services.storage.tables import JobRow

QUICK = "tests.quick"


def add_jobs(house, numbers_of):
    """Rows as orders leave them, by person, without the limit on what one person may have under way."""
    asked = [(person, number) for person, numbers in numbers_of.items() for number in numbers]
    with house.database.transaction(RED.id) as data:
        for user_id, number in asked:
            data.jobs.add(
                JobRow(
                    id=secrets.token_hex(8),
                    user_id=user_id,
                    task=QUICK,
                    title="Quick",
                    key=f"{number:064}",
                    arguments={"args": [number]},
                    state="queued",
                    fraction=0.0,
                    step="",
                    attempt=0,
                    fence=0,
                    cancel=False,
                    lease_until=None,
                    created_at=datetime.now(UTC),
                    finished_at=None,
                )
            )


def quick_rows(house):
    with house.database.reading_jobs() as session:
        return session.query(JobRow).where(JobRow.task == QUICK).order_by(JobRow.finished_at).all()


def all_done(house):
    return all(row.finished_at for row in quick_rows(house))


def test_two_workers_do_each_of_200_jobs_exactly_once(place):
    house = place.site.house
    place.site.start_gated_worker()
    people = [house.add_person(f"dora{number}@example.org") for number in range(20)]
    add_jobs(house, {person: range(first, 200, 20) for first, person in enumerate(people)})

    until(lambda: all_done(house), 150, "all jobs are done")

    rows = [row for row in quick_rows(house) if row.arguments["args"][0] < 200]
    assert Counter((row.state, row.attempt) for row in rows) == {("succeeded", 1): 200}
    assert sorted(number for number in map(int, place.site.runs("quick")) if number < 200) == list(range(200))


def test_nobody_waits_behind_the_pile_of_another(place):
    house = place.site.house
    busy, late = (house.add_person(f"{name}@example.org") for name in ("busy", "late"))
    add_jobs(house, {busy: range(200, 220), late: range(220, 222)})

    until(lambda: all_done(house), 60, "all jobs are done")

    # The second person's jobs have their turn at once, while most of the pile still waits.
    ended = [row.user_id for row in quick_rows(house) if row.user_id in (busy, late)]
    assert ended[:10].count(late) == 2


def test_work_begins_at_once_on_a_warm_worker(place, seed):
    place.site.open_gate(seed)
    page = place.ann.load()
    asked = time.monotonic()
    page.order(place.dataset, seed)
    place.site.at_gate(seed)
    # Other tests run beside this one: a test only says that something is badly wrong.
    assert time.monotonic() - asked < 10
