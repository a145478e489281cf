"""What a page gets for its long work, asked as Dash's renderer asks; the work itself is done by hand."""

import json
import pickle
import re
import sqlite3
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from builders import copy_house, make_actor, make_web
from flask import g
from flask.testing import FlaskClient

from app.job_process import carry_out
from services.queues.local import LocalQueue
from services.storage.cache import open_cache
from services.storage.tables import JobRow, UserRow

MADE = "analysis-made-store"
_SEEDS = count(5000)


@pytest.fixture(scope="module")
def office(story, tmp_path_factory):
    """The web app on an installation of its own: what waits in the queue was put there by these tests."""
    web = make_web(copy_house(story.house.settings.home, tmp_path_factory.mktemp("office") / "home"), story)
    yield web
    web.house.close()


@dataclass
class Page:
    """One load of a page."""

    office: object
    client: FlaskClient

    def __post_init__(self):
        text = self.client.get("/segments").text
        self.end_id = json.loads(re.search(r'id="_dash-config"[^>]*>(.*?)</script>', text).group(1))["end_id"]
        self.output = next(name for name in self.office.app.callback_map if f"{MADE}.data" in name)

    def post(self, body, **arguments):
        return self.client.post("/_dash-update-component", json=body, query_string={"endId": self.end_id, **arguments})

    def order(self, wanted):
        return self.post(self.office.body(self.output, **{"analysis-wanted-store.data": wanted}))

    def poll(self, handles):
        body = self.office.body(self.output)
        return self.post(body, cacheKey=handles["cacheKey"], job=handles["job"])

    def cancel(self, handles):
        body = self.office.body("analysis-cancel-button.id", **{"analysis-cancel-button.n_clicks": 1})
        return self.post(body, cancelJob=handles["job"])


@pytest.fixture
def page(office):
    return Page(office, office.person())


@pytest.fixture
def wanted(office):
    """An analysis nobody has asked for yet."""
    return {"dataset": office.dataset.id, "recipe": "engagement", "seed": next(_SEEDS)}


@pytest.fixture
def queue(office):
    """The queue, with nothing of earlier tests in it."""
    queue = LocalQueue(office.house.database, office.house.clock)
    while claim := queue.claim():
        queue.finish(claim, "failed", "left over")
    return queue


def rows(office):
    with office.house.database.reading_jobs() as session:
        return session.query(JobRow).order_by(JobRow.created_at).all()


def card(answer):
    return json.dumps(answer.json["response"]["analysis-progress-area"])


def cache_row(office, change, *values):
    """Writes into the cache's file as somebody would who found it."""
    file = Path(office.house.settings.cache) / "cache.db"
    with sqlite3.connect(file) as connection:
        assert connection.execute(change, values).rowcount > 0
    connection.close()


def test_an_order_becomes_a_row_with_its_arguments_and_nothing_of_the_request(office, page, wanted, queue):
    page.client.set_cookie("theirs", "a secret of the browser")
    page.order(wanted)
    claim = queue.claim()
    assert claim.arguments == {"args": [wanted]}
    (row,) = [row for row in rows(office) if row.id == claim.job_id]
    assert "secret" not in json.dumps({name: str(value) for name, value in vars(row).items()})


def test_a_page_that_waits_is_shown_where_the_work_stands_as_often_as_it_asks(page, wanted, queue):
    handles = page.order(wanted).json
    queue.report(queue.claim(), 0.4, "Trying 4 segments")
    for _ in range(2):
        answer = page.poll(handles).json
        assert "Trying 4 segments" in json.dumps(answer["progress"])
        assert "response" not in answer


def test_the_result_is_served_as_often_as_it_is_asked_for(office, page, wanted, queue):
    handles = page.order(wanted).json
    assert carry_out(office.house.settings, queue.claim(), queue) == "succeeded"
    first, second = page.poll(handles), page.poll(handles)
    assert len(first.json["response"][MADE]["data"]) == 64
    assert first.json["response"] == second.json["response"]


def test_a_job_that_ends_while_a_page_asks_does_not_end_the_asking(office, page, wanted, queue):
    """Dash looks at the result first and at the job second; between the two the job may end."""
    page.order(wanted)
    manager, claim = office.app._background_manager, queue.claim()
    with office.app.server.test_request_context():
        g.actor = make_actor()
        assert manager.get_result(claim.key, claim.job_id) is manager.UNDEFINED
        assert queue.finish(claim, "failed", "No luck.")
        assert manager.job_running(claim.job_id)


def test_work_that_failed_says_why_and_how_to_go_on(page, wanted, queue):
    handles = page.order(wanted).json
    queue.finish(queue.claim(), "failed", "All posts are alike. Choose a longer period.")
    shown = card(page.poll(handles))
    assert "All posts are alike. Choose a longer period." in shown
    assert "background callback" not in shown
    assert "Try again" in shown


def test_work_that_failed_is_done_anew_when_it_is_asked_for_again(office, page, wanted, queue):
    page.order(wanted)
    queue.finish(queue.claim(), "failed", "No luck.")
    office.house.clock.advance(seconds=1)
    handles = page.order(wanted).json
    assert carry_out(office.house.settings, queue.claim(), queue) == "succeeded"
    assert MADE in page.poll(handles).json["response"]


def test_work_that_waits_is_cancelled_at_once(page, wanted, queue):
    handles = page.order(wanted).json
    page.cancel(handles)
    assert queue.claim() is None
    assert "Cancelled" in card(page.poll(handles))


def test_work_under_way_says_that_it_stops_and_then_that_it_was_cancelled(page, wanted, queue):
    handles = page.order(wanted).json
    claim = queue.claim()
    page.cancel(handles)
    assert "Stopping" in json.dumps(page.poll(handles).json["progress"])
    assert not queue.report(claim, 0.9, "Nearly there"), "the bar goes on saying that it stops"
    assert not queue.renew(claim)
    queue.finish(claim, "succeeded", "Done")
    assert "Cancelled" in card(page.poll(handles))


def test_a_page_that_was_left_cancels_nothing(page, wanted, queue):
    handles = page.order(wanted).json
    claim = queue.claim()
    page.post(page.office.body(page.output, **{"analysis-wanted-store.data": wanted}), oldJob=handles["job"])
    assert queue.renew(claim)


def test_a_result_that_left_the_cache_is_made_again(office, page, wanted, queue):
    handles = page.order(wanted).json
    carry_out(office.house.settings, queue.claim(), queue)
    with open_cache(office.house.settings.cache) as cache:
        cache.clear()
    assert "The result is gone. Start again." in card(page.poll(handles))
    page.order(wanted)
    assert queue.claim().arguments == {"args": [wanted]}


class _Bomb:
    """Unpickled, it would leave a file."""

    def __init__(self, path):
        self.path = path

    def __reduce__(self):
        return (Path.touch, (self.path,))


def test_a_pickle_planted_in_the_cache_is_neither_run_nor_served(office, page, wanted, queue, tmp_path):
    handles = page.order(wanted).json
    carry_out(office.house.settings, queue.claim(), queue)
    bomb = pickle.dumps(_Bomb(tmp_path / "ran"))
    cache_row(office, "UPDATE Cache SET mode = 4, value = ?, filename = NULL", sqlite3.Binary(bomb))

    assert "The result is gone. Start again." in card(page.poll(handles))
    assert page.order(wanted).status_code == 200
    assert queue.claim() is not None, "the work is ordered anew"
    assert not (tmp_path / "ran").exists()
    pickle.loads(bomb)
    assert (tmp_path / "ran").exists(), "the bomb was no dud"


def test_a_cached_result_that_was_damaged_counts_as_none(office, page, wanted, queue):
    handles = page.order(wanted).json
    carry_out(office.house.settings, queue.claim(), queue)
    cache_row(office, "UPDATE Cache SET value = ?", sqlite3.Binary(b"not compressed"))
    assert "The result is gone" in card(page.poll(handles))


def test_whoever_has_too_much_under_way_is_told_so(page, wanted):
    for number in range(5):
        assert "job" in page.order({**wanted, "seed": 9000 + number}).json
    refused = page.order(wanted)
    assert refused.status_code == 200
    assert "You have 5 jobs under way" in card(refused)


def test_the_key_of_a_workspace_is_its_own(office, wanted, queue):
    for workspace in ("red", "blue"):
        Page(office, office.person(workspaces=(workspace,))).order(wanted)
    red, blue = queue.claim(), queue.claim()
    assert red.arguments == blue.arguments
    assert red.workspace_id != blue.workspace_id
    assert red.key != blue.key


def test_a_job_for_somebody_who_lost_the_right_meanwhile_is_refused(office, page, wanted, queue):
    handles = page.order(wanted).json
    claim = queue.claim()
    with office.house.database.jobs() as session:
        session.get(UserRow, claim.user_id).active = False
    assert carry_out(office.house.settings, claim, queue) == "failed"
    assert office.house.services.jobs.get(make_actor(), claim.job_id).step.startswith("You may not")
    assert page.poll(handles).status_code in (302, 401), "and the page is closed to them"
