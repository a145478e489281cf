"""What the doctor notices about posts that are kept."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest

from services.domain.intake import Answer, Ledger
from services.importers.reading import Reading

Read = Callable[..., Reading]


def _codes(reading: Reading) -> set[str]:
    return {finding.code for finding in reading.findings}


def test_a_file_in_order_shows_only_what_it_lacks(read: Read, make: Any) -> None:
    assert _codes(read(make.file())) == {"time_zone_unknown", "not_measured", "no_page_names"}


def test_kinds_that_do_not_add_up_are_counted_with_the_largest_difference(read: Read, make: Any) -> None:
    finding = make.found(
        read(make.file([make.row(1), make.row(2, num_reactions="99"), make.row(3, num_reactions="104")])),
        "kinds_do_not_add_up",
    )
    assert finding.rows == 2
    assert "the largest difference is 3" in finding.detail
    assert finding.example == "Line 3: 99 reactions, the kinds sum to 102"


def test_special_reactions_count_towards_the_total(read: Read, make: Any) -> None:
    rows = [make.row(1, num_reactions="108") + ",7", make.row(2) + ",1"]
    reading = read(make.file(rows, header=make.header + ",num_special"))
    assert make.found(reading, "kinds_do_not_add_up").rows == 1
    assert "other_reactions" not in reading.posts.columns


@pytest.mark.parametrize(("date", "rows"), [("2016-02-23 23:59", 1), ("2016-02-24 00:00", 0)])
def test_posts_before_reactions_are_told_by_the_day_they_began(read: Read, make: Any, date: str, rows: int) -> None:
    early = make.row(1, status_published=date, num_loves="0", num_reactions="91")
    reading = read(make.file([early, make.row(2)]))
    assert sum(finding.rows for finding in reading.findings if finding.code == "kinds_before_reactions") == rows
    assert reading.posts["loves"].to_list() == [0, 10]


def test_kinds_before_reactions_can_be_read_as_not_measured(read: Read, make: Any) -> None:
    early = make.row(1, status_published="2015-01-01 10:00", num_loves="0", num_reactions="91")
    reading = read(make.file([early, make.row(2)]), [Answer("kinds_before_reactions", "not_measured")])
    assert reading.posts["loves"].to_list() == [None, 10]
    assert reading.posts["likes"].to_list() == [91, 92]
    assert make.found(reading, "kinds_before_reactions").answer == "not_measured"
    alone = read(make.file([early]), [Answer("kinds_before_reactions", "not_measured")])
    assert alone.measured == ("reactions", "comments", "shares", "likes")


def test_posts_younger_than_28_days_are_marked_immature(read: Read, make: Any) -> None:
    dates = ["2019-12-04 00:00", "2019-12-04 00:01", "2019-12-31 10:00"]
    content = make.file([make.row(n, status_published=date) for n, date in enumerate(dates, 1)])
    reading = read(content, now=datetime(2020, 1, 1))  # noqa: DTZ001  # naive UTC is allowed
    assert reading.posts["immature"].to_list() == [False, True, True]
    assert make.found(reading, "immature").rows == 2


def test_dates_no_post_can_have_are_reported_and_kept(read: Read, make: Any) -> None:
    dates = ["1999-05-01 10:00", "2031-05-01 10:00", "2019-05-01 10:00"]
    reading = read(make.file([make.row(n, status_published=date) for n, date in enumerate(dates, 1)]))
    assert reading.ledger == Ledger(3, 3, 0)
    assert make.found(reading, "dates_out_of_range").rows == 2


def test_ids_damaged_by_a_spreadsheet_are_kept_although_they_repeat(read: Read, make: Any) -> None:
    reading = read(make.file([make.row(1, status_id="1.47689E+18"), make.row(2, status_id="1.47689E+18")]))
    assert reading.ledger == Ledger(2, 2, 0)
    assert make.found(reading, "damaged_ids").rows == 2
    assert reading.posts["post_id"][0] == "1.47689E+18"


def test_long_ids_keep_every_digit(read: Read, make: Any) -> None:
    assert read(make.file([make.row(1, status_id="1476891234567890123")])).posts["post_id"][0] == (
        "1476891234567890123"
    )


def test_blank_counts_are_not_measured_and_never_zero(read: Read, make: Any) -> None:
    reading = read(make.file([make.row(1, num_shares=""), make.row(2, num_shares="-"), make.row(3)]))
    assert reading.posts["shares"].to_list() == [None, None, 2]
    finding = make.found(reading, "blank_counts")
    assert (finding.rows, finding.example) == (2, "Line 2: shares blank")


def test_pages_come_from_the_name_or_else_from_the_id(read: Read, make: Any) -> None:
    named = read(make.file([make.row(1) + ",Tea (demo)"], header=make.header + ",page_name"))
    assert named.posts["page"].to_list() == ["Tea (demo)"]
    numbered = read(make.file([make.row(1, status_id="55_1"), make.row(2, status_id="56_2")]))
    assert numbered.posts["page"].to_list() == ["55", "56"]
    assert "pages_by_number" in _codes(numbered)
    assert read(make.file([make.row(1, status_id="55_1"), make.row(2)])).posts["page"].to_list() == [
        None,
        None,
    ]


def test_the_linked_page_is_not_the_permalink(read: Read, make: Any) -> None:
    reading = read(make.file([make.row(1) + ",https://example.org/a"], header=make.header + ",status_link"))
    assert reading.posts["linked_url"].to_list() == ["https://example.org/a"]
    assert reading.posts["permalink"].to_list() == [None]


def test_the_scraper_of_before_2016_has_likes_only(read: Read, make: Any) -> None:
    header = (
        "status_id,status_message,link_name,status_type,status_link,status_published,num_likes,num_comments,num_shares"
    )
    reading = read(header + "\n7_1,Hello,,Photo,,2014-05-01 10:00:00,5,1,0\n")
    assert reading.measured == ("comments", "shares", "likes")
    assert reading.posts["post_type"].to_list() == ["photo"]
    assert "kinds_before_reactions" not in _codes(reading)
    assert "link_name" in make.found(reading, "columns_not_used").detail


def test_every_question_names_the_choice_that_was_applied(read: Read, make: Any) -> None:
    rows = [make.row(1, status_published="2015-01-01 10:00", num_loves="0", num_reactions="91")] * 2
    for finding in read(make.file(rows)).findings:
        assert bool(finding.question) == bool(finding.answers)
        assert not finding.question or finding.answer in {choice.key for choice in finding.answers}
        assert finding.title
        assert finding.detail


def test_the_order_of_rows_changes_lines_and_nothing_else(read: Read, make: Any) -> None:
    rows = [make.row(n) for n in range(1, 20)]
    forth, back = read(make.file(rows)), read(make.file(rows[::-1]))
    assert forth.posts.drop("line").sort("post_id").equals(back.posts.drop("line").sort("post_id"))
