"""One installation with a web server and a worker that tests share; each test has a seed, so jobs, of its own.

A PostgreSQL server is looked for on the socket and on the loopback address; POSTLENS_TEST_POSTGRESQL names another.
"""

import os
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path

import pytest
from builders import BLUE, copy_house, make_actor, make_house, save_posts_csv
from integration.processes import Site, Visitor
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError

_LOOPBACK = "postgresql+psycopg://root@127.0.0.1:5432/test"
_SERVERS = (os.environ.get("POSTLENS_TEST_POSTGRESQL", ""), "postgresql+psycopg://root@/test", _LOOPBACK)
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


def _server() -> str:
    """The address of a server that answers, "" where none does."""
    for url in filter(None, _SERVERS):
        engine = create_engine(url, connect_args={"connect_timeout": 2})
        try:
            with engine.connect() as connection:
                connection.execute(text("SELECT 1"))
        except OperationalError:
            continue
        else:
            return url
        finally:
            engine.dispose()
    return ""


@pytest.fixture(scope="session")
def server() -> str:
    url = _server()
    if not url:
        pytest.skip("no PostgreSQL answers; start one, or name it in POSTLENS_TEST_POSTGRESQL")
    return url


@pytest.fixture
def url(server: str) -> Iterator[str]:
    """The address of a new, empty schema, as an ordinary role that owns it: a superuser would be shown everything."""
    name = f"postlens_{secrets.token_hex(6)}"
    engine = create_engine(server, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.execute(text(f"CREATE ROLE {name}"))
        connection.execute(text(f"CREATE SCHEMA {name} AUTHORIZATION {name}"))
    yield f"{server}?options=-csearch_path%3D{name}%20-crole%3D{name}"
    with engine.connect() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        connection.execute(text(f"DROP ROLE {name}"))
    engine.dispose()
