"""What stands in a file is shown as it stands there, on every page, and never becomes part of a page."""

import csv
import io
from pathlib import Path

import pytest
from browser.visits import Visit
from builders import make_posts_csv
from playwright.sync_api import expect

from services.domain.actors import Role

ROOM = "Hostile room"
IMAGE = "<img src=x onerror=alert(1)>"
BOLD, SCRIPT = "<b>bold</b>", "<script>alert(2)</script>"
# Whatever came from the file as mark-up would be one of these.
_PLANTED = """
() => Array.from(document.querySelectorAll("img, [onerror], b, iframe, script:not([src])"))
  .filter((one) => /alert|bold/.test(one.outerHTML) || one.getAttribute("src") === "x")
  .map((one) => one.outerHTML.slice(0, 120))
"""


def _save(folder: Path) -> Path:
    """Posts whose page, type and words hold mark-up, in a file whose name does."""
    rows = list(csv.DictReader(io.StringIO(make_posts_csv())))
    for number, row in enumerate(rows):
        row["page_name"] = f"{IMAGE} {number % 2}"
        row["status_type"] = f"{row['status_type']} {BOLD}"
        row["status_message"] = f"{IMAGE} {BOLD} {SCRIPT}"
    path = folder / f"{BOLD.replace('/', '')} &amp; {IMAGE}.csv"
    with path.open("w", newline="") as file:
        writer = csv.DictWriter(file, rows[0])
        writer.writeheader()
        writer.writerows(rows)
    return path


@pytest.fixture(scope="module")
def imported(browsers, tmp_path_factory) -> None:
    agent = browsers.visit(Role.AGENCY, ROOM)
    agent.open("/datasets")
    agent.choose_file(_save(tmp_path_factory.mktemp("hostile")))
    expect(agent.page.get_by_role("link", name="Explore the segments")).to_be_visible()
    assert agent.measure(_PLANTED) == []


@pytest.fixture
def agent(imported, visit) -> Visit:
    return visit(Role.AGENCY, ROOM)


@pytest.mark.parametrize("path", ["/segments", "/explain", "/drivers", "/datasets"])
def test_mark_up_in_a_file_stays_text_on(path, agent):
    agent.open(path)
    expect(agent.find("body")).to_contain_text(IMAGE)
    assert agent.measure(_PLANTED) == []


def test_mark_up_in_a_post_is_shown_as_it_was_written(agent):
    agent.open("/explain?post=3")
    expect(agent.find(".post-text")).to_have_text(f"{IMAGE} {BOLD} {SCRIPT}")


def test_mark_up_under_the_pointer_and_in_a_filter_stays_text(agent):
    agent.open("/segments")
    agent.point_at_a_dot()
    expect(agent.find(".hoverlayer .hovertext")).to_contain_text("<b>")
    agent.page.get_by_label("Page", exact=True).select_option(label=f"{IMAGE} 1")
    agent.expect_address("page=")
    expect(agent.find(".basis")).to_contain_text("of 240 posts in view")
    assert agent.measure(_PLANTED) == []
