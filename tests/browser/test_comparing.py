"""Segments beside other segments of the same posts: flows at once, the second opinion when it was made."""

import re

from playwright.sync_api import expect

from services.domain.actors import Role


def test_findings_are_asked_of_every_recipe_and_the_flow_follows_the_select(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/compare")
    expect(brand.find("#compare-flow-area")).to_contain_text("Adjusted Rand index")
    expect(brand.find("#compare-headline-area")).to_contain_text(
        re.compile(r"No finding holds|All \d+ findings hold|\d+ of \d+ findings holds? under every alternative asked")
    )
    table = brand.find("#compare-opinion-area")
    for heading in ("Engagement, k =", "Volume, k =", "Classic notebook"):
        expect(table).to_contain_text(heading)

    brand.page.get_by_label("Compare with").select_option(label="Volume recipe")
    brand.expect_address("against=volume")
    expect(brand.find("#compare-flow-area")).to_contain_text("to Volume,")
    brand.settle("Compare")


def test_a_profile_is_cut_by_page_for_the_chosen_segment(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/compare")
    second = brand.find("#compare-segment-select option").nth(1).inner_text()
    brand.page.get_by_label("Segment", exact=True).select_option(label=second)
    expect(brand.find("#compare-cut-text")).to_contain_text(f"{second} by format")
    brand.find("[aria-label='Cut by']").get_by_text("Page", exact=True).click()
    expect(brand.find("#compare-cut-text")).to_contain_text(f"{second} by page")
    brand.settle("Compare")
