"""Things of pages that are kept for a report, put between its sections, and printed with their filters."""

from pathlib import Path

from browser.visits import Visit
from playwright.sync_api import expect

from services.domain.actors import Role


def _built(agent: Visit, target: Path) -> str:
    """The report that was ordered on the page, as the file that somebody downloads."""
    agent.press("Build report")
    expect(agent.find("#reports-progress-area")).to_contain_text("is ready")
    with agent.page.expect_download() as download:
        agent.page.get_by_text("Download it").click()
    download.value.save_as(target)
    return target.read_text(encoding="utf-8")


def test_charts_and_posts_are_pinned_and_become_sections_of_a_report(visit, tmp_path: Path):
    agent = visit(Role.AGENCY)
    agent.open("/segments?format=video")
    agent.press("Add to report: segment mix over time")
    expect(agent.find("#shell-notices-area")).to_contain_text("Segments over time is on your list")
    agent.open("/explain?format=video")
    agent.press("Add to report: this post")
    expect(agent.find("#shell-notices-area")).to_contain_text("A post explained")

    agent.open("/reports")
    board = agent.find("#pins-list-area")
    way = board.get_by_role("link", name="Segments over time").get_attribute("href")
    assert way
    assert way.startswith("/segments?")
    assert "format=video" in way
    agent.find("#reports-template-select").select_option("executive")
    agent.find("#reports-format-select").select_option("html")
    mix = agent.page.get_by_role("checkbox", name="Pinned: Segments over time")
    expect(mix).to_be_checked()
    mix.focus()
    for _ in range(16):
        mix.press("Alt+ArrowUp")
    text = _built(agent, tmp_path / "report.html")
    places = [text.index(words) for words in ("Filters: video", "At a glance</h", "A post explained</h")]
    assert places == sorted(places)
    for remove in range(2):
        board.get_by_role("button", name="Remove").first.click()
        expect(board.get_by_role("button", name="Remove")).to_have_count(1 - remove)
    expect(board).to_contain_text("Press Add to report")


def test_the_map_shap_values_flows_and_cuts_are_pinned_from_their_pages(visit, tmp_path: Path):
    agent = visit(Role.AGENCY)
    for page, button, title in (
        ("/segments?format=video", "map of posts", "Map of posts"),
        ("/drivers", "how each count speaks for the segment", "How each count speaks for a segment"),
        ("/drivers?feature=shares", "how one count speaks for the segment", "How one count speaks for a segment"),
        ("/compare?against=k2", "where posts move", "Where posts move"),
        ("/compare", "segments by format", "Segments by format or page: format"),
    ):
        agent.open(page)
        agent.press(f"Add to report: {button}")
        expect(agent.find("#shell-notices-area")).to_contain_text(f"{title} is on your list")

    agent.open("/reports")
    agent.find("#reports-template-select").select_option("executive")
    agent.find("#reports-format-select").select_option("html")
    text = _built(agent, tmp_path / "report.html")
    for words in (
        "Near marks earned similar engagement",
        "Right of zero speaks for the segment, left against it.",
        "Shares + 1 (log scale)",
        " segments to Engagement, 2 segments",
        "What each segment is made of, by format",
    ):
        assert words in text, words
    board = agent.find("#pins-list-area")
    for left in range(4, -1, -1):
        board.get_by_role("button", name="Remove").first.click()
        expect(board.get_by_role("button", name="Remove")).to_have_count(left)


def test_brand_managers_have_no_buttons_for_reports(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/segments")

    for button in brand.find(".pin").all():
        expect(button).to_be_hidden()
