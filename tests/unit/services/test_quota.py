from dataclasses import replace

import pytest
from builders import BLUE, RED, make_actor, make_posts_csv
from unit.services.arriving import ADMIN, SOMEBODY, make_dataset, make_upload

from app.container import build_services
from services.domain.actors import Role
from services.domain.errors import Conflict, Forbidden, InvalidInput, TooLarge, Unavailable
from services.storage.files import Files
from services.uploads import Purpose

MEGABYTE = 1_000_000


@pytest.fixture
def small(house):
    """The same house where a workspace may keep 1 MB in two datasets."""
    settings = house.settings.model_copy(update={"workspace_quota_mb": 1, "workspace_datasets": 2})
    return replace(house, settings=settings, services=build_services(settings, house.clock))


def test_a_file_without_room_is_refused_with_limit_and_size_before_it_is_sent(small):
    with pytest.raises(TooLarge, match=r"Red keeps 0\.0 MB and may keep 1 MB; this needs 1\.2 MB"):
        small.services.uploads.begin(SOMEBODY, "posts.csv", 1_200_000)
    assert small.services.uploads.begin(SOMEBODY, "posts.csv", 900_000).received == 0


def test_files_under_way_count(small):
    small.services.uploads.begin(SOMEBODY, "a.csv", 600_000)

    with pytest.raises(TooLarge, match=r"keeps 0\.6 MB"):
        small.services.uploads.begin(SOMEBODY, "b.csv", 600_000)
    small.services.uploads.begin(make_actor(workspace=BLUE), "b.csv", 600_000)


def test_a_refused_beginning_leaves_nothing(small):
    with pytest.raises(TooLarge):
        small.services.uploads.begin(SOMEBODY, "posts.csv", 1_200_000, Purpose(key="once"))

    assert small.services.quota.of_workspace(SOMEBODY).bytes == 0
    assert small.services.uploads.become(SOMEBODY, "once") == ""


def test_what_a_file_became_is_counted_at_its_import(small):
    upload = make_upload(small)
    small.services.uploads.begin(SOMEBODY, "other.csv", 998_000)

    with pytest.raises(TooLarge, match="Have a dataset deleted"):
        small.services.datasets.import_upload(SOMEBODY, upload)
    assert small.services.datasets.newest_first(SOMEBODY) == ()
    assert not any(small.files.path(RED.id, "datasets").iterdir())


def test_the_number_of_datasets_is_limited_and_replacing_is_no_dataset_more(small):
    first = make_dataset(small)
    make_dataset(small, make_posts_csv(posts=20))

    with pytest.raises(TooLarge, match="has 2 datasets and may have 2"):
        make_upload(small)
    again = make_upload(small, make_posts_csv(posts=9), purpose=Purpose(into=first.id))
    with pytest.raises(TooLarge):
        small.services.datasets.import_upload(SOMEBODY, again)
    other = make_upload(small, make_posts_csv(posts=9), purpose=Purpose(into=first.id))
    assert small.services.versions.replace(SOMEBODY, first.id, other).version == 2


def test_a_disk_without_room_is_told_before_anything_is_sent(house, monkeypatch):
    monkeypatch.setattr(Files, "free", lambda _: 20 * MEGABYTE)

    with pytest.raises(Unavailable, match=r"has 5\.0 MB; the disk of this server has room for 4\.0 MB"):
        house.services.uploads.begin(SOMEBODY, "posts.csv", 5 * MEGABYTE)


def test_usage_is_what_lies_on_disk_hidden_and_old_versions_too(house):
    dataset = make_dataset(house)
    house.services.versions.replace(SOMEBODY, dataset.id, make_upload(house, make_posts_csv(posts=20)))
    house.services.lifecycle.hide(SOMEBODY, dataset.id)
    usage = house.services.quota.of_workspace(SOMEBODY)

    on_disk = sum(path.stat().st_size for path in house.files.root.rglob("*") if path.is_file())
    assert (usage.datasets, usage.bytes) == (1, on_disk)
    assert 0 < usage.share < 1


def test_deleting_gives_the_room_back(house):
    dataset = make_dataset(house)
    house.services.lifecycle.delete(ADMIN, dataset.id)

    assert house.services.quota.of_workspace(ADMIN).bytes == 0


def test_everybody_sees_how_full_their_own_workspaces_are(house):
    make_dataset(house, who=make_actor(workspace=BLUE))
    agency = make_actor(Role.AGENCY, user_id=house.add_person("ann@example.org", Role.AGENCY))

    assert [usage.workspace for usage in house.services.quota.usage(ADMIN)] == ["Blue", "Red"]
    assert [usage.workspace for usage in house.services.quota.usage(agency)] == ["Red"]
    with pytest.raises(Forbidden):
        house.services.quota.usage(make_actor(Role.BRAND_MANAGER))


def test_the_same_key_is_the_same_upload(house):
    uploads = house.services.uploads
    first = uploads.begin(SOMEBODY, "posts.csv", 20, Purpose(key="k"))
    uploads.receive(SOMEBODY, first.id, 0, b"0123456789")

    again = uploads.begin(SOMEBODY, "posts.csv", 20, Purpose(key="k"))

    assert (again.id, again.received) == (first.id, 10)
    assert len(list(house.files.path(RED.id, "uploads").iterdir())) == 1
    other = make_actor(Role.AGENCY, user_id="somebody-else")
    assert uploads.begin(other, "posts.csv", 20, Purpose(key="k")).id != first.id


def test_a_key_leads_to_the_dataset_that_its_file_became(house):
    content = make_posts_csv(posts=12)
    dataset = house.services.datasets.import_upload(SOMEBODY, make_upload(house, content, purpose=Purpose("k")))

    again = make_upload(house, content, purpose=Purpose("k"))

    assert house.services.datasets.import_upload(SOMEBODY, again) == dataset
    assert len(house.services.datasets.newest_first(SOMEBODY)) == 1


def test_a_key_begins_anew_once_its_dataset_is_gone(house):
    content = make_posts_csv(posts=12)
    first = house.services.datasets.import_upload(SOMEBODY, make_upload(house, content, purpose=Purpose("k")))
    house.services.lifecycle.hide(SOMEBODY, first.id)
    second = house.services.datasets.import_upload(SOMEBODY, make_upload(house, content, purpose=Purpose("k")))

    assert second.id != first.id
    house.services.lifecycle.delete(ADMIN, first.id)
    assert house.services.datasets.get(SOMEBODY, second.id) == second


def test_a_refused_file_can_be_sent_again_under_its_key(house):
    upload = make_upload(house, "colour,weight\nred,3\n", purpose=Purpose("k"))
    for _ in range(2):
        with pytest.raises(InvalidInput):
            house.services.datasets.import_upload(SOMEBODY, upload)
        assert make_upload(house, "colour,weight\nred,3\n", purpose=Purpose("k")) == upload


@pytest.mark.parametrize(("name", "size"), [("other.csv", 20), ("posts.csv", 21)])
def test_a_key_belongs_to_one_file(house, name, size):
    house.services.uploads.begin(SOMEBODY, "posts.csv", 20, Purpose(key="k"))

    with pytest.raises(Conflict, match="belongs to another file"):
        house.services.uploads.begin(SOMEBODY, name, size, Purpose(key="k"))
    assert len(list(house.files.path(RED.id, "uploads").iterdir())) == 1


@pytest.mark.parametrize("key", ["x" * 81, "a\x00b", "a\nb"])
def test_a_key_is_short_plain_text(house, key):
    with pytest.raises(InvalidInput, match="key of an upload"):
        house.services.uploads.begin(SOMEBODY, "posts.csv", 20, Purpose(key=key))
