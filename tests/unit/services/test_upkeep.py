"""The reaper and the checker: what went wrong is found, named, and put right where that is possible."""

import os
import sqlite3
import time

import pytest
from builders import BLUE, RED, copy_house, make_actor, make_posts_csv
from unit.services.arriving import ADMIN, SOMEBODY, make_dataset, make_upload

from app.container import build_upkeep
from services.domain.uploading import DatasetState, UploadState
from services.jobs import WorkOrder
from services.storage import failpoints


@pytest.fixture(autouse=True)
def disarmed():
    yield
    failpoints.arm("")


@pytest.fixture
def analysed(story, tmp_path):
    copy = copy_house(story.house.settings.home, tmp_path / "copy")
    yield copy
    copy.close()


def upkeep(house):
    return build_upkeep(house.settings, house.clock)


def faults(house):
    return {fault.code for fault in upkeep(house).checker.check().faults}


def repaired(house):
    return dict(upkeep(house).checker.repair())


def make_old(path):
    """As if nobody had touched it for two hours."""
    before = time.time() - 7200
    os.utime(path, (before, before))


def a_file(house, *parts, content=b"x"):
    path = house.files.path(RED.id, *parts)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_an_installation_in_use_is_sound(analysed):
    dataset = make_dataset(analysed)
    analysed.services.versions.replace(SOMEBODY, dataset.id, make_upload(analysed, make_posts_csv(posts=20)))
    make_upload(analysed, name="waiting.csv")
    report = upkeep(analysed).checker.check()

    assert report.faults == ()
    assert dict(report.checked) == {"workspaces": 2, "datasets": 3, "uploads": 3, "results": 2, "jobs": 0, "reports": 0}
    assert repaired(analysed) == {}
    assert faults(analysed) == set()


def test_a_dataset_without_its_file_is_found_and_not_glossed_over(house):
    dataset = make_dataset(house)
    house.services.datasets.original(SOMEBODY, dataset.id).path.unlink()
    repaired(house)

    (fault,) = [fault for fault in upkeep(house).checker.check().faults if fault.code == "dataset_without_file"]
    assert (fault.subject, fault.repairable) == (dataset.id, False)


@pytest.mark.parametrize("name", ["original", "posts.parquet", "set-aside.csv"])
def test_a_flipped_bit_is_found(house, name):
    dataset = make_dataset(house)
    path = house.files.path(RED.id, "datasets", dataset.id, name)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)

    assert "dataset_damaged" in faults(house)


def test_a_folder_without_a_row_goes(house):
    a_file(house, "datasets", "d0", "original")
    a_file(house, "intake", "i0", "posts.parquet")

    assert faults(house) == {"folder_without_dataset", "import_left_behind"}
    assert repaired(house) == {"folders without a dataset": 2}
    assert faults(house) == set()


def test_a_folder_that_is_being_filled_stays(house):
    folder = house.files.path(RED.id, "datasets", "d0")
    with house.files.filling(folder, lambda: False):
        a_file(house, "datasets", "d0", "original")

        assert faults(house) == set()
        assert repaired(house) == {}
    assert folder.exists()


def test_files_left_half_written_go_after_an_hour(house):
    dataset = make_dataset(house)
    half = a_file(house, "datasets", dataset.id, "original.12ab.unfinished")
    result = a_file(house, "results", f"{'f' * 64}.npz")
    assert faults(house) == set()

    for path in (half, result):
        make_old(path)

    assert faults(house) == {"unfinished_file", "file_without_result"}
    assert repaired(house) == {"results without a row": 1, "unfinished files": 1}
    assert faults(house) == set()


@pytest.mark.parametrize(
    "point", ["delete.after_mark", "delete.first_file", "delete.files_gone", "delete.before_commit"]
)
def test_a_deletion_that_was_interrupted_is_finished_and_nothing_comes_back(analysed, point):
    dataset = analysed.services.datasets.get(ADMIN, "")
    failpoints.arm(f"{point}:raise")
    with pytest.raises(failpoints.Failed):
        analysed.services.lifecycle.delete(ADMIN, dataset.id)
    failpoints.arm("")

    assert analysed.services.datasets.newest_first(ADMIN) == ()
    assert "deletion_unfinished" in faults(analysed)
    assert repaired(analysed) == {"datasets deleted": 1}
    assert faults(analysed) == set()
    assert analysed.services.lifecycle.receipt(ADMIN, dataset.id).by == "Postlens"
    assert not [path for path in analysed.files.root.rglob("*") if path.is_file()]


def test_what_was_never_marked_is_not_deleted(house):
    dataset = make_dataset(house)
    failpoints.arm("delete.before_mark:raise")
    with pytest.raises(failpoints.Failed):
        house.services.lifecycle.delete(ADMIN, dataset.id)

    assert repaired(house) == {}
    assert house.services.datasets.get(ADMIN, dataset.id) == dataset


def test_a_dataset_hidden_for_more_than_thirty_days_is_deleted(house):
    dataset = make_dataset(house)
    house.services.lifecycle.hide(SOMEBODY, dataset.id)
    house.clock.advance(days=29)
    assert repaired(house) == {}

    house.clock.advance(days=2)

    assert repaired(house) == {"datasets deleted": 1}
    assert house.services.lifecycle.receipt(ADMIN, dataset.id).dataset == dataset.id


def test_an_upload_nobody_goes_on_with_is_given_up_after_a_day(house):
    upload = house.services.uploads.begin(SOMEBODY, "big.csv", 1000)
    house.services.uploads.receive(SOMEBODY, upload.id, 0, b"x" * 10)
    house.clock.advance(hours=23)
    assert repaired(house) == {}

    house.clock.advance(hours=2)

    assert faults(house) == {"upload_abandoned"}
    assert repaired(house) == {"uploads given up": 1, "bytes of uploads that ended": 1}
    (record,) = house.services.all_uploads.newest_first(ADMIN)
    assert record.state is UploadState.ABANDONED
    assert house.services.quota.of_workspace(SOMEBODY).bytes == 0


def test_an_upload_whose_import_is_still_to_come_is_waited_for(house):
    upload = make_upload(house)
    house.services.jobs.submit(SOMEBODY, WorkOrder("datasets.import", "Importing", {"args": [upload]}))
    house.clock.advance(days=3)

    assert repaired(house) == {}
    assert house.services.datasets.import_upload(SOMEBODY, upload).rows_kept == 12


def test_acknowledged_bytes_that_are_gone_are_found(house):
    upload = make_upload(house)
    house.files.path(RED.id, "uploads", upload).write_bytes(b"x")

    assert faults(house) == {"upload_lost_bytes"}


def test_a_damaged_result_is_computed_again(analysed):
    first, second = sorted(analysed.files.path(RED.id, "results").iterdir())
    first.write_bytes(b"damaged")
    second.unlink()

    assert faults(analysed) == {"result_damaged", "result_without_file"}
    assert repaired(analysed) == {"results to be computed again": 2}
    assert faults(analysed) == set()


def test_a_wrong_count_of_bytes_is_put_right(house):
    dataset = make_dataset(house)
    with house.database.transaction(RED.id) as data:
        data.datasets.version(dataset.id).stored = 5

    assert faults(house) == {"quota_miscounted"}
    assert repaired(house) == {"datasets counted": 1}
    assert faults(house) == set()


def test_two_versions_that_both_claim_to_be_the_dataset_are_found(house):
    dataset = make_dataset(house)
    house.services.versions.replace(SOMEBODY, dataset.id, make_upload(house, make_posts_csv(posts=20)))
    with house.database.transaction(RED.id) as data:
        data.datasets.version(dataset.id).state = DatasetState.READY.value

    assert faults(house) == {"versions_disagree"}


def test_a_job_that_nobody_holds_is_taken_back(house):
    job = house.services.jobs.submit(ADMIN, WorkOrder("analysis.segments", "Segments", {"args": []}))
    with house.database.transaction(RED.id) as data:
        row = data.jobs.get(job.id)
        row.state, row.lease_until = "running", house.clock.now
    house.clock.advance(minutes=5)

    assert faults(house) == {"job_without_worker"}
    assert repaired(house) == {"jobs taken back": 1}
    assert faults(house) == set()


def test_files_in_the_wrong_workspace_are_found_and_removed(house):
    dataset = make_dataset(house)
    other = house.files.path(BLUE.id, "datasets", dataset.id)
    other.mkdir(parents=True)
    (other / "original").write_text("x")
    (house.files.root / "no-room").mkdir()

    assert faults(house) == {"folder_without_dataset", "folder_of_nobody"}
    repaired(house)
    assert faults(house) == {"folder_of_nobody"}
    assert house.services.datasets.get(make_actor(), dataset.id) == dataset


def test_a_row_without_its_parent_is_found(house):
    dataset = make_dataset(house)
    connection = sqlite3.connect(house.settings.home / "postlens.db")
    connection.execute("UPDATE uploads SET workspace_id = 'nowhere' WHERE dataset_id = ?", (dataset.id,))
    connection.commit()
    connection.close()

    assert "row_without_parent" in faults(house)
