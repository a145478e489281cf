"""A report ordered in the page, built by a worker, downloaded, listed and removed."""

from pathlib import Path

from playwright.sync_api import expect
from pypdf import PdfReader

from services.domain.actors import Role


def test_a_report_is_ordered_built_downloaded_and_removed(visit, tmp_path: Path):
    agent = visit(Role.AGENCY)
    agent.open("/reports")
    agent.find("#reports-title-input").fill("Spring at the shop")
    agent.page.get_by_text("Write comments").click()
    agent.page.get_by_label("At a glance").last.fill("A quiet month, <b>all in all</b>.")
    agent.page.get_by_role("button", name="Build report").click()
    expect(agent.find("#reports-progress-area")).to_contain_text("is ready")
    with agent.page.expect_download() as download:
        agent.page.get_by_text("Download it").click()
    download.value.save_as(tmp_path / "report.pdf")

    assert download.value.suggested_filename.startswith("Spring at the shop - ")
    words = " ".join(page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages)
    assert "A quiet month, <b>all in all</b>." in words
    assert "Comment by " in words

    listed = agent.find("#reports-list-area")
    expect(listed).to_contain_text("Spring at the shop")
    listed.get_by_role("button", name="Remove").first.click()
    expect(listed).not_to_contain_text("Spring at the shop")


def test_sections_stand_as_they_were_arranged(visit, tmp_path: Path):
    agent = visit(Role.AGENCY)
    agent.open("/reports")
    agent.find("#reports-format-select").select_option("html")
    for name in ("How many segments hold", "Method and limits"):
        agent.page.get_by_role("checkbox", name=name).check()
    method = agent.page.get_by_role("checkbox", name="Method and limits")
    method.focus()
    for _ in range(14):
        method.press("Alt+ArrowUp")
    agent.page.get_by_role("button", name="Build report").click()
    expect(agent.find("#reports-progress-area")).to_contain_text("is ready")
    with agent.page.expect_download() as download:
        agent.page.get_by_text("Download it").click()
    download.value.save_as(tmp_path / "report.html")

    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    places = [text.index(f'<section id="{name}">') for name in ("method", "summary", "stability")]
    assert places == sorted(places)


def test_pages_are_previewed_as_pictures(visit):
    agent = visit(Role.AGENCY)
    agent.open("/reports")
    agent.find("#reports-template-select").select_option("executive")
    agent.find("#reports-compare-select").select_option("previous")
    agent.find("#reports-span-select").select_option("own")
    agent.page.get_by_label("First day").fill("2018-01-01")
    agent.press("Preview pages")
    first = agent.page.get_by_role("img", name="Page 1 of ")
    expect(first).to_be_visible()
    first.scroll_into_view_if_needed()
    agent.page.wait_for_function("() => document.querySelector('.preview img').naturalWidth > 500")


def test_a_brand_that_cannot_be_read_is_refused_in_words(visit):
    agent = visit(Role.AGENCY)
    agent.open("/reports")
    agent.page.get_by_label("Colour").fill("#ffee00")
    agent.page.get_by_role("button", name="Save brand").click()

    expect(agent.find("#shell-notices-area")).to_contain_text("Choose a darker colour.")


def test_brand_managers_see_no_way_to_reports(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/segments")

    expect(brand.page.get_by_role("link", name="Reports")).to_have_count(0)
