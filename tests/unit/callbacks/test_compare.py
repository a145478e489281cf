"""The page Compare, asked as a browser asks."""

import pytest
from builders import copy_house, make_actor
from dash import no_update
from unit.components.test_history_and_receipts import words

from callbacks import compare, context
from services.domain.errors import InvalidInput


@pytest.fixture(scope="module")
def search(story):
    return f"?dataset={story.dataset.id}"


@pytest.fixture
def house(story, tmp_path):
    """A copy of the installation with one dataset, analysed; whoever asks is its admin."""
    copy = copy_house(story.house.settings.home, tmp_path / "copy")
    with context.acting(make_actor(), copy.services):
        yield copy
    copy.close()


def test_a_second_opinion_is_ordered_made_and_announced(house, story, search):
    ready, wanted, shown = compare.find_opinion(search)
    assert ready is no_update
    assert wanted == {"dataset": story.dataset.id, "recipe": "engagement", "seed": 42, "k": 3}
    assert compare.find_opinion(f"{search}&against=k5&format=photo")[1] == wanted
    assert "Waiting for a worker" in words(shown)
    assert "being found" in compare.show_flow(f"{search}&against=volume", None)[0]["layout"]["annotations"][0]["text"]
    assert compare.announce_opinion("", search) is no_update

    seen = []
    assert compare.make_opinion(seen.append, wanted)[0] == f"{story.dataset.id} engagement 3"
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1
    assert compare.announce_opinion(search, search).startswith(search)
    assert compare.find_opinion(search)[0] == search
    verdict, table = compare.show_opinion(search)
    assert "findings hold" in words(verdict)
    assert "Volume, k = 3" in words(table)
    assert compare.show_flow(f"{search}&against=volume", search)[0]["data"][0]["type"] == "sankey"


def test_a_flow_to_another_k_needs_no_second_opinion(house, search):
    figure, table = compare.show_flow(search, None)

    assert figure["data"][0]["type"] == "sankey"
    assert "2 segments" in words(table)


def test_the_cut_is_by_format_or_page(house, search):
    by_page = compare.show_cut(search, "page", "means")
    assert "by page" in by_page[2]
    assert by_page[3].to_plotly_json()["props"]["data-pin"] == "cut:page"
    assert by_page[0]["layout"]["meta"]["summary"].startswith("One segment's profile, cut, by means.")
    with pytest.raises(InvalidInput):
        compare.show_cut(search, "colour", "means")


def test_the_selects_offer_what_can_be_compared(house, search):
    against, chosen, segments, segment = compare.show_choices(search)

    assert chosen == against[0]["value"] == "k2"
    assert segment == segments[0]["value"]
    assert len(segments) == 3


@pytest.mark.parametrize("wanted", [None, {"recipe": "volume"}, {"dataset": 3, "recipe": "volume"}])
def test_an_order_that_cannot_be_read_is_refused(house, wanted):
    with pytest.raises(InvalidInput):
        compare.make_opinion(lambda _: None, wanted)
