"""Room for the words of native tables."""

from hypothesis import given
from hypothesis import strategies as st
from pptx.util import Inches

from services.domain.documents import Column, ColumnKind, Table
from services.rendering.grids import _fitting
from services.rendering.measures import heights, weights, widths
from services.rendering.sheets import column_width, text_width

WIDE = int(Inches(12))
ROW = int(Inches(0.36))


def test_the_column_with_the_longest_words_is_the_widest():
    columns = widths(
        ("Segment", "Posts", "Change"), [("Viral emotion", "4%", "−2.1 points (−6.5 to +2.2 points)")], WIDE
    )

    assert columns[2] > columns[0] > columns[1]
    assert sum(columns) <= WIDE


def test_words_that_do_not_fit_make_their_row_higher():
    columns = [int(Inches(1)), int(Inches(4))]

    one, three = heights([("short", "words"), ("not short at all, so that", "words")], columns, 12, ROW)
    assert one == ROW
    assert three > 1.8 * ROW


def test_marks_of_thai_letters_take_no_room():
    columns = [int(Inches(1.2))]
    bare, marked = heights([("กกกกกกกก",), ("กี่กี่กี่กี่กี่กี่กี่กี่",)], columns, 12, ROW)
    assert bare == marked


@given(st.lists(st.integers(1, 5), min_size=1, max_size=60), st.integers(1, 40))
def test_rows_are_parted_without_losing_one_and_never_leave_one_alone(high, room):
    start, parts = 0, []
    while start < len(high):
        fitting = _fitting(high[start:], room)
        parts.append(fitting)
        assert fitting >= 1
        assert fitting == 1 or sum(high[start : start + fitting]) <= room
        start += fitting
    assert sum(parts) == len(high)
    assert len(parts) == 1 or parts[-1] >= min(3, parts[-2]) or parts[-2] <= 6


def test_columns_of_a_page_have_room_for_what_cannot_be_broken():
    long, figure, thai = weights(
        ("Post", "Share", "กลุ่ม"),
        [("1234567890_1234567890", "4%", "กลุ่มโพสต์ที่คนกดถูกใจมากแต่ไม่ค่อยแสดงความคิดเห็น")],
        [("", "0.4 to 12.5%", "")],
    )

    assert long > 21
    assert figure > 0.8 * len("0.4 to 12.5%")
    assert figure < thai < 45


def test_columns_of_a_workbook_show_names_whole():
    name = "Viral conversations that people share with all their friends"[:50]
    columns = (Column("Segment"), Column("0", ColumnKind.DECIMAL), Column("Share of posts", ColumnKind.CLAIM))
    table = Table("t", columns, ((name, 0.5, None),))
    widths_of = [column_width(table, place) for place in range(3)]

    assert widths_of[0] > len(name)
    assert widths_of[1] == 8
    assert 8 < widths_of[2] <= 16
    assert text_width(("ก่ี" * 200,)) == 60
