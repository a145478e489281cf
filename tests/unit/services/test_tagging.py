"""Tags: by hand and by rule, for posts of the past too; a filter, and a lever."""

from dataclasses import replace

import numpy as np
import pytest
from builders import BLUE, copy_house, make_actor, make_analysed, make_posts, make_posts_csv
from unit.services.arriving import make_upload

from services.algorithms.lever_table import lever_table
from services.domain.actors import Role
from services.domain.errors import Conflict, Forbidden, InvalidInput, NotFound
from services.domain.levers import TAGS
from services.domain.selection import Filters, Selection
from services.domain.tagging import Tag, TagRule
from services.scope import scope

SOMEBODY, AGENT = make_actor(Role.BRAND_MANAGER), make_actor(Role.AGENCY)


@pytest.fixture
def tagged(story, tmp_path):
    """An installation of the test's own, its tagging, and a post of it."""
    house = copy_house(story.house.settings.home, tmp_path / "home")
    yield house, house.services.tagging, Selection(story.request, post="p5")
    house.close()


def in_view(house, selection, tag):
    return house.services.segments.choices(SOMEBODY, replace(selection, filters=Filters(tags=(tag.id,)))).in_view


@pytest.mark.parametrize(
    ("rule", "has"),
    [
        (TagRule(), "------"),
        (TagRule(contains="LIVE"), "x-----"),
        (TagRule(page="North"), "x-x-x-"),
        (TagRule(format="photo", page="North"), "--x-x-"),
        (TagRule(contains="live", format="photo"), "------"),
    ],
)
def test_all_that_a_rule_says_must_hold(rule, has):
    assert "".join("x" if one else "-" for one in rule.holds(make_posts())) == has


def test_a_post_has_a_tag_by_rule_or_by_hand():
    tag = Tag("t", "Sale", TagRule(page="North"), picked=("b", "gone"))

    assert tag.of(make_posts()).tolist() == [True, True, True, False, True, False]


def test_a_filter_by_tags_leaves_the_posts_that_have_one_of_them():
    tags = (Tag("t1", "Live", TagRule(contains="live")), Tag("t2", "Sale", picked=("b",)))
    analysed = replace(make_analysed(), tags=tags)

    assert scope(analysed, Filters(tags=("t1", "t2"))).in_view.tolist() == [True, True, *[False] * 4]
    with pytest.raises(InvalidInput, match="This tag was deleted"):
        scope(analysed, Filters(tags=("t3",)))


def test_a_tag_by_hand_is_given_and_taken_back(tagged):
    house, tagging, selection = tagged
    tag = tagging.add(AGENT, "  Summer   sale ", TagRule())

    assert tag.name == "Summer sale"
    assert tagging.toggle(AGENT, selection, tag.id)
    found = tagging.of_post(SOMEBODY, selection)
    assert [(one.tag.name, one.by_rule, one.by_hand, one.posts) for one in found.tags] == [
        ("Summer sale", False, True, 1)
    ]
    assert in_view(house, selection, tag) == 1
    assert not tagging.toggle(AGENT, selection, tag.id)
    assert in_view(house, selection, tag) == 0


def test_a_rule_reaches_posts_of_the_past(tagged):
    house, tagging, selection = tagged
    tag = tagging.add(AGENT, "Fifties", TagRule(contains="of post 5"))

    assert in_view(house, selection, tag) == 11
    assert tagging.of_post(SOMEBODY, selection).tags[0].by_rule


def test_the_next_version_of_a_dataset_keeps_its_tags(tagged):
    house, tagging, selection = tagged
    tag = tagging.add(AGENT, "Kept", TagRule())
    tagging.toggle(AGENT, selection, tag.id)
    upload = make_upload(house, make_posts_csv(posts=60), "next.csv")
    new = house.services.versions.replace(make_actor(), selection.segmentation.dataset, upload)
    request = replace(selection.segmentation, dataset=new.id)
    house.services.analyses.make(make_actor(), request)

    assert in_view(house, replace(selection, segmentation=request), tag) == 1


def test_a_deleted_tag_is_nowhere_any_more(tagged):
    house, tagging, selection = tagged
    tag = tagging.add(AGENT, "Short lived", TagRule())
    tagging.toggle(AGENT, selection, tag.id)
    tagging.remove(AGENT, tag.id)

    assert tagging.of_post(SOMEBODY, selection).tags == ()
    with house.database.reading(AGENT.workspace_id) as data:
        assert data.tags.picked(selection.segmentation.dataset) == []
    for gone in (lambda: tagging.remove(AGENT, tag.id), lambda: tagging.toggle(AGENT, selection, tag.id)):
        with pytest.raises(NotFound):
            gone()


def test_names_are_told_apart_and_can_be_shown(tagged):
    _, tagging, _ = tagged
    tagging.add(AGENT, "Sale", TagRule())

    with pytest.raises(Conflict, match="There is a tag “SALE” already"):
        tagging.add(AGENT, "SALE", TagRule())
    for name in ("", "  ", "x" * 61, "a\x07b"):
        with pytest.raises(InvalidInput):
            tagging.add(AGENT, name, TagRule())
    with pytest.raises(InvalidInput, match="at most 200 characters"):
        tagging.add(AGENT, "Long", TagRule(contains="x" * 201))


def test_who_may_not_tag_sees_tags_and_changes_none(tagged):
    _, tagging, selection = tagged
    tag = tagging.add(AGENT, "Sale", TagRule())

    for change in (
        lambda: tagging.add(SOMEBODY, "Mine", TagRule()),
        lambda: tagging.toggle(SOMEBODY, selection, tag.id),
        lambda: tagging.remove(SOMEBODY, tag.id),
    ):
        with pytest.raises(Forbidden):
            change()
    assert len(tagging.of_post(SOMEBODY, selection).tags) == 1


def test_a_tag_of_another_workspace_is_none(tagged):
    _, tagging, _ = tagged
    tag = tagging.add(AGENT, "Sale", TagRule())

    with pytest.raises(NotFound):
        tagging.remove(make_actor(workspace=BLUE), tag.id)


def test_tags_are_a_lever_and_change_the_question(tagged):
    house, tagging, selection = tagged
    levers = house.services.levers
    levers.find(SOMEBODY, selection)
    tagging.add(AGENT, "Fifties", TagRule(contains="of post 5"))

    assert not levers.is_found(SOMEBODY, selection)
    found = levers.find(SOMEBODY, selection).scores.scores
    assert TAGS in [score.lever for score in found]


def test_tags_that_no_post_has_are_no_lever():
    posts = replace(make_posts(), tags={"t1": np.zeros(6, bool)})
    some = replace(posts, tags={"t1": np.arange(6) == 0, "t2": np.arange(6) == 1})

    assert TAGS not in lever_table(posts, np.zeros(6, np.int16), 1).levers
    assert len(lever_table(some, np.zeros(6, np.int16), 1).levers[TAGS]) == 2
