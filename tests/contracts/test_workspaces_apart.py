"""A row of another workspace is answered like a row that never was, to the byte."""

from collections.abc import Callable

import pytest
from builders import BLUE, RED, House, Story, Web, make_actor
from flask.testing import FlaskClient

from app.auth import DASH_CALLBACK
from callbacks import datasets
from services.domain.actors import Role
from services.domain.comparing import Cut
from services.domain.errors import NotFound
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection, TableQuery
from services.jobs import WorkOrder
from services.storage.cache import open_cache

HERE, THERE = make_actor(workspace=RED), make_actor(workspace=BLUE)
ORDER = WorkOrder("analysis.segments", "Finding segments", {"args": [1]})


def _message(ask: Callable[[str], object], row_id: str) -> str:
    with pytest.raises(NotFound) as refusal:
        ask(row_id)
    return str(refusal.value).replace(row_id, "ID")


def _alike(ask: Callable[[str], object], row_id: str) -> bool:
    return _message(ask, row_id) == _message(ask, "0" * len(row_id))


def test_a_dataset_of_another_workspace_is_not_there(story: Story) -> None:
    services, wanted = story.house.services, story.dataset.id

    assert services.datasets.newest_first(THERE) == ()
    for ask in (services.datasets.get, services.datasets.original, services.datasets.rows_set_aside):
        assert _alike(lambda dataset, ask=ask: ask(THERE, dataset), wanted)


def test_an_analysis_of_another_workspace_is_not_there(story: Story) -> None:
    services = story.house.services
    for ask in (
        lambda request: services.analyses.get(THERE, request),
        lambda request: services.analyses.is_ready(THERE, request),
        lambda request: services.analyses.is_explained(THERE, request),
        lambda request: services.analyses.make(THERE, request),
        lambda request: services.analyses.make_explained(THERE, request),
        lambda request: services.analyses.features(THERE, request),
        lambda request: services.segments.view(THERE, Selection(request)),
        lambda request: services.segments.choices(THERE, Selection(request)),
        lambda request: services.segments.posts(THERE, Selection(request), TableQuery()),
        lambda request: services.manifests.of(THERE, request),
        lambda request: services.explanations.post(THERE, Selection(request)),
        lambda request: services.explanations.drivers(THERE, Selection(request)),
        lambda request: services.levers.is_found(THERE, Selection(request)),
        lambda request: services.levers.find(THERE, Selection(request)),
        lambda request: services.levers.view(THERE, Selection(request)),
        lambda request: services.comparisons.choices(THERE, Selection(request)),
        lambda request: services.comparisons.flow(THERE, Selection(request)),
        lambda request: services.comparisons.make_flow(THERE, Selection(request)),
        lambda request: services.comparisons.cross_cut(THERE, Selection(request), Cut.FORMAT),
        lambda request: services.comparisons.is_found(THERE, Selection(request)),
        lambda request: services.comparisons.find(THERE, Selection(request)),
        lambda request: services.comparisons.second_opinion(THERE, Selection(request)),
    ):
        assert _alike(lambda dataset, ask=ask: ask(SegmentationRequest(dataset)), story.dataset.id)
    assert services.analyses.surrogate(THERE, story.request) is None


def test_the_same_file_in_another_workspace_is_analysed_anew(story: Story, house: House) -> None:
    """Even where the fingerprint is equal, a result belongs to the workspace that paid for it."""
    original = story.house.services.datasets.original(HERE, story.dataset.id).path
    copy = house.services.datasets.import_file(THERE, original)

    assert copy.sha256 == story.dataset.sha256
    assert not house.services.analyses.is_ready(THERE, SegmentationRequest(copy.id))


def test_a_stored_result_is_found_in_its_workspace_only(story: Story) -> None:
    with story.house.database.reading(RED.id) as data:
        assert data.results.find(story.analysed.fingerprint) is not None
    with story.house.database.reading(BLUE.id) as data:
        assert data.results.find(story.analysed.fingerprint) is None


def test_an_upload_of_another_workspace_is_not_there(house: House) -> None:
    uploads = house.services.uploads
    upload = uploads.begin(HERE, "posts.csv", 10)
    for ask in (
        lambda one: uploads.get(THERE, one),
        lambda one: uploads.receive(THERE, one, 0, b"x"),
        lambda one: uploads.finished(THERE, one),
        lambda one: uploads.forget(THERE, one),
        lambda one: house.services.datasets.import_upload(THERE, one),
    ):
        assert _alike(ask, upload.id)
    assert uploads.get(HERE, upload.id).received == 0


def test_a_job_of_another_workspace_is_not_there(house: House) -> None:
    jobs = house.services.jobs
    job = jobs.submit(HERE, ORDER)
    for ask in (lambda one: jobs.get(THERE, one), lambda one: jobs.cancel(THERE, one)):
        assert _alike(ask, job.id)
    assert jobs.find(THERE, ORDER.key(RED.id)) is None
    assert jobs.mine(THERE) == ()


def test_the_same_work_in_two_workspaces_is_two_jobs(house: House) -> None:
    first, second = house.services.jobs.submit(HERE, ORDER), house.services.jobs.submit(THERE, ORDER)

    assert first.id != second.id
    assert ORDER.key(RED.id) != ORDER.key(BLUE.id)


@pytest.fixture
def neighbour(web: Web) -> FlaskClient:
    return web.person(Role.AGENCY, workspaces=("blue",))


@pytest.mark.parametrize("file", ["original", "original/1", "set-aside.csv", "posts.csv"])
def test_a_file_of_another_workspace_is_not_there_over_http(web: Web, neighbour: FlaskClient, file: str) -> None:
    theirs = neighbour.get(f"/datasets/{web.dataset.id}/{file}")
    nobodys = neighbour.get(f"/datasets/{'0' * len(web.dataset.id)}/{file}")

    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.text.replace(web.dataset.id, "0" * len(web.dataset.id)) == nobodys.text


def test_a_manifest_of_another_workspace_is_not_there_over_http(web: Web, neighbour: FlaskClient) -> None:
    theirs = neighbour.get(f"/segments/manifest.json?dataset={web.dataset.id}")
    nobodys = neighbour.get(f"/segments/manifest.json?dataset={'0' * len(web.dataset.id)}")

    assert theirs.status_code == nobodys.status_code == 404
    assert theirs.text.replace(web.dataset.id, "0" * len(web.dataset.id)) == nobodys.text


def test_an_original_of_another_workspace_is_not_read_again(story: Story) -> None:
    manifest = story.house.services.manifests.of(HERE, story.request)[1]

    with pytest.raises(NotFound, match="not stored in this workspace"):
        story.house.services.manifests.verify(THERE, manifest)


def test_an_upload_of_another_workspace_is_not_there_over_http(web: Web, neighbour: FlaskClient) -> None:
    upload = web.house.services.uploads.begin(HERE, "posts.csv", 10)

    assert neighbour.get(f"/uploads/{upload.id}").status_code == 404
    answer = neighbour.patch(f"/uploads/{upload.id}", data=b"x", headers={"Upload-Offset": "0"})
    assert answer.status_code == 404


def test_a_page_says_nothing_of_another_workspace(web: Web, neighbour: FlaskClient) -> None:
    for output, known in web.app.callback_map.items():
        if "callback" not in known or "_pages_" in output:
            continue
        address = f"?dataset={web.dataset.id}"
        body = web.body(output, **{f"{one['id']}.{one['property']}": address for one in known["inputs"]})
        answer = neighbour.post(DASH_CALLBACK, json=body)
        assert answer.status_code < 500
        for secret in ("North shop", "Conversation", web.dataset.name):
            assert secret not in answer.text, f"{output} tells a stranger {secret!r}"


def test_a_job_of_another_workspace_is_neither_watched_nor_stopped(web: Web, neighbour: FlaskClient) -> None:
    """Not even with the handles that its own workspace was given."""
    person = web.person(Role.AGENCY)
    output = next(name for name in web.app.callback_map if name.startswith("..datasets-imported"))
    body = web.body(output, **{"datasets-uploaded-store.data": "a-secret-upload"})
    ordered = person.post(DASH_CALLBACK, json=body).get_json()
    job, handles = ordered["job"].partition("~")[0], {name: ordered[name] for name in ("cacheKey", "job")}
    with web.house.database.transaction(RED.id) as data:
        row = data.jobs.get(job)
        row.state = "succeeded"
        with open_cache(web.house.settings.cache) as cache:
            cache.set(row.key, '["made for red", null, null]')

    theirs = neighbour.post(DASH_CALLBACK, query_string=handles, json=body)
    own = person.post(DASH_CALLBACK, query_string=handles, json=body)

    assert "made for red" in own.text
    assert "There is no job" in theirs.text
    assert "made for red" not in theirs.text


def test_a_job_of_another_workspace_cannot_be_stopped(web: Web, neighbour: FlaskClient) -> None:
    person = web.person(Role.AGENCY)
    output = next(name for name in web.app.callback_map if name.startswith("..datasets-imported"))
    body = web.body(output, **{"datasets-uploaded-store.data": "a-long-upload"})
    handle = person.post(DASH_CALLBACK, json=body).get_json()["job"]
    stop = web.body(f"{datasets.IMPORT.cancel.component_id}.id")

    def asked_to_stop() -> bool:
        with web.house.database.reading(RED.id) as data:
            return data.jobs.get(handle.partition("~")[0]).state == "cancelled"

    assert "There is no job" in neighbour.post(DASH_CALLBACK, query_string={"cancelJob": handle}, json=stop).text
    assert not asked_to_stop()
    person.post(DASH_CALLBACK, query_string={"cancelJob": handle}, json=stop)
    assert asked_to_stop()


def test_a_job_is_ordered_once_and_carries_who_asked(web: Web) -> None:
    person = web.person(Role.AGENCY)
    output = next(name for name in web.app.callback_map if name.startswith("..datasets-imported"))
    body = web.body(output, **{"datasets-uploaded-store.data": "an-upload"})

    first, second = (person.post(DASH_CALLBACK, json=body).get_json() for _ in range(2))

    assert first["job"] == second["job"]
    with web.house.database.reading(RED.id) as data:
        assert data.jobs.get(first["job"].partition("~")[0]).task == datasets.IMPORT.name
