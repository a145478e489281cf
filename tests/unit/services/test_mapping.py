"""Files that no importer knows: they wait, are matched by a person, and are known the next time."""

import io
import zipfile
from datetime import timedelta

import pytest
from builders import BLUE, House, make_actor
from unit.services.arriving import ADMIN, SOMEBODY, make_upload

from services.domain.errors import Conflict, InvalidInput, NotFound
from services.domain.intake import ColumnMapping, MappedColumn, TableChoice
from services.uploads import WAITING, Purpose

HEADER = "When;Blurb;Talk;Passed on"
ROWS = [f"{n:02d}/04/2023;Tea {n};{n};{n}0" for n in range(1, 13)]
ODD = "\n".join(["A title", HEADER, *ROWS, ""])
COLUMNS = {"When": "published_at", "Blurb": "text", "Talk": "comments", "Passed on": "shares"}


def make_choice(sheet: str = "", date: str = "", **fields: str) -> TableChoice:
    said = COLUMNS | fields
    columns = (MappedColumn(name, field, date if field == "published_at" else "") for name, field in said.items())
    return TableChoice(sheet, ColumnMapping(tuple(columns)))


def make_waiting(house: House, content: str | bytes = ODD, name: str = "odd.csv", **given) -> str:
    """The id of an upload that waits for its columns."""
    upload = make_upload(house, content, name, **given)
    with pytest.raises(InvalidInput, match="not known"):
        house.services.datasets.import_upload(SOMEBODY, upload)
    return upload


def stored(house: House) -> list[str]:
    return [path.name for path in house.files.path(SOMEBODY.workspace_id, "uploads").iterdir()]


def test_a_file_nobody_knows_waits_with_its_bytes_and_takes_room(house):
    before = house.services.quota.of_workspace(SOMEBODY).bytes
    upload = make_waiting(house)

    (file,) = house.services.unmatched.waiting(SOMEBODY)
    assert (file.upload, file.file_name, file.size) == (upload, "odd.csv", len(ODD))
    assert file.until == house.clock.now + WAITING
    assert stored(house) == [upload]
    assert house.services.quota.of_workspace(SOMEBODY).bytes == before + len(ODD)


def test_a_file_that_nobody_could_match_is_refused_at_once(house):
    upload = make_upload(house, "colour,weight\nred,3\n")
    with pytest.raises(InvalidInput):
        house.services.datasets.import_upload(SOMEBODY, upload)

    assert house.services.unmatched.waiting(SOMEBODY) == ()
    assert stored(house) == []


def test_a_file_that_waits_is_shown_with_suggestions_and_doubts(house):
    shown = house.services.unmatched.of_upload(SOMEBODY, make_waiting(house))

    assert (shown.file_name, shown.header_line, shown.headers) == ("odd.csv", 2, tuple(HEADER.split(";")))
    assert [(one.field, one.cells, one.doubtful) for one in shown.suggestions] == [
        ("published_at", "dates", True), ("", "", False), ("", "counts", False), ("", "counts", False),
    ]  # fmt: skip
    assert len(shown.rows) == 6


def test_a_file_is_read_as_the_person_says_and_its_header_is_known_again(house):
    first = house.services.mappings.import_upload(SOMEBODY, make_waiting(house), make_choice(date="day_first"))
    assert (first.rows_kept, first.measured, first.first.month) == (12, ("comments", "shares"), 4)
    assert house.services.unmatched.waiting(SOMEBODY) == ()

    house.clock.advance(days=3)
    again = ODD.replace(HEADER, "passed ON;Talk;Blurb;When").replace("Tea", "Coffee")
    turned = "\n".join([*again.splitlines()[:2], *(";".join(row.split(";")[::-1]) for row in ROWS)])
    second = house.services.datasets.import_upload(SOMEBODY, make_upload(house, turned, "next.csv"))

    assert second.rows_kept == 12
    assert (second.choice.matched_at, second.choice.matched_by) == (first.created_at, SOMEBODY.name)
    assert house.services.doctor.examine(SOMEBODY, second.id).remembered


def test_what_was_matched_can_be_forgotten_for_new_files(house):
    dataset = house.services.mappings.import_upload(SOMEBODY, make_waiting(house), make_choice())

    assert house.services.mappings.forget(SOMEBODY, dataset.id)
    assert not house.services.mappings.forget(SOMEBODY, dataset.id)
    make_waiting(house, name="again.csv")
    assert house.services.datasets.get(SOMEBODY, dataset.id) == dataset


def test_another_workspace_knows_nothing_of_it(house):
    dataset = house.services.mappings.import_upload(SOMEBODY, make_waiting(house), make_choice())
    waiting, there = make_waiting(house, ODD.replace("Talk", "Gossip")), make_actor(workspace=BLUE)

    with pytest.raises(InvalidInput):
        house.services.datasets.import_upload(there, make_upload(house, who=there, content=ODD))
    for ask in (
        lambda one: house.services.unmatched.of_upload(there, one),
        lambda one: house.services.unmatched.discard(there, one),
        lambda one: house.services.mappings.import_upload(there, one, make_choice()),
    ):
        with pytest.raises(NotFound):
            ask(waiting)
    for ask in (house.services.mappings.forget, house.services.doctor.examine, house.services.unmatched.of_dataset):
        with pytest.raises(NotFound):
            ask(there, dataset.id)


def test_columns_that_do_not_fit_leave_the_file_waiting(house):
    upload = make_waiting(house)
    for wrong in (make_choice(Blurb="published_at", When="text"), make_choice(Talk="shares"), TableChoice()):
        with pytest.raises(InvalidInput):
            house.services.mappings.import_upload(SOMEBODY, upload, wrong)

    assert [file.upload for file in house.services.unmatched.waiting(SOMEBODY)] == [upload]
    assert house.services.mappings.import_upload(SOMEBODY, upload, make_choice()).rows_kept == 12


def test_too_few_counts_are_a_matter_of_the_choice_and_not_of_the_file(house):
    upload = make_waiting(house)
    with pytest.raises(InvalidInput, match="2 columns have to be counts, such as comments and shares; 1 so far"):
        house.services.mappings.import_upload(SOMEBODY, upload, make_choice(Talk="text", Blurb="page"))


def test_a_file_that_waits_can_be_discarded(house):
    upload = make_waiting(house)
    house.services.unmatched.discard(SOMEBODY, upload)

    assert stored(house) == []
    assert house.services.unmatched.waiting(SOMEBODY) == ()
    with pytest.raises(Conflict, match="Discarded before anybody matched"):
        house.services.mappings.import_upload(SOMEBODY, upload, make_choice())


def test_a_file_that_waits_is_given_up_after_a_week(house):
    from app.container import build_upkeep

    upkeep = build_upkeep(house.settings, house.clock)
    make_waiting(house)
    house.clock.advance(days=6, hours=23)
    assert not upkeep.reaper.reap().done
    assert not upkeep.checker.check().faults
    house.clock.now += timedelta(hours=2)
    assert [fault.code for fault in upkeep.checker.check().faults] == ["upload_abandoned"]
    assert dict(upkeep.reaper.reap().done)["uploads given up"] == 1
    assert stored(house) == []


def test_sending_a_file_that_waits_again_under_its_key_finds_it(house):
    upload = make_waiting(house, purpose=Purpose(key="june"))
    again = house.services.uploads.begin(SOMEBODY, "odd.csv", len(ODD), Purpose(key="june"))

    assert (again.id, again.received, again.waits) == (upload, len(ODD), True)


def test_columns_of_a_dataset_can_be_matched_anew_and_back(house):
    before = house.services.mappings.import_upload(SOMEBODY, make_waiting(house), make_choice(date="day_first"))
    shown = house.services.unmatched.of_dataset(SOMEBODY, before.id)
    assert (shown.suggestions[0].field, shown.suggestions[0].notation) == ("published_at", "day_first")
    assert {one.certainty for one in shown.suggestions} == {"certain"}

    swapped = make_choice(Talk="shares", **{"Passed on": "comments"}, date="day_first")
    after = house.services.mappings.match(SOMEBODY, before.id, swapped)
    back = house.services.mappings.match(SOMEBODY, after.id, make_choice(date="day_first"))

    assert (after.version, back.version) == (2, 3)
    assert before.content == back.content != after.content
    assert house.services.versions.history(SOMEBODY, before.id)[0].what == "matched the columns"


def test_an_answer_reads_a_matched_file_with_its_columns(house):
    before = house.services.mappings.import_upload(SOMEBODY, make_waiting(house), make_choice())
    after = house.services.versions.answer(SOMEBODY, before.id, "day_or_month", "day_first")

    assert (before.last.month, after.last.month) == (12, 4)
    assert after.choice == before.choice
    assert [(one.choice, one.by, one.at) for one in after.answers] == [("day_first", SOMEBODY.name, house.clock.now)]


def test_a_file_of_several_tables_is_shown_and_read_by_name(house):
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr("about.csv", "Made by,Us\nOn,Monday\n")
        archive.writestr("april.csv", ODD)
        archive.writestr("may.csv", ODD.replace("/04/", "/05/"))
    upload = make_waiting(house, packed.getvalue(), "both.zip")

    assert house.services.unmatched.of_upload(SOMEBODY, upload).table == "april.csv"
    assert house.services.unmatched.of_upload(SOMEBODY, upload, "may.csv").rows[0][0] == "01/05/2023"
    dataset = house.services.mappings.import_upload(SOMEBODY, upload, make_choice("may.csv", "day_first"))
    assert (dataset.first.month, dataset.choice.sheet) == (5, "may.csv")


def test_the_last_time_zone_of_the_workspace_is_remembered(house):
    first = house.services.mappings.import_upload(
        SOMEBODY, make_waiting(house, ODD.replace("2023;", "2023 10:00;")), make_choice()
    )
    assert house.services.doctor.examine(SOMEBODY, first.id).last_zone == ""
    answered = house.services.versions.answer(SOMEBODY, first.id, "time_zone_unknown", "Asia/Bangkok")
    second = house.services.datasets.import_upload(
        ADMIN, make_upload(house, ODD.replace("2023;", "2024 10:00;"), who=ADMIN)
    )

    assert answered.time_zone == "Asia/Bangkok"
    assert house.services.doctor.examine(SOMEBODY, second.id).last_zone == "Asia/Bangkok"
    assert house.services.doctor.examine(SOMEBODY, first.id).last_zone == ""
