"""Somebody who works for two clients sees in the room of one nothing that they did in the other's."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from builders import BLUE, RED, make_actor
from isolation.planted import forget
from isolation.world import World, close_world, open_world
from scoped import WATCH

from services.bundle import Services
from services.domain.actors import Actor, Role
from services.domain.jobs import WorkOrder
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.storage.jobs import Jobs
from services.storage.pins import Pins

Ask = Callable[[Services, Actor], Any]
PERSON = "0123456789abcdef"
KEPT: dict[str, tuple[type[Any], str, Ask]] = {
    "pins": (Pins, "of_person", lambda services, actor: services.pins.all(actor)),
    "jobs": (Jobs, "of_person", lambda services, actor: services.jobs.mine(actor)),
    "work under way": (Jobs, "of_person", lambda services, actor: services.jobs.under_way(actor, "analysis.segments")),
}


@pytest.fixture
def services(template, tmp_path) -> Iterator[Services]:
    """Two rooms; the person has pinned a chart in the red one, and ordered an analysis."""
    world = open_world(template, tmp_path / "home")
    _work(world, make_actor(Role.AGENCY, RED, PERSON))
    yield world.house.services
    close_world(world)


def _work(world: World, actor: Actor) -> None:
    dataset = world.red.ids["dataset"]
    world.house.services.pins.add(actor, "/segments", "sizes", "", Selection(SegmentationRequest(dataset, "volume")))
    order = WorkOrder("analysis.segments", "Segments", {"args": [{"dataset": dataset, "seed": 8}]})
    world.house.services.jobs.submit(actor, order)


@pytest.mark.parametrize("kept", KEPT)
def test_what_a_person_did_stays_in_its_room(services: Services, kept: str, monkeypatch: pytest.MonkeyPatch) -> None:
    repository, method, ask = KEPT[kept]
    here, there = make_actor(Role.AGENCY, RED, PERSON), make_actor(Role.AGENCY, BLUE, PERSON)

    assert ask(services, here)
    assert not ask(services, there)
    with WATCH.off():
        forget(repository, method)(monkeypatch)
        assert ask(services, there), "a filter that is forgotten would go unnoticed"
