"""One post at a time: reached from the table, by number and by Next, explained three times."""

import re
from functools import partial

import pytest
from browser.visits import Visit, seconds_of
from playwright.sync_api import expect

from services.domain.actors import Role

# Well under a second is the aim; a test only says that something is badly wrong.
LONGEST = 3.0


@pytest.fixture
def brand(visit) -> Visit:
    return visit(Role.BRAND_MANAGER)


def _expect_three_answers(visit: Visit) -> None:
    said = visit.find("#explain-sentence-area .note")
    expect(said).to_contain_text(re.compile(r"This post is in .+ because"))
    expect(said).to_have_css("display", "block")
    for place, title in (("shap", "SHAP: from the average"), ("lime", "LIME: simple rules"), ("exact", "Exact: why")):
        expect(visit.find(f"#explain-{place}-area h2")).to_contain_text(title)
        expect(visit.find(f"#explain-{place}-area .chart[data-drawn]")).to_be_visible()
    expect(visit.find("#explain-lime-area .chip")).to_contain_text(re.compile("agree"))


def _number(visit: Visit) -> int:
    """The place of the shown post among those in view."""
    found = re.match(r"Post ([\d,]+) of", visit.find("#explain-position-text").inner_text())
    assert found
    return int(found[1].replace(",", ""))


def test_a_row_of_the_table_leads_to_its_explanation(brand):
    brand.open("/segments")
    row = brand.find(".ag-row[row-index='2'] .segment-name")
    segment = row.inner_text()
    brand.find(".ag-row[row-index='2'] .explain-link").click()
    brand.settle("Explain a post")
    brand.expect_address(re.compile(r"/explain\?.*post="))
    expect(brand.find("#explain-header-area h2")).to_have_text(segment)
    _expect_three_answers(brand)


@pytest.mark.alone
def test_a_post_is_found_by_its_number_and_followed_by_the_next(brand, measured):
    brand.open("/explain")
    _expect_three_answers(brand)
    brand.page.keyboard.press("/")
    search = brand.page.get_by_label("Find a post by its number or id")
    expect(search).to_be_focused()
    search.fill("18")
    search.press("Enter")
    expect(brand.find("#explain-position-text")).to_contain_text("Post 18 of 7,000 in view")
    brand.expect_address("post=18")
    brand.settle()
    _expect_three_answers(brand)

    taken = [seconds_of(partial(_step_to, brand, following)) for following in (19, 20, 21)]
    _expect_three_answers(brand)
    measured(f"another post explained in {', '.join(f'{seconds:.2f}' for seconds in taken)} s")
    assert max(taken) < LONGEST
    brand.press("Previous")
    expect(brand.find("#explain-position-text")).to_contain_text("Post 20 of")


def _step_to(visit: Visit, number: int) -> None:
    """Presses Next; done when sentence and charts of that post are drawn."""
    visit.press("Next")
    expect(visit.find("#explain-position-text")).to_contain_text(f"Post {number} of")
    visit.settle()


def test_next_stays_within_what_is_in_view(brand):
    brand.open("/segments?format=link")
    links = brand.in_view()
    brand.page.get_by_role("link", name="Explain a post").click()
    brand.settle("Explain a post")
    expect(brand.find("#explain-position-text")).to_contain_text(f"Post 1 of {links:,} in view")
    expect(brand.page.get_by_role("button", name="Previous")).to_be_disabled()
    expect(brand.find("#explain-header-area")).to_contain_text("link")
    brand.press("Next")
    expect(brand.find("#explain-position-text")).to_contain_text(f"Post 2 of {links:,} in view")
    expect(brand.find("#explain-header-area")).to_contain_text("link")


def test_a_number_that_no_post_has_is_answered_in_words(brand):
    brand.open("/explain?post=99999999")
    expect(brand.find("#explain-header-area")).to_contain_text("There is no post '99999999' in this dataset.")
    expect(brand.page.get_by_role("button", name="Next")).to_be_disabled()


def test_what_drives_them_follows_its_two_selects(brand):
    brand.open("/drivers")
    figure = brand.page.get_by_role("figure", name=re.compile("^How one count speaks"))
    before = figure.get_attribute("aria-label")
    brand.page.get_by_label("Count", exact=True).select_option(index=1)
    brand.expect_address("feature=")
    expect(figure).not_to_have_attribute("aria-label", before)
    brand.page.get_by_label("Segment", exact=True).select_option(index=1)
    brand.expect_address("segment=")
    brand.settle()
