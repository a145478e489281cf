"""Dates: each notation by itself, day or month first by what the file shows."""

from datetime import datetime
from typing import Any

import polars as pl
import pytest

from services.domain.intake import Answer
from services.importers.dates import read_dates
from services.importers.day_order import Ground

NOW = datetime(2020, 1, 1)  # noqa: DTZ001  # files state no zone


def _one(cell: str, now: datetime = NOW) -> tuple[str | None, str | None]:
    dates = read_dates(pl.Series([cell]), now)
    value = dates.values[0]
    return (None if value is None else str(value)), dates.notation[0]


@pytest.mark.parametrize(
    ("cell", "value", "notation"),
    [
        ("4/22/2018 6:00", "2018-04-22 06:00:00", "M/D/YYYY H:MM"),
        ("04-22-2018 04:53", "2018-04-22 04:53:00", "MM-DD-YYYY HH:MM"),
        ("12/31/18 08:23", "2018-12-31 08:23:00", "MM/DD/YY HH:MM"),
        ("31.12.2018", "2018-12-31 00:00:00", "DD.MM.YYYY"),
        ("2018-04-03", "2018-04-03 00:00:00", "YYYY-MM-DD"),
        ("2018-04-03 05:06", "2018-04-03 05:06:00", "YYYY-MM-DD HH:MM"),
        ("2018-04-03 05:06:07", "2018-04-03 05:06:07", "YYYY-MM-DD HH:MM:SS"),
        ("2018-04-03T05:06:07.123Z", "2018-04-03 05:06:07", "YYYY-MM-DDTHH:MM:SSZ"),
        ("2018-04-03T05:06:07+0700", "2018-04-02 22:06:07", "YYYY-MM-DDTHH:MM:SS+HHMM"),
        ("2018-04-03 05:06 +0000", "2018-04-03 05:06:00", "YYYY-MM-DD HH:MM +HHMM"),
        ("2018-04-03 05:06 -05:30", "2018-04-03 10:36:00", "YYYY-MM-DD HH:MM +HHMM"),
        ("12/31/2018 12:05 AM", "2018-12-31 00:05:00", "MM/DD/YYYY HH:MM AM/PM"),
        ("03/15/2018 10:05 am", "2018-03-15 10:05:00", "MM/DD/YYYY HH:MM AM/PM"),
        ("Mar 15, 2018", "2018-03-15 00:00:00", "Mon D, YYYY"),
        ("Sat, Jul 14, 2018", "2018-07-14 00:00:00", "Day, Mon D, YYYY"),
        ("5 April 2018", "2018-04-05 00:00:00", "D Month YYYY"),
        ("Apr 5, 2018 6:15 PM", "2018-04-05 18:15:00", "Mon D, YYYY H:MM AM/PM"),
        ("Sun Jan 14 2018 20:32:05 GMT+0000", "2018-01-14 20:32:05", "Day Mon D YYYY HH:MM:SS +HHMM"),
        ("2018-07-06 16:45:20 EDT", "2018-07-06 20:45:20", "YYYY-MM-DD HH:MM:SS EDT/EST"),
        ("2018-01-06 16:45:20 EST", "2018-01-06 21:45:20", "YYYY-MM-DD HH:MM:SS EDT/EST"),
        ("43212", "2018-04-22 00:00:00", "spreadsheet day number"),
        ("43212.25", "2018-04-22 06:00:00", "spreadsheet day number"),
        ("12/31/2018 1:05 pm", "2018-12-31 13:05:00", "MM/DD/YYYY H:MM AM/PM"),
    ],
)
def test_known_notations_are_read(cell: str, value: str, notation: str) -> None:
    assert _one(cell) == (value, notation)


@pytest.mark.parametrize(
    "cell",
    ["", "Lifetime", "11 hours", "2018-02-30", "31/31/2018", "1/2-2018", "2018-04-03 25:00", "12345",
     "Marathon 15, 2018", "Feb 30, 2018",
     "13/13/2018 05:00", "9999-12-31 23:59 -1400", "0001-01-01", "12/31/2018 13:05 PM", "\u0661/2/2018"],
)  # fmt: skip
def test_what_is_no_date_is_null(cell: str) -> None:
    assert _one(cell) == (None, None)


def test_a_number_above_twelve_decides_its_own_notation_only() -> None:
    dates = read_dates(pl.Series(["22/4/2018 6:00", "4-11-2018 5:00", "4-22-2018 5:00"]), NOW)
    assert [str(value)[:10] for value in dates.values] == ["2018-04-22", "2018-04-11", "2018-04-22"]
    assert {verdict.ground for verdict in dates.verdicts} == {Ground.VALUES}


def _descending(first: str, second: str) -> pl.Series:
    """A year of days, newest first, days above 12 in one notation and the others in another."""
    moments = pl.datetime_range(datetime(2018, 1, 1), datetime(2018, 12, 31), "1d", eager=True)  # noqa: DTZ001
    return pl.Series([f"{m:{first}}" if m.day > 12 else f"{m:{second}}" for m in moments.reverse()])


@pytest.mark.parametrize(("second", "day_first"), [("%m-%d-%Y", False), ("%d-%m-%Y", True)])
def test_order_in_the_file_decides_where_no_number_does(second: str, day_first: bool) -> None:  # noqa: FBT001
    dates = read_dates(_descending("%m/%d/%Y", second), NOW)
    verdict = dates.verdicts[1]
    assert (verdict.day_first, verdict.ground) == (day_first, Ground.ORDER)
    assert dates.values.is_sorted(descending=True)
    assert verdict.torn == 0
    assert verdict.torn_otherwise == 22


def test_a_reading_after_the_import_is_ruled_out() -> None:
    dates = read_dates(pl.Series(["03-10-2019 10:00"]), datetime(2019, 4, 1))  # noqa: DTZ001
    assert dates.verdicts[0].ground is Ground.RANGE
    assert str(dates.values[0]) == "2019-03-10 10:00:00"
    dates = read_dates(pl.Series(["10-03-2019 10:00"]), datetime(2019, 4, 1))  # noqa: DTZ001
    assert dates.verdicts[0].day_first
    assert str(dates.values[0]) == "2019-03-10 10:00:00"


def test_open_dates_show_both_readings_and_take_an_answer(read: Any, make: Any) -> None:
    content = make.file([make.row(1, status_published="03-10-2018 10:00")])
    finding = make.found(read(content), "day_or_month")
    assert finding.title == "Day or month first is not clear"
    assert "10 March 2018 or 3 October 2018" in finding.detail
    assert [choice.key for choice in finding.answers] == ["as_found", "month_first", "day_first"]
    chosen = read(content, [Answer("day_or_month", "day_first")])
    assert str(chosen.posts["published_at"][0]) == "2018-10-03 10:00:00"
    assert make.found(chosen, "day_or_month").answer == "day_first"


def test_an_answer_never_overrules_what_the_values_say(read: Any, make: Any) -> None:
    content = make.file([make.row(1, status_published="03-22-2018 10:00")])
    reading = read(content, [Answer("day_or_month", "day_first")])
    assert str(reading.posts["published_at"][0]) == "2018-03-22 10:00:00"


def test_a_notation_in_both_orders_sets_the_minority_aside_and_says_so(read: Any, make: Any) -> None:
    dates = ["03/22/2018 10:00", "03/23/2018 10:00", "25/03/2018 10:00"]
    reading = read(make.file([make.row(n, status_published=date) for n, date in enumerate(dates, 1)]))
    assert [row.line for row in reading.set_aside] == [4]
    assert "mixes both orders" in make.found(reading, "day_or_month").detail


def test_the_time_zone_is_asked_for_only_where_it_is_not_stated(read: Any, make: Any) -> None:
    assert make.found(read(make.file()), "time_zone_unknown").answer == "unknown"
    stated = read(make.file([make.row(1, status_published="2018-04-03 05:06 +0700")]))
    assert "time_zone_unknown" not in {finding.code for finding in stated.findings}
    assert str(stated.posts["published_at"][0]) == "2018-04-02 22:06:00"


def test_mixed_zones_and_missing_hours_are_findings(read: Any, make: Any) -> None:
    dates = ["2018-04-03 05:06 +0700", "2018-04-03 05:06", "2018-04-03"]
    reading = read(make.file([make.row(n, status_published=date) for n, date in enumerate(dates, 1)]))
    assert make.found(reading, "time_zones_mixed").rows == 1
    assert make.found(reading, "no_time_of_day").rows == 1
    assert make.found(reading, "two_date_notations").rows == 2


def test_summer_and_winter_time_are_one_notation(read: Any, make: Any) -> None:
    dates = ["2018-07-06 16:45:20 EDT", "2018-01-06 16:45:20 EST"]
    reading = read(make.file([make.row(n, status_published=date) for n, date in enumerate(dates, 1)]))
    codes = {finding.code for finding in reading.findings}
    assert not codes & {"two_date_notations", "time_zone_unknown"}


def test_the_habit_of_a_tool_counts_where_values_are_open_and_a_wish_overrules_it() -> None:
    cells = pl.Series(["04/11/2018", "05/11/2018"])
    assert read_dates(cells, NOW, habit="day_first").verdicts[0].ground is Ground.HABIT
    assert str(read_dates(cells, NOW, habit="day_first").values[0])[:10] == "2018-11-04"
    assert str(read_dates(cells, NOW, "month_first", "day_first").values[0])[:10] == "2018-04-11"
