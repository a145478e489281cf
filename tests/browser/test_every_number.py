"""Every page of the demonstration and of a real file is walked: no sentence holds a number that is no claim."""

import pytest
from browser.test_real_file import FILE, ROOM
from browser.visits import Visit
from playwright.sync_api import expect

from services.domain.actors import Role

PAGES = ("/overview", "/segments", "/explain", "/drivers", "/levers", "/recommendations", "/compare")
# The demonstration is analysed beforehand; a real file waits for its forest, its levers and its comparisons.
_LONGEST = 600_000
# Sentences with digits outside of claims. Left out is what says no finding: names (segments, days, versions), method
# texts and what a page is (.sheet-head, .how, .how-tested, .step, .state), where somebody stands (.position, .pills),
# tables and charts, whose figures are data; what a post would need to be elsewhere (#moves-...), which is a question
# and not an estimate, and the twins, which are counted and listed below. Thresholds of the method are the same for
# every file.
_BARE = r"""
() => {
  const SAME = /\d{1,2} [A-Z][a-z]{2}( \d{4})?(, \d\d:\d\d)?|version \d+|95 %|5 %|28 days|13 weeks/g;
  const OUTSIDE = "[data-claim], .segment-name, .sheet-head, .how, .how-tested, .step, .state, .position, .pills," +
    ".post-note, table, svg, .chart, form, button:not(.segment), label, .standouts, [id^='moves-']," +
    "#explain-header-area";
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, near = node.parentElement;
    if (!/\d/.test(node.data.replace(SAME, "")) || near.closest(OUTSIDE)) continue;
    if (near.closest("p, li, .segment, .headline, .compared")) found.push(node.data.trim());
  }
  return found;
}
"""


def _walk(person: Visit, query: str) -> dict[str, list[str]]:
    found = {}
    for path in PAGES:
        person.page.goto(f"{person.url}{path}{query}")
        expect(person.find("main h1")).to_be_visible()
        expect(person.find(".under-way")).to_have_count(0, timeout=_LONGEST)
        person.settle()
        found[path] = person.measure(_BARE)
    return {path: bare for path, bare in found.items() if bare}


@pytest.mark.timeout(1_800)
def test_no_number_of_the_demonstration_is_bare(visit):
    assert _walk(visit(Role.BRAND_MANAGER), "") == {}


@pytest.mark.timeout(3_600)
def test_no_number_of_a_real_file_is_bare(visit, real_file):
    agent = visit(Role.AGENCY, ROOM)
    agent.open("/datasets")
    agent.choose_file(real_file(FILE))
    expect(agent.page.get_by_role("link", name="Explore the segments")).to_be_visible(timeout=_LONGEST)
    assert _walk(agent, "") == {}
