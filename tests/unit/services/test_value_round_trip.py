"""Values that were written are the values that are read, kept and handed out again (T34 of the threat model)."""

import csv
import gzip
import io
from datetime import datetime
from pathlib import Path
from random import Random

import polars as pl
import pytest
from builders import House
from hostile.exports import make_export, written
from hostile.sheets import make_workbook, make_zip
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from unit.services.arriving import SOMEBODY, make_dataset

from services.importers import IMPORTERS
from services.importers.read import read_posts
from services.progress import unwatched

NOW = datetime(2030, 1, 1)  # noqa: DTZ001  # files state no zone
_HEADER = ("status_id", "page_name", "status_type", "status_message", "status_published", "num_comments", "num_shares")
_SOUND = ("sound", "North", "photo", "words", "2020-01-01 10:00:00", "1", "2")
_HARD = (
    *("007", "0", "NA", "null", "None", "1e5", "1.5", "TRUE", "1,234", "12345678901234567890123", "2024-01-01", "0x1F"),
    *("🏳️‍🌈", "ก็", "e\u0301", "é", "\u202eabc", "a\tb", "a\nb", "a\r\nb", '"', '""', "'", "\\", "\\n", ";", "|", "a,b"),
    *(
        "\u00a0a\u00a0b",
        "#REF!",
        "{0}",
        "%s",
        "</script>",
        "_x000D_",
        "&amp;",
        "&#65;",
        "x" * 24_333,
        "\u2028",
        "\u200b",
    ),
)
# What XML can hold; blanks at the ends of a cell are not kept, which is a rule of its own.
_LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), include_characters="\n\t")
_TEXTS = st.one_of(st.sampled_from(_HARD), st.text(_LETTERS, max_size=40))
_COUNTS = st.one_of(st.none(), st.integers(0, 2**53), st.sampled_from([0, 1, 999, 1000, 2**31, 2**53]))
_MOMENTS = st.datetimes(datetime(1990, 1, 2), datetime(2029, 1, 1)).map(  # noqa: DTZ001  # as above
    lambda moment: moment.replace(microsecond=0)
)
_POSTS = st.lists(st.tuples(_TEXTS, _TEXTS, _MOMENTS, _COUNTS, _COUNTS), min_size=1, max_size=8)
Post = tuple[str, str, datetime, int | None, int | None]


def _table(posts: list[Post]) -> list[tuple[str, ...]]:
    def cell(value: int | None) -> str:
        return "" if value is None else str(value)

    rows = [
        (f"{identifier}{number:03d}", "North", "photo", words, str(moment), cell(comments), cell(shares))
        for number, (identifier, words, moment, comments, shares) in enumerate(posts)
    ]
    return [_HEADER, _SOUND, *rows]


def _as_excel(text: str) -> str:
    """As Excel writes text that would be taken for one of its escapes."""
    return text.replace("_x", "_x005F_x").replace("\r", "_x000D_")


WAYS = {
    "commas": lambda table: written(table).encode(),
    "semicolons": lambda table: written(table, ";", "\r\n").encode("utf-8-sig"),
    "tabs in UTF-16": lambda table: written(table, "\t").encode("utf-16"),
    "workbook": lambda table: make_workbook([[*map(_as_excel, row)] for row in table]),
    "packed": lambda table: make_zip({"a/posts.csv": written(table)}),
    "packed twice as small": lambda table: gzip.compress(written(table).encode()),
}


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(posts=_POSTS, way=st.sampled_from(sorted(WAYS)))
def test_what_was_written_is_what_is_read(tmp_path: Path, posts: list[Post], way: str) -> None:
    path = tmp_path / "upload"
    path.write_bytes(WAYS[way](_table(posts)))

    reading = read_posts(path, NOW, unwatched)

    assert (reading.ledger.rows_kept, reading.ledger.rows_set_aside) == (len(posts) + 1, 0)
    found = reading.posts.tail(len(posts))
    assert found["post_id"].to_list() == [_stripped(f"{post[0]}{n:03d}") for n, post in enumerate(posts)]
    assert found["text"].to_list() == [_stripped(post[1]) or None for post in posts]
    assert found["published_at"].to_list() == [post[2] for post in posts]
    for place, name in ((3, "comments"), (4, "shares")):
        assert found[name].to_list() == [post[place] for post in posts]


def _stripped(text: str) -> str:
    return pl.Series([text]).str.strip_chars()[0]


@pytest.mark.parametrize("importer", sorted(IMPORTERS))
@pytest.mark.parametrize("way", ["commas", "workbook"])
def test_every_tool_s_values_are_read_as_they_stand(tmp_path: Path, importer: str, way: str) -> None:
    export = make_export(Random(importer), 40, importer)
    path = tmp_path / "upload"
    path.write_bytes(WAYS[way]([export.header, *export.rows]))

    reading = read_posts(path, NOW, unwatched)

    assert (reading.importer, reading.ledger.rows_kept) == (importer, 40)
    for token, row in zip(export.values, reading.posts.iter_rows(named=True), strict=bool(export.values)):
        assert {name: row[name] for name in export.values[token]} == export.values[token]


@pytest.mark.parametrize("way", ["commas", "workbook"])
def test_values_go_through_an_import_and_out_again(house: House, way: str) -> None:
    posts = [(text, text, datetime(2021, 2, 3, 4, 5, n), n, 2**53 - n) for n, text in enumerate(_HARD)]  # noqa: DTZ001
    dataset = make_dataset(house, WAYS[way](_table(posts)), "posts.xlsx")

    _, pieces = house.services.posts_csv.pieces(SOMEBODY, dataset.id)
    rows = list(csv.DictReader(io.StringIO(b"".join(pieces).decode("utf-8-sig"), newline="")))[1:]

    assert (dataset.rows_kept, dataset.rows_set_aside) == (len(posts) + 1, 0)
    assert [row["text"] for row in rows] == [_stripped(post[1]) for post in posts]
    assert [row["post_id"] for row in rows] == [_stripped(f"{post[0]}{n:03d}") for n, post in enumerate(posts)]
    assert [row["published_at"] for row in rows] == [str(post[2]) for post in posts]
    assert [(int(row["comments"]), int(row["shares"])) for row in rows] == [post[3:] for post in posts]
