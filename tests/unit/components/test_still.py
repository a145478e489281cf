"""Parts that nobody asks for again travel as one, and show what they showed."""

from typing import Any

import orjson
import pytest
from dash import dcc, html
from dash.development.base_component import Component
from plotly.io.json import to_json_plotly

from components.languages import catalogue
from components.languages.tree import component
from components.still import Still, stilled
from services.claiming.language import Language


def sent(content: Any) -> Any:
    """What the browser is told."""
    return orjson.loads(to_json_plotly(stilled(content)))


def kinds(content: Any) -> list[str]:
    """The components that Dash will keep a record of, from the outside in."""
    if isinstance(content, list):
        return [kind for one in content for kind in kinds(one)]
    if not isinstance(content, dict) or "type" not in content:
        return []
    children = content["props"].get("children")
    return [content["type"], *kinds(children if isinstance(children, list) else [children])]


def test_words_and_frames_become_one_component_with_the_same_tree():
    card = html.Div([html.H2("Segments"), html.P(["4 of ", html.B("7")])], className="card")

    told = sent(card)

    assert kinds(told) == ["Still"]
    assert told["namespace"] == "postlens"
    assert told["props"]["tree"] == [orjson.loads(to_json_plotly(card))]


def test_what_callbacks_reach_keeps_its_place_between_joined_neighbours():
    page = html.Div(
        [html.P("a"), None, html.P("b"), dcc.Store(id="kept"), html.P("c"), html.Div(html.P("d"), id="place")]
    )

    assert kinds(sent(page)) == ["Div", "Still", "Store", "Still", "Div", "Still"]


@pytest.mark.parametrize("reached", [{"id": "x"}, {"n_clicks": 0}, {"key": "x"}, {"disable_n_clicks": True}])
def test_an_element_that_dash_has_something_to_do_with_is_not_still(reached: dict[str, Any]):
    assert kinds(sent(html.Button("Press", **reached))) == ["Button"]


def test_a_sentence_with_a_living_part_stays_in_one_piece():
    sentence = html.P(["See ", dcc.Link("the posts", href="/segments"), " of ", html.B("2026"), "."])

    assert kinds(sent(sentence)) == ["P", "Link", "B"]


def test_what_came_in_is_not_changed():
    page = html.Div([html.P("a"), html.Div(html.P("b"), id="place")])
    before = to_json_plotly(page)

    stilled(page)

    assert to_json_plotly(page) == before


@pytest.mark.parametrize("answer", [None, 3, "words", {"data": [], "layout": {}}, [{"field": "page"}], ("a", 1)])
def test_answers_without_components_are_given_back_as_they_came(answer: Any):
    assert stilled(answer) is answer


def test_lists_of_still_parts_are_one_and_empty_ones_stay():
    assert isinstance(stilled([html.P("a"), html.P("b")]), Still)
    assert stilled([]) == []


def test_still_parts_are_said_in_the_language_of_the_reader():
    words = catalogue(Language.THAI)
    told = component(
        sent(html.Div([html.P("Posts in view"), html.Span("Posts in view", className="notranslate")])), words
    )
    said, typed = told["props"]["tree"][0]["props"]["children"]

    assert said["props"]["children"] == words.say("Posts in view") != "Posts in view"
    assert typed["props"]["children"] == "Posts in view"


def test_every_component_of_a_page_is_drawn_by_a_script_that_stands_in_assets(pytestconfig):
    script = (pytestconfig.rootpath / "assets" / "still.js").read_text()
    assert f"window.{Still._namespace}" in script
    assert isinstance(stilled(html.P("a")), Component)
