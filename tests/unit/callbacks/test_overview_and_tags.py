"""What Overview and the card of tags answer, with a stored analysis behind them."""

import json

import pytest
from builders import Story, copy_house, make_actor
from dash._callback_context import context_value
from dash._utils import AttributeDict
from dash.exceptions import PreventUpdate
from unit.components.test_history_and_receipts import words

from callbacks import changes, context, overview, tags, valuing
from components import ids
from services.domain.actors import Role
from services.domain.errors import InvalidInput


@pytest.fixture
def ready(story: Story, tmp_path):
    """The address of the view that is ready; whoever asks is agency staff."""
    house = copy_house(story.house.settings.home, tmp_path / "copy")
    with context.acting(make_actor(Role.AGENCY), house.services):
        yield f"?dataset={story.dataset.id}"
    house.close()


@pytest.fixture
def press():
    """Says which button of many was pressed."""
    tokens = []

    def pressed(slot, key):
        value = AttributeDict(triggered_inputs=[{"prop_id": f"{_written(slot.at(key))}.n_clicks", "value": 1}])
        tokens.append(context_value.set(value))

    yield pressed
    for token in reversed(tokens):
        context_value.reset(token)


def _ignored(_progress):
    """Nobody looks at the bar."""


def _written(place):
    return json.dumps(place, sort_keys=True, separators=(",", ":"))


def test_the_page_is_drawn_from_one_address(ready):
    assert "In the strongest segments" in words(overview.show_tiles(ready)[1])
    assert "landing differently" in words(overview.show_split(ready)[0])
    assert "against" in words(overview.show_comparison(ready))
    assert "autumn-export" in words(overview.show_newest(ready))
    assert overview.show_comparison(f"{ready}&compare=none") is None


def test_what_stands_out_is_ordered_once_and_then_drawn(ready):
    shown, wanted, _ = changes.find_changes(ready)
    assert wanted["search"] == ready
    made, _ = changes.make_changes(_ignored, wanted)

    assert made == ready
    assert changes.find_changes(ready)[0] == ready
    assert "None" in words(changes.show_changes(ready)[0])
    assert shown is not ready


def test_filters_that_leave_nothing_are_told_and_no_defect(ready):
    wanted = {**changes.find_changes(ready)[1], "search": f"{ready}&page=nowhere"}

    made, told = changes.make_changes(_ignored, wanted)
    assert made == ""
    assert "Nothing to look through" in words(told)


def test_a_threshold_is_set_once_and_read_with_care(ready):
    card, _ = changes.set_alerts("0.1", ready)

    assert words(card).startswith("Alerts: from 10 points on")
    for nothing_new in ("0.1", None):
        with pytest.raises(PreventUpdate):
            changes.set_alerts(nothing_new, ready)
    with pytest.raises(InvalidInput):
        changes.set_alerts("much", ready)
    assert words(changes.set_alerts("off", ready)[0]).startswith("Alerts: off")


def test_a_tag_without_a_rule_is_given_to_the_post_at_once(ready, press):
    view = f"{ready}&post=p7"
    assert tags.add(1, "Best", None, "", None, view) == view
    assert "Best" in words(tags.show_tags(view))
    found = context.services().tagging.of_post(context.actor(), changes.parse.selection(view)).tags[0]
    assert found.by_hand

    press(ids.TAGS_TOGGLE, found.tag.id)
    tags.toggle([1], view)
    assert not context.services().tagging.of_post(context.actor(), changes.parse.selection(view)).tags[0].by_hand
    press(ids.TAGS_REMOVE, found.tag.id)
    tags.remove([1], view)
    assert "Nobody has tagged" in words(tags.show_tags(view))


def test_buttons_that_were_merely_drawn_change_nothing(ready):
    with pytest.raises(PreventUpdate):
        tags.add(None, "Best", "", "", "", ready)
    assert tags.show_tags(f"{ready}&post=nobody") is None


def test_the_calculator_waits_for_posts_and_for_a_figure(ready):
    with pytest.raises(PreventUpdate):
        valuing.show_worth("1", None, None, None, None)
    assert "nothing is assumed" in words(valuing.show_worth("", None, None, None, ready))
    assert "By your figures" in words(valuing.show_worth("1", None, None, None, ready)[0])
