"""What if, the smallest changes, twins, meters, typical and odd posts: what they say and what can be pressed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from dash.development.base_component import Component
from unit.components.chart_values import NAMES, make_lime, make_shap
from unit.components.test_words_and_cards import make_card
from unit.services.test_move_words import make_count, make_moved, make_twins

from components import ids
from components.explanations import lime_panel
from components.meters import lime_meters
from components.moved_answers import moved_answers
from components.moves import count_fields, nearest_list, twins_table, verdict
from components.portraits import gallery
from services.domain.moving import Change, MovedShap, Nearest, NearestChanges, Twin
from services.domain.prototypes import Portrait, Standout
from services.domain.rules import Rule, bounded
from services.domain.views import Figure
from services.move_words import WITHOUT_LIME

MARCH = datetime(2018, 3, 26, 8, 28)  # noqa: DTZ001  # as written in files
FAR = Standout("p 1/2", 7, "video", MARCH, (Figure(173, "Comments"), Figure(None, "Shares")), 4.24, ("more hahas",))


def parts(component: Component, kind: str) -> Iterator[Any]:
    return (part for part in component._traverse() if type(part).__name__ == kind)


def every(shown: list[Component]) -> str:
    return " ".join(map(str, shown))


def make_nearest(*changes: Nearest) -> NearestChanges:
    return NearestChanges(NAMES, 1, changes)


def test_each_count_has_a_number_and_a_slider_with_their_labels() -> None:
    fields = count_fields((make_count(173, 173), make_count(0, 0, "shares")))

    numbers = [one for one in parts(fields, "Input") if one.type == "number"]
    sliders = [one for one in parts(fields, "Input") if one.type == "range"]
    assert [(one.id["key"], one.value, one.min, one.step) for one in numbers] == [
        ("comments", 173, 0, 1),
        ("shares", 0, 0, 1),
    ]
    assert [one.value for one in sliders] == [516, 0]
    assert all(one.value <= one.max for one in sliders)
    labels = [label.children for label in parts(fields, "Label")]
    assert labels == ["Comments", "Comments, as a slider", "Shares", "Shares, as a slider"]


def test_a_post_without_measured_counts_says_so() -> None:
    assert "Nothing to change" in str(count_fields(()))


def test_a_verdict_says_margin_and_certainty_before_and_now() -> None:
    moved = str(verdict(make_moved(0, 1, make_count(3, 4))))
    assert "70%, was 90%" in moved
    assert "'4.5'" in moved
    assert "Change one to see" not in moved
    own = str(verdict(make_moved()))
    assert "was 90%" not in own
    assert "Change one to see" in own


@pytest.mark.parametrize(
    ("margin", "words"), [(0.004, "under 0.01"), (0.25, "0.25"), (27.42, "27.4"), (1234.5, "1,234.5")]
)
def test_a_margin_near_the_boundary_is_not_nothing(margin: float, words: str) -> None:
    moved = make_moved()
    assert f"'{words}'" in str(verdict(replace(moved, exact=replace(moved.exact, margin=margin))))


def test_a_smallest_change_can_be_tried() -> None:
    one, two = Change((make_count(173, 185),), 0.3), Change((make_count(173, 180), make_count(4, 3, "shares")), 0.2)

    shown = nearest_list(make_nearest(Nearest(0, one, two)))

    buttons = list(parts(shown, "Button"))
    assert [button.id for button in buttons] == [
        ids.MOVES_TRY.at("comments=185"),
        ids.MOVES_TRY.at("comments=180,shares=3"),
    ]
    assert getattr(buttons[0], "aria-label") == "Try it: comments 173 to 185, Viral emotion"
    assert "12 more comments" in str(shown)


def test_where_no_change_leads_there_is_nothing_to_press() -> None:
    shown = nearest_list(make_nearest(Nearest(0, None, None)))

    assert not list(parts(shown, "Button"))
    assert "No other number of one or two counts places it in " in str(shown)


@pytest.mark.parametrize(
    ("days", "words"), [(-3, "3 days earlier"), (1, "1 day later"), (0, "about the same time"), (None, "")]
)
def test_a_twin_leads_to_its_own_explanation(days: int | None, words: str) -> None:
    twin = Twin("a b&c", 7, 1, "photo instead of video", "photo", MARCH, days)

    shown = twins_table(make_twins(shown=(twin,)), "/explain?dataset=d1&post=")

    (link,) = (link for one in shown for link in parts(one, "Link"))
    assert (link.children, link.href) == ("Post 7", "/explain?dataset=d1&post=a%20b%26c")
    assert "photo instead of video" in every(shown)
    assert words in every(shown)


def test_without_twins_there_is_a_sentence_and_no_table() -> None:
    shown = twins_table(make_twins(elsewhere=0, stayed=0), "/explain?post=")

    assert "No post differs from this one" in every(shown)
    assert "Table" not in every(shown)


def test_the_answers_follow_and_say_where_lime_is_left_out() -> None:
    moved, shap = make_moved(0, 1, make_count(3, 4)), MovedShap((make_count(3, 4),), make_shap(), None)

    shown = every(moved_answers(moved, shap))

    assert "With 4 comments instead of 3: the three answers" in shown
    assert WITHOUT_LIME in shown
    assert shown.count("Graph(") == 2


def test_before_the_forest_is_grown_lime_waits_and_is_not_left_out() -> None:
    shown = every(moved_answers(make_moved(0, 1, make_count(3, 4)), MovedShap((), None, None)))

    assert WITHOUT_LIME not in shown
    assert shown.count("Waits for the model.") == 2


@pytest.mark.parametrize(
    ("stability", "r2", "low"), [(0.6, 0.6, []), (0.59, 0.9, ["change"]), (0.9, 0.1, ["roughly"]), (0, -0.2, [1, 2])]
)
def test_a_meter_under_the_limit_is_greyed_with_the_reason(stability: float, r2: float, low: list[Any]) -> None:
    shown = lime_meters(make_lime(stability=stability, r2=r2))

    assert str(shown).count("meter meter-low") == len(low)
    reasons = " ".join(str(one.children) for one in parts(shown, "Small"))
    assert all(str(word) in reasons for word in low if isinstance(word, str))
    tracks = [one for one in parts(shown, "Div") if getattr(one, "role", "") == "meter"]
    assert [getattr(one, "aria-valuenow") for one in tracks] == [f"{stability:.2f}", f"{r2:.2f}"]
    assert "-20%" not in str(shown)


def test_lime_says_for_which_segment_it_speaks() -> None:
    assert "Weights of rules for Quiet posts" in str(lime_panel(make_lime(segment=1)))


def test_a_portrait_shows_the_segment_in_words_and_links_to_its_posts() -> None:
    rule = Rule(((bounded("comments", 120, None),),), 0.91, 0.88, 290)
    portrait = Portrait(make_card(rule=rule, high=("loves",)), (FAR,), ())

    shown = gallery((portrait,), "/explain?post=")

    assert all(
        words in str(shown) for words in ("'282 posts', ' · ', 'comments ≥ 120'", "▲ loves", "4.2 from the centre")
    )
    assert "video · 26 Mar 2018 · 173 comments" in str(shown)
    assert "more hahas than the centre" in str(shown)
    assert "Farthest out" not in str(shown)
    assert [link.href for link in parts(shown, "Link")] == ["/explain?post=p%201%2F2"]


def test_without_posts_in_view_there_is_no_portrait() -> None:
    assert "No post in view" in str(gallery((Portrait(make_card(), (), ()),), "/explain?post="))
