from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from builders import make_analysed

from services.domain.errors import InvalidInput
from services.domain.selection import Area, Filters
from services.scope import inside, scope, segment_id, segment_rank

SQUARE = Area(((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0)))


def _seen(**filters: object) -> str:
    analysed = make_analysed()
    in_view = scope(analysed, Filters(**filters)).in_view  # type: ignore[arg-type]  # fields of Filters
    return "".join(analysed.posts.ids[in_view])


def test_without_filters_every_post_is_in_view() -> None:
    assert _seen() == "abcdef"


@pytest.mark.parametrize(
    ("filters", "seen"),
    [
        ({"segments": ("s1",)}, "ab"),
        ({"segments": ("s2",)}, "cdef"),
        ({"segments": ("s1", "s2")}, "abcdef"),
        ({"pages": ("North",)}, "ace"),
        ({"pages": ("North", "South")}, "abcde"),
        ({"pages": ("north",)}, ""),
        ({"formats": ("photo",)}, "cde"),
        ({"since": date(2025, 3, 1)}, "cdef"),
        ({"until": date(2025, 3, 1)}, "abc"),
        ({"since": date(2025, 2, 1), "until": date(2025, 2, 1)}, "b"),
        ({"since": date(2025, 3, 1), "until": date(2025, 2, 1)}, ""),
        ({"area": Area(((1.0, -2.0), (4.0, -2.0), (4.0, 2.0), (1.0, 2.0)))}, "ab"),
        ({"pages": ("North",), "formats": ("photo",), "segments": ("s2",)}, "ce"),
    ],
)
def test_filters_leave_the_posts_that_fit_all_of_them(filters: dict[str, object], seen: str) -> None:
    assert _seen(**filters) == seen


def test_the_choice_of_segments_can_be_left_aside() -> None:
    found = scope(make_analysed(), Filters(segments=("s1",), pages=("North",)))

    assert found.in_view.tolist() == [True, False, False, False, False, False]
    assert found.of_all_segments.tolist() == [True, False, True, False, True, False]


@pytest.mark.parametrize("segment", ["s0", "s3", "1", "S1", "", "Talked about"])
def test_a_segment_that_is_not_there_is_named(segment: str) -> None:
    with pytest.raises(InvalidInput, match="Show all segments") as refusal:
        scope(make_analysed(), Filters(segments=(segment,)))

    assert refusal.value.field == "segment"


def test_ids_and_ranks_of_segments_are_two_names_of_one_thing() -> None:
    analysed = make_analysed()

    assert [segment_rank(analysed, segment_id(analysed, rank)) for rank in range(2)] == [0, 1]


@pytest.mark.parametrize(
    ("x", "y", "within"), [(2, 2, True), (0.1, 3.9, True), (5, 2, False), (-1, 2, False), (2, 5, False), (2, -1, False)]
)
def test_a_point_lies_inside_or_outside_an_outline(x: float, y: float, within) -> None:
    assert inside(np.array([x], float), np.array([y], float), SQUARE)[0] == within


def test_the_direction_and_the_first_corner_of_an_outline_do_not_matter() -> None:
    draw = np.random.default_rng(3)
    x, y = draw.uniform(-1, 5, (2, 500))
    triangle = ((0.0, 0.0), (4.0, 1.0), (1.0, 4.0))

    found = [inside(x, y, Area(corners)) for corners in (triangle, triangle[::-1], triangle[1:] + triangle[:1])]

    assert found[0].any()
    assert (found[0] == found[1]).all()
    assert (found[0] == found[2]).all()


def test_an_outline_with_a_dent_leaves_the_dent_out() -> None:
    dented = Area(((0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (2.0, 1.0), (0.0, 4.0)))

    assert inside(np.array([2.0, 2.0]), np.array([0.5, 3.0]), dented).tolist() == [True, False]


def test_an_outline_as_flat_as_a_line_holds_nothing() -> None:
    flat = Area(((0.0, 1.0), (4.0, 1.0), (2.0, 1.0)))

    assert not inside(np.array([2.0]), np.array([1.0]), flat).any()


def test_filters_do_not_change_the_analysis() -> None:
    analysed = make_analysed()
    before = replace(analysed)

    scope(analysed, Filters(segments=("s1",), pages=("North",)))

    assert analysed == before
