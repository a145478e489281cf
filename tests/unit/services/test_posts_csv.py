import csv
import io

import polars as pl
import pytest
from builders import Web, make_posts_csv
from unit.services.arriving import SOMEBODY, make_dataset

from services import posts_csv
from services.inert_text import inert

FORMULAS = ("=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＋1", "－1", "＠x", "\x00=1")


def read(house, dataset):
    name, pieces = house.services.posts_csv.pieces(SOMEBODY, dataset.id)
    text = b"".join(pieces).decode("utf-8-sig")
    return name, list(csv.DictReader(io.StringIO(text)))


def test_every_post_is_there_in_the_canonical_columns(house):
    dataset = make_dataset(house, make_posts_csv(posts=12), "spring.csv")
    name, rows = read(house, dataset)

    assert name == "spring - posts.csv"
    assert [row["post_id"] for row in rows] == [f"p{number}" for number in range(1, 13)]
    assert rows[0]["published_at"] == "2025-11-28 18:30:00"
    assert list(rows[0])[:5] == ["line", "post_id", "published_at", "post_type", "page"]


def test_posts_are_handed_out_bit_by_bit_and_none_twice(house, monkeypatch):
    monkeypatch.setattr(posts_csv, "_ROWS", 5)
    for number in (4, 5, 12):
        dataset = make_dataset(house, make_posts_csv(posts=number))
        _, rows = read(house, dataset)
        assert len({row["post_id"] for row in rows}) == len(rows) == number


@pytest.mark.parametrize("cell", FORMULAS)
def test_text_that_a_spreadsheet_would_run_is_marked_as_text(cell):
    marked = pl.DataFrame({"text": [cell, "plain", "a=b", "", None]}).with_columns(inert("text"))

    assert marked["text"].to_list() == [f"'{cell}", "plain", "a=b", "", None]


def test_a_post_that_says_a_formula_is_harmless_and_numbers_stay_numbers(house):
    content = make_posts_csv(posts=12).replace("Words of post 3,", "=cmd|' /C calc'!A0,")
    _, rows = read(house, make_dataset(house, content))

    assert rows[2]["text"] == "'=cmd|' /C calc'!A0"
    assert rows[2]["comments"].isdecimal()


def test_it_comes_over_http_as_an_attachment(web: Web):
    answer = web.person().get(f"/datasets/{web.dataset.id}/posts.csv")

    assert answer.status_code == 200
    assert answer.headers["Content-Disposition"] == 'attachment; filename="autumn-export - posts.csv"'
    assert answer.text.count("\n") == web.dataset.rows_kept + 1
