"""A page in a real browser that waits for a job while the web server goes and comes back."""

import shutil
import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, sync_playwright

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
BAR = "#analysis-progress-area >> text=Waiting at the gate"
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="there is no browser on this machine")


@pytest.fixture
def tab() -> Iterator[Page]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox", "--disable-gpu"])
        yield browser.new_page()
        browser.close()


def test_a_page_left_open_over_a_restart_of_the_web_server_goes_on(place, seed, tab):
    (cookie,) = place.ann.session.cookies
    tab.context.add_cookies([{"name": cookie.name, "value": cookie.value, "url": place.site.url}])
    tab.goto(f"{place.site.url}/segments?seed={seed}&dataset={place.dataset}")
    tab.locator(BAR).wait_for()

    place.site.web.send_signal(signal.SIGTERM)
    place.site.web.wait(20)
    # The page has asked in vain when the server is back.
    with tab.expect_event("requestfailed", lambda request: "cacheKey=" in request.url):
        pass
    place.site.start_web()
    place.site.open_gate(seed)

    tab.locator(BAR).wait_for(state="detached", timeout=30_000)
    assert tab.locator("#analysis-progress-area >> text=That did not work").count() == 0
    assert len(place.site.runs(seed)) == 1
