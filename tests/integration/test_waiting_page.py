"""A page in a real browser that waits for a job while the web server goes and comes back."""

import signal
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page

BAR = "#analysis-progress-area >> text=Waiting at the gate"


@pytest.fixture
def tab(chromium: Browser) -> Iterator[Page]:
    with chromium.new_context() as context:
        yield context.new_page()


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
