from datetime import UTC, datetime

import polars as pl

from services.importers.joining import Joined, join, nothing_earlier

READ_AT = datetime(2026, 1, 5, tzinfo=UTC).replace(tzinfo=None)


def make_posts(*rows, **columns):
    """Posts as `reading` has them: (line, id, comments) each; columns given replace what is the same for all."""
    lines, ids, comments = zip(*rows, strict=True)
    frame = pl.DataFrame(
        {
            "line": lines,
            "post_id": ids,
            "published_at": [datetime(2025, 1, line) for line in lines],  # noqa: DTZ001  (files state no zone)
            "post_type": ["photo"] * len(rows),
            "page": ["North"] * len(rows),
            "text": [None] * len(rows),
            "permalink": [None] * len(rows),
            "linked_url": [None] * len(rows),
            "comments": comments,
            "immature": [False] * len(rows),
        },
        schema_overrides={
            "post_id": pl.String,
            "published_at": pl.Datetime("us"),
            "page": pl.String,
            "text": pl.String,
            "permalink": pl.String,
            "linked_url": pl.String,
            "comments": pl.Int64,
        },
    )
    return frame.with_columns(**{name: pl.Series(values) for name, values in columns.items()})


def joined(older, newer):
    return join(Joined(older, nothing_earlier()), newer, READ_AT)


def test_new_posts_come_after_the_old_ones_and_lines_count_on():
    both = joined(make_posts((2, "a", 1), (3, "b", 2)), make_posts((2, "c", 3), (3, "d", 4))).posts

    assert both["post_id"].to_list() == ["a", "b", "c", "d"]
    assert both["line"].to_list() == [2, 3, 5, 6]


def test_the_same_post_keeps_its_place_and_gets_its_newer_counts():
    both = joined(make_posts((2, "a", 1), (3, "b", 2)), make_posts((2, "b", 20), (3, "c", 3)))

    assert both.posts.select("post_id", "comments").rows() == [("a", 1), ("b", 20), ("c", 3)]
    assert both.posts["line"].to_list() == [2, 3, 6]


def test_the_older_reading_is_kept_with_its_moment():
    both = joined(make_posts((2, "a", 1), (3, "b", 2)), make_posts((2, "b", 20)))

    assert both.earlier.rows(named=True) == [{"line": 3, "read_at": READ_AT, "comments": 2}]


def test_a_post_in_three_files_has_two_earlier_readings():
    two = joined(make_posts((2, "a", 1)), make_posts((2, "a", 2)))
    three = join(two, make_posts((2, "a", 3)), READ_AT)

    assert three.posts["comments"].to_list() == [3]
    assert sorted(three.earlier["comments"]) == [1, 2]


def test_a_count_that_only_the_older_file_has_stays():
    older = make_posts((2, "a", 1), shares=[7])
    both = joined(older, make_posts((2, "a", 2))).posts

    assert both.select("comments", "shares").rows() == [(2, 7)]


def test_a_count_that_only_the_newer_file_has_is_not_measured_before():
    both = joined(make_posts((2, "a", 1), (3, "b", 1)), make_posts((2, "b", 2), shares=[9])).posts

    assert both["shares"].to_list() == [None, 9]


def test_equal_ids_on_different_pages_are_different_posts():
    both = joined(make_posts((2, "a", 1)), make_posts((2, "a", 2), page=["South"])).posts

    assert len(both) == 2


def test_without_an_id_the_address_tells_and_without_both_the_moment():
    linked = {"permalink": ["https://example.org/1"]}
    assert len(joined(make_posts((2, None, 1), **linked), make_posts((2, None, 2), **linked)).posts) == 1
    assert len(joined(make_posts((2, None, 1)), make_posts((2, None, 2))).posts) == 1
    assert len(joined(make_posts((2, None, 1)), make_posts((3, None, 2))).posts) == 2


def test_an_id_that_a_spreadsheet_damaged_tells_nothing():
    older, newer = make_posts((2, "1.5E+17", 1)), make_posts((3, "1.5E+17", 2))

    assert len(joined(older, newer).posts) == 2


def test_what_a_file_has_twice_is_matched_with_nothing():
    older = make_posts((2, None, 1), (2, None, 1))
    both = joined(older, make_posts((2, None, 5)))

    assert both.posts["comments"].to_list() == [1, 1, 5]
    assert len(both.earlier) == 0


def test_no_row_gets_lost():
    older = make_posts(*[(line, f"p{line}", line) for line in range(1, 20)])
    newer = make_posts(*[(line, f"p{line + 10}", line) for line in range(1, 20)])
    both = joined(older, newer)

    assert len(both.posts) + len(both.earlier) == len(older) + len(newer)
    assert both.posts["line"].is_unique().all()
