import threading

from structlog.testing import capture_logs

from services.errands import Errands


def test_errands_are_done_in_their_order_and_one_that_fails_ends_none_after_it() -> None:
    done: list[int] = []
    errands = Errands()

    def fail() -> None:
        raise ValueError("nina@example.org")

    with capture_logs() as told:
        for work in (lambda: done.append(1), fail, lambda: done.append(2)):
            errands.run(work)
        errands.wait()

    assert done == [1, 2]
    assert [(one["event"], one["trouble"]) for one in told] == [("errand failed", "ValueError")]
    assert "nina" not in str(told)


def test_giving_an_errand_waits_for_none_and_too_many_are_dropped() -> None:
    gate, begun, done = threading.Event(), threading.Event(), list[int]()
    errands = Errands(most=1)

    def hold() -> None:
        begun.set()
        gate.wait(10)

    errands.run(hold)
    assert begun.wait(10)
    with capture_logs() as told:
        for number in range(3):
            errands.run(lambda number=number: done.append(number))
    gate.set()
    errands.wait()

    assert done == [0]
    assert [one["event"] for one in told] == ["errand dropped"] * 2
