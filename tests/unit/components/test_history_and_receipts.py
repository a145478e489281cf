"""What a person can do to a dataset, and what they are told about it."""

from datetime import timedelta

import pytest
from builders import START, make_dataset
from unit.components.test_pages import parts

from components import all_uploads, ids, receipts
from components.history import hidden_datasets, history
from components.quota import meter, quota
from services.domain.uploading import (
    DatasetState,
    DeletionReceipt,
    EarlierReading,
    FoundUploads,
    HiddenDataset,
    HistoryEntry,
    ReceiptItem,
    UpdatedPost,
    UpdatedPosts,
    UploadRecord,
    UploadState,
    WorkspaceUsage,
)

NOTHING = UpdatedPosts(0, ())


def words(part):
    """What stands to be read, piece by piece."""
    if isinstance(part, str):
        return part
    inside = getattr(part, "children", None)
    pieces = inside if isinstance(inside, list) else [inside]
    return " ".join(filter(None, (words(piece).strip() for piece in pieces if piece is not None)))


def keys(component, slot):
    found = [getattr(part, "id", None) for part in parts(component)]
    return [one["key"] for one in found if isinstance(one, dict) and slot.at(one["key"]) == one]


def entry(what, version, **difference):
    return HistoryEntry(START, "Ann", what, "spring.csv", version, **{"restorable": False, "number": 1} | difference)


def record(**difference):
    facts = {"workspace_id": "w1", "workspace": "Red", "state": DatasetState.READY, "who": "Ann", "at": START}
    return UploadRecord(
        **facts | {"dataset": "d1", "file_name": "spring.csv", "size": 2_000_000, "kept": 9, **difference}
    )


def test_a_version_can_be_brought_back_from_the_line_that_made_it_and_from_no_other():
    entries = (
        entry("restored a version", "v1", restorable=True),
        entry("replaced the file", "v2", current=True),
        entry("imported a file", "v1", restorable=True),
    )
    shown = history(make_dataset(), entries, NOTHING, may_change=True)

    assert keys(shown, ids.HISTORY_BRING_BACK) == ["v1"]
    assert words(shown).count("shown now") == 1


def test_who_may_not_import_reads_the_history_and_changes_nothing():
    shown = history(make_dataset(), (entry("imported a file", "v1", restorable=True),), NOTHING, may_change=False)

    assert not keys(shown, ids.HISTORY_BRING_BACK) + keys(shown, ids.HISTORY_HIDE)
    assert "Replace the file" not in words(shown)
    assert "Original file" in words(shown)


def test_earlier_readings_show_measured_counts_only_and_never_a_nought_for_none():
    counts = (("comments", 4), ("shares", None), ("views", None))
    post = UpdatedPost("p1", counts, (EarlierReading(START, (("comments", 3), ("shares", 1))),))
    shown = words(history(make_dataset(), (), UpdatedPosts(7, (post,)), may_change=False))

    assert "7 posts with earlier readings" in shown
    assert "The first 1 of them" in shown
    assert "4 – 5 Jan 2026 3 1" in shown
    assert "Views" not in shown


def test_a_hidden_dataset_says_until_when_it_can_be_restored():
    hidden = HiddenDataset(make_dataset(), START, START + timedelta(days=30))

    assert "can be restored until 4 Feb 2026, 12:00, then it is deleted" in words(hidden_datasets((hidden,)))
    assert hidden_datasets(()) is None


@pytest.mark.parametrize(
    ("state", "buttons"),
    [
        (DatasetState.READY, ["UPLOADS_HIDE", "UPLOADS_DOOM"]),
        (DatasetState.HIDDEN, ["UPLOADS_RESTORE", "UPLOADS_DOOM"]),
        (DatasetState.DELETED, ["UPLOADS_RECEIPT"]),
        (DatasetState.DELETING, []),
        (UploadState.RECEIVING, []),
        (UploadState.UNMATCHED, []),
        (UploadState.REFUSED, []),
        (UploadState.ABANDONED, []),
    ],
)
def test_a_line_offers_what_its_state_allows(state, buttons):
    table = all_uploads.uploads_table(FoundUploads((record(state=state),), 1, 1))
    every = ("UPLOADS_HIDE", "UPLOADS_RESTORE", "UPLOADS_DOOM", "UPLOADS_RECEIPT")

    assert [name for name in every if keys(table, getattr(ids, name)) == ["w1 d1"]] == buttons
    assert all_uploads.place_of("w1 d1") == ("w1", "d1")
    assert all_uploads.STATES[state] in words(table)


def test_every_state_that_is_listed_has_its_words():
    assert set(all_uploads.STATES) == {*DatasetState, *UploadState} - {DatasetState.REPLACED, UploadState.IMPORTED}
    waits = words(all_uploads.uploads_table(FoundUploads((record(state=UploadState.UNMATCHED, message="No."),), 1, 1)))
    assert "waits for its columns Somebody of the workspace has to say what they mean." in waits
    assert "No." not in waits


def test_the_list_says_how_many_it_does_not_show_and_what_to_do_where_nothing_fits():
    assert "The first 1 of 900 that fit" in words(all_uploads.uploads_table(FoundUploads((record(),), 900, 901)))
    assert "None of the 5 uploads fits" in words(all_uploads.uploads_table(FoundUploads((), 0, 5)))
    assert "No uploads yet" in words(all_uploads.uploads_table(FoundUploads((), 0, 0)))


def test_rows_of_a_line_add_up():
    line = words(all_uploads.uploads_table(FoundUploads((record(rows=481, kept=241, updated=240),), 1, 1)))

    assert "481 241 + 240 earlier readings 0" in line


def test_the_question_before_a_deletion_says_what_goes():
    told = " ".join(words(part) for part in receipts.question(record(versions=3, set_aside=2)))

    assert "all 3 versions of it, 9 posts and 2 rows set aside" in told
    assert "Nobody can bring it back" in told


def test_a_receipt_names_all_that_went_and_without_a_name_the_dataset():
    items = (ReceiptItem("analyses", 3, 5_000), ReceiptItem("jobs", 2, 0))
    told = " ".join(words(part) for part in receipts.receipt(DeletionReceipt("d1", "Red", "", "Ann", START, items)))

    assert "Dataset d1 of Red was deleted by Ann on 5 Jan 2026, 12:00. Gone are:" in told
    assert "Analyses 3 5 kB Jobs 2 – Free again" in told


def test_a_quota_says_its_numbers_and_warns_near_the_end():
    shown = quota(WorkspaceUsage("w1", "Red", 3, 500, 1_500_000, 2_000_000))

    assert words(shown) == "1.5 MB of 2 MB 3 of 500 datasets"
    assert "room-warns" in str(meter(0.95, "Files", "19 of 20 MB"))
    assert "room-warns" not in str(shown)
