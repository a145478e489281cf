"""A person changes the language: words, days and what screen readers hear follow, and the place stays the same."""

import re

from playwright.sync_api import expect

from components.languages import said, speaking
from services.claiming.language import Language
from services.domain.actors import Role

_THAI = re.compile("[\u0e00-\u0e7f]")


def thai(text: str) -> str:
    with speaking(Language.THAI):
        return said(text)


def test_a_person_changes_the_language_and_back(visit):
    agent = visit(Role.AGENCY, anew=True)
    agent.open("/segments?format=video")
    agent.page.get_by_role("button", name="ไทย", exact=True).click()
    agent.settle()

    agent.expect_address("format=video")
    expect(agent.find("html")).to_have_attribute("lang", "th")
    expect(agent.page.get_by_role("heading", level=1)).to_have_text(thai("Segments"))
    expect(agent.page.get_by_role("link", name=thai("Overview"), exact=True)).to_be_visible()
    expect(agent.find(".claim").first).to_have_attribute("title", re.compile(f"n = .*{thai('posts')}"))
    expect(agent.find("#segments-map-graph").locator("..")).to_have_attribute("aria-label", _THAI)
    expect(agent.find(".basis")).to_contain_text("วิเคราะห์เมื่อ")

    agent.page.get_by_role("button", name="English", exact=True).click()
    agent.settle()
    agent.expect_address("format=video")
    expect(agent.find("html")).to_have_attribute("lang", "en")
    expect(agent.page.get_by_role("heading", level=1)).to_have_text("Segments")


def test_the_way_in_speaks_the_language_of_the_browser_that_came_before(visit):
    stranger = visit(None, anew=True)
    stranger.page.goto(f"{stranger.url}/login")
    stranger.page.get_by_role("button", name="ไทย", exact=True).click()

    expect(stranger.page.get_by_role("heading", level=1)).to_have_text(thai("Sign in"))
    with stranger.expecting("401"):
        stranger.page.get_by_label(thai("E-mail")).fill("nobody@example.org")
        stranger.page.get_by_label(thai("Password")).fill("not the password")
        stranger.page.get_by_role("button", name=thai("Sign in"), exact=True).click()
        expect(stranger.page.get_by_role("alert")).to_have_text(_THAI)
