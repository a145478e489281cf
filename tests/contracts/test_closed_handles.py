"""Handles of long work open nothing but the work that this very session ordered through this very callback."""

import json
import re
import time
from dataclasses import dataclass
from itertools import count
from typing import Any

import pytest
from builders import House, Web, copy_house, make_web
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.auth import DASH_CALLBACK
from callbacks import TASKS
from services.domain.actors import Role
from services.domain.jobs import JobState
from services.queues.local import LocalQueue
from services.storage.cache import open_cache

MADE, FOREST = "analysis-made-store.data", "analysis-forest-store.data"
STOP = f"{TASKS['analysis.segments'].cancel.component_id}.id"
_SEEDS = count(7000)


@pytest.fixture(scope="module")
def office(story, tmp_path_factory) -> Any:
    web = make_web(copy_house(story.house.settings.home, tmp_path_factory.mktemp("handles") / "home"), story)
    yield web
    web.house.close()


@dataclass
class Load:
    """One load of a page in one browser."""

    web: Web
    client: FlaskClient

    def __post_init__(self) -> None:
        text = self.client.get("/segments").text
        config = re.search(r'id="_dash-config"[^>]*>(.*?)</script>', text)
        self.end = json.loads(config.group(1))["end_id"] if config else ""

    def post(self, output: str, values: dict[str, Any] | None = None, **handles: Any) -> TestResponse:
        body = self.web.body(_of(self.web, output), **(values or {}))
        began = time.perf_counter()
        answer = self.client.post(DASH_CALLBACK, json=body, query_string={"endId": self.end, **handles})
        assert time.perf_counter() - began < 1.0
        assert answer.status_code < 500, answer.text
        return answer

    def order(self) -> dict[str, str]:
        wanted = {"dataset": self.web.dataset.id, "recipe": "engagement", "seed": next(_SEEDS)}
        told = self.post(MADE, {"analysis-wanted-store.data": wanted}).json
        return {"cacheKey": told["cacheKey"], "job": told["job"]}


def _of(web: Web, part: str) -> str:
    return next(name for name in web.app.callback_map if part in name)


@pytest.fixture
def load(office: Web) -> Load:
    return Load(office, office.person(Role.AGENCY))


@pytest.fixture
def handles(load: Load) -> Any:
    """Those of a job that ended well, its result in the cache."""
    told = load.order()
    yield told
    _finish(load.web.house, told)


def _job(told: dict[str, str]) -> str:
    return told["job"].partition("~")[0]


def _finish(house: House, told: dict[str, str], result: str = "") -> None:
    queue = LocalQueue(house.database, house.clock)
    while claim := queue.claim():
        state = "succeeded" if result and claim.job_id == _job(told) else "failed"
        queue.finish(claim, state, "Done")
        if state == "succeeded":
            with open_cache(house.settings.cache) as cache:
                cache.set(claim.key, result)


def test_a_result_is_fetched_by_who_ordered_it(load: Load, handles: dict[str, str]) -> None:
    _finish(load.web.house, handles, json.dumps(["made", None]))

    assert "made" in load.post(MADE, **handles).text


def test_ones_own_finished_job_is_not_polled_through_another_callback(load: Load, handles: dict[str, str]) -> None:
    _finish(load.web.house, handles, json.dumps(["made", None]))

    others = [name for name in load.web.app.callback_map if "_pages_" not in name and MADE not in name]
    for output in others:
        answer = load.post(output, **handles)
        assert answer.status_code in (400, 403), f"{output} answers {answer.status_code}"


@pytest.mark.parametrize("name", ["cacheKey", "job", "oldJob", "cancelJob", "endId"])
@pytest.mark.parametrize(
    "forged", ["", "1", "~", "a~b", "\x00", "é~é", "x" * 9000, "1~" + "0" * 64, "\ud800".encode("utf-8", "replace")]
)
def test_a_forged_handle_is_refused(load: Load, handles: dict[str, str], name: str, forged: Any) -> None:
    for output in (MADE, STOP, "segments-headline-area.children"):
        told = handles if name in handles or name == "endId" else {}
        answer = load.post(output, **{**told, name: forged})
        assert 400 <= answer.status_code < 500, f"{output} with {name}={forged!r:.40} answers {answer.status_code}"
    assert load.web.house.services.jobs.get(_actor(load), _job(handles)).state is JobState.QUEUED


def test_a_handle_of_another_session_is_refused(load: Load, handles: dict[str, str]) -> None:
    """Not even the same person's, nor with the other page's own mark."""
    other = Load(load.web, load.web.person(Role.AGENCY))
    for mark in (other.end, load.end):
        assert other.post(MADE, **{**handles, "endId": mark}).status_code == 404
        assert other.post(STOP, cancelJob=handles["job"], endId=mark).status_code == 404
        assert other.post(MADE, oldJob=handles["job"], endId=mark).status_code == 404
    assert load.web.house.services.jobs.get(_actor(load), _job(handles)).state is JobState.QUEUED


def test_a_handle_of_another_load_of_the_page_is_refused(load: Load, handles: dict[str, str]) -> None:
    again = Load(load.web, load.client)

    assert again.post(MADE, **handles).status_code == 404


def test_the_halves_of_two_jobs_make_none(load: Load, handles: dict[str, str]) -> None:
    other = load.order()

    assert load.post(MADE, cacheKey=other["cacheKey"], job=handles["job"]).status_code == 400
    assert load.post(MADE, cacheKey=other["cacheKey"]).status_code == 400
    assert load.post(MADE, job=handles["job"]).status_code == 400
    assert load.post(MADE, cacheKey=handles["job"], job=handles["cacheKey"]).status_code == 404


def test_what_dash_does_not_send_is_refused(load: Load) -> None:
    assert load.post(MADE, debug="1").status_code == 400
    assert load.post("segments-headline-area.children", cancelJob="x~y").status_code >= 400
    assert load.client.post(
        f"{DASH_CALLBACK}?{'oldJob=a&' * 200}", json=load.web.body(_of(load.web, MADE))
    ).status_code in (400, 404)


def test_a_button_stops_what_its_session_ordered(load: Load, handles: dict[str, str]) -> None:
    assert load.post(STOP, cancelJob=handles["job"]).status_code in (200, 204)
    assert load.web.house.services.jobs.get(_actor(load), _job(handles)).state is JobState.CANCELLED


def _actor(load: Load) -> Any:
    from builders import make_actor

    return make_actor()
