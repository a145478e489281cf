from datetime import datetime

import numpy as np
import pytest
from builders import make_analysed, make_posts

from services.domain.errors import InvalidInput
from services.domain.selection import TableQuery
from services.posts_table import figure, posts_page, table_counts

EVERYTHING = np.ones(6, bool)


def _order(**query: object) -> str:
    page = posts_page(make_analysed(), EVERYTHING, TableQuery(**query))  # type: ignore[arg-type]  # its fields
    return "".join(row.post_id for row in page.rows)


def test_unless_sorted_the_strongest_segment_comes_first_and_in_it_what_was_shared_most() -> None:
    assert _order() == "bacdef"


@pytest.mark.parametrize(
    ("column", "ascending"),
    [
        ("comments", "edcbaf"),
        ("reactions", "fedcba"),
        ("published_at", "abcdef"),
        ("segment", "abcdef"),
        ("format", "fcdeab"),
        ("page", "facebd"),
    ],
)
def test_every_column_sorts(column: str, ascending: str) -> None:
    assert _order(sort=column, descending=False) == ascending


def test_what_was_not_measured_stands_last_either_way() -> None:
    assert _order(sort="comments", descending=True) == "abcdef"
    assert _order(sort="comments", descending=False).endswith("f")


@pytest.mark.parametrize("column", ["likes", "text", "ids", "__class__", "Comments"])
def test_a_column_that_is_not_there_is_refused(column: str) -> None:
    with pytest.raises(InvalidInput, match="no column") as refusal:
        _order(sort=column)

    assert refusal.value.field == "sort"


def test_a_block_has_its_rows_and_says_how_many_there_are() -> None:
    page = posts_page(make_analysed(), EVERYTHING, TableQuery(2, 4))

    assert [row.post_id for row in page.rows] == ["c", "d"]
    assert page.total == 6


def test_blocks_put_together_are_the_whole_table() -> None:
    assert "".join(_order(start=start, end=start + 2) for start in (0, 2, 4)) == _order()


def test_a_block_behind_the_last_row_is_empty() -> None:
    assert posts_page(make_analysed(), EVERYTHING, TableQuery(100, 200)).rows == ()


@pytest.mark.parametrize(("start", "end"), [(-1, 10), (5, 4), (0, 501), (0, 2**31)])
def test_a_block_out_of_bounds_is_refused(start: int, end: int) -> None:
    with pytest.raises(InvalidInput, match=f"Rows {start} to {end}"):
        posts_page(make_analysed(), EVERYTHING, TableQuery(start, end))


def test_only_posts_in_view_are_listed_under_their_number_in_the_file() -> None:
    page = posts_page(make_analysed(), np.array([False, True, False, False, True, False]), TableQuery())

    assert [(row.number, row.post_id, row.segment, row.rank) for row in page.rows] == [
        (2, "b", "Talked about", 0),
        (5, "e", "Quiet posts", 1),
    ]


def test_a_row_tells_the_post_with_the_total_of_reactions_first() -> None:
    row = posts_page(make_analysed(), EVERYTHING, TableQuery(0, 1, "published_at", descending=False)).rows[0]

    assert row.published_at == datetime.fromisoformat("2025-01-01T09:00")
    assert (row.format, row.page) == ("video", "North")
    assert [(count.label, count.value) for count in row.counts] == [
        ("Reactions", 300.0),
        ("Comments", 900.0),
        ("Shares", 90.0),
    ]


def test_a_count_that_was_not_measured_is_none_and_never_0() -> None:
    assert figure(make_analysed(), "comments", 5).value is None
    assert figure(make_analysed(), "shares", 5).value == 0


def test_the_total_has_a_column_even_beside_its_parts() -> None:
    counts = {**make_posts().counts, "likes": np.ones(6)}

    assert table_counts(make_analysed(make_posts(counts=counts))) == ("reactions", "comments", "shares", "likes")


@pytest.mark.parametrize("measured", [("reactions",), ("comments",), ("saves", "clicks"), ("views",)])
def test_a_file_without_shares_and_comments_has_a_table_too(measured: tuple[str, ...]) -> None:
    posts = make_posts(counts={name: np.arange(6, dtype=float) for name in measured})

    page = posts_page(make_analysed(posts), EVERYTHING, TableQuery())

    assert len(page.rows) == 6
    assert [row.rank for row in page.rows] == [0, 0, 1, 1, 1, 1]
