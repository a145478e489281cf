"""One selection rules the page, the address is the selection, and a link carries it to somebody else."""

import re

import pytest
from browser.visits import Visit
from playwright.sync_api import expect

from services.domain.actors import Role

ALL = 7000


@pytest.fixture
def brand(visit) -> Visit:
    """A brand manager at the segments of the demonstration."""
    one = visit(Role.BRAND_MANAGER)
    one.open("/segments")
    return one


def _pressed(visit: Visit) -> list[str]:
    names: list[str] = visit.find(".segment[aria-pressed='true'] .segment-title").all_inner_texts()
    return names


def test_a_pressed_card_rules_table_map_and_address(brand):
    card = brand.find(".segment").nth(1)
    name, line = card.locator(".segment-title").inner_text(), card.locator(".segment-line").inner_text()
    card.click()
    expect(brand.find(".segment[aria-pressed='true'] .segment-title")).to_have_text(name)
    brand.expect_address(re.compile(r"[?&]segment="))
    brand.settle()
    assert brand.in_view() == int(line.split()[0].replace(",", ""))
    expect(brand.find("#segments-posts-text")).to_contain_text(f"{brand.in_view():,} of 7,000 posts in view")
    expect(brand.find(".ag-row .segment-name").first).to_have_text(name)
    assert set(brand.find(".ag-row .segment-name").all_inner_texts()) == {name}
    expect(brand.page.get_by_role("figure", name=f"Map of posts. {brand.in_view():,} posts in view;")).to_be_visible()

    brand.page.go_back()
    expect(brand.find(".segment[aria-pressed='true']")).to_have_count(0)
    brand.settle()
    assert brand.in_view() == ALL


def test_posts_that_are_drawn_around_fill_the_page_until_the_outline_is_cleared(brand):
    brand.draw_around((0.35, 0.1), (0.95, 0.1), (0.95, 0.75), (0.35, 0.75))
    expect(brand.find(".basis")).to_contain_text(" of 7,000 posts in view")
    brand.expect_address(re.compile(r"[?&]area=-?\d"))
    assert 0 < brand.in_view() < ALL
    brand.press("Clear the outline")
    expect(brand.find(".basis")).to_contain_text("· 7,000 posts ·")


def test_filters_add_up_until_they_are_cleared(brand):
    brand.page.get_by_label("Format").select_option("video")
    brand.expect_address("format=video")
    expect(brand.find(".basis")).to_contain_text(" of 7,000 posts in view")
    videos = brand.in_view()
    since = brand.page.get_by_label("From", exact=True)
    year, rest = since.get_attribute("min").split("-", 1)
    middle = f"{int(year) + 3}-{rest}"
    since.fill(middle)
    since.blur()
    brand.expect_address(f"since={middle}")
    expect(brand.find(".basis")).not_to_contain_text(f"{videos:,} of")
    assert 0 < brand.in_view() < videos
    expect(brand.page.get_by_label("Format")).to_have_value("video")

    brand.press("Clear filters")
    expect(brand.find(".basis")).to_contain_text("· 7,000 posts ·")
    brand.expect_address(re.compile(r"/segments$"))


def test_another_number_of_segments_is_one_click_in_the_chart_away(brand):
    cards = brand.find(".segment")
    before = cards.count()
    brand.click_on_k(before - 1)
    expect(cards).to_have_count(before - 1)
    brand.expect_address(f"k={before - 1}")
    expect(brand.find("#segments-why-text")).to_contain_text(f"{before - 1} segments are shown; {before} are the most")
    brand.page.go_back()
    expect(cards).to_have_count(before)


@pytest.mark.parametrize(
    ("view", "words"),
    [
        ("/segments?k=99", "99 segments cannot be made; choose 2 to 10."),
        ("/segments?recipe=nope", "There is no recipe 'nope'."),
        ("/segments?dataset=nope", "There is no dataset 'nope' in this workspace."),
        ("/drivers?since=2099-01-01", "No post fits these filters. Clear one of them."),
    ],
)
def test_a_view_that_cannot_be_shown_says_why_instead_of_waiting(view, words, visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.page.goto(brand.url + view)
    expect(brand.find("main .state", has_text=words)).to_be_visible()
    expect(brand.find(".chart").first).to_be_hidden()


def test_a_dot_on_the_map_leads_to_its_explanation(brand):
    brand.page.mouse.click(*brand.point_at_a_dot())
    brand.expect_address(re.compile(r"/explain\?.*post="))
    brand.settle("Explain a post")


def test_a_copied_link_opens_the_same_view_for_somebody_else(visit):
    agent = visit(Role.AGENCY, anew=True)
    agent.open("/segments")
    agent.page.get_by_label("Format").select_option("video")
    agent.expect_address("format=video")
    agent.find(".segment").nth(1).click()
    expect(agent.find(".segment[aria-pressed='true']")).to_have_count(1)
    agent.settle()
    agent.press("Copy link")
    expect(agent.page.get_by_role("button", name="Link copied")).to_be_visible()
    link = agent.measure("() => navigator.clipboard.readText()")

    brand = visit(Role.BRAND_MANAGER)
    brand.open(link.removeprefix(agent.url))
    assert brand.in_view() == agent.in_view() < ALL
    assert _pressed(brand) == _pressed(agent)
    assert brand.page.url == agent.page.url
