"""What posts add up to, part by part, is what they add up to together."""

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from services.importers.tallies import Tally, tally

_COUNTS = ("reactions", "comments", "shares", "likes", "loves")
_COUNT = st.one_of(st.none(), st.integers(0, 5))
_POSTS = st.lists(st.tuples(*[_COUNT] * (len(_COUNTS) + 2)), max_size=12)


def _tally(posts: list[tuple[int | None, ...]], line: int) -> Tally:
    schema = dict.fromkeys((*_COUNTS, "other", "interactions"), pl.Int64())
    frame = pl.DataFrame(posts, schema=schema, orient="row").with_row_index("line", line)
    return tally(frame, _COUNTS, frame["other"], frame["interactions"])


@given(_POSTS, _POSTS)
def test_parts_add_up_to_the_whole(above: list[tuple[int | None, ...]], below: list[tuple[int | None, ...]]) -> None:
    assert _tally(above, 2) + _tally(below, 2 + len(above)) == _tally([*above, *below], 2)


def test_the_first_of_the_posts_is_the_example_and_the_largest_difference_counts() -> None:
    found = _tally([(5, 1, 1, 3, 2, None, None), (4, 1, 1, 3, 2, None, None), (1, None, 1, 9, 0, None, 20)], 2)
    assert (found.kinds.rows, found.kinds.largest) == (2, 8)
    assert found.kinds.example == "Line 3: 4 reactions, the kinds sum to 5"
    assert found.blank.example == "Line 4: comments blank"
    assert found.interactions.rows == 0
    assert found.measured == _COUNTS


def test_a_total_is_compared_where_it_is_stated() -> None:
    found = _tally([(5, 1, 1, 3, 2, None, 7), (5, 1, 1, 3, 2, None, 9)], 2)
    assert found.interactions.example == "Line 3: the file says 9, the parts sum to 7"
    assert found.interactions.rows == 1
