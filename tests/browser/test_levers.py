"""What can be chosen before publishing: tested while somebody waits, and told in words that can say no."""

import re

from playwright.sync_api import expect

from services.domain.actors import Role


def test_levers_are_tested_and_the_verdicts_are_told_beside_their_figures(visit):
    brand = visit(Role.BRAND_MANAGER)
    brand.open("/levers")
    expect(brand.find("#levers-headline-area")).to_contain_text("with the segment of a post.")
    expect(brand.find("#levers-headline-area")).to_contain_text("chance gives 0.25")
    expect(brand.find("#levers-time-text")).to_contain_text(re.compile(r"No reliable slot|earn \d+\.\d times as much"))
    brand.page.get_by_label("Page", exact=True).select_option(label="Lotus Lane Fashion (demo)")
    expect(brand.find("#levers-headline-area")).not_to_contain_text("6,851 posts")
    brand.settle("Levers")
