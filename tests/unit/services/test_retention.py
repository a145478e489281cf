from pathlib import Path

import pytest
from builders import PASSWORD, RED, House, make_actor

from app.container import build_upkeep
from services.accounts import Browser
from services.domain.jobs import JobState
from services.jobs import WorkOrder
from services.queues.local import LocalQueue
from services.storage.cache import open_cache
from services.storage.report_tables import ReportRow
from services.storage.tables import SessionRow

SOMEBODY = make_actor()


@pytest.fixture
def job(house: House) -> str:
    """A job that is over, its result in the cache."""
    order = WorkOrder("a.task", "Work", {"args": [1]})
    made = house.services.jobs.submit(SOMEBODY, order).id
    queue = LocalQueue(house.database, house.clock)
    claim = queue.claim()
    assert claim is not None
    queue.finish(claim, JobState.SUCCEEDED.value, "Done")
    with open_cache(house.settings.cache) as cache:
        cache.set(claim.key, "made", tag=RED.id)
    return made


def reap(house: House, **settings: int) -> dict[str, int]:
    changed = house.settings.model_copy(update=settings)
    return dict(build_upkeep(changed, house.clock).reaper.reap().done)


def test_a_job_that_is_over_is_forgotten_after_its_time_with_its_result(house: House, job: str) -> None:
    house.clock.advance(hours=89 * 24)
    assert "jobs past their time" not in reap(house)
    house.clock.advance(hours=2 * 24)

    assert reap(house)["jobs past their time"] == 1

    assert house.services.jobs.mine(SOMEBODY) == ()
    with open_cache(house.settings.cache) as cache:
        assert list(cache) == []


def test_a_job_that_goes_on_is_kept_however_old(house: House) -> None:
    house.services.jobs.submit(SOMEBODY, WorkOrder("a.task", "Work", {"args": [2]}))
    house.clock.advance(hours=200 * 24)

    assert "jobs past their time" not in reap(house)
    assert len(house.services.jobs.mine(SOMEBODY)) == 1


def test_a_session_that_nobody_used_is_forgotten(house: House) -> None:
    house.add_person("bea@example.org")
    house.services.accounts.sign_in("bea@example.org", PASSWORD, Browser("192.0.2.1"))
    house.clock.advance(hours=8 * 24)
    assert "sessions past their time" not in reap(house)

    assert reap(house, keep_sessions_days=7)["sessions past their time"] == 1
    with house.database.jobs() as session:
        assert session.query(SessionRow).count() == 0


def test_reports_are_kept_until_a_time_is_set(house: House, tmp_path: Path) -> None:
    file = house.files.path(RED.id, "reports", "r1")
    file.parent.mkdir(parents=True)
    file.write_text("A report")
    row = ReportRow(id="r1", line_id="d", sha256="0" * 64, stored=8, facts={}, created_at=house.clock())
    with house.database.transaction(RED.id) as data:
        data.reports.add(row)
    house.clock.advance(hours=400 * 24)

    assert "reports past their time" not in reap(house)
    assert reap(house, keep_reports_days=365)["reports past their time"] == 1
    assert not file.exists()
