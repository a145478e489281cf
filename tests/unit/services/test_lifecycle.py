import json
from dataclasses import replace

import pytest
from builders import BLUE, RED, House, copy_house, make_actor, make_posts_csv
from unit.services.arriving import ADMIN, SOMEBODY, make_dataset, make_upload

from services.domain.actors import Role
from services.domain.errors import Conflict, Forbidden, NotFound
from services.domain.segmentation import SegmentationRequest
from services.jobs import WorkOrder
from services.storage.cache import open_cache
from services.storage.posts import PostStore

THERE = make_actor(workspace=BLUE)
CANARY = "Canary of Red"


def items(receipt):
    return {item.kind: item.number for item in receipt.items}


def stored(house: House):
    return sorted(path for path in house.files.root.rglob("*") if path.is_file())


def test_a_hidden_dataset_is_seen_by_nobody(house):
    dataset = make_dataset(house)
    hidden = house.services.lifecycle.hide(SOMEBODY, dataset.id)

    assert (hidden.restorable_until - hidden.hidden_at).days == 30
    assert house.services.datasets.newest_first(SOMEBODY) == ()
    for ask in (house.services.datasets.get, house.services.datasets.original, house.services.posts_csv.pieces):
        with pytest.raises(NotFound):
            ask(ADMIN, dataset.id)
    assert [one.dataset.id for one in house.services.lifecycle.hidden(SOMEBODY)] == [dataset.id]


def test_a_hidden_dataset_comes_back_as_it_was(house):
    dataset = make_dataset(house)
    house.services.lifecycle.hide(SOMEBODY, dataset.id)
    house.clock.advance(days=29)

    assert house.services.lifecycle.restore(SOMEBODY, dataset.id) == dataset
    assert house.services.datasets.get(SOMEBODY, dataset.id) == dataset
    assert house.services.lifecycle.hidden(SOMEBODY) == ()


def test_after_thirty_days_it_is_too_late(house):
    dataset = make_dataset(house)
    house.services.lifecycle.hide(SOMEBODY, dataset.id)
    house.clock.advance(days=31)

    with pytest.raises(Conflict, match="30 days"):
        house.services.lifecycle.restore(SOMEBODY, dataset.id)


def test_agency_staff_hide_but_do_not_delete(house):
    dataset = make_dataset(house)

    with pytest.raises(Forbidden):
        house.services.lifecycle.delete(SOMEBODY, dataset.id)
    with pytest.raises(Forbidden):
        house.services.lifecycle.hide(make_actor(Role.BRAND_MANAGER), dataset.id)


@pytest.fixture
def analysed(story, tmp_path):
    """A copy of the installation with one dataset, analysed and explained."""
    copy = copy_house(story.house.settings.home, tmp_path / "copy")
    yield replace(story, house=copy)
    copy.close()


def test_a_receipt_names_everything_that_went(analysed):
    house, dataset = analysed.house, analysed.dataset
    order = WorkOrder("analysis.segments", "Finding segments", {"args": [{"dataset": dataset.id}]})
    job = house.services.jobs.submit(ADMIN, order)
    with open_cache(house.settings.cache) as cache:
        cache.set(order.key(RED.id), '"the result"')
    upload = make_upload(house, make_posts_csv(posts=9), "may.csv")
    house.services.versions.replace(SOMEBODY, dataset.id, upload)

    receipt = house.services.lifecycle.delete(ADMIN, dataset.id)

    assert items(receipt) == {
        "versions": 2,
        "original files": 2,
        "posts": 9,
        "analyses": 1,
        "explanations": 1,
        "jobs": 1,
        "results that pages keep": 1,
        "uploads": 1,
    }
    assert receipt.bytes > 10_000
    assert (receipt.name, receipt.by, receipt.workspace) == ("may", "Some Body", "Red")
    assert stored(house) == []
    for ask in (
        lambda: house.services.datasets.get(ADMIN, dataset.id),
        lambda: house.services.analyses.get(ADMIN, SegmentationRequest(dataset.id)),
        lambda: house.services.jobs.get(ADMIN, job.id),
        lambda: house.services.uploads.get(ADMIN, upload),
        lambda: house.services.lifecycle.restore(ADMIN, dataset.id),
        lambda: house.services.lifecycle.delete(ADMIN, dataset.id),
    ):
        with pytest.raises(NotFound):
            ask()
    with open_cache(house.settings.cache) as cache:
        assert cache.get(order.key(RED.id)) is None


def test_a_receipt_is_about_the_version_that_people_saw(house):
    before = make_dataset(house, make_posts_csv(posts=12), "spring.csv")
    upload = make_upload(house, make_posts_csv(posts=20), "summer.csv")
    house.services.versions.replace(SOMEBODY, before.id, upload)
    house.services.versions.restore(SOMEBODY, before.id)

    receipt = house.services.lifecycle.delete(ADMIN, before.id)

    assert (receipt.name, items(receipt)["posts"], items(receipt)["versions"]) == ("spring", 12, 2)


def test_a_receipt_can_be_read_again_without_names(analysed):
    given = analysed.house.services.lifecycle.delete(ADMIN, analysed.dataset.id)
    read = analysed.house.services.lifecycle.receipt(ADMIN, analysed.dataset.id)

    assert (read.items, read.at, read.by) == (given.items, given.at, given.by)
    assert read.name == ""


def test_nothing_of_what_was_deleted_can_be_found_on_disk(house):
    content = make_posts_csv(posts=12).replace("North shop", CANARY).replace("Words of post", f"{CANARY} says")
    dataset = make_dataset(house, content, f"{CANARY}.csv")
    house.services.lifecycle.hide(SOMEBODY, dataset.id)
    order = WorkOrder("analysis.segments", "Finding segments", {"args": [{"dataset": dataset.id}]})
    house.services.jobs.submit(ADMIN, order)
    with open_cache(house.settings.cache) as cache:
        cache.set(order.key(RED.id), json.dumps(CANARY))
    house.services.lifecycle.delete(ADMIN, dataset.id)

    for path in house.settings.home.rglob("*"):
        assert not path.is_file() or CANARY.encode() not in path.read_bytes(), path


def test_an_equal_file_keeps_the_results_they_share(analysed):
    house = analysed.house
    original = house.services.datasets.original(ADMIN, analysed.dataset.id).path
    twin = house.services.datasets.import_file(ADMIN, original)
    house.services.analyses.make(ADMIN, SegmentationRequest(twin.id))

    receipt = house.services.lifecycle.delete(ADMIN, analysed.dataset.id)

    assert "analyses" not in items(receipt)
    assert items(receipt)["explanations"] == 1
    assert house.services.analyses.is_ready(ADMIN, SegmentationRequest(twin.id))


def test_work_that_ends_after_the_deletion_leaves_nothing(analysed):
    """A worker that was computing meanwhile must not bring anything of the dataset back."""
    house, engine = analysed.house, analysed.house.services.analyses._engine

    class DeletesMeanwhile:
        def analyse(self, *asked):
            result = engine.analyse(*asked)
            house.services.lifecycle.delete(ADMIN, analysed.dataset.id)
            return result

    house.services.analyses._engine = DeletesMeanwhile()
    with pytest.raises(NotFound):
        house.services.analyses.make(ADMIN, SegmentationRequest(analysed.dataset.id, seed=7))
    assert stored(house) == []


def test_other_datasets_stay_to_the_byte(house):
    first, second = make_dataset(house), make_dataset(house, make_posts_csv(posts=20), "other.csv")
    folder = house.files.path(RED.id, "datasets", second.id)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}

    house.services.lifecycle.delete(ADMIN, first.id)

    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before
    assert len(PostStore(house.files).load(RED.id, second.id)) == 20


def test_an_admin_may_name_another_workspace_and_agency_staff_may_not(house):
    dataset = make_dataset(house, who=THERE)
    agency = make_actor(Role.AGENCY)

    for one in (dataset.id, "0" * 12):
        with pytest.raises(NotFound, match="There is no such workspace"):
            house.services.lifecycle.hide(agency, one, BLUE.id)
    house.services.lifecycle.hide(ADMIN, dataset.id, BLUE.id)
    house.services.lifecycle.restore(ADMIN, dataset.id, BLUE.id)
    assert house.services.lifecycle.delete(ADMIN, dataset.id, BLUE.id).workspace == "Blue"
    assert house.services.datasets.newest_first(THERE) == ()
    with pytest.raises(NotFound):
        house.services.lifecycle.hide(ADMIN, dataset.id, "no-room")


def test_hiding_and_deleting_are_in_the_history(house):
    dataset = make_dataset(house)
    house.services.lifecycle.hide(SOMEBODY, dataset.id)
    house.services.lifecycle.restore(SOMEBODY, dataset.id)

    done = [entry.what for entry in house.services.versions.history(SOMEBODY, dataset.id)]

    assert done == ["brought the dataset back", "hid the dataset", "imported a file"]
