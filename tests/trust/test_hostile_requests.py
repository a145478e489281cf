"""Some hundred hostile requests; `make trust` sends twenty thousand."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from isolation.world import World, close_world, open_world
from trust.hostile_requests import attack, targets
from trust.mutations import mutations


@pytest.fixture(scope="module")
def world(template: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    made = open_world(template, tmp_path_factory.mktemp("attacked") / "home")
    yield made
    close_world(made)


def test_there_are_more_than_fifty_ways_to_spoil_a_request() -> None:
    assert len(mutations({"output": "a.b", "inputs": [], "state": []})) > 50


@pytest.mark.timeout(600)
def test_whatever_is_sent_is_answered_in_time_and_never_by_a_defect(world: World) -> None:
    outputs, routes = targets(world)

    figures = attack(world, 4 * (len(outputs) + len(routes)))

    assert figures.defects == []
    assert set(figures.asked) == {*outputs, *routes}
    assert len(figures.slow) <= figures.tried // 100, figures.slow[:10]
