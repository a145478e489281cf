"""Numbers in findings lead to their posts; recommendations are decided where they stand."""

import re

import pytest
from playwright.sync_api import expect

from services.domain.actors import Role

# Texts with digits in findings that stand in no claim and in no name; days are names.
_UNCLAIMED = r"""
() => [...document.querySelectorAll(
  ".headline p:not(.how):not(.caution), .told, #levers-time-text p"
)].flatMap((one) => {
  const walker = document.createTreeWalker(one, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const node = walker.currentNode, words = node.data.replace(/\d{1,2} [A-Z][a-z]{2} \d{4}|version \d+/g, "");
    if (/\d/.test(words) && !node.parentElement.closest("[data-claim], .segment-name")) found.push(node.data);
  }
  return found;
})
"""
FINDINGS = {
    "/segments": "#segments-headline-area p",
    "/explain": "#explain-sentence-area",
    "/drivers": "#drivers-headline-area p",
    "/levers": "#levers-time-text p",
    "/recommendations": "#recommendations-headline-area p",
}


@pytest.mark.parametrize("path", FINDINGS)
def test_every_number_in_a_finding_of_the_demonstration_is_a_claim(path, visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open(path)
    expect(brand.find(FINDINGS[path]).first).to_be_visible()
    brand.settle()
    assert brand.measure(_UNCLAIMED) == []
    assert brand.find("a.claim").count() > 0


def test_a_figure_leads_to_its_posts_by_keyboard_too(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/segments")
    claim = brand.find("#segments-headline-area a.claim").first
    expect(claim).to_have_attribute("title", re.compile(r"^n = [\d,]+ posts, 95% interval"))
    claim.focus()
    brand.page.keyboard.press("Enter")
    expect(brand.page).to_have_url(re.compile("segment="))
    expect(brand.find("#segments-posts-text")).to_contain_text(" in view")


def test_a_recommendation_is_accepted_with_a_note_and_taken_back(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/recommendations")
    cards = brand.find("#recommendations-cards-area")
    expect(cards.locator(".sheet, .state").first).to_be_visible()
    if not cards.get_by_role("button", name="Accept").count():
        expect(cards).to_contain_text("No recommendation")
        return
    card = cards.locator(".sheet").first
    card.get_by_role("textbox").fill("On the shop page first")
    card.get_by_role("button", name="Accept").click()
    expect(card).to_contain_text("On the shop page first")
    expect(card).to_contain_text("Too early to say how it went")
    card.get_by_role("button", name="Take the decision back").click()
    expect(card.get_by_role("button", name="Accept")).to_be_visible()
