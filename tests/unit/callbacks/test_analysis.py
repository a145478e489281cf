"""A page that is open while its data changes goes on showing one file, and says so."""

import pytest
from builders import Story, copy_house, make_actor, make_posts_csv
from dash import no_update
from unit.components.test_history_and_receipts import words
from unit.services.arriving import SOMEBODY, make_dataset, make_upload

from callbacks import context, parse
from callbacks.analysis import find_segments, look_for_changes
from services.domain.errors import Conflict
from services.domain.selection import TableQuery

NOTHING = (no_update, no_update, no_update)


@pytest.fixture
def house(story: Story, tmp_path):
    """A copy of the installation with one dataset, analysed; whoever asks is its admin."""
    copy = copy_house(story.house.settings.home, tmp_path / "copy")
    with context.acting(make_actor(), copy.services):
        yield copy
    copy.close()


def replace(house, dataset, content=None):
    upload = make_upload(house, content or make_posts_csv(posts=30), "other.csv")
    return house.services.versions.replace(SOMEBODY, dataset.id, upload)


@pytest.mark.parametrize("named", [True, False])
def test_a_view_is_pinned_to_what_its_dataset_is_made_from(house, story, named):
    shown = find_segments(f"?dataset={story.dataset.id}&segment=s1" if named else "", None)[0]
    seen = parse.selection(shown)

    assert (seen.segmentation.dataset, seen.segmentation.content) == (story.dataset.id, story.dataset.content)
    assert seen.filters.segments == (("s1",) if named else ())
    assert look_for_changes(1, shown, "") is None


def test_no_part_of_an_open_page_shows_the_file_that_took_the_place(house, story):
    search = f"?dataset={story.dataset.id}"
    shown = find_segments(search, None)[0]
    replaced = replace(house, story.dataset)

    for ask in (house.services.segments.cards, house.services.explanations.post):
        with pytest.raises(Conflict, match="The data changed since this analysis"):
            ask(make_actor(), parse.selection(shown))
    with pytest.raises(Conflict):
        house.services.segments.posts(make_actor(), parse.selection(shown), TableQuery())
    assert find_segments(f"{search}&segment=s1", shown) == NOTHING
    told = look_for_changes(1, shown, search)
    assert "The data changed since this analysis: other, version 2, by Some Body" in words(told)
    assert f"?dataset={replaced.id}" in str(told)


def test_a_version_brought_back_is_what_the_page_shows(house, story):
    search = f"?dataset={story.dataset.id}"
    shown = find_segments(search, None)[0]
    replace(house, story.dataset)
    house.services.versions.restore(SOMEBODY, story.dataset.id)

    assert look_for_changes(1, shown, search) is None
    assert find_segments(search, shown)[0] == shown


def test_a_page_that_named_no_dataset_stays_with_the_one_it_shows_when_a_newer_one_comes(house, story):
    shown = find_segments("", None)[0]
    house.clock.advance(hours=1)
    newer = make_dataset(house, make_posts_csv(posts=40), "newer.csv")

    assert parse.selection(find_segments("?segment=s2", shown)[0]).segmentation.dataset == story.dataset.id
    assert look_for_changes(1, shown, "?segment=s2") is None
    assert find_segments("", None)[1]["dataset"] == newer.id


def test_a_link_to_an_earlier_version_says_that_it_shows_another(house, story):
    replaced = replace(house, story.dataset)

    told = words(look_for_changes(None, None, f"?dataset={story.dataset.id}"))
    assert "The data changed since this link was made. You see other, version 2" in told
    assert look_for_changes(None, None, f"?dataset={replaced.id}") is None


def test_a_page_whose_dataset_is_hidden_says_that_it_is_no_longer_there(house, story):
    search = f"?dataset={story.dataset.id}"
    shown = find_segments(search, None)[0]
    house.services.lifecycle.hide(SOMEBODY, story.dataset.id)

    assert "It was hidden or deleted; what you see is from before." in words(look_for_changes(1, shown, search))
    assert look_for_changes(1, None, search) is None


def test_an_address_that_cannot_be_read_is_the_pages_own_affair(house):
    assert look_for_changes(1, None, "?k=99") is None
