from dataclasses import replace

import pytest
from builders import copy_house, make_actor

from services.domain.actors import Role
from services.domain.errors import InvalidInput, NotFound
from services.domain.selection import Area, Filters, Selection

SOMEBODY = make_actor(Role.BRAND_MANAGER)


@pytest.fixture(scope="module")
def tested(story, tmp_path_factory):
    """The installation of the story, with its levers tested once, and the view that was asked for."""
    house = copy_house(story.house.settings.home, tmp_path_factory.mktemp("levers") / "home")
    selection = Selection(story.request)
    assert not house.services.levers.is_found(SOMEBODY, selection)
    house.services.levers.find(SOMEBODY, selection)
    yield house, selection
    house.close()


def test_levers_are_found_by_everybody_once_they_were_tested(tested):
    house, selection = tested
    view = house.services.levers.view(make_actor(user_id="another"), selection)

    assert house.services.levers.is_found(make_actor(user_id="another"), selection)
    assert [score.lever for score in view.found.scores.scores][:2] == ["format", "page"]
    # Each of the three kinds of posts is a format of its own. They take turns, so that a file moved by three posts is
    # the same again: it does as well, and p cannot be small.
    assert view.found.scores.scores[0].accuracy == pytest.approx([1, float("nan"), 1], nan_ok=True)
    assert not any(score.supported for score in view.found.scores.scores)
    claims = [phrase.claim for phrase in (*view.headline, *view.best_time) if phrase.claim]
    assert claims
    assert {claim.rows.segmentation.dataset for claim in claims} == {selection.segmentation.dataset}


def test_what_posts_earned_does_not_choose_them(tested):
    house, selection = tested
    chosen = Filters(segments=("s1",), area=Area(((0.0, 0.0), (9.0, 0.0), (9.0, 9.0))))

    assert house.services.levers.is_found(SOMEBODY, replace(selection, filters=chosen))


def test_other_filters_are_another_question(tested):
    house, selection = tested
    one_page = replace(selection, filters=Filters(pages=("North shop",)))

    assert not house.services.levers.is_found(SOMEBODY, one_page)
    with pytest.raises(InvalidInput, match="120 posts older than 28 days: too few"):
        house.services.levers.find(SOMEBODY, one_page)
    with pytest.raises(NotFound, match="No post fits these filters"):
        house.services.levers.find(SOMEBODY, replace(selection, filters=Filters(pages=("No shop",))))
