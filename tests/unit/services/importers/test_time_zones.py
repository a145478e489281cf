"""Times whose zone somebody said, and the two readings of doubtful dates."""

from datetime import datetime
from typing import Any

import polars as pl
import pytest

from services.domain.intake import Answer
from services.importers.time_zones import ZONES


def zone(choice: str) -> list[Answer]:
    return [Answer("time_zone_unknown", choice)]


@pytest.mark.parametrize("one", ZONES, ids=lambda one: one.key)
def test_every_zone_that_is_offered_is_known_to_the_reader(one: Any) -> None:
    noon = pl.Series([datetime(2024, 7, 1, 12)])  # noqa: DTZ001  # as in files
    assert noon.dt.replace_time_zone(one.name).dt.convert_time_zone("UTC").is_not_null().all()
    assert one.key in one.label or "UTC" in one.label


def test_whether_a_post_is_young_is_decided_by_the_moment_itself(read: Any, make: Any) -> None:
    now = datetime(2019, 6, 1, 0, 0)  # noqa: DTZ001  # naive UTC
    content = make.file([make.row(n, status_published=f"2019-05-0{3 + n} 02:00") for n in (1, 2)])
    assert read(content, now=now).posts["immature"].to_list() == [True, True]
    assert read(content, zone("Asia/Bangkok"), now).posts["immature"].to_list() == [False, True]
    assert read(content, zone("unknown"), now).posts["immature"].to_list() == [True, True]


def test_times_with_a_zone_are_put_on_the_clock_of_those_without(read: Any, make: Any) -> None:
    dates = ["2018-04-30 20:00 +0000", "2018-05-01 02:30", "2018-05-02"]
    content = make.file([make.row(n, status_published=date) for n, date in enumerate(dates, 1)])
    reading = read(content, zone("Asia/Bangkok"))
    assert [str(one) for one in reading.posts["published_at"]] == [
        "2018-05-01 03:00:00", "2018-05-01 02:30:00", "2018-05-02 00:00:00",
    ]  # fmt: skip
    assert "on the clock of Bangkok" in make.found(reading, "time_zones_mixed").detail
    assert "those of: Bangkok" in make.found(reading, "time_zone_unknown").detail


def test_an_hour_that_summer_time_skips_loses_no_post(read: Any, make: Any) -> None:
    content = make.file([make.row(1, status_published="2019-03-31 02:30"), make.row(2)])
    posts = read(content, zone("Europe/Berlin")).posts
    assert str(posts["published_at"][0]) == "2019-03-31 02:30:00"
    assert posts["immature"].null_count() == 0


def test_both_readings_of_doubtful_dates_stand_beside_each_other(read: Any, make: Any) -> None:
    dates = ["03-10-2018 10:00", "05-05-2018 11:00", "04/22/2018 12:00"]
    content = make.file([make.row(n, status_published=date) for n, date in enumerate(dates, 1)])
    by_month, by_day = make.found(read(content), "day_or_month").readings
    assert [(cell, str(moment)) for cell, moment in by_month.examples] == [("03-10-2018 10:00", "2018-03-10 10:00:00")]
    assert [(cell, str(moment)) for cell, moment in by_day.examples] == [("03-10-2018 10:00", "2018-10-03 10:00:00")]
    assert (str(by_month.first), str(by_day.last)) == ("2018-03-10 10:00:00", "2018-10-03 10:00:00")
    assert (by_month.applies, by_day.applies) == (True, False)
    after = make.found(read(content, [Answer("day_or_month", "day_first")]), "day_or_month").readings
    assert [(one.examples, one.first, one.last) for one in after] == [
        (one.examples, one.first, one.last) for one in (by_month, by_day)
    ]
    assert [one.applies for one in after] == [False, True]


def test_examples_are_cells_in_which_the_readings_differ(read: Any, make: Any) -> None:
    dates = [f"0{n}-0{n}-2018 10:00" for n in range(1, 7)] + ["03-10-2018 10:00"]
    content = make.file([make.row(n, status_published=date) for n, date in enumerate(dates, 1)])
    readings = make.found(read(content), "day_or_month").readings
    assert [[cell for cell, _ in one.examples] for one in readings] == [["03-10-2018 10:00"]] * 2


def test_a_reading_says_how_many_posts_would_lie_in_the_future(read: Any, make: Any) -> None:
    content = make.file([make.row(1, status_published="03-10-2019 10:00")])
    by_month, by_day = make.found(read(content, now=datetime(2019, 4, 1)), "day_or_month").readings  # noqa: DTZ001
    assert (by_month.late, by_day.late) == (0, 1)
