"""What holds on every page, in both themes, wide and narrow."""

from collections.abc import Iterator
from typing import Any

import pytest
from browser.installations import ROOT
from browser.visits import ADMIN_PAGES, PAGES, Visit
from playwright.sync_api import expect

from services.domain.actors import Role

AXE = ROOT / "deploy/frontend/node_modules/axe-core/axe.min.js"
SIZES = {"narrow": {"width": 390, "height": 844}, "wide": {"width": 1440, "height": 900}}
THEMES = ("light", "dark")
_RUN = """
() => axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => [one.id, one.help, ...one.nodes.slice(0, 4).map((node) => node.html.slice(0, 160))].join(" | ")))
"""

_TOO_WIDE = """
() => {
  if (document.documentElement.scrollWidth <= window.innerWidth) return [];
  const beyond = (one) => one.getBoundingClientRect().right > window.innerWidth;
  const wide = [...document.querySelectorAll("body *")].filter(beyond);
  return wide.slice(0, 12).map((one) => `${one.tagName} ${one.id} ${one.className}`);
}
"""


@pytest.fixture(scope="session")
def axe() -> str:
    """The source of axe-core, which set-up unpacks."""
    if not AXE.exists():
        pytest.skip("axe-core is not unpacked: make setup")
    return AXE.read_text()


@pytest.fixture
def watched(visit, axe) -> Iterator[Any]:
    """What axe finds serious or critical on the page of a visit."""

    def defects(looked_at: Visit) -> list[str]:
        if not looked_at.measure("() => typeof axe === 'object'"):
            looked_at.measure(axe)
        found: list[str] = looked_at.measure(_RUN)
        return found

    return defects


def _sideways(visit: Visit) -> list[str]:
    """What makes the page wider than its window, the outermost first."""
    too_wide: list[str] = visit.measure(_TOO_WIDE)
    return too_wide


def _look_at_the_table(visit: Visit) -> None:
    """The grid lays its cells out when it comes into view, and shows none of them before."""
    cells = visit.find("#segments-posts-grid .ag-center-cols-container .ag-cell")
    if cells.count():
        visit.find("#segments-posts-grid").scroll_into_view_if_needed()
        expect(cells.first).to_be_visible()


@pytest.mark.parametrize("path", [*PAGES, *ADMIN_PAGES])
def test_a_page_is_open_to_everybody_on_every_screen(path, visit, watched):
    agent, found = visit(Role.ADMIN if path in ADMIN_PAGES else Role.AGENCY), {}
    agent.page.set_viewport_size(SIZES["narrow"])
    agent.open(path)
    for size, viewport in SIZES.items():
        agent.page.set_viewport_size(viewport)
        agent.settle()
        _look_at_the_table(agent)
        assert _sideways(agent) == [], f"{path} scrolls sideways on a {size} screen"
        for theme in THEMES:
            agent.page.emulate_media(color_scheme=theme)
            expect(agent.find("html")).to_have_attribute("data-bs-theme", theme)
            found[f"{size}, {theme}"] = watched(agent)
    assert not any(found.values()), found


@pytest.mark.parametrize("theme", THEMES)
def test_the_way_in_is_open_to_everybody_on_every_screen(theme, visit, watched):
    stranger = visit(None)
    stranger.page.emulate_media(color_scheme=theme)
    for viewport in SIZES.values():
        stranger.page.set_viewport_size(viewport)
        stranger.page.goto(f"{stranger.url}/login")
        assert _sideways(stranger) == []
        assert watched(stranger) == []


def test_what_opens_above_a_page_is_open_to_everybody(visit, watched):
    agent = visit(Role.AGENCY)
    agent.open("/about")
    agent.find(".tray summary").click()
    tray = watched(agent)
    agent.page.keyboard.press("Escape")
    agent.page.keyboard.press("?")
    expect(agent.page.get_by_role("dialog", name="Keys")).to_be_visible()
    assert (tray, watched(agent)) == ([], [])


def test_the_drawer_of_a_narrow_screen_is_open_to_everybody(visit, watched):
    agent = visit(Role.AGENCY)
    agent.page.set_viewport_size(SIZES["narrow"])
    agent.open("/about")
    agent.press("Open the navigation")
    expect(agent.page.get_by_role("link", name="Segments")).to_be_in_viewport()
    assert watched(agent) == []


def test_an_address_that_leads_nowhere_is_answered_with_a_page(visit, watched):
    agent = visit(Role.AGENCY)
    with agent.expecting("404"):
        agent.page.goto(f"{agent.url}/nothing/here")
    expect(agent.find("main")).to_be_visible()
    assert watched(agent) == []
