"""Charts are pure: a value in, the same figure out, with words for those who cannot see it."""

import json
import re
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from unit.components.chart_values import (
    NAMES,
    VALUES,
    drawn,
    make_density,
    make_dependence,
    make_lime,
    make_map,
    make_mix,
    make_profile,
    make_shap,
    make_sizes,
    make_why_k,
)

from components.figures import CHARTS
from components.theme import CHART_TEMPLATE, LIGHT, contrast, segment_colour


def test_every_registered_chart_has_a_value_to_be_tested_with() -> None:
    assert set(CHARTS) == set(VALUES), "add a builder to chart_values.VALUES for a new chart"


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_chart_draws_its_value(name: str) -> None:
    figure = drawn(name)
    assert len(figure.data) > 0
    assert isinstance(VALUES[name](), CHARTS[name].of)


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_chart_is_pure(name: str) -> None:
    assert drawn(name).to_json() == drawn(name).to_json()


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_chart_sends_no_number_that_json_does_not_know(name: str) -> None:
    assert not re.search(r"\b(NaN|Infinity)\b", drawn(name).to_json())


@pytest.mark.parametrize("name", sorted(VALUES))
def test_a_chart_carries_its_own_words(name: str) -> None:
    figure = drawn(name)
    assert figure.layout.meta["summary"] == CHARTS[name].summary(VALUES[name]())
    assert figure.layout.meta["summary"].startswith(CHARTS[name].title)


@pytest.mark.parametrize("name", ["confusion", "density", "importance", "map", "margin", "mix", "profile", "sizes"])
def test_names_from_people_are_never_read_as_mark_up(name: str) -> None:
    value: Any = VALUES[name]()
    evil = replace(value, names=("<a href='javascript:x'>Hot</a>", "%{x} & <b>bold</b>"))
    figure = drawn(name, evil).to_plotly_json()
    figure["layout"].pop("meta")
    text = json.dumps(figure, default=str)
    assert "<a href" not in text
    assert "&lt;a href" in text


@pytest.mark.parametrize("name", ["map", "mix", "sizes", "importance"])
def test_a_segment_has_its_own_colour_in_every_chart(name: str) -> None:
    colours = {
        trace.name: trace.fillcolor if "fillcolor" in trace and trace.fillcolor else trace.marker.color
        for trace in drawn(name).data
    }
    assert {segment: colours[segment] for segment in NAMES} == {
        NAMES[0]: segment_colour(0),
        NAMES[1]: segment_colour(1),
    }


def test_the_map_hands_back_post_ids_as_a_list() -> None:
    # A numpy array would be lost on the way back from a click (plotly.py issue 5119).
    sent = {trace["name"]: trace["customdata"] for trace in json.loads(drawn("map").to_json())["data"]}
    assert sent[NAMES[0]] == ["a", "b"]


def test_the_map_shows_posts_out_of_view_faint_and_silent() -> None:
    away = next(trace for trace in drawn("map").data if trace.name == "Not in view")
    assert list(away.customdata) == ["d"]
    assert away.hoverinfo == "skip"


def test_the_map_sends_small_numbers() -> None:
    traces = CHARTS["map"].draw(make_map())["data"]
    assert {trace[axis]["dtype"] for trace in traces for axis in ("x", "y")} == {"f4"}


def test_the_map_says_how_many_posts_it_leaves_out() -> None:
    assert "10,000 posts out of view are not drawn" in CHARTS["map"].summary(make_map(left_out=10_000))
    assert "not drawn" not in CHARTS["map"].summary(make_map())


def test_a_cell_of_the_density_says_its_posts_and_the_share_of_each_segment() -> None:
    cells = drawn("density").data[0]
    assert (cells.text[1, 2], cells.customdata[1, 2].tolist()) == (19_000, [25, 75])
    assert (cells.text[0, 0], cells.customdata[0, 0].tolist()) == (30_000, [100, 0])
    shares = [f"%{{customdata[{place}]}} % {name}" for place, name in enumerate(NAMES)]
    assert cells.hovertemplate == "<br>".join(["<b>%{text:,} posts</b>", *shares]) + "<extra></extra>"


def test_a_name_is_no_place_to_fill_in_what_a_cell_says() -> None:
    assert "%{secret}" not in drawn("density", make_density(names=("%{secret}", "Quiet"))).data[0].hovertemplate


def test_a_cell_has_the_colour_of_its_commonest_segment_and_is_stronger_with_more_posts() -> None:
    cells = drawn("density").data[0]
    assert np.floor(cells.z[0]).tolist() == [0, 0, 1]
    assert np.floor(cells.z[1, [0, 2]]).tolist() == [1, 1]
    assert np.isnan(cells.z[1, 1])
    assert cells.z[0, 0] > cells.z[0, 1]
    ends = [colour for place, colour in cells.colorscale if round(place * 2 % 1, 2) == 0.98]
    assert ends == [segment_colour(0), segment_colour(1)]


def test_names_stand_at_the_middle_post_of_their_segment() -> None:
    places = {note.text: (note.x, note.y) for note in drawn("density").layout.annotations}
    assert places == {f"<b>{NAMES[0]}</b>": (0.5, 0.25), f"<b>{NAMES[1]}</b>": (2.5, 0.75)}


def test_another_part_of_the_map_is_shown_whole() -> None:
    wide, near = drawn("density"), drawn("density", make_density(step=(0.1, 0.1)))
    assert wide.layout.uirevision != near.layout.uirevision


def test_the_map_of_nothing_says_so() -> None:
    none = np.array([], np.float32)
    value = make_map(x=none, y=none, segment=none.astype(np.int16), in_view=none.astype(bool), post_ids=(), hover=())
    assert "No post" in drawn("map", value).layout.annotations[0].text


def test_the_profile_shows_medians_with_separators_and_means_when_asked() -> None:
    assert drawn("profile").data[1].text[0] == "1,501"
    assert drawn("profile_means").data[1].text[0] == "1,620"


def test_a_cell_without_a_post_shows_a_dash_not_a_zero() -> None:
    assert drawn("profile").data[1].text[-1] == "–"


def test_every_cell_of_a_heat_map_can_be_read() -> None:
    value = make_profile(
        medians=np.arange(20.0).reshape(2, 10),
        contrast=np.linspace(-3, 3, 20).reshape(2, 10),
        counts=tuple("abcdefghij"),
    )
    inks = drawn("profile", value).data[1].textfont.color
    assert len(set(inks)) > 1


def test_the_waterfall_ends_at_the_probability() -> None:
    bars = drawn("waterfall").data[0]
    assert bars.base[-2] + bars.x[-2] == pytest.approx(make_shap().probability)
    assert bars.x[-1] == make_shap().probability


def test_what_speaks_against_is_striped_as_well_as_coloured() -> None:
    assert list(drawn("margin").data[0].marker.pattern.shape) == ["", "/"]


def test_an_answer_that_is_not_to_be_relied_on_is_grey_and_says_so() -> None:
    weak = make_lime(stability=0.4)
    colours = set(drawn("rules", weak).data[0].marker.color)
    assert segment_colour(0) not in colours
    assert "Not to be relied on" in CHARTS["rules"].summary(weak)


def test_few_periods_are_bars_because_an_area_needs_more() -> None:
    assert {trace.type for trace in drawn("mix", make_mix(periods=2)).data} == {"bar"}
    assert {trace.type for trace in drawn("mix", make_mix(periods=5)).data} == {"scatter"}


def test_the_mix_of_nothing_says_so() -> None:
    assert "No posts" in drawn("mix", make_mix(periods=0)).layout.annotations[0].text


def test_no_recommendation_is_said_and_not_drawn() -> None:
    value = make_why_k(recommended_k=None)
    assert "No number of segments is stable" in CHARTS["why_k"].summary(value)
    assert all("recommended" not in note.text for note in drawn("why_k", value).layout.annotations)


def test_sizes_of_an_empty_view_divide_by_nothing() -> None:
    figure = drawn("sizes", make_sizes(posts=np.array([0, 0])))
    assert "clear a filter" in figure.layout.annotations[0].text


def test_posts_without_the_count_are_left_out_of_its_chart() -> None:
    assert len(drawn("dependence").data[0].x) == 3
    nothing = make_dependence(counts=np.full(4, np.nan))
    assert "not measured" in drawn("dependence", nothing).layout.annotations[0].text


def test_the_template_has_words_that_can_be_read() -> None:
    layout = CHART_TEMPLATE["layout"]
    assert contrast(layout["font"]["color"], LIGHT.card) >= 4.5
    assert contrast(layout["xaxis"]["tickfont"]["color"], LIGHT.card) >= 4.5
    assert layout["paper_bgcolor"] == "rgba(0,0,0,0)"
