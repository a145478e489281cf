from datetime import date, datetime

import pytest

from services.domain.periods import Period, Periods
from services.domain.selection import Compare, Filters
from services.periods import periods

FIRST, LAST = datetime(2024, 1, 1, 9), datetime(2025, 12, 31, 20)  # noqa: DTZ001  # as written in the file


def both(compare=Compare.PREVIOUS, first=FIRST, last=LAST, **filters):
    return periods(first, last, Filters(**filters), compare)


def test_the_newest_13_weeks_stand_beside_the_13_before_where_nobody_chose():
    found = both()

    assert found == Periods(
        Period(date(2025, 10, 2), date(2025, 12, 31)), Period(date(2025, 7, 3), date(2025, 10, 1)), chosen=False
    )
    assert found.this.days == found.that.days == 91


def test_a_short_file_is_halved():
    found = both(first=datetime(2025, 1, 1), last=datetime(2025, 1, 31))  # noqa: DTZ001  # as written in the file

    assert (found.that.until, found.this.since, found.this.days) == (date(2025, 1, 16), date(2025, 1, 17), 15)


def test_a_chosen_period_stands_beside_as_many_days_before_it():
    found = both(since=date(2025, 3, 1), until=date(2025, 3, 31))

    assert found.chosen
    assert found.that == Period(date(2025, 1, 29), date(2025, 2, 28))


def test_an_open_end_is_the_end_of_the_file():
    assert both(since=date(2025, 12, 1)).this == Period(date(2025, 12, 1), date(2025, 12, 31))
    assert both(until=date(2024, 2, 1)).this == Period(date(2024, 1, 1), date(2024, 2, 1))


def test_the_year_before_has_the_same_dates():
    assert both(Compare.YEAR, since=date(2025, 3, 1), until=date(2025, 3, 31)).that == Period(
        date(2024, 3, 1), date(2024, 3, 31)
    )


def test_the_29th_of_february_has_the_28th_before_it():
    assert both(Compare.YEAR, since=date(2024, 2, 1), until=date(2024, 2, 29)).that == Period(
        date(2023, 2, 1), date(2023, 2, 28)
    )


@pytest.mark.parametrize(
    "nothing",
    [
        {"compare": Compare.NONE},
        {"first": None, "last": None},
        {"since": date(2025, 3, 2), "until": date(2025, 3, 1)},
    ],
)
def test_where_nothing_is_compared_there_are_no_periods(nothing):
    assert both(**nothing) is None
