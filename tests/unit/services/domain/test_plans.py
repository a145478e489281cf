"""When a schedule strikes: first weekdays, hours on the clocks of a zone, and nights on which clocks change."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.domain.errors import InvalidInput
from services.domain.scheduling import Every, Plan, checked, next_time

WEEK = Every.WEEK


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("plan", "after", "then"),
    [
        (Plan(zone="Asia/Bangkok"), "2026-01-05T00:59", "2026-01-05T01:00"),
        (Plan(zone="Asia/Bangkok"), "2026-01-05T01:00", "2026-02-02T01:00"),
        (Plan(zone="UTC"), "2026-11-26T12:00", "2026-12-07T08:00"),
        (Plan(zone="America/Los_Angeles"), "2026-06-01T14:59", "2026-06-01T15:00"),
        (Plan(zone="America/Los_Angeles"), "2026-12-01T00:00", "2026-12-07T16:00"),
        (Plan(WEEK, 4, 18, "Europe/Berlin"), "2026-03-20T18:00", "2026-03-27T17:00"),
        (Plan(WEEK, 4, 18, "Europe/Berlin"), "2026-03-27T17:00", "2026-04-03T16:00"),
        # On 29 March clocks in Berlin go from 02:00 to 03:00; on 25 October 02:00 to 03:00 is shown twice.
        (Plan(WEEK, 6, 2, "Europe/Berlin"), "2026-03-28T00:00", "2026-03-29T01:00"),
        (Plan(WEEK, 6, 2, "Europe/Berlin"), "2026-10-24T00:00", "2026-10-25T00:00"),
        (Plan(WEEK, 6, 2, "Europe/Berlin"), "2026-10-25T00:00", "2026-11-01T01:00"),
        (Plan(WEEK, 6, 2, "Europe/Berlin"), "2026-10-25T00:30", "2026-11-01T01:00"),
        (Plan(WEEK, 6, 2, "Australia/Lord_Howe"), "2026-10-03T00:00", "2026-10-03T15:30"),
        # Samoa had no 30 December 2011, which was a Friday.
        (Plan(WEEK, 4, 8, "Pacific/Apia"), "2011-12-24T00:00", "2011-12-30T18:00"),
    ],
)
def test_the_next_time_of_a_plan(plan: Plan, after: str, then: str) -> None:
    assert next_time(plan, _utc(after)) == _utc(then)


@given(
    every=st.sampled_from(Every),
    weekday=st.integers(0, 6),
    hour=st.integers(0, 23),
    zone=st.sampled_from(
        ["Asia/Bangkok", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu"]
    ),
    after=st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001  (zone beside it)
)
def test_times_go_on_and_are_as_far_apart_as_the_plan_says(
    every: Every, weekday: int, hour: int, zone: str, after: datetime
) -> None:
    plan, times = Plan(every, weekday, hour, zone), [after]
    for _ in range(6):
        times.append(next_time(plan, times[-1]))
    shortest, longest = (6.9, 7.1) if every is WEEK else (27.9, 35.1)

    assert all(
        timedelta(days=shortest) < later - earlier < timedelta(days=longest) for earlier, later in pairwise(times[1:])
    )
    assert times[1] > after
    assert times[1] - after <= timedelta(days=longest)


@pytest.mark.parametrize(
    "difference", [{"weekday": 7}, {"weekday": -1}, {"hour": 24}, {"zone": "Mars/Base"}, {"zone": "/etc/passwd"}]
)
def test_a_day_an_hour_or_a_zone_that_there_is_not_is_refused(difference: dict[str, object]) -> None:
    with pytest.raises(InvalidInput):
        checked(Plan(**difference))  # type: ignore[arg-type]  # one field at a time


def test_a_plan_is_said_in_words() -> None:
    assert Plan(zone="Asia/Bangkok").words == "first Monday of each month at 08:00, Asia/Bangkok"
    assert Plan(WEEK, 4, 18).words == "every Friday at 18:00, UTC"
