"""Every figure on a segment's card is a claim with its n, its interval and its rows."""

import numpy as np
import pytest
from builders import Story, make_actor
from contracts.test_numbers_are_claims import unclaimed

from components.segment_cards import segment_cards
from services.algorithms.changes_between import median_interval
from services.algorithms.spreads import posts_an_arm, spread_interval
from services.domain.actors import Role
from services.domain.selection import Filters, Selection

SOMEBODY = make_actor(Role.BRAND_MANAGER)


@pytest.mark.parametrize("filters", [Filters(), Filters(pages=("North shop",))])
def test_the_claims_say_what_the_card_shows(story: Story, filters: Filters) -> None:
    for card in story.house.services.segments.cards(SOMEBODY, Selection(story.request, filters)):
        told = card.claims
        assert told["share"].number.value == pytest.approx(card.share)
        assert told["posts"].number.value == told["posts"].n == card.posts
        assert told["borderline"].number.value == card.borderline
        assert told["stability"].number.value == card.jaccard
        assert told["coverage"].number.value == card.rule.coverage
        for figure in card.medians:
            number = told[figure.label].number
            assert number.value == figure.value
            assert number.low <= number.value <= number.high
        assert {claim.rows.filters.segments for claim in told.values()} == {(card.id,)}
        assert {claim.rows.filters.pages for claim in told.values()} == {filters.pages}


def test_no_number_on_a_card_is_bare(story: Story) -> None:
    cards = story.house.services.segments.cards(SOMEBODY, Selection(story.request))

    assert list(unclaimed(segment_cards(cards))) == []


def test_what_is_pressed_with_the_card_holds_no_link_of_its_own(story: Story) -> None:
    """A link in a button is reached by nobody who uses the keyboard: the press itself leads to the posts."""
    cards = segment_cards(story.house.services.segments.cards(SOMEBODY, Selection(story.request)))
    buttons = [one for one in cards._traverse() if type(one).__name__ == "Button"]

    assert buttons
    for button in buttons:
        assert not [one for one in button._traverse() if type(one).__name__ == "A"]


def test_the_interval_of_a_median_holds_it_nineteen_times_of_twenty() -> None:
    draw = np.random.default_rng(3)
    held = 0
    for _ in range(400):
        low, high = median_interval(np.exp(draw.normal(3, 1.2, 60)), None)
        held += low <= np.exp(3) <= high

    assert 0.93 <= held / 400 <= 0.99


def test_pages_are_drawn_anew_where_there_are_groups() -> None:
    draw = np.random.default_rng(5)
    group = np.repeat(np.arange(8), 40)
    values = np.exp(draw.normal(3, 0.3, 320) + draw.normal(0, 1, 8)[group])
    alone, by_page = median_interval(values, None), median_interval(values, group)

    assert by_page[1] - by_page[0] > alone[1] - alone[0]


@pytest.mark.parametrize("tail", ["normal", "laplace"])
def test_the_interval_of_a_spread_holds_it_whatever_the_tails(tail: str) -> None:
    draw = np.random.default_rng(9)
    true = 1.0 if tail == "normal" else np.sqrt(2)
    held = 0
    for _ in range(600):
        values = getattr(draw, tail)(0, 1, 120)
        low, high = spread_interval(values - values.mean(), 119)
        held += low <= true <= high

    assert 0.91 <= held / 600 <= 0.985


def test_a_test_takes_as_many_posts_as_the_spread_may_be_wide() -> None:
    low, high = spread_interval(np.random.default_rng(1).normal(0, 1, 200), 199)

    assert posts_an_arm(low) < posts_an_arm(1.0) < posts_an_arm(high)
    assert spread_interval(np.zeros(30), 29) == (0.0, 0.0)
