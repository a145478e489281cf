"""Encodings, delimiters, line ends, quoted cells, and lines above the header."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from services.importers.intake import take_in
from services.importers.read import read_posts
from services.importers.reading import Reading
from services.progress import unwatched

Read = Callable[..., Reading]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_marked_unicode_is_read_without_a_finding(read: Read, make: Any, encoding: str) -> None:
    rows = [make.row(1) + ",สวัสดี café", make.row(2) + ","]
    reading = read(make.file(rows, header=make.header + ",status_message").encode(encoding))
    assert reading.posts["text"].to_list() == ["สวัสดี café", None]
    assert "encoding_guessed" not in {finding.code for finding in reading.findings}


@pytest.mark.parametrize(
    ("encoding", "text", "named"),
    [
        ("cp1252", "café au lait", "Windows-1252"),
        ("cp1252", "créée à São Paulo", "Windows-1252"),
        ("cp1252", "thé\u00a0glacé", "Windows-1252"),
        ("cp874", "ชา\u00a0เย็น tea น้ำ", "Windows-874"),
        ("cp874", "สวัสดีครับ", "Windows-874"),
        ("utf-16-le", "tea", "UTF-16"),
    ],
)
def test_a_guessed_encoding_is_a_finding(read: Read, make: Any, encoding: str, text: str, named: str) -> None:
    content = make.file([make.row(1) + f",{text}"], header=make.header + ",status_message").encode(encoding)
    reading = read(content)
    assert reading.posts["text"].to_list() == [text]
    assert named in make.found(reading, "encoding_guessed").detail


def test_a_few_broken_bytes_in_utf_8_are_reported_and_the_rest_is_read(read: Read, make: Any) -> None:
    content = make.file([make.row(1) + ",สวัสดีครับสวัสดีครับ#"], header=make.header + ",status_message")
    reading = read(content.encode().replace(b"#", b"\xe0\xb8"))
    assert make.found(reading, "damaged_characters").rows == 1


def test_nul_characters_are_left_out_and_reported(read: Read, make: Any) -> None:
    reading = read(make.file([make.row(1, status_type="ph\x00oto"), make.row(2)]))
    assert reading.posts["post_type"].to_list() == ["photo", "photo"]
    assert make.found(reading, "nul_characters").rows == 0


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252"])
def test_what_findings_show_of_a_file_holds_nothing_that_cannot_be_stored_or_steers_a_terminal(
    tmp_path: Path, make: Any, encoding: str
) -> None:
    path = tmp_path / "upload.csv"
    words = "\x1b[31mcaf\u00e9\x00" * 2
    rows = [make.row(n) + "," for n in range(1, 40)]
    content = (
        f"{words}\n{make.file([*rows, make.row(40) + ',' + words], header=make.header + ',status_message,' + words)}"
    )
    path.write_bytes(content.encode(encoding) + b"\xff")
    facts = take_in(unwatched, str(path), str(tmp_path), "2020-01-01T00:00:00+00:00")
    shown = " ".join(f"{one['detail']} {one['example']}" for one in facts["findings"])
    assert "\ufffd[31mcaf" in shown
    assert not {"\x1b", "\x00"} & set(shown)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_delimiter_and_line_end_is_read(read: Read, make: Any, delimiter: str, end: str) -> None:
    reading = read(make.file(end=end).replace(",", delimiter))
    assert reading.posts["comments"].to_list() == [1, 2, 3]
    assert reading.posts["line"].to_list() == [2, 3, 4]


def test_texts_full_of_commas_do_not_turn_a_semicolon_file_around(read: Read, make: Any) -> None:
    rows = [make.row(n).replace(",", ";") + ";one, two, three" for n in range(1, 9)]
    reading = read(make.file(rows, header=make.header.replace(",", ";") + ";status_message"))
    assert reading.posts["text"][0] == "one, two, three"


def test_a_sep_line_is_obeyed_and_not_a_row(read: Read, make: Any) -> None:
    reading = read("sep=;\r\n" + make.file().replace(",", ";"))
    assert reading.ledger.rows_in_file == 3
    assert reading.posts["line"][0] == 3


def test_blanks_after_the_delimiter_do_not_hide_quotation_marks(read: Read, make: Any) -> None:
    rows = [make.row(1).replace(",", ", ") + ', "tea, milk"']
    reading = read(make.file(rows, header=make.header.replace(",", ", ") + ", status_message"))
    assert reading.posts["text"].to_list() == ["tea, milk"]


def test_quoted_cells_hold_line_breaks_and_lines_are_still_counted(read: Read, make: Any) -> None:
    rows = [make.row(1) + ',"one\ntwo\r\n\r\n""three"""', make.row(2) + ",four"]
    reading = read(make.file(rows, header=make.header + ",status_message"))
    assert reading.posts["text"].to_list() == ['one\ntwo\r\n\r\n"three"', "four"]
    assert reading.posts["line"].to_list() == [2, 6]


def test_lines_above_the_header_are_reported(read: Read, make: Any) -> None:
    reading = read("My export\nMade on a Monday, by hand\n\n" + make.file())
    assert reading.ledger.rows_in_file == 3
    assert make.found(reading, "lines_before_header").example == "Line 1: My export"


def test_a_missing_last_line_end_loses_nothing(read: Read, make: Any) -> None:
    assert read(make.file().rstrip("\n")).ledger.rows_kept == 3


def test_progress_goes_from_nothing_to_everything(tmp_path: Path, make: Any) -> None:
    path = tmp_path / "upload.csv"
    path.write_text(make.file())
    seen: list[float] = []
    read_posts(path, datetime(2020, 1, 1, tzinfo=UTC), lambda fraction, _: seen.append(fraction))
    assert seen == sorted(seen)
    assert (seen[0], seen[-1]) == (0.0, 1.0)
