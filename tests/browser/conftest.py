"""One installation and one browser for all journeys; every visit is watched, and any complaint fails its test.

Visits of the same person share what the browser has loaded before, so only the first of them is slow; whoever
signs out or moves asks for a browser that nobody shares.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from browser.installations import Installation, prepare, start
from browser.visits import Visit
from playwright.sync_api import Browser, BrowserContext

from services.domain.actors import Role

_MEASURED = "measured"
WIDE = {"width": 1440, "height": 900}

OpenVisit = Callable[..., Visit]


@pytest.fixture(scope="session")
def prepared_home(tmp_path_factory: pytest.TempPathFactory, chromium: Browser) -> Path:
    """The folder of an installation with the demonstration in it; copied, never changed."""
    home = tmp_path_factory.mktemp("prepared") / "home"
    prepare(home)
    return home


@pytest.fixture(scope="session")
def installation(prepared_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Installation]:
    """Postlens as `postlens serve` starts it, for all journeys."""
    running = start(prepared_home, tmp_path_factory.mktemp("served") / "home")
    yield running
    running.stop()


@dataclass
class Browsers:
    """The browsers of people; opens visits, and keeps what they complained about.

    A browser is kept with what it has loaded: scripts and charts, and nothing of the person but the cookie.
    """

    chromium: Browser
    installation: Installation
    kept: dict[str, BrowserContext] = field(default_factory=dict)
    opened: list[Visit] = field(default_factory=list)

    def visit(self, role: Role | None, room: str = "", *, anew: bool = False) -> Visit:
        """A tab for somebody of a role, None = a stranger, in a room; `anew` = in a browser that knows nobody yet.

        Which room somebody is in belongs to their session, so each room has a browser too.
        """
        name = "anew" if anew else f"{role} {room}"
        fresh = anew or name not in self.kept
        if name not in self.kept:
            self.kept[name] = self._context()
        context = self.kept[name]
        if anew:
            context.clear_cookies()
        visit = Visit(context, self.installation.url)
        self.opened.append(visit)
        if anew:
            visit.forget()
        if fresh and role:
            visit.sign_in(*self.installation.sign_in(role))
            if room:
                visit.enter(room)
        return visit

    def complaints(self) -> list[str]:
        """What was complained about since the last time; closes the tabs."""
        heard = [words for visit in self.opened for words in visit.complaints]
        for visit in self.opened:
            visit.page.close()
        self.opened.clear()
        return heard

    def close(self) -> None:
        """The browsers too."""
        for context in self.kept.values():
            context.close()

    def _context(self) -> BrowserContext:
        return self.chromium.new_context(
            viewport=WIDE, reduced_motion="reduce", permissions=["clipboard-read", "clipboard-write"]
        )


@pytest.fixture(scope="session")
def browsers(chromium: Browser, installation: Installation) -> Iterator[Browsers]:
    """The browsers of all journeys."""
    opened = Browsers(chromium, installation)
    yield opened
    opened.close()


@pytest.fixture
def measured(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Takes a line with a figure, to be shown when all is done: how fast it was, beside that it was right."""
    return lambda line: request.node.user_properties.append((_MEASURED, line))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that journeys measured."""
    reports = [report for report in terminalreporter.getreports("passed") if report.when == "call"]
    lines = [line for report in reports for name, line in report.user_properties if name == _MEASURED]
    if lines:
        terminalreporter.section("measured in the browser")
        for line in lines:
            terminalreporter.line(line)


@pytest.fixture
def visit(browsers: Browsers) -> Iterator[OpenVisit]:
    """Opens a browser for somebody; in the end nothing may have been complained about."""
    yield browsers.visit
    complaints = browsers.complaints()
    assert not complaints, "\n".join([*complaints, *_defects(browsers.installation)])


def _defects(installation: Installation) -> list[str]:
    """What the server said last of its defects: pages tell a reference only, and the log goes with the installation."""
    lines = (line[:4_000] for line in installation.log.splitlines() if '"level": "error"' in line)
    return list(lines)[-3:]
