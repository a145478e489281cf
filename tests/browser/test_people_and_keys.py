"""What each person is shown, and what keys and switches do."""

import pytest
from browser.installations import ROOMS
from browser.visits import ADMIN_PAGES, PAGES
from playwright.sync_api import expect

from services.domain.actors import Role


def test_a_brand_manager_is_offered_no_upload(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/datasets")
    expect(brand.find("#datasets-list-area")).to_contain_text("postlens-demo")
    expect(brand.find("input[type='file']")).to_have_count(0)


@pytest.mark.parametrize("role", [Role.AGENCY, Role.ADMIN])
def test_agency_and_admin_are_offered_an_upload(role, visit):
    person = visit(role)
    person.open("/datasets")
    expect(person.find("#datasets-drop-area")).to_contain_text("Drop a file here")
    expect(person.find(".person-name")).to_contain_text(role.label)
    offered = PAGES | ADMIN_PAGES if role is Role.ADMIN else PAGES
    names = [name for name in offered.values() if name != "Account"]
    assert person.find(".side-link").all_inner_texts() == names


def test_every_page_that_the_navigation_offers_opens(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/about")
    names = brand.find(".side-link").all_inner_texts()
    assert names == [name for name in PAGES.values() if name not in ("Reports", "Account")]
    for name in names:
        brand.page.get_by_role("navigation", name="Pages").get_by_role("link", name=name).click()
        brand.settle(name)


def test_the_switcher_moves_to_another_workspace_and_back(visit):
    admin = visit(Role.ADMIN, anew=True)
    admin.open("/datasets")
    offered = admin.page.get_by_label("Client workspace").locator("option").all_inner_texts()
    assert {"Demo workspace", *(room.name for room in ROOMS)} <= set(offered)
    admin.enter("Odd room")
    admin.expect_address("/datasets")
    expect(admin.find("#datasets-list-area")).not_to_contain_text("postlens-demo")
    admin.enter("Demo workspace")
    expect(admin.find("#datasets-list-area")).to_contain_text("postlens-demo")


def test_a_workspace_without_files_says_what_to_do(visit):
    brand = visit(Role.BRAND_MANAGER, "Empty room", anew=True)
    brand.page.goto(f"{brand.url}/segments")
    expect(brand.find("main")).to_contain_text("No posts here yet")
    brand.page.get_by_role("link", name="Go to the datasets").click()
    expect(brand.find("main")).to_contain_text("No files yet")


def test_the_theme_that_somebody_chose_stays(visit):
    brand = visit(Role.BRAND_MANAGER, anew=True)
    brand.page.emulate_media(color_scheme="light")
    brand.open("/about")
    html = brand.find("html")
    expect(html).to_have_attribute("data-bs-theme", "light")
    brand.press("Switch between light and dark")
    expect(html).to_have_attribute("data-bs-theme", "dark")
    brand.open("/segments")
    expect(html).to_have_attribute("data-bs-theme", "dark")
    brand.page.keyboard.press("t")
    expect(html).to_have_attribute("data-bs-theme", "light")


@pytest.mark.alone
def test_keys_open_help_pages_and_the_search(visit):
    # The second of two keys has to follow the first within 1.2 seconds.
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/about")
    brand.page.keyboard.press("?")
    help_ = brand.page.get_by_role("dialog", name="Keys")
    expect(help_).to_contain_text("Go to Segments")
    brand.page.keyboard.press("Escape")
    expect(help_).to_be_hidden()
    brand.page.keyboard.press("g")
    brand.page.keyboard.press("s")
    brand.settle("Segments")
    brand.page.keyboard.press("g")
    brand.page.keyboard.press("e")
    brand.settle("Explain a post")
    brand.page.keyboard.press("/")
    expect(brand.page.get_by_label("Find a post by its number or id")).to_be_focused()


def test_the_tray_of_jobs_stays_open_while_somebody_reads_in_it(visit):
    agent = visit(Role.AGENCY)
    agent.open("/about")
    jobs = agent.find(".tray-list")
    agent.find(".tray summary").click()
    expect(jobs).to_be_visible()
    with agent.page.expect_response(lambda answer: "shell-jobs-area" in (answer.request.post_data or "")):
        expect(jobs).to_be_visible()
    agent.page.evaluate("() => new Promise(requestAnimationFrame)")
    expect(jobs).to_be_visible()
    agent.page.keyboard.press("Escape")
    expect(jobs).to_be_hidden()


def test_the_first_key_on_a_page_leads_past_the_navigation(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/about")
    brand.page.keyboard.press("Tab")
    expect(brand.page.get_by_role("link", name="Skip to the content")).to_be_focused()
    brand.page.keyboard.press("Enter")
    expect(brand.find("#content")).to_be_focused()


def test_a_page_without_charts_reads_plotly_when_it_has_nothing_else_to_do(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/about")
    brand.page.wait_for_function("() => window.Plotly")
