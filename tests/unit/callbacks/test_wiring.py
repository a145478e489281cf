from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event, Semaphore

import pytest
from builders import House, make_actor
from dash import Dash, Input, Output

from callbacks import TASKS, context, register_all, wiring
from callbacks.wiring import Wiring, guarded, in_turn
from services.domain.actors import Actor, Role
from services.domain.errors import Forbidden
from services.domain.jobs import UNHURRIED
from services.policy import Permission


@pytest.fixture
def app() -> Dash:
    return Dash("wiring", pages_folder="")


def _greet(name: str) -> str:
    return f"Hello {name}"


def test_a_callback_is_hung_up_with_its_permission(app: Dash) -> None:
    wire = Wiring(app)

    wire(_greet, Output("a", "children"), Input("b", "value"), permission=Permission.IMPORT)

    assert wire.permissions == {"a.children": Permission.IMPORT}
    assert wire.undeclared() == set()


def test_a_callback_cannot_be_hung_up_without_a_permission(app: Dash) -> None:
    with pytest.raises(TypeError, match="permission"):
        Wiring(app)(_greet, Output("a", "children"), Input("b", "value"))  # type: ignore[call-arg]  # on purpose


def test_a_callback_that_went_around_the_wiring_is_found(app: Dash) -> None:
    wire = Wiring(app)
    app.callback(Output("secret", "children"), Input("b", "value"))(_greet)

    assert wire.undeclared() == {"secret.children"}


def test_what_runs_in_the_browser_is_declared_too(app: Dash) -> None:
    wire = Wiring(app)

    wire.in_browser("choose", Output("a", "value"), Input("b", "n_clicks"))

    assert wire.undeclared() == set()


def test_every_callback_of_the_app_has_a_permission(app: Dash) -> None:
    wire = Wiring(app)

    register_all(wire)

    assert wire.undeclared() == set()
    assert len(wire.permissions) > 20


def test_tasks_are_known_by_their_own_names_and_have_words() -> None:
    for name, task in TASKS.items():
        assert task.name == name
        assert task.title[0].isupper()
        assert task.permission in Permission
        assert (task.progress.component_property, task.cancel.component_property) == ("children", "n_clicks")


@pytest.mark.parametrize(("role", "may"), [(Role.BRAND_MANAGER, False), (Role.AGENCY, True), (Role.ADMIN, True)])
def test_a_guard_stands_also_where_no_web_request_leads(house: House, role: Role, may: bool) -> None:  # noqa: FBT001
    greet = guarded(_greet, Permission.IMPORT)

    with context.acting(make_actor(role), house.services):
        if may:
            assert greet("Bea") == "Hello Bea"
        else:
            with pytest.raises(Forbidden):
                greet("Bea")


def test_a_job_of_somebody_who_left_is_refused(house: House) -> None:
    nobody: Actor = None  # type: ignore[assignment]  # what an account that was closed becomes

    with context.acting(nobody, house.services), pytest.raises(Forbidden):
        guarded(_greet, Permission.EXPLORE)("Bea")


def test_a_guarded_callback_keeps_its_name_and_words() -> None:
    assert guarded(_greet, Permission.EXPLORE).__name__ == "_greet"


def test_only_what_is_done_ahead_of_the_question_takes_its_time():
    assert [name for name in TASKS if name in UNHURRIED] == [
        "analysis.explanations",
        "compare.second_opinion",
        "schedules.run",
    ]
    assert set(TASKS) >= UNHURRIED


class _Slow:
    """A callback that tells when it has begun, and answers when it may."""

    def __init__(self) -> None:
        self.begun, self.may_end = Semaphore(0), Event()

    def __call__(self) -> str:
        self.begun.release()
        assert self.may_end.wait(10)
        return "done"


def _asked(threads: ThreadPoolExecutor, house: House, callback: Callable[[], str]) -> "Future[str]":
    def ask() -> str:
        with context.acting(make_actor(), house.services):
            return str(guarded(in_turn(callback), Permission.EXPLORE)())

    return threads.submit(ask)


@pytest.fixture
def two_at_work(house: House) -> Iterator[tuple[ThreadPoolExecutor, _Slow]]:
    slow = _Slow()
    slow.__name__ = "slow"  # type: ignore[attr-defined]  # callbacks have names
    with ThreadPoolExecutor(3) as threads:
        answers = [_asked(threads, house, slow) for _ in range(2)]
        assert all(slow.begun.acquire(timeout=10) for _ in answers)
        yield threads, slow
        slow.may_end.set()
        assert [answer.result(10) for answer in answers] == ["done"] * 2


def test_a_third_answer_waits_for_its_turn(house: House, two_at_work: tuple[ThreadPoolExecutor, _Slow], monkeypatch):
    threads, slow = two_at_work
    monkeypatch.setattr(wiring, "_LONGEST_WAIT", 10)
    third = _asked(threads, house, lambda: "third")

    with pytest.raises(TimeoutError):
        third.result(0.2)
    slow.may_end.set()
    assert third.result(10) == "third"


def test_nobody_waits_long_for_answers_that_wait_themselves(
    house: House, two_at_work: tuple[ThreadPoolExecutor, _Slow], monkeypatch
):
    threads, slow = two_at_work
    monkeypatch.setattr(wiring, "_LONGEST_WAIT", 0.01)

    assert _asked(threads, house, lambda: "third").result(10) == "third"
    assert not slow.may_end.is_set()
