"""The HTML edition opened by a browser without a network: nothing is asked for, nothing is missing for anybody."""

from pathlib import Path

import pytest
from browser.installations import ROOT
from builders import Story, copy_house, make_actor
from playwright.sync_api import Browser

from services.domain.reporting import ReportOrder, Span
from services.domain.selection import Compare, Selection

AXE = ROOT / "deploy/frontend/node_modules/axe-core/axe.min.js"
_DEFECTS = """
() => axe.run(document, {resultTypes: ["violations"]}).then((found) => found.violations
  .filter((one) => ["serious", "critical"].includes(one.impact))
  .map((one) => `${one.id}: ${one.nodes.slice(0, 3).map((node) => node.html).join(" | ")}`))
"""


@pytest.mark.parametrize("language", ["en", "th"])
def test_the_page_opens_offline_and_has_no_serious_defect(
    story: Story, tmp_path: Path, chromium: Browser, language: str
) -> None:
    house = copy_house(story.house.settings.home, tmp_path / "home")
    order = ReportOrder(
        Selection(story.request), "monthly", "html", language, span=Span.QUARTER, compare=Compare.PREVIOUS
    )
    house.services.reports.write(make_actor(), order, tmp_path / "report.html")
    house.close()
    # axe itself is put in past the page's own policy, as an extension would be.
    context = chromium.new_context(offline=True, bypass_csp=True)
    page, asked = context.new_page(), list[str]()
    page.on("request", lambda request: asked.append(request.url))
    page.goto((tmp_path / "report.html").as_uri())
    page.add_script_tag(content=AXE.read_text(encoding="utf-8"))
    defects = page.evaluate(_DEFECTS)
    sections = page.locator("section").count()
    context.close()

    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []
    assert sections > 5
    assert defects == []
