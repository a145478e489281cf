"""One installation with a web server and a worker that tests share; each test has a seed, so jobs, of its own."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from builders import BLUE, copy_house, make_actor, make_house, save_posts_csv
from integration.processes import Site, Visitor

_SEEDS = count(1000)


@dataclass(frozen=True, slots=True)
class Place:
    """A site with a dataset in the red workspace, and three people: Ann and Ben in red, Cleo in blue."""

    site: Site
    dataset: str
    ann: Visitor
    ben: Visitor
    cleo: Visitor


@pytest.fixture(scope="session")
def peopled_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An installation with a file in each workspace; copied, never changed."""
    folder = tmp_path_factory.mktemp("peopled")
    house = make_house(folder / "home")
    file = save_posts_csv(folder, posts=60)
    for actor in (make_actor(), make_actor(workspace=BLUE)):
        house.services.datasets.import_file(actor, file)
    for name in ("ann", "ben"):
        house.add_person(f"{name}@example.org")
    house.add_person("cleo@example.org", workspaces=("blue",))
    house.close()
    return folder / "home"


@pytest.fixture(scope="module")
def running(peopled_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Place]:
    """A web server and a worker, whose analyses wait at gates."""
    house = copy_house(peopled_home, tmp_path_factory.mktemp("running") / "home")
    site = Site(house)
    site.start_web()
    site.start_gated_worker()
    dataset = house.services.datasets.newest_first(make_actor())[0]
    people = (site.visitor(f"{name}@example.org") for name in ("ann", "ben", "cleo"))
    yield Place(site, dataset.id, *people)
    site.close()
    house.close()


@pytest.fixture
def place(running: Place) -> Place:
    """The shared site with its web server and its worker up, whatever the last test did to them."""
    running.site.look_after()
    return running


@pytest.fixture
def seed(running: Place) -> Iterator[int]:
    """The test's own analysis; its gate is opened at the end, so that nothing waits for ever."""
    number = next(_SEEDS)
    yield number
    running.site.open_gate(number)
