"""Files that cannot be read: each gets its own message, and nothing but InvalidInput is raised."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from services.domain.errors import InvalidInput
from services.importers import IMPORTERS
from services.importers.headers import match, normalise
from services.importers.preview import preview_table
from services.importers.reading import Reading
from services.importers.text_file import MOST_COLUMNS

Read = Callable[..., Reading]


def _refusal(read: Read, content: str | bytes) -> str:
    with pytest.raises(InvalidInput) as refusal:
        read(content)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "The file is empty"),
        (b"\xef\xbb\xbf \r\n\r\n", "The file is empty"),
        (b"PK\x03\x04" + b"\x00" * 90, "archive or workbook is damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 90, "an old Excel workbook"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "protected by a password"),
        (b"%PDF-1.7 and so on", "a PDF document"),
        (b"\x7fELF" + bytes(range(256)), "not a text file"),
        (b'{"data": [1, 2]}', "JSON, not a table"),
        (b"<html><body>Please sign in</body></html>", "a web page"),
        (b"name,age\nAda,36\n", "'name', 'age'"),
        (b"just a sentence", "'just a sentence'"),
    ],
)
def test_what_is_no_export_is_named(read: Read, content: bytes, words: str) -> None:
    assert words in _refusal(read, content)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ('sep=,\nFollows\n"Date","Primary"\n"2024-05-01T00:00:00","5"\n'.encode("utf-16"), "page-level file"),
        (b'"Age & gender"\n"","Women","Men"\n"18-24","1.2%","3%"\n', "page-level file"),
        (b"Date,Content,Video title,Video publish time,Views\n2024-05-01,a,b,c,4\n", "Table data.csv"),
        (b"Date,Views\n2024-05-01,4\n", "Table data.csv"),
    ],
)
def test_figures_by_day_are_refused_with_the_way_to_the_posts(read: Read, content: bytes, words: str) -> None:
    message = _refusal(read, content)
    assert words in message
    assert message.endswith("Nothing was stored.")


def test_a_header_without_rows_says_so(read: Read, make: Any) -> None:
    assert "a header and no rows" in _refusal(read, make.header + "\r\n")


def test_a_missing_date_column_is_named(read: Read, make: Any) -> None:
    assert "(status_published)" in _refusal(read, make.file().replace("status_published", "when"))


@pytest.mark.parametrize(
    ("header", "has"),
    [("status_id,status_published", "none"), ("status_id,status_published,num_likes", "only likes")],
)
def test_fewer_than_two_counts_are_refused(read: Read, header: str, has: str) -> None:
    assert f"it has {has}" in _refusal(read, header + "\n1,2019-05-01 10:00,5")


def _widened(make: Any, columns: int, known: bool = True) -> str:  # noqa: FBT001, FBT002  # read as a word
    """Three posts with so many columns, their names known or not."""
    spare = columns - make.header.count(",") - 1
    header = make.header if known else make.header.replace("_", "?")
    rows = [make.row(n) + ",x" * spare for n in (1, 2, 3)]
    return make.file(rows, header=header + "".join(f",c{n}" for n in range(spare)))


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("columns", [MOST_COLUMNS + 1, 50_000])
def test_a_table_wider_than_any_tool_writes_is_refused_with_the_limit(
    read: Read,
    make: Any,
    tmp_path: Path,
    columns: int,
    known: bool,  # noqa: FBT001
) -> None:
    words = f"Line 1 of the table has {columns:,} columns; the limit is 2,000"
    assert words in _refusal(read, _widened(make, columns, known))
    with pytest.raises(InvalidInput, match=words):
        preview_table(tmp_path / "upload.csv")


def test_a_table_of_as_many_columns_as_there_may_be_is_read(read: Read, make: Any) -> None:
    assert read(_widened(make, MOST_COLUMNS)).ledger.rows_kept == 3


def test_counts_that_are_blank_throughout_are_not_counts(read: Read) -> None:
    content = "status_id,status_published,num_likes,num_comments\n1,2019-05-01 10:00,5,\n2,2019-05-02 10:00,6,N/A\n"
    assert "it has only likes" in _refusal(read, content)


def test_a_file_without_a_readable_row_gives_the_commonest_reason(read: Read, make: Any) -> None:
    rows = [make.row(1, status_published="soon"), make.row(2, status_published="soon"), make.row(3) + ",9"]
    message = _refusal(read, make.file(rows))
    assert "None of the 3 rows could be read. 2 of them: 'soon' is not a date" in message
    assert "line 2" in message


def test_headers_are_compared_after_normalising_and_never_by_parts() -> None:
    assert normalise("\ufeff  Status\u00a0 \uff29D ") == "status id"
    scraper = IMPORTERS["scraper"]
    columns = match(["num_likes at posting", "\ufeffNUM_LIKES ", "num_likes", "other"], scraper)
    assert dict(columns.position) == {"likes": 1}
    assert columns.doubled == ("num_likes",)
    assert columns.ignored == ("num_likes at posting", "other")
