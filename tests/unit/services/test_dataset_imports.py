from pathlib import Path

import polars as pl
import pytest
from builders import RED, START, House, make_actor, make_posts_csv, save_posts_csv

from services.domain.actors import Role
from services.domain.errors import Forbidden, InvalidInput, NotFound
from services.inert_text import inert
from services.storage.tables import ActivityRow

SOMEBODY = make_actor(Role.AGENCY)


def _upload(house: House, content: bytes, name: str = "posts.csv") -> str:
    upload = house.services.uploads.begin(SOMEBODY, name, len(content))
    house.services.uploads.receive(SOMEBODY, upload.id, 0, content)
    return upload.id


def _stored(house: House) -> list[str]:
    return sorted(path.name for path in house.files.root.rglob("*") if path.is_file())


def test_a_file_becomes_a_dataset_with_its_ledger(house: House, tmp_path: Path) -> None:
    path = save_posts_csv(tmp_path, "spring.csv", posts=30, unreadable=2)
    dataset = house.services.datasets.import_file(SOMEBODY, path)

    assert (dataset.rows_in_file, dataset.rows_kept, dataset.rows_set_aside) == (32, 30, 2)
    assert (dataset.name, dataset.file_name) == ("spring", "spring.csv")
    assert dataset.uploaded_by == "Some Body"
    assert dataset.created_at == START
    assert dataset.first < dataset.last
    assert "unreadable_date" in {finding.code for finding in dataset.findings}
    assert house.services.datasets.get(SOMEBODY, dataset.id) == dataset


def test_the_original_is_kept_to_the_byte(house: House, tmp_path: Path) -> None:
    path = save_posts_csv(tmp_path, posts=30)
    content = path.read_bytes()
    dataset = house.services.datasets.import_file(SOMEBODY, path)

    download = house.services.datasets.original(SOMEBODY, dataset.id)

    assert path.read_bytes() == download.path.read_bytes() == content
    assert download.name == "posts.csv"
    assert dataset.size == len(content)


def test_an_upload_becomes_the_same_dataset_as_the_file(house: House, tmp_path: Path) -> None:
    from_file = house.services.datasets.import_file(SOMEBODY, save_posts_csv(tmp_path, posts=30))
    upload = _upload(house, make_posts_csv(posts=30).encode())

    from_upload = house.services.datasets.import_upload(SOMEBODY, upload)

    assert from_upload.sha256 == from_file.sha256
    assert from_upload.measured == from_file.measured
    assert from_upload.id != from_file.id


def test_an_imported_upload_takes_no_room_and_knows_what_it_became(house: House) -> None:
    upload = _upload(house, make_posts_csv(posts=30).encode())
    dataset = house.services.datasets.import_upload(SOMEBODY, upload)

    assert house.services.uploads.get(SOMEBODY, upload).dataset == dataset.id
    assert upload not in _stored(house)
    assert house.services.datasets.import_upload(SOMEBODY, upload) == dataset


def test_rows_set_aside_can_be_had_with_line_and_reason(house: House, tmp_path: Path) -> None:
    dataset = house.services.datasets.import_file(SOMEBODY, save_posts_csv(tmp_path, posts=30, unreadable=2))

    download = house.services.datasets.rows_set_aside(SOMEBODY, dataset.id)

    listed = pl.read_csv(download.path)
    assert listed["line"].to_list() == [32, 33]
    assert listed["row"][0].startswith("u1,North shop,photo,,some day")
    assert all(listed["reason"].str.contains("date"))
    assert download.name == "posts - rows set aside.csv"


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1"])
def test_text_that_a_spreadsheet_would_run_is_marked_as_text(cell: str) -> None:
    marked = pl.DataFrame({"row": [cell, "plain", "a=b"]}).with_columns(inert("row"))

    assert marked["row"].to_list() == [f"'{cell}", "plain", "a=b"]


def test_a_file_that_cannot_be_read_leaves_nothing(house: House) -> None:
    upload = _upload(house, b"colour,weight\nred,3\n")

    with pytest.raises(InvalidInput):
        house.services.datasets.import_upload(SOMEBODY, upload)

    assert house.services.datasets.newest_first(SOMEBODY) == ()
    assert _stored(house) == []


def test_a_file_that_is_not_there_is_named(house: House, tmp_path: Path) -> None:
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(NotFound, match=str(path)):
            house.services.datasets.import_file(SOMEBODY, path)


def test_an_empty_workspace_says_what_to_do(house: House) -> None:
    assert house.services.datasets.newest_first(SOMEBODY) == ()
    with pytest.raises(NotFound, match="Upload a file or try the demo"):
        house.services.datasets.get(SOMEBODY, "")


def test_datasets_are_listed_newest_first(house: House, tmp_path: Path) -> None:
    made = []
    for name in ("first.csv", "second.csv", "third.csv"):
        made.append(house.services.datasets.import_file(SOMEBODY, save_posts_csv(tmp_path, name, posts=5)).name)
        house.clock.advance(seconds=1)

    assert [dataset.name for dataset in house.services.datasets.newest_first(SOMEBODY)] == made[::-1]
    assert house.services.datasets.get(SOMEBODY, "").name == "third"


def test_importing_is_noted(house: House, tmp_path: Path) -> None:
    house.services.datasets.import_file(SOMEBODY, save_posts_csv(tmp_path, posts=5))

    with house.database.jobs() as session:
        note = session.query(ActivityRow).filter_by(workspace_id=RED.id).one()
    assert (note.what, note.subject, note.user_id, note.workspace_id) == (
        "imported a file",
        "posts.csv",
        SOMEBODY.user_id,
        RED.id,
    )


def test_progress_only_goes_forward_and_arrives(house: House, tmp_path: Path) -> None:
    said: list[float] = []
    house.services.datasets.import_file(
        SOMEBODY, save_posts_csv(tmp_path, posts=30), lambda fraction, _: said.append(fraction)
    )

    assert said == sorted(said)
    assert said[-1] == 1.0


def test_brand_managers_see_datasets_and_import_none(house: House, tmp_path: Path) -> None:
    path = save_posts_csv(tmp_path, posts=5)
    dataset = house.services.datasets.import_file(SOMEBODY, path)
    manager = make_actor(Role.BRAND_MANAGER)

    assert house.services.datasets.get(manager, dataset.id) == dataset
    with pytest.raises(Forbidden):
        house.services.datasets.import_file(manager, path)


@pytest.mark.parametrize("dataset_id", ["../x", "\x00", "x" * 5000, "é"])
def test_an_id_of_any_kind_is_at_most_not_found(house: House, dataset_id: str) -> None:
    for ask in (house.services.datasets.get, house.services.datasets.original, house.services.datasets.rows_set_aside):
        with pytest.raises(NotFound):
            ask(SOMEBODY, dataset_id)
