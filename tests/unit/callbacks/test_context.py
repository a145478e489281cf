import threading

import pytest
from builders import BLUE, House, Web, make_actor
from flask import g

from callbacks import context
from services.domain.actors import Actor

BEA, ARUN = make_actor(user_id="bea"), make_actor(user_id="arun", workspace=BLUE)


def test_inside_a_job_the_actor_and_the_services_are_those_of_the_job(house: House) -> None:
    with context.acting(BEA, house.services):
        assert context.actor() is BEA
        assert context.services() is house.services


def test_a_job_inside_a_job_ends_where_it_began(house: House) -> None:
    with context.acting(BEA, house.services):
        with context.acting(ARUN, house.services):
            assert context.actor() is ARUN
        assert context.actor() is BEA


def test_a_job_that_fails_leaves_nobody_behind(house: House) -> None:
    with pytest.raises(ZeroDivisionError), context.acting(BEA, house.services):
        _ = 1 / 0

    with pytest.raises(RuntimeError, match="application context"):
        context.actor()


def test_outside_of_everything_there_is_no_actor() -> None:
    with pytest.raises(RuntimeError, match="application context"):
        context.actor()


def test_inside_a_request_the_actor_is_whoever_asks(web: Web) -> None:
    with web.app.server.test_request_context("/"):
        g.actor = ARUN
        assert context.actor() is ARUN
        assert context.services() is web.house.services


def test_another_thread_is_not_inside_this_job(house: House) -> None:
    seen: list[Actor | None] = []

    def look() -> None:
        try:
            seen.append(context.actor())
        except RuntimeError:
            seen.append(None)

    with context.acting(BEA, house.services):
        thread = threading.Thread(target=look)
        thread.start()
        thread.join(10)

    assert seen == [None]
