"""Rows that are not kept: each with its line, its reason and its text; the ledger always balances."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from services.domain.errors import InvalidInput
from services.domain.intake import Answer, Ledger
from services.importers import IMPORTERS, text_file
from services.importers.headers import match
from services.importers.reading import Reading
from services.importers.table import build_table
from services.importers.text_file import LONGEST_ROW, TextFile
from services.progress import unwatched

Read = Callable[..., Reading]


def _codes(reading: Reading) -> list[tuple[int, str]]:
    return [(row.line, row.code) for row in reading.set_aside]


@pytest.mark.parametrize(
    ("changes", "code", "words"),
    [
        ({"num_shares": "-5"}, "negative_counts", "num_shares is '-5'"),
        ({"num_shares": "abc"}, "unreadable_count", "num_shares is 'abc'"),
        ({"num_comments": "1e309"}, "unreadable_count", "num_comments is '1e309'"),
        ({"status_published": "soon"}, "unreadable_date", "'soon' is not a date"),
        ({"status_published": ""}, "unreadable_date", "The row has no date."),
        ({"status_id": "Total", "status_published": ""}, "totals_or_footer_rows", "totals"),
        ({"status_id": "1"}, "repeated_ids", "more than once"),
    ],
)
def test_a_row_that_cannot_be_a_post_is_set_aside_with_its_reason(
    read: Read, make: Any, changes: dict[str, str], code: str, words: str
) -> None:
    bad = make.row(9, **changes)
    reading = read(make.file([make.row(1), bad, make.row(3)]))
    assert reading.ledger == Ledger(3, 2, 1)
    (row,) = reading.set_aside
    assert (row.line, row.code, row.raw) == (3, code, bad)
    assert words in row.reason
    finding = make.found(reading, code)
    assert finding.rows == 1
    assert finding.example.startswith("Line 3: ")


def test_the_header_inside_the_data_is_set_aside(read: Read, make: Any) -> None:
    reading = read(make.file([make.row(1), "\ufeff" + make.header.upper(), make.row(2)]))
    assert _codes(reading) == [(3, "header_repeated")]


def test_rows_of_another_width_are_set_aside(read: Read, make: Any) -> None:
    reading = read(make.file([make.row(1), make.row(2) + ",7", make.row(3).rsplit(",", 1)[0], make.row(4)]))
    assert _codes(reading) == [(3, "other_width"), (4, "other_width")]
    assert "13 cells where the header has 12" in reading.set_aside[0].reason


def test_rows_that_differ_in_empty_cells_at_their_end_are_read(read: Read, make: Any) -> None:
    content = make.file([make.row(1) + ",,", make.row(2), make.row(3) + ",,,,"], header=make.header + ",,")
    reading = read(content)
    assert reading.ledger == Ledger(3, 3, 0)
    assert make.found(reading, "trailing_cells").rows == 2


def test_summary_lines_of_forks_are_footers(read: Read, make: Any) -> None:
    reading = read(make.file([make.row(1), "total de posts,total reactions,total comments", "1,101,1"]))
    assert _codes(reading) == [(3, "totals_or_footer_rows"), (4, "other_width")]


def test_a_title_that_begins_with_total_is_a_post_while_it_has_a_date(read: Read, make: Any) -> None:
    assert read(make.file([make.row(1, status_id="Total eclipse")])).ledger.rows_kept == 1


def test_wholly_blank_lines_are_no_rows_and_rows_of_delimiters_are(read: Read, make: Any) -> None:
    reading = read(make.file([make.row(1), "", "   ", "," * 11, make.row(2)]))
    assert reading.ledger == Ledger(3, 2, 1)
    assert _codes(reading) == [(5, "empty_rows")]
    assert reading.posts["line"].to_list() == [2, 6]


@pytest.mark.parametrize("later", [[4, 5], []])
def test_a_quotation_mark_that_never_closes_takes_only_its_own_line(read: Read, make: Any, later: list[int]) -> None:
    broken = make.row(2, status_type='"photo')
    reading = read(make.file([make.row(1), broken, *[make.row(n) for n in later], make.row(6)]))
    assert _codes(reading) == [(3, "other_width")]
    assert reading.set_aside[0].raw == broken
    assert "quotation mark" in reading.set_aside[0].reason


def test_a_cell_of_more_than_a_million_characters_is_taken_for_an_open_quotation_mark(read: Read, make: Any) -> None:
    long = make.row(2, status_type='"' + "x" * 1_100_000 + '"')
    reading = read(make.file([make.row(1), long, make.row(3)]))
    assert _codes(reading) == [(3, "other_width")]


def test_a_quotation_mark_that_takes_more_than_a_thousand_lines_takes_only_its_own(read: Read, make: Any) -> None:
    reading = read(make.file([make.row(1), make.row(2, status_type='"photo'), *["x"] * 2 * LONGEST_ROW]))
    assert [line for line, _ in _codes(reading)] == list(range(3, 2 * LONGEST_ROW + 4))


@pytest.mark.parametrize("lines", [LONGEST_ROW - 1, 700])
def test_rows_of_many_lines_are_whole_wherever_they_stand(read: Read, make: Any, lines: int) -> None:
    text = "\n".join(["line"] * lines)
    rows = [f'{make.row(n)},"{text}{n}"' for n in range(1, 6)]
    reading = read(make.file(rows, header=make.header + ",status_message"))
    assert reading.posts["text"].to_list() == [f"{text}{n}" for n in range(1, 6)]
    assert reading.posts["line"].to_list() == [2 + lines * n for n in range(5)]


class Counted(list[str]):
    """Lines that count how often they are taken."""

    taken = 0

    def __getitem__(self, place: Any) -> Any:
        found = super().__getitem__(place)
        self.taken += len(found) if isinstance(place, slice) else 1
        return found


def test_quotation_marks_that_reach_to_the_end_do_not_have_the_file_read_for_each_of_them(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(text_file, "LONGEST_ROW", 50)
    header, row, bad = "a,num_likes,num_comments\n", "1,2,3\n", 'x","y\n'
    lines = Counted([header, *[bad, row] * 5_000])
    file = TextFile(lines, ",")
    columns = match(header.strip().split(","), IMPORTERS["scraper"])
    table = build_table(file, next(file.records(most=1)), columns, unwatched)
    # The very last marks do make a row as wide as the header.
    assert (table.rows, len(table.set_aside)) == (9_997, 4_998)
    assert lines.taken < 3 * 50 * 5_000


@pytest.mark.timeout(30)
def test_the_first_row_with_spare_cells_is_found_behind_very_many_narrow_ones(read: Read, make: Any) -> None:
    header = make.header + ",spare"
    reading = read(make.file([*[make.row(n) for n in range(60_000)], make.row(7) + ",x,,"], header=header))
    assert make.found(reading, "trailing_cells").example == "Line 60002"


def test_the_last_row_of_an_id_counts_when_asked_for(read: Read, make: Any) -> None:
    content = make.file([make.row(1), make.row(1, num_comments="50"), make.row(2)])
    assert read(content).posts["comments"].to_list() == [1, 2]
    assert read(content, [Answer("repeated_ids", "last")]).posts["comments"].to_list() == [50, 2]


def test_the_same_id_on_two_pages_is_two_posts(read: Read, make: Any) -> None:
    rows = [make.row(1) + ",Lotus (demo)", make.row(1) + ",Tea (demo)", make.row(1) + ",Tea (demo)"]
    reading = read(make.file(rows, header=make.header + ",page_name"))
    assert reading.ledger == Ledger(3, 2, 1)


def test_posts_equal_in_all_but_the_id_are_kept_unless_the_answer_says_otherwise(read: Read, make: Any) -> None:
    content = make.file([make.row(1), make.row(1, status_id="77"), make.row(2)])
    kept = read(content)
    finding = make.found(kept, "repeated_posts")
    assert (kept.ledger.rows_kept, finding.rows, finding.answer) == (3, 1, "keep")
    answered = read(content, [Answer("repeated_posts", "set_aside")])
    assert _codes(answered) == [(3, "repeated_posts")]
    assert make.found(answered, "repeated_posts").answer == "set_aside"


def test_an_unknown_answer_is_refused_by_its_field(read: Read, make: Any) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read(make.file(), [Answer("repeated_posts", "burn")])
    assert refusal.value.field == "repeated_posts"


_CELLS = st.sampled_from(
    ["1", "2", "photo", "", "-4", '"', '""', '"a\nb"', "2019-05-01 10:00:00", "5/6/2019 7:00", "Total", "1,5",
     "x;y",
     "1e309", "N/A", "\r", "\x00", "\u0e01", "status_id", "'", "\t", "|"]
)  # fmt: skip
_NASTY = st.lists(_CELLS, max_size=16).map(",".join)
_ENDS = st.sampled_from(["\n", "\r\n", "\r"])
_PLACES = st.integers(0, 3)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(nasty=st.lists(_NASTY, max_size=10), end=_ENDS, sound=_PLACES)
def test_every_row_is_kept_or_set_aside_whatever_the_file_holds(
    read: Read, make: Any, nasty: list[str], end: str, sound: int
) -> None:
    rows = [*nasty[:5], *[make.row(n) for n in range(1, sound + 1)], make.header, *nasty[5:]]
    try:
        reading = read(make.file(rows, end=end))
    except InvalidInput as refusal:
        assert str(refusal).endswith("Nothing was stored.")  # noqa: PT017  # one outcome of several
        return
    lines = [*reading.posts["line"].to_list(), *[row.line for row in reading.set_aside]]
    assert len(set(lines)) == len(lines) == reading.ledger.rows_in_file
    assert all(row.reason and row.raw for row in reading.set_aside)


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300), headed=st.booleans())
def test_any_bytes_give_a_reading_or_a_refusal_never_another_error(
    read: Read,
    make: Any,
    content: bytes,
    headed: bool,  # noqa: FBT001
) -> None:
    try:
        read(make.file().encode() + content if headed else content)
    except InvalidInput as refusal:
        assert str(refusal)  # noqa: PT017  # one outcome of several
