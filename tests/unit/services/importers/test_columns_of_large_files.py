"""Columns that grow while a file is read, guesses from its beginning, and column files without columns of nothing."""

from pathlib import Path

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from services.importers.bulk import chunks
from services.importers.bulk.draft import Draft
from services.importers.bulk.facts import Facts
from services.importers.bulk.guesses import all_numbered, pages_of
from services.importers.intake import POSTS, SET_ASIDE, take_in
from services.importers.reading import SCHEMA
from services.importers.sheet import _PAGE_IN_ID
from services.importers.stored import AtHand, scan_posts
from services.progress import unwatched

_NOW = "2026-01-01T00:00:00+00:00"
_HEADER = "status_id,status_type,status_published,status_message,num_likes,num_shares"
_Row = tuple[int | None, str | None, bool]
_SOME = st.lists(
    st.tuples(
        st.one_of(st.none(), st.integers(-(2**60), 2**60)),
        st.one_of(st.none(), st.sampled_from(["photo", "video", "ภาพ"])),
        st.booleans(),
    ),
    min_size=1,
    max_size=6,
)


def _facts(rows: list[_Row]) -> pl.DataFrame:
    schema = {"moment": pl.Datetime("us"), "kind": pl.Categorical(), "odd": pl.Boolean()}
    return pl.DataFrame(rows, schema={**schema, "moment": pl.Int64()}, orient="row").cast(schema)


@given(st.lists(_SOME, min_size=1, max_size=8), st.floats(0.1, 3))
def test_facts_are_all_rows_one_below_the_other(parts: list[list[_Row]], times: float) -> None:
    frames = [_facts(part) for part in parts]
    facts = Facts(frames[0], times)
    for frame in frames:
        facts.append(frame)
    assert facts.hand_over().equals(_facts([row for part in parts for row in part]))


_IDS = st.from_regex(r"(77_|7_|77|_)?[0-9+_]{0,4}", fullmatch=True)


@given(st.lists(st.one_of(st.none(), _IDS, st.from_regex(r"77_[0-9]{1,25}", fullmatch=True)), max_size=4))
def test_pages_are_known_by_ids_as_the_careful_way_knows_them(ids: list[str | None]) -> None:
    series = pl.Series(ids, dtype=pl.String)
    numbers = series.str.extract(_PAGE_IN_ID)
    assert all_numbered(series) == (len(ids) > 0 and numbers.null_count() == 0)
    if all_numbered(series):
        assert pages_of(series).cast(pl.String).equals(numbers)


def _file(tmp_path: Path) -> tuple[Path, Path]:
    path, folder = tmp_path / "posts.csv", tmp_path / "into"
    rows = [f"77_{n},photo,2018-03-01 10:00,Words {n},{n},1" for n in range(600)]
    path.write_text("\n".join([_HEADER, *rows, ""]))
    folder.mkdir()
    return path, folder


@pytest.fixture
def small_is_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chunks, "CHUNK", 3_000)
    monkeypatch.setattr("services.importers.read.LARGE", 0)


@pytest.mark.usefixtures("small_is_large")
def test_posts_of_a_large_file_have_all_columns_when_they_are_read(tmp_path: Path) -> None:
    path, folder = _file(tmp_path)
    take_in(unwatched, str(path), str(folder), _NOW)
    assert {file.name for file in folder.iterdir()} == {POSTS, SET_ASIDE}
    assert not {"permalink", "linked_url"} & set(pl.read_parquet_schema(folder / POSTS))
    posts = scan_posts(folder / POSTS).collect()
    assert posts.columns == [*(name for name in SCHEMA if name != "immature"), "shares", "likes", "immature"]
    assert {name: kind for name, kind in posts.schema.items() if name in SCHEMA} == dict(SCHEMA)
    assert posts["page"].unique().to_list() == ["77"]
    assert posts["text"].to_list() == [f"Words {n}" for n in range(600)]
    assert posts["permalink"].null_count() == len(posts)


@pytest.mark.usefixtures("small_is_large")
def test_words_that_are_dropped_reach_no_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path, folder = _file(tmp_path)
    targets = []
    begin = Draft.__init__

    def watched(self: Draft, *seen: object) -> None:
        targets.append(seen[-1])
        begin(self, *seen)  # type: ignore[arg-type]

    monkeypatch.setattr(Draft, "__init__", watched)
    take_in(unwatched, str(path), str(folder), _NOW, {"seal": "s3al"})
    assert targets == [None]
    assert {file.name for file in folder.iterdir()} == {POSTS, SET_ASIDE}
    assert scan_posts(folder / POSTS).collect()["text"].null_count() == 600


@pytest.mark.usefixtures("small_is_large")
def test_a_file_that_turns_out_irregular_leaves_no_draft(tmp_path: Path) -> None:
    path, folder = _file(tmp_path)
    with path.open("a") as file:
        file.write('77_600,photo,2018-03-01 10:00,"Words\nin two lines",1,1\n')
    take_in(unwatched, str(path), str(folder), _NOW)
    assert {file.name for file in folder.iterdir()} == {POSTS, SET_ASIDE}
    assert scan_posts(folder / POSTS).collect()["text"].last() == "Words\nin two lines"


def test_posts_at_hand_are_stored_in_the_types_of_the_schema(tmp_path: Path) -> None:
    none = pl.DataFrame(schema={**SCHEMA, "likes": pl.Int8()})
    AtHand(none).write(tmp_path / POSTS)
    assert scan_posts(tmp_path / POSTS).collect_schema()["likes"] == pl.Int64()
