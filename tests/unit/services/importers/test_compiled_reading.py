"""What machine code reads is what numpy and polars read."""

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.importers.bulk.compiled import hashes, scan
from services.importers.bulk.compiled.letters import BLANK, ODD, read_count, trim
from services.importers.bulk.compiled.moment import FULL, PADDED, read_moment
from services.importers.bulk.compiled.warm import compile_scan
from services.importers.bulk.moments import read_moments

_BLANKS = "\t\n\x0b\x0c\r \x85\xa0\u1680\u2000\u2007\u200a\u2028\u2029\u202f\u205f\u3000"
_NUMBERS = st.sampled_from(["0", "1", "02", "9", "10", "12", "13", "28", "29", "30", "31", "32", "60", "004"])
_YEARS = st.sampled_from(["1989", "1990", "2016", "2018", "2100", "2101", "18", "20180"])
_MARKS = st.sampled_from("/-.")
_CLOCKS = st.builds(
    "{}{}{}{}{}".format,
    st.sampled_from([" ", "T", "", "  "]),
    _NUMBERS,
    st.sampled_from([":", ":", "."]),
    _NUMBERS,
    st.sampled_from(["", ":00", ":59", ":60", ":5", " PM", "Z"]),
)
_DATES = st.one_of(
    st.builds("{}{}{}{}{}{}".format, _NUMBERS, _MARKS, _NUMBERS, _MARKS, _YEARS, _CLOCKS),
    st.builds("{}{}{}{}{}{}".format, _YEARS, _MARKS, _NUMBERS, _MARKS, _NUMBERS, _CLOCKS),
    st.text("0123456789/-.: T", max_size=20),
)


def letters_of(text):
    return np.frombuffer((text + "\n").encode() + bytes(40), np.uint8)


@given(_DATES)
def test_a_date_is_read_as_by_columns(text):
    letters, end = letters_of(text), len(text)
    expected = read_moments(letters, np.array([0]), np.array([end]))
    shape, month_first, day_first, flags = read_moment(letters, 0, end)
    assert (shape >= 0) == (expected.shape[0] >= 0)
    if shape >= 0:
        assert (month_first, day_first) == (expected.month_first[0], expected.day_first[0])
        assert (bool(flags & PADDED), bool(flags & FULL)) == (expected.padded[0], expected.full[0])


@given(st.text(_BLANKS, max_size=4), st.text(max_size=6), st.text(_BLANKS, max_size=4))
def test_blanks_are_those_of_the_careful_way(before, text, after):
    whole = (before + text + after).encode()
    start, end = trim(np.frombuffer(whole + b"\n", np.uint8), 0, len(whole))
    assert whole[start:end].decode() == pl.Series([whole.decode()]).str.strip_chars()[0]


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("0", 0),
        ("7", 7),
        ("123456789012345", 123456789012345),
        ("", BLANK),
        ("-3", BLANK),
        ("007", ODD),
        ("9" * 16, ODD),
    ],
)
def test_only_plain_counts_are_counts(text, count):
    assert read_count(letters_of(text), 0)[0] == count


@given(st.lists(st.sampled_from(["photo", "a", "ab", "a" * 8, "a" * 9, "a" * 16, "", "ภาพ"]), min_size=4, max_size=4))
def test_rows_have_one_number_where_their_cells_are_the_same(texts):
    """The same cells held back, and the same cells beside another key, give the same number; others do not."""
    kinds = np.array([hashes.KEY, hashes.TEXT, hashes.OTHER, hashes.COUNT], np.uint8)
    rows = [["1", texts[0], texts[1], "5"], ["2", texts[0], texts[1], "5"], ["3", texts[2], texts[3], "5"]]
    content = "".join(",".join(row) + "\n" for row in rows).encode()
    found = scan.blank_scan(3, len(content), 1)
    assert scan.scan(np.frombuffer(content, np.uint8), ord(","), kinds, found)[:2] == (3, 0)
    held = np.empty(3, np.uint64)
    hashes.hash_lines(np.frombuffer(content.replace(b",", b"\x1f"), np.uint8), 0x1F, kinds, held)
    assert held.tolist() == found.hashes.tolist()
    assert found.hashes[0] == found.hashes[1]
    assert (found.hashes[0] == found.hashes[2]) == (texts[:2] == texts[2:])


def test_a_text_column_may_stand_alone_and_be_blank(tmp_path, monkeypatch):
    from datetime import datetime

    from services.importers.read import read_posts
    from services.progress import unwatched

    rows = [f"{'' if n % 3 else 'photo'},04/1{n % 9}/2018 10:0{n % 10},{n},1" for n in range(30)]
    path = tmp_path / "posts.csv"
    path.write_text("\n".join(["status_type,status_published,num_likes,num_comments", *rows, ""]))
    now = datetime(2026, 1, 1)  # noqa: DTZ001  # naive UTC, as files have it
    careful = read_posts(path, now, unwatched)
    monkeypatch.setattr("services.importers.read.LARGE", 0)
    monkeypatch.setattr("services.importers.bulk.read.COMPILED", 0)
    monkeypatch.setattr("services.importers.read._open", None)
    fast = read_posts(path, now, unwatched)
    assert fast.findings == careful.findings
    assert fast.posts.cast(dict(careful.posts.schema)).equals(careful.posts)


def test_set_up_compiles_what_large_files_need():
    compile_scan()
    before = len(scan.scan.signatures), len(hashes.hash_lines.signatures)
    content = b"2,video,2018-04-22 06:00:00,8\n"
    kinds = np.array([hashes.KEY, hashes.TEXT, hashes.DATE, hashes.COUNT], np.uint8)
    found = scan.blank_scan(1, len(content), 1)
    assert scan.scan(np.frombuffer(content, np.uint8), ord(","), kinds, found)[0] == 1
    assert (len(scan.scan.signatures), len(hashes.hash_lines.signatures)) == before
