"""Refusals are written, a flood of them is counted."""

import pytest
import structlog

from app.observability import Floods
from services.refusals import KIND, LIMIT, SIGN_IN


class Minutes:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def _send(floods: Floods, event: str = SIGN_IN, address: str = "192.0.2.1", number: int = 1) -> list[dict[str, object]]:
    written = []
    for _ in range(number):
        try:
            written.append(dict(floods(None, "warning", {"event": event, "kind": KIND, "address": address})))
        except structlog.DropEvent:
            continue
    return written


def test_of_a_flood_ten_lines_a_minute_are_written_and_the_next_one_says_how_many_were_not() -> None:
    clock = Minutes()
    floods = Floods(clock)
    assert len(_send(floods, number=1_000)) == 10
    assert len(_send(floods, address="192.0.2.2")) == 1, "another address is not meant"
    assert len(_send(floods, event=LIMIT)) == 1, "nor is another kind"

    clock.now = 60.0
    (first,) = _send(floods, address="192.0.2.3")

    assert first["not_written"] == {"sign-in refused from 192.0.2.1": 990}
    assert "not_written" not in _send(floods)[0]


def test_many_addresses_at_once_do_not_fill_the_memory_or_the_log() -> None:
    clock = Minutes()
    floods = Floods(clock)
    written = sum(len(_send(floods, address=f"10.0.{number // 250}.{number % 250}")) for number in range(3_000))
    assert written == 1_010

    clock.now = 61.0
    assert _send(floods)[0]["not_written"] == {"others": 1_990}


def test_a_line_tells_the_counts_of_at_most_twenty_and_of_the_others_together() -> None:
    clock = Minutes()
    floods = Floods(clock)
    for number in range(30):
        _send(floods, address=f"192.0.2.{number}", number=11 + number)

    clock.now = 60.0
    told = _send(floods)[0]["not_written"]

    assert isinstance(told, dict)
    assert len(told) == 21
    assert sum(told.values()) == sum(range(1, 31))


@pytest.mark.parametrize("told", [{"event": "job died"}, {"event": "job died", "kind": "other"}])
def test_whatever_is_no_refusal_is_written_each_time(told: dict[str, str]) -> None:
    floods = Floods(Minutes())
    assert all(floods(None, "error", dict(told)) == told for _ in range(100))
