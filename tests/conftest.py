"""What every test may use."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import scoped
from builders import House, Story, Web, copy_house, make_house, make_story, make_web
from hypothesis import settings
from isolation.world import make_template
from playwright.sync_api import Browser, sync_playwright
from xdist.scheduler import LoadFileScheduling

_FLAGS = (
    "--headless --no-sandbox --disable-gpu --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader "
    "--no-first-run --disable-background-networking --disable-component-update --disable-sync"
)
_NAMES = ("chromium", "chromium-browser", "google-chrome")
_JOURNEYS = "tests/browser/"
_REAL_FILES = Path(__file__).parent.parent.parent / "shared" / "data"


def pytest_configure() -> None:
    """From here on no statement on rows of a workspace goes without the workspace.

    What hypothesis tries is the same every time, or a test would say something new of code that nobody changed;
    HYPOTHESIS_PROFILE=default tries something new.
    """
    scoped.install()
    settings.register_profile("steady", derandomize=True, deadline=None)
    settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))


class _ByFile(LoadFileScheduling):
    """Where tests run side by side, those of one file stay together, and so do all that share the one installation."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.partition("::")[0]
        return _JOURNEYS if file.startswith(_JOURNEYS) else file


def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> _ByFile:
    """Deals the tests out; by marks it cannot be done, as xdist 3.8 writes them where pytest 9.2 does not look."""
    return _ByFile(config, log)


@pytest.fixture(scope="session")
def real_file() -> Callable[[str], Path]:
    """Finds a real export by name; a test that needs one is skipped where the files are not at hand."""

    def find(name: str) -> Path:
        path = _REAL_FILES / name
        if not path.exists():
            pytest.skip(f"the real file {name} is not beside this checkout: its licence keeps it out of the project")
        return path

    return find


@pytest.fixture(scope="session")
def empty_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation without posts; copied, never changed."""
    home = tmp_path_factory.mktemp("empty") / "home"
    make_house(home).close()
    return home


@pytest.fixture
def house(empty_home: Path, tmp_path: Path) -> Iterator[House]:
    """An installation without posts, of the test's own."""
    own = copy_house(empty_home, tmp_path / "home")
    yield own
    own.close()


@pytest.fixture(scope="session")
def story(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Story]:
    """An installation with one dataset, analysed and explained; to be read, never changed."""
    made = make_story(tmp_path_factory.mktemp("story") / "home")
    yield made
    made.house.close()


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation with two tenants that have one of everything; copied, never changed."""
    home = tmp_path_factory.mktemp("tenants") / "home"
    make_template(home)
    return home


@pytest.fixture(scope="session")
def web(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Web]:
    """The web app on a copy of that installation; tests bring people of their own."""
    made = make_web(copy_house(story.house.settings.home, tmp_path_factory.mktemp("web") / "home"), story)
    yield made
    made.house.close()


def _chromium() -> str | None:
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, _NAMES)), None)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Chromium, drawing without a graphics card; one for all tests, as a process has room for one Playwright."""
    program = _chromium()
    if program is None:
        pytest.skip("tests in a browser need Chromium on the path, or its place in the variable CHROMIUM")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=_FLAGS.split())
        yield launched
        launched.close()
