"""Every number in a finding is a claim: a link to its posts. Checked on what callbacks put into the pages."""

import re
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from builders import House, Story, copy_house, make_actor
from dash.development.base_component import Component

from components import drivers, levers, segments
from components.recommendations import headline
from components.text import sentence as drawn
from services.claiming import LANGUAGES, say, small_print
from services.claims import Evidence, held, median, posts_share, stability
from services.domain.actors import Role
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Filters, Selection

SOMEBODY = make_actor(Role.BRAND_MANAGER)
# Names carry numbers too: of versions, and of a day or an hour.
NAMED = re.compile(r"version \d+|\d{1,2} [A-Z][a-z]{2} \d{4}")


def unclaimed(content: Any) -> Iterator[str]:
    """The texts with digits that stand in no claim and in no name of a segment."""
    if isinstance(content, (list, tuple)):
        for one in content:
            yield from unclaimed(one)
    elif isinstance(content, Component):
        shown = content.to_plotly_json()["props"]
        if "data-claim" not in shown and "segment-name" not in str(shown.get("className", "")):
            yield from unclaimed(shown.get("children"))
    elif isinstance(content, (str, int, float)) and re.search(r"\d", NAMED.sub("", str(content))):
        yield str(content)


@pytest.fixture(scope="module")
def selection(story: Story) -> Selection:
    return Selection(story.request)


@pytest.mark.parametrize("k", [None, 2, 5])
@pytest.mark.parametrize("pages", [(), ("North shop",)])
def test_the_headline_of_segments(story: Story, k: int | None, pages: tuple[str, ...]) -> None:
    selection = Selection(SegmentationRequest(story.dataset.id, k=k), Filters(pages=pages))
    told = story.house.services.segments.headline(SOMEBODY, selection)

    assert list(unclaimed(segments.headline(told.finding, told.caution))) == []
    assert any(phrase.claim for phrase in told.finding)


def test_the_headline_of_drivers(story: Story, selection: Selection) -> None:
    told = story.house.services.explanations.drivers(SOMEBODY, selection).headline

    assert list(unclaimed(drivers.headline(told))) == []
    assert any(phrase.claim for phrase in told)


@pytest.mark.parametrize("post", ["p1", "p2", "p3", "p240"])
def test_the_sentence_under_a_post(story: Story, selection: Selection, post: str) -> None:
    told = story.house.services.explanations.post(SOMEBODY, Selection(selection.segmentation, post=post)).sentence

    assert list(unclaimed(drawn(told))) == []
    assert {phrase.claim.rows.post for phrase in told if phrase.claim} == {post}


@pytest.fixture(scope="module")
def own(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The installation again, for what is computed on the way."""
    house = copy_house(story.house.settings.home, tmp_path_factory.mktemp("claims") / "home")
    yield house
    house.close()


def test_the_verdicts_about_levers_and_times(own: House, selection: Selection) -> None:
    own.services.levers.find(SOMEBODY, selection)
    view = own.services.levers.view(SOMEBODY, selection)

    assert list(unclaimed(levers.headline(view.headline))) == []
    assert list(unclaimed(levers.best_time_text(view.best_time))) == []


def test_the_headline_of_recommendations(own: House, selection: Selection) -> None:
    own.services.recommendations.find(SOMEBODY, selection)

    assert list(unclaimed(headline(own.services.recommendations.view(SOMEBODY, selection).headline))) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_claim_in_any_language_has_its_figure_in_its_link(story: Story, selection: Selection, language: Any) -> None:
    evidence = Evidence(story.analysed, selection, np.ones(240, bool))
    claims = (held(evidence, (0,), "comments"), posts_share(evidence, (0, 1)), median(evidence, "shares"))

    for claim in (*claims, stability(evidence, 3)):
        assert list(unclaimed(drawn(say(claim, language)))) == []
        assert f"{claim.n}" in small_print(claim, language)


def test_a_number_that_is_no_claim_would_be_found() -> None:
    assert list(unclaimed(["All is well.", "It earns 3 times as much."])) == ["It earns 3 times as much."]
