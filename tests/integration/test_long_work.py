"""Long work on real processes: what people see when pages, servers, workers and jobs come and go."""

import json
import signal
import time

import psutil
import pytest
from builders import BLUE, RED, make_actor
from integration.processes import Handles, alive, until

from services.domain.actors import Role
from services.domain.errors import NotFound
from services.storage.cache import open_cache, read

MADE = "analysis-made-store"
BAR = "analysis-progress-area"


def shown(response):
    """What stands where the bar was, as text."""
    return json.dumps(response[BAR]["children"])


def test_a_page_loaded_again_joins_the_job_that_is_under_way(place, seed):
    first = place.ann.load()
    first.order(place.dataset, seed)
    place.site.at_gate(seed)

    again = place.ann.load()
    handles = again.order(place.dataset, seed)
    until(lambda: "Waiting at the gate" in (again.progress(handles) or ""), what="the page sees where the work stands")
    place.site.open_gate(seed)

    assert len(again.result(handles)[MADE]["data"]) == 64
    assert place.site.job(seed).attempt == 1
    assert len(place.site.runs(seed)) == 1


def test_work_that_was_done_is_served_at_once_and_not_done_again(place, seed):
    place.site.open_gate(seed)
    page = place.ann.load()
    first = page.result(page.order(place.dataset, seed))

    later = place.ann.load()
    handles = later.order(place.dataset, seed)
    answer = later.poll(handles)

    assert answer.json()["response"] == first
    assert len(place.site.runs(seed)) == len(place.site.jobs(seed)) == 1


def test_a_second_person_of_the_workspace_computes_nothing(place, seed):
    ann, ben = place.ann.load(), place.ben.load()
    of_ann = ann.order(place.dataset, seed)
    place.site.at_gate(seed)
    of_ben = ben.order(place.dataset, seed)
    until(lambda: "Waiting at the gate" in (ben.progress(of_ben) or ""), what="Ben sees where Ann's work stands")
    place.site.open_gate(seed)

    assert ann.result(of_ann) == ben.result(of_ben)
    assert len(place.site.runs(seed)) == len(place.site.jobs(seed)) == 1


def test_a_page_that_was_closed_has_its_result_all_the_same(place, seed):
    place.ann.load().order(place.dataset, seed)
    place.site.open_gate(seed)
    place.site.wait_for(seed, "succeeded")

    page = place.ann.load()
    assert MADE in page.poll(page.order(place.dataset, seed)).json()["response"]


def test_work_that_is_done_ahead_lets_those_go_first_who_look_at_pages(place, seed):
    place.ann.load().order(place.dataset, seed)

    assert psutil.Process(place.site.at_gate(seed)).nice() > psutil.Process(place.site.web.pid).nice()


def test_another_workspace_has_its_own_job_for_the_same_question(place, seed):
    place.site.open_gate(seed)
    ann, cleo = place.ann.load(), place.cleo.load()
    of_ann = ann.result(ann.order(place.dataset, seed))
    of_cleo = cleo.result(cleo.order(place.dataset, seed))

    assert MADE in of_ann
    assert MADE not in of_cleo
    assert "There is no dataset" in shown(of_cleo)
    red, blue = place.site.jobs(seed)
    assert (red.workspace_id, red.state) == (RED.id, "succeeded")
    assert (blue.workspace_id, blue.state) == (BLUE.id, "failed")
    assert red.key != blue.key


def test_handles_of_another_page_give_nothing_and_stop_nothing(place, seed):
    handles = place.ann.load().order(place.dataset, seed)
    pid = place.site.at_gate(seed)

    for stranger in (place.ann.load(), place.ben.load(), place.cleo.load()):
        assert stranger.poll(handles).status_code == 404
        stranger.cancel(handles)
    assert alive(pid)
    assert not place.site.job(seed).cancel


def test_a_whole_page_stolen_by_another_workspace_gives_nothing_and_stops_nothing(place, seed):
    page = place.ann.load()
    handles = page.order(place.dataset, seed)
    pid = place.site.at_gate(seed)
    stolen = type(page)(place.cleo, page.end_id)

    answer = stolen.poll(handles)
    assert "gate" not in answer.text
    assert MADE not in answer.text
    assert stolen.cancel(handles).status_code < 500
    place.site.open_gate(seed)
    assert MADE in page.result(handles)
    assert MADE not in stolen.poll(handles).text
    assert not alive(pid)


def test_invented_handles_give_nothing(place, seed):
    page = place.ann.load()
    page.order(place.dataset, seed)
    row = place.site.job(seed)
    assert page.poll(Handles(row.key, row.id)).status_code == 404


def test_a_job_of_another_workspace_is_no_different_from_none(place, seed):
    place.ann.load().order(place.dataset, seed)
    pid, row = place.site.at_gate(seed), place.site.job(seed)
    jobs, cleo = place.site.house.services.jobs, make_actor(Role.ADMIN, BLUE)

    for ask in (jobs.get, jobs.cancel):
        with pytest.raises(NotFound) as foreign:
            ask(cleo, row.id)
        with pytest.raises(NotFound) as unknown:
            ask(cleo, "0" * 16)
        assert str(foreign.value).replace(row.id, "0" * 16) == str(unknown.value)
    page = place.cleo.load()
    assert "There is no job" in page.cancel_from_tray(row.id).text
    assert alive(pid)


def test_a_job_row_carries_neither_cookies_nor_headers(place, seed):
    place.ann.load().order(place.dataset, seed)
    row = place.site.job(seed)
    (cookie,) = place.ann.session.cookies
    text = json.dumps({column.name: getattr(row, column.name) for column in row.__table__.columns}, default=str)

    assert row.arguments == {"args": [{"dataset": place.dataset, "recipe": "engagement", "seed": seed}]}
    assert cookie.value not in text
    assert "User-Agent" not in text


def test_a_restart_of_the_web_server_does_not_touch_the_job(place, seed):
    page = place.ann.load()
    handles = page.order(place.dataset, seed)
    pid = place.site.at_gate(seed)

    place.site.web.send_signal(signal.SIGTERM)
    place.site.web.wait(20)
    assert not place.site.answers()
    assert alive(pid)
    place.site.start_web()
    place.site.open_gate(seed)

    assert MADE in page.result(handles), "the page that was open all the time has its result"
    assert len(place.site.runs(seed)) == 1


def test_a_job_whose_process_is_killed_fails_in_words_and_is_tried_again(place, seed):
    page = place.ann.load()
    handles = page.order(place.dataset, seed)
    psutil.Process(place.site.at_gate(seed)).kill()

    card = page.result(handles, seconds=2)
    assert MADE not in card
    assert "That did not work" in shown(card)
    assert "memory ran out" in shown(card)
    assert "Try again" in shown(card)
    assert place.site.job(seed).state == "failed"

    place.site.open_gate(seed)
    again = place.ann.load()
    assert MADE in again.result(again.order(place.dataset, seed))
    assert [row.state for row in place.site.jobs(seed)] == ["failed", "succeeded"]


@pytest.mark.alone
def test_cancel_in_the_page_ends_the_process_within_a_second(place, seed):
    page = place.ann.load()
    handles = page.order(place.dataset, seed)
    pid = place.site.at_gate(seed)

    pressed = time.monotonic()
    page.cancel(handles)
    card = page.result(handles, seconds=1)
    until(lambda: not alive(pid), 1 - (time.monotonic() - pressed), "the process is gone")

    assert "Cancelled" in shown(card)
    assert MADE not in card
    row = place.site.job(seed)
    assert (row.state, row.step) == ("cancelled", "Cancelled")
    place.site.open_gate(seed)
    assert not place.site.runs(f"{seed}-through")
    with open_cache(place.site.house.settings.cache) as cache:
        assert read(cache, row.key) is None


@pytest.mark.alone
def test_cancel_in_the_tray_ends_the_process_within_a_second(place, seed):
    page = place.ann.load()
    handles = page.order(place.dataset, seed)
    pid = place.site.at_gate(seed)

    pressed = time.monotonic()
    assert page.cancel_from_tray(place.site.job(seed).id).status_code == 200
    place.site.wait_for(seed, "cancelled", seconds=1)
    until(lambda: not alive(pid), 1 - (time.monotonic() - pressed), "the process is gone")
    assert "Cancelled" in shown(page.result(handles))


def test_the_bar_says_that_the_job_stops_until_it_has(place, seed):
    page = place.ann.load()
    handles = page.order(place.dataset, seed)
    pid = place.site.at_gate(seed)
    place.site.suspend(psutil.Process(place.site.worker.pid))
    try:
        page.cancel(handles)
        assert "Stopping" in page.progress(handles)
        assert alive(pid)
    finally:
        psutil.Process(place.site.worker.pid).resume()
    place.site.wait_for(seed, "cancelled")


def test_a_page_that_moves_on_leaves_the_work_going(place, seed):
    page = place.ann.load()
    handles = page.order(place.dataset, seed)
    pid = place.site.at_gate(seed)
    page.order_instead(handles, place.dataset, seed)
    assert alive(pid)
    assert place.site.job(seed).state == "running"


def test_jobs_of_a_killed_worker_die_with_it_and_are_done_by_the_next(place, seed):
    page = place.ann.load()
    handles = page.order(place.dataset, seed)
    pid = place.site.at_gate(seed)

    place.site.worker.kill()
    place.site.worker.wait()
    until(lambda: not alive(pid), 2, "the job's process is gone with its worker")
    place.site.start_gated_worker()
    place.site.at_gate(seed, times=2)
    place.site.open_gate(seed)

    assert MADE in page.result(handles)
    row = place.site.job(seed)
    assert (row.state, row.attempt, row.fence) == ("succeeded", 2, 3)


def test_a_worker_told_to_stop_gives_its_jobs_back(place, seed):
    page = place.ann.load()
    handles = page.order(place.dataset, seed)
    pid = place.site.at_gate(seed)

    place.site.worker.terminate()
    assert place.site.worker.wait(5) == 0
    assert not alive(pid)
    row = place.site.job(seed)
    assert (row.state, row.attempt) == ("queued", 0), "a try that was interrupted does not count"
    place.site.start_gated_worker()
    place.site.open_gate(seed)
    assert MADE in page.result(handles)


def test_a_worker_that_was_thought_dead_publishes_nothing(place, seed):
    page = place.ann.load()
    handles = page.order(place.dataset, seed)
    stale = psutil.Process(place.site.at_gate(seed))
    asleep = psutil.Process(place.site.worker.pid)
    place.site.suspend(asleep)
    place.site.suspend(stale)

    place.site.start_gated_worker()
    winner = place.site.at_gate(seed, times=2)
    place.site.open_gate(seed)
    before = page.result(handles)
    row = place.site.job(seed)
    assert row.state == "succeeded"

    with open_cache(place.site.house.settings.cache) as cache:
        cache.set(row.key, "what the winner wrote")
        stale.resume()
        until(lambda: str(stale.pid) in place.site.runs(f"{seed}-through"), what="the stale process goes on")
        until(lambda: not alive(stale.pid), what="and ends")
        assert read(cache, row.key) == "what the winner wrote"
    asleep.resume()
    after = place.site.job(seed)
    assert stale.pid != winner
    assert MADE in before
    assert (after.state, after.fence, after.finished_at) == ("succeeded", row.fence, row.finished_at)
    asleep.terminate()
