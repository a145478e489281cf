"""Files nobody knows: what their columns probably mean, and reading them as a person says."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from services.domain.errors import InvalidInput
from services.domain.intake import ColumnMapping, Ledger, MappedColumn, TablePreview
from services.importers.preview import preview_table
from services.importers.reading import Reading
from services.importers.suggestions import suggest

Read = Callable[..., Reading]
HEADER = "When;Words;More words;Talk;Passed on;Shown;Kind"
ROWS = [f"0{n}/04/2018;Tea {n};;{n};1.{n}00;9{n}0;Bild" for n in (1, 2, 3)]


def make_mapping(**notations: str) -> ColumnMapping:
    fields = {"When": "published_at", "Words": "text", "More words": "text", "Talk": "comments", "Passed on": "shares"}
    return ColumnMapping(tuple(MappedColumn(name, field, notations.get(field, "")) for name, field in fields.items()))


def make_file(rows: Sequence[str] = ROWS) -> str:
    return "\n".join(["A title", HEADER, *rows, ""])


def _fields(headers: Sequence[str], rows: Sequence[Sequence[str]]) -> list[tuple[str, str]]:
    return [(one.field, one.certainty) for one in suggest(headers, rows)]


def test_a_mapped_file_is_read_as_the_person_says(read: Read, make: Any) -> None:
    reading = read(make_file(), mapping=make_mapping(published_at="day_first"))
    assert (reading.importer, reading.ledger) == ("mapped", Ledger(3, 3, 0))
    assert reading.measured == ("comments", "shares")
    assert reading.posts["shares"].to_list() == [1100, 1200, 1300]
    assert str(reading.posts["published_at"][2]) == "2018-04-03 00:00:00"
    assert reading.posts["text"].to_list() == ["Tea 1", "Tea 2", "Tea 3"]
    month_first = read(make_file(), mapping=make_mapping(published_at="month_first"))
    assert str(month_first.posts["published_at"][2]) == "2018-03-04 00:00:00"


def test_a_stated_notation_of_counts_applies_to_its_column(read: Read) -> None:
    message = "which is not a whole number"
    with pytest.raises(InvalidInput, match=message):
        read(make_file(), mapping=make_mapping(shares="commas"))


def test_a_mapping_without_dates_gives_posts_without_dates(read: Read, make: Any) -> None:
    without = ColumnMapping(make_mapping().columns[1:])
    reading = read(make_file(), mapping=without)
    assert make.found(reading, "no_dates").rows == 3


@pytest.mark.parametrize(
    ("mapping", "words"),
    [
        (ColumnMapping(()), "No column has a meaning"),
        (ColumnMapping((MappedColumn("Talk", "gossip"),)), "'gossip' is no field"),
        (ColumnMapping((MappedColumn("Talk", "comments"), MappedColumn("Shown", "comments"))), "cannot both be"),
        (ColumnMapping((MappedColumn("Talk", "comments", "day_first"),)), "no notation for 'Talk'"),
        (ColumnMapping((MappedColumn("Words", "text", "points"),)), "This field has none"),
        (ColumnMapping((MappedColumn("Gone", "comments"), MappedColumn("Talk", "shares"))), "no row with the columns"),
        (ColumnMapping((MappedColumn("When", "published_at"), MappedColumn("Talk", "shares"))), "only shares"),
    ],
)  # fmt: skip
def test_a_mapping_that_cannot_be_is_refused(read: Read, mapping: ColumnMapping, words: str) -> None:
    with pytest.raises(InvalidInput, match=words):
        read(make_file(), mapping=mapping)


def test_an_unknown_file_asks_for_its_columns(read: Read) -> None:
    with pytest.raises(InvalidInput) as refusal:
        read(make_file())
    assert refusal.value.field == "columns"
    assert "Match the columns yourself" in str(refusal.value)


def test_names_of_known_tools_are_certain_and_cells_must_agree() -> None:
    headers = ["num_comments", "Tweet text", "Publish time", "Video publish time"]
    rows = [["4", "Hello", "05/01/2018", "Lifetime"], ["5", "There", "05/02/2018", "Lifetime"]]
    assert _fields(headers, rows) == [
        ("comments", "certain"), ("text", "certain"), ("published_at", "certain"), ("", "unsure"),
    ]  # fmt: skip


def test_a_word_in_a_name_is_likely_and_looks_are_unsure() -> None:
    headers = ["No. of comments", "Gone out on", "Where", "Key", "Blurb", "Thing"]
    rows = [
        [str(n), f"2018-05-0{n}", f"https://e.org/{n}", f"1234567890{n}", "Long words " * 6, str(n)] for n in (1, 2, 3)
    ]
    assert _fields(headers, rows) == [
        ("comments", "likely"), ("published_at", "unsure"), ("permalink", "unsure"), ("post_id", "unsure"),
        ("text", "unsure"), ("", "unsure"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("header", "cell"),
    [
        ("Followers at Posting", "900"),
        ("Page total likes", "900"),
        ("Overperforming Score (weighted  —  Likes 1x )", "3"),
        ("expected_like_count", "4"),
        ("promoted likes", "4"),
        ("Like rate", "6.5%"),
        ("Comments", "6.5%"),
    ],
)
def test_what_is_no_count_of_a_post_is_never_suggested_as_one(header: str, cell: str) -> None:
    assert _fields([header], [[cell], [cell]])[0][0] == ""


def test_a_field_is_suggested_once_to_the_better_column() -> None:
    fields = _fields(["Total of comments", "num_comments"], [["1", "2"], ["3", "4"]])
    assert fields == [("", "unsure"), ("comments", "certain")]


def _preview(tmp_path: Path, content: str) -> TablePreview:
    path = tmp_path / "upload.csv"
    path.write_text(content)
    return preview_table(path)


def test_the_preview_finds_the_header_of_an_unknown_file(tmp_path: Path) -> None:
    shown = _preview(tmp_path, make_file([*ROWS, "04/04/2018;Tea"]))
    assert (shown.importer, shown.header_line, shown.headers) == ("", 2, tuple(HEADER.split(";")))
    assert shown.rows[0][1] == "Tea 1"
    assert {len(row) for row in shown.rows} == {7}
    assert len(shown.suggestions) == 7


def test_the_preview_of_a_known_file_says_what_its_importer_reads(tmp_path: Path, make: Any) -> None:
    shown = _preview(tmp_path, make.file())
    assert shown.importer == "scraper"
    assert [one.field for one in shown.suggestions][:4] == ["post_id", "post_type", "published_at", "reactions"]
    assert {one.certainty for one in shown.suggestions} == {"certain"}


@pytest.mark.parametrize("content", ["\n\n", "\x00", "a"])
def test_the_preview_refuses_nothing_or_shows_something(tmp_path: Path, content: str) -> None:
    try:
        assert _preview(tmp_path, content).headers
    except InvalidInput as refusal:
        assert str(refusal)  # noqa: PT017  # one outcome of several
