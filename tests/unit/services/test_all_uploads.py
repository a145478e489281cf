import pytest
from builders import BLUE, RED, make_actor, make_posts_csv
from unit.services.arriving import ADMIN, SOMEBODY, make_dataset, make_upload

from services.domain.actors import Role
from services.domain.errors import Forbidden, InvalidInput, NotFound
from services.domain.uploading import DatasetState, UploadOrder, UploadsQuery, UploadState

THERE = make_actor(workspace=BLUE)


def records(house):
    return house.services.all_uploads.newest_first(ADMIN)


def test_an_admin_sees_the_uploads_of_all_workspaces_newest_first(house):
    red = make_dataset(house, make_posts_csv(posts=12, unreadable=2), "red.csv")
    house.clock.advance(hours=1)
    make_dataset(house, name="blue.csv", who=THERE)
    first, second = records(house)

    assert (first.workspace, first.file_name) == ("Blue", "blue.csv")
    assert (second.workspace, second.file_name, second.dataset, second.who) == ("Red", "red.csv", red.id, "Some Body")
    assert (second.rows, second.kept, second.set_aside, second.size) == (14, 12, 2, red.size)
    assert (second.findings, second.open_questions) == (len(red.findings), len(red.open_questions))
    assert (second.versions, second.state, second.restorable_until) == (1, DatasetState.READY, None)
    assert second.upload


def test_only_admins_look_over_the_borders(house):
    for role in (Role.AGENCY, Role.BRAND_MANAGER):
        with pytest.raises(Forbidden):
            house.services.all_uploads.newest_first(make_actor(role))


def test_a_dataset_with_versions_is_one_line(house):
    dataset = make_dataset(house)
    upload = make_upload(house, make_posts_csv(posts=20), "new.csv")
    house.services.versions.replace(SOMEBODY, dataset.id, upload)
    (record,) = records(house)

    assert (record.versions, record.file_name, record.kept, record.upload) == (2, "new.csv", 20, upload)


def test_what_is_no_dataset_yet_or_never_will_be_has_its_line(house):
    person = make_actor(Role.AGENCY, user_id=house.add_person("ann@example.org", Role.AGENCY))
    under_way = house.services.uploads.begin(person, "big.csv", 1000)
    house.services.uploads.receive(person, under_way.id, 0, b"x" * 400)
    house.clock.advance(minutes=1)
    with pytest.raises(InvalidInput):
        make_dataset(house, "colour,weight\nred,3\n", "wrong.csv", who=person)
    wrong, coming = records(house)

    assert (coming.state, coming.size, coming.received, coming.who) == (UploadState.RECEIVING, 1000, 400, "ann")
    assert (wrong.state, wrong.file_name, wrong.dataset) == (UploadState.REFUSED, "wrong.csv", "")
    assert "columns of this file are not known" in wrong.message


def test_hidden_and_deleted_datasets_say_so(house):
    hidden, deleted = make_dataset(house, name="hidden.csv"), make_dataset(house, name="deleted.csv")
    house.services.lifecycle.hide(SOMEBODY, hidden.id)
    house.clock.advance(minutes=1)
    house.services.lifecycle.delete(ADMIN, deleted.id)
    gone, away = records(house)

    assert (gone.state, gone.dataset, gone.file_name, gone.who) == (DatasetState.DELETED, deleted.id, "", "Some Body")
    assert away.state is DatasetState.HIDDEN
    assert (away.restorable_until - house.clock.now).days == 29


def test_uploads_are_found_by_what_an_admin_looks_for(house):
    make_dataset(house, make_posts_csv(posts=30), "spring.csv")
    house.clock.advance(hours=1)
    away = make_dataset(house, make_posts_csv(posts=12), "Summer.csv", who=THERE)
    house.services.lifecycle.hide(THERE, away.id)

    def names(**query):
        found = house.services.all_uploads.find(ADMIN, UploadsQuery(**query))
        assert (found.found, found.uploads) == (len(found.records), 2)
        return [record.file_name for record in found.records]

    assert names() == ["Summer.csv", "spring.csv"]
    assert names(order=UploadOrder.MOST_ROWS) == ["spring.csv", "Summer.csv"]
    assert names(words=" SUMMER") == names(workspace=BLUE.id) == names(state=DatasetState.HIDDEN) == ["Summer.csv"]
    assert names(words="nothing of ours") == []
    few = house.services.all_uploads.find(ADMIN, UploadsQuery(), most=1)
    assert (len(few.records), few.found) == (1, 2)


def test_the_line_of_one_dataset_is_the_one_in_the_list(house):
    dataset = make_dataset(house, who=THERE)

    assert house.services.all_uploads.get(ADMIN, dataset.id, BLUE.id) == records(house)[0]
    for workspace, one in ((RED.id, dataset.id), ("no-room", dataset.id), (BLUE.id, "0" * 12)):
        with pytest.raises(NotFound):
            house.services.all_uploads.get(ADMIN, one, workspace)
