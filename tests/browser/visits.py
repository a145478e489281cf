"""A person at a browser: what they do in words, and everything the browser complains about meanwhile."""

import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import BrowserContext, ConsoleMessage, Locator, Page, Request, Response, expect

# Long enough for two very busy cores; nothing waits this long when all is well.
PATIENCE = 60_000
expect.set_options(timeout=PATIENCE)
PAGES = {
    "/overview": "Overview",
    "/segments": "Segments",
    "/explain": "Explain a post",
    "/drivers": "What drives them",
    "/levers": "Levers",
    "/recommendations": "Recommendations",
    "/compare": "Compare",
    "/reports": "Reports",
    "/datasets": "Datasets",
    "/score": "Score new posts",
    "/about": "About",
    "/account": "Account",
}
ADMIN_PAGES = {
    "/admin/uploads": "Uploads",
    "/admin/people": "People",
    "/admin/workspaces": "Workspaces",
    "/admin/activity": "Activity",
    "/admin/health": "Health",
}
# What the software renderer of a machine without a graphics card says about its own speed.
_DRIVER = "GPU stall due to ReadPixels"
# What is on a page only as long as it is not done.
_UNFINISHED = (
    ".chart:not([data-drawn])",
    ".skeleton",
    "main [data-dash-is-loading='true']",
    "#segments-posts-grid:not(:has(.ag-center-cols-container .ag-cell, .ag-overlay-no-rows-wrapper)):visible",
)
# The uppermost dot of the strongest segment, from the left and the top of the map.
_A_DOT = """
() => {
  const plot = document.querySelector("#segments-map-graph .js-plotly-plot");
  const layout = plot._fullLayout, dots = plot._fullData[plot._fullData.length - 1];
  const at = (axis, value) => axis._offset + axis.c2p(value);
  const places = Array.from(dots.x, (x, i) => [at(layout.xaxis, x), at(layout.yaxis, dots.y[i])]);
  return places.reduce((best, here) => (here[1] < best[1] ? here : best));
}
"""
_WATCH = """
document.addEventListener("securitypolicyviolation", (event) =>
  console.error("content security policy: " + event.effectiveDirective + " " + event.blockedURI));
"""


class Visit:
    """One page in a context of its own. `complaints` is empty as long as nothing is wrong."""

    def __init__(self, context: BrowserContext, url: str) -> None:
        self.complaints: list[str] = []
        self.statuses: list[int] = []
        self.url, self._expected = url, list[str]()
        self.context = context
        context.set_default_timeout(PATIENCE)
        context.add_init_script(_WATCH)
        self.page: Page = context.new_page()
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda error: self._complain(f"error in a script: {error}"))
        self.page.on("requestfailed", self._failed)
        self.page.on("response", self._answered)
        self.page.on("dialog", lambda dialog: (self._complain(f"dialog: {dialog.message}"), dialog.dismiss()))

    # What a person does.

    def open(self, address: str) -> None:
        """Loads a page anew and waits until it stands still."""
        self.page.goto(f"{self.url}{address}")
        self.settle((PAGES | ADMIN_PAGES).get(address.partition("?")[0], ""))

    def settle(self, title: str = "") -> None:
        """Waits until everything on the page is drawn."""
        if title:
            expect(self.page.locator("h1")).to_have_text(title)
        for unfinished in _UNFINISHED:
            expect(self.page.locator(unfinished)).to_have_count(0)

    def sign_in(self, email: str, password: str) -> None:
        """Through the form, as everybody does."""
        self.page.goto(f"{self.url}/login?next=/about")
        self.page.get_by_label("E-mail").fill(email)
        self.page.get_by_label("Password").fill(password)
        self.press("Sign in")
        self.settle("About")

    def forget(self) -> None:
        """Whatever pages keep in the browser is gone."""
        self.page.goto(f"{self.url}/login")
        self.measure("() => localStorage.clear()")

    def enter(self, room: str) -> None:
        """Another workspace, through the switcher."""
        with self.page.expect_navigation():
            self.page.get_by_label("Client workspace").select_option(label=room)
        expect(self.page.get_by_label("Client workspace").locator("option:checked")).to_have_text(room)

    def choose_file(self, file: Path) -> None:
        """Puts a file into the drop zone's field."""
        self.page.locator("#datasets-file-input").set_input_files(file)

    def press(self, name: str) -> None:
        """The button of this name."""
        self.page.get_by_role("button", name=name, exact=True).click()

    def draw_around(self, *corners: tuple[float, float]) -> None:
        """A lasso on the map of posts; corners as shares of its width and height, from the top left."""
        ground = self.find("#segments-map-graph .nsewdrag")
        ground.scroll_into_view_if_needed()
        box = ground.bounding_box()
        assert box is not None
        points = [(box["x"] + x * box["width"], box["y"] + y * box["height"]) for x, y in (*corners, corners[0])]
        self.page.mouse.move(*points[0])
        self.page.mouse.down()
        for point in points[1:]:
            self.page.mouse.move(*point, steps=5)
        self.page.mouse.up()

    def click_on_k(self, k: int) -> None:
        """A number of segments, in the chart that says why."""
        ground = self.find("#segments-why-graph .nsewdrag").first
        ground.scroll_into_view_if_needed()
        tick = self.find("#segments-why-graph .xtick text", has_text=re.compile(f"^{k}$")).bounding_box()
        box = ground.bounding_box()
        assert tick is not None
        assert box is not None
        self.page.mouse.move(tick["x"] + tick["width"] / 2, box["y"] + box["height"] / 2, steps=3)
        self.page.mouse.down()
        self.page.mouse.up()

    def point_at_a_dot(self) -> tuple[float, float]:
        """Where a post of the map lies under the pointer now."""
        self.find("#segments-map-graph .nsewdrag").scroll_into_view_if_needed()
        box = self.find("#segments-map-graph .js-plotly-plot").bounding_box()
        assert box is not None
        x, y = self.measure(_A_DOT)
        place = (box["x"] + x, box["y"] + y)
        self.page.mouse.move(*place, steps=3)
        expect(self.find("#segments-map-graph .hoverlayer .hovertext")).to_be_visible()
        return place

    # What a person sees.

    def find(self, selector: str, **narrower: Any) -> Locator:
        return self.page.locator(selector, **narrower)

    def in_view(self) -> int:
        """How many posts the view holds, as the pill beside the filters says."""
        words = self.find(".basis").inner_text()
        found = re.search(r"· ([\d,]+) (?:posts|of)", words)
        assert found, words
        return int(found[1].replace(",", ""))

    def expect_address(self, wanted: str | re.Pattern[str]) -> None:
        expect(self.page).to_have_url(wanted if isinstance(wanted, re.Pattern) else re.compile(re.escape(wanted)))

    def measure(self, script: str, *given: Any) -> Any:
        """What a function in the page returns."""
        return self.page.evaluate(script, *given)

    # What the browser complains about.

    @contextmanager
    def expecting(self, *words: str) -> Iterator[None]:
        """Complaints with one of these words are part of what is tested."""
        self._expected.extend(words)
        yield
        for word in words:
            self._expected.remove(word)

    def _complain(self, words: str) -> None:
        if not any(expected in words for expected in self._expected):
            self.complaints.append(f"{self.page.url}: {words}")

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in ("error", "warning", "assert", "trace") and _DRIVER not in message.text:
            self._complain(f"console {message.type}: {message.text}")

    def _failed(self, request: Request) -> None:
        # Whoever leaves a page leaves its requests behind.
        if request.failure != "net::ERR_ABORTED":
            self._complain(f"request failed: {request.method} {request.url}: {request.failure}")

    def _answered(self, response: Response) -> None:
        self.statuses.append(response.status)
        if response.status >= 400:
            self._complain(f"answer {response.status}: {response.request.method} {response.url}")


def seconds_of(work: Callable[[], object]) -> float:
    """How long the work takes."""
    begun = time.monotonic()
    work()
    return time.monotonic() - begun
