"""HTML as a browser opens it: offline, with no request and no script but its own."""

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page
from reported import hostile_document, make_document

from services.exporters import EXPORTERS
from services.exporters.to_html import page

_LOADING = {"src", "href", "srcset", "action", "data", "poster", "background"}


class _Addresses(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.handlers: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found += [value or "" for name, value in attrs if name in _LOADING]
        self.handlers += [name for name, _ in attrs if name.startswith("on")]


@pytest.mark.parametrize("text", [page(make_document()), page(hostile_document())], ids=["harmless", "hostile"])
def test_a_page_names_nothing_outside_itself(text: str) -> None:
    read = _Addresses()
    read.feed(text)

    assert read.handlers == []
    assert all(address.startswith("#") for address in read.found)
    assert "default-src 'none'" in text


def test_a_page_has_its_parts_its_figures_and_its_manifest() -> None:
    text = page(make_document())

    for words in ("Spring report", "At a glance", "25%", "20 to 30%", "My words.", "Comment by Ann", "n = 400"):
        assert words in text
    assert '<script type="application/json" id="manifest">{"kind": "postlens report"}</script>' in text


@pytest.fixture
def opened(chromium: Browser) -> Iterator[tuple[Page, list[str]]]:
    context = chromium.new_context(offline=True)
    tab, noticed = context.new_page(), list[str]()
    tab.on("request", lambda request: noticed.append(f"request {request.url}"))
    tab.on("dialog", lambda dialog: noticed.append(f"dialog {dialog.message}"))
    tab.on("console", lambda message: noticed.append(f"console {message.text}"))
    tab.on("pageerror", lambda error: noticed.append(f"error {error}"))
    yield tab, noticed
    context.close()


@pytest.mark.parametrize("hostile", [False, True])
def test_a_page_opens_offline_and_asks_for_nothing(
    opened: tuple[Page, list[str]], tmp_path: Path, *, hostile: bool
) -> None:
    tab, noticed = opened
    EXPORTERS["html"].write(hostile_document() if hostile else make_document(), tmp_path / "r.html")
    address = (tmp_path / "r.html").as_uri()
    tab.goto(address)

    assert [one for one in noticed if one != f"request {address}"] == []
    assert tab.evaluate("window.hit") is None
    assert tab.locator("script").count() == 2
    assert tab.locator("iframe, object, embed, a[href^='javascript']").count() == 0


def test_a_table_is_sorted_by_the_column_that_is_pressed(opened: tuple[Page, list[str]], tmp_path: Path) -> None:
    tab, _ = opened
    EXPORTERS["html"].write(make_document(), tmp_path / "r.html")
    tab.goto((tmp_path / "r.html").as_uri())
    posts = tab.get_by_role("button", name="Posts", exact=True)
    posts.click()
    posts.click()

    assert tab.locator("table.sorts tbody tr td:first-child").all_inner_texts() == ["S2", "S1", "S0"]


def test_a_narrow_page_scrolls_its_drawings_and_stays_itself(opened: tuple[Page, list[str]], tmp_path: Path) -> None:
    tab, _ = opened
    tab.set_viewport_size({"width": 390, "height": 844})
    EXPORTERS["html"].write(make_document(), tmp_path / "r.html")
    tab.goto((tmp_path / "r.html").as_uri())
    for summary in tab.locator("summary").all():
        summary.click()

    assert tab.evaluate("document.documentElement.scrollWidth") == 390
    # Letters of 9 units stay letters of 8 pixels.
    assert tab.evaluate("Math.min(...[...document.querySelectorAll('figure svg')].map(svg => svg.clientWidth))") >= 560


def test_a_point_tells_its_figures(opened: tuple[Page, list[str]], tmp_path: Path) -> None:
    tab, _ = opened
    EXPORTERS["html"].write(make_document(), tmp_path / "r.html")
    tab.goto((tmp_path / "r.html").as_uri())
    told = tab.locator("figure g title").all_text_contents()

    assert "#3, Quiet posts, 250: 1.25" in told
    assert "#1, Viral emotion, Shares: 1.00" in told
