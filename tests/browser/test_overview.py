"""The first page: what is new, what needs attention, and periods compared on every page."""

import re

from playwright.sync_api import expect

from services.domain.actors import Role

TILES = ("Posts", "Engagement a post", "In the strongest segments", "Borderline posts")


def test_overview_opens_first_and_every_figure_leads_to_its_posts(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/overview")
    expect(brand.find(".side-nav a").first).to_have_text("Overview")
    expect(brand.find("#overview-headline-area")).to_contain_text("of posts hold")
    assert brand.find(".tile h2").all_inner_texts() == list(TILES)
    expect(brand.find(".tile .spark span")).not_to_have_count(0)
    expect(brand.find("#overview-split-area")).to_contain_text("are the same formats landing differently.")
    expect(brand.find("#overview-attention-area")).to_contain_text("The time zone is not stated")
    expect(brand.find("#overview-datasets-area a")).not_to_have_count(0)
    told = brand.find(".tile").nth(2).locator(".tile-figure a").inner_text()

    brand.find(".tile").nth(2).locator(".tile-figure a").click()
    brand.settle("Segments")

    brand.expect_address(re.compile(r"/segments\?dataset=.*segment=.*since=.*until="))
    expect(brand.find(".segment[aria-pressed='true']")).not_to_have_count(0)
    assert told.endswith("%")


def test_periods_are_compared_on_every_page_until_nobody_wants_it(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/segments?since=2026-01-01&until=2026-03-31")
    strip = brand.find("#shell-compared-area")
    expect(strip).to_contain_text("1 Jan to 31 Mar 2026 against 3 Oct to 31 Dec 2025")
    brand.page.get_by_label("Compare with").select_option(label="a year before")
    expect(strip).to_contain_text("1 Jan to 31 Mar 2026 against 1 Jan to 31 Mar 2025")
    brand.expect_address("compare=year")
    brand.page.get_by_role("link", name="Levers", exact=True).click()
    brand.settle("Levers")
    expect(strip).to_contain_text("against 1 Jan to 31 Mar 2025")
    brand.page.get_by_label("Compare with").select_option(label="nothing")
    expect(strip).to_be_empty()
    brand.open("/overview?compare=none")
    expect(brand.find("#overview-tiles-area")).to_contain_text("All posts in view.")
    expect(brand.find("#overview-split-area")).to_contain_text("Choose two periods")


def test_what_stands_out_is_looked_for_and_alerts_are_off_until_turned_on(visit):
    agent = visit(Role.AGENCY)
    agent.open("/overview")
    expect(agent.find("#changes-turns-area")).to_contain_text("the mix of segments turned")
    expect(agent.find("#changes-outliers-area")).to_contain_text(re.compile("what posts like it earned|None among"))
    agent.find("#overview-alerts-area summary").click()
    expect(agent.find("#overview-alerts-area")).to_contain_text("45 showed a turn")
    agent.page.get_by_label("Tell me of").select_option(label="a turn of 20 points or more")
    expect(agent.find("#overview-alerts-area summary")).to_contain_text("from 20 points on")
    agent.find("#overview-alerts-area summary").click()
    agent.page.get_by_label("Tell me of").select_option(label="nothing (off)")
    expect(agent.find("#overview-alerts-area summary")).to_have_text("Alerts: off")


def test_the_calculator_knows_no_figure_but_those_that_are_typed(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/overview")
    fields = brand.find(".own-figures input")
    assert [field.input_value() for field in fields.all()] == [""] * 4
    expect(brand.find("#value-result-area")).to_contain_text("nothing is assumed")
    brand.page.get_by_label("Value of a comment").fill("0.5")
    expect(brand.find("#value-result-area")).to_contain_text("By your figures the posts in view come to")
    brand.page.get_by_label("Value of a comment").fill("")
    expect(brand.find("#value-result-area")).to_contain_text("nothing is assumed")


def test_a_tag_by_rule_is_a_filter_on_every_page(visit):
    agent = visit(Role.AGENCY)
    agent.open("/explain")
    agent.page.get_by_text("Make a tag").click()
    agent.page.get_by_label("New tag").fill("Lotus videos")
    agent.page.get_by_label("Page (optional)").select_option(label="Lotus Lane Fashion (demo)")
    agent.page.get_by_label("Format (optional)").select_option(label="video")
    agent.press("Add the tag")
    expect(agent.find("#tags-post-area .chips")).to_contain_text("Lotus videos")
    agent.page.get_by_label("Tag", exact=True).select_option(label="Lotus videos")
    agent.expect_address("tag=")
    expect(agent.find(".basis")).to_contain_text("in view")
    agent.page.get_by_role("link", name="Segments", exact=True).click()
    agent.settle("Segments")
    assert 0 < agent.in_view() < 7000
    agent.press("Clear filters")
    agent.open("/explain")
    agent.page.get_by_text("All tags of this workspace").click()
    agent.press("Delete the tag Lotus videos")
    expect(agent.find("#tags-post-area")).to_contain_text("Nobody has tagged posts")
