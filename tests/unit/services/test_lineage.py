"""Segments keep their ids, and the names that people gave them, through everything that is computed anew."""

from dataclasses import replace
from pathlib import Path

import pytest
from builders import BLUE, House, Story, copy_house, make_actor, make_posts_csv
from unit.services.arriving import ADMIN, SOMEBODY, make_upload

from services.domain.actors import Role
from services.domain.errors import Conflict, InvalidInput
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Filters, Selection, TableQuery

BRAND = make_actor(Role.BRAND_MANAGER)
MARKUP = "<b>Heroes</b> &amp; <img src=x>"


@pytest.fixture
def house(story: Story, tmp_path: Path) -> House:
    own = copy_house(story.house.settings.home, tmp_path / "home")
    yield own
    own.close()


def cards_of(house: House, request: SegmentationRequest):
    return house.services.segments.cards(BRAND, Selection(request))


def append(house: House, request: SegmentationRequest, content: str) -> SegmentationRequest:
    """The dataset with a file more, analysed."""
    after = house.services.versions.append(SOMEBODY, request.dataset, make_upload(house, content, "more.csv"))
    made = replace(request, dataset=after.id)
    house.services.analyses.make(SOMEBODY, made)
    return made


def test_a_new_version_has_the_segments_of_the_one_before(house: House, story: Story) -> None:
    request = replace(story.request, k=3)
    before = cards_of(house, request)
    after = cards_of(house, append(house, request, make_posts_csv(60, seed=3).replace("\np", "\nq")))

    assert {card.id for card in after} == {card.id for card in before}
    assert [card.origin for card in before] == ["", "", ""]
    assert [card.origin for card in after] == ["The same as in version 1 (80 posts)"] * 3
    by_id = {card.id: card.name for card in after}
    assert all(by_id[card.id] == card.name for card in before)


def test_a_segment_that_is_nowhere_any_more_is_gone_and_the_others_are_new(house: House, story: Story) -> None:
    before = cards_of(house, story.request)
    rows = make_posts_csv(240).splitlines()
    flat = "\n".join(row.replace(",video,", ",photo,") for row in (rows[0], *rows[1::3], *rows[2::3]))
    versions = house.services.versions
    after = versions.replace(SOMEBODY, story.dataset.id, make_upload(house, flat, "flat.csv"))
    request = replace(story.request, dataset=after.id, k=3)
    house.services.analyses.make(SOMEBODY, request)

    now, told = cards_of(house, request), house.services.segments.headline(BRAND, Selection(request))
    lost = {card.id for card in before} - {card.id for card in now}
    assert lost
    assert "New in version 2" in [card.origin for card in now]
    assert "Since version 1, no segment is near enough to be the same as “" in "".join(
        phrase.text for phrase in told.caution
    )
    with pytest.raises(InvalidInput, match="was a segment of version 1; nothing in version 2 is near enough"):
        house.services.segments.demand(BRAND, Selection(request, Filters(segments=(lost.pop(),))))


def test_another_seed_has_the_same_segments(house: House, story: Story) -> None:
    other = replace(story.request, seed=7)
    house.services.analyses.make(BRAND, other)
    assert [card.id for card in cards_of(house, other)] == [card.id for card in cards_of(house, story.request)]
    assert cards_of(house, other)[0].origin == "The same as with seed 42 (80 posts)"


def test_another_number_of_segments_shares_those_that_stay_where_they_are(house: House, story: Story) -> None:
    three, four = (cards_of(house, replace(story.request, k=k)) for k in (3, 4))
    shared = {card.id for card in three} & {card.id for card in four}
    assert len(shared) >= 2
    assert len({card.id for card in four}) == 4


def test_another_dataset_of_the_same_file_has_segments_of_its_own(house: House, story: Story) -> None:
    original = house.services.datasets.original(BRAND, story.dataset.id).path
    copy = SegmentationRequest(house.services.datasets.import_file(SOMEBODY, original).id)
    assert not house.services.analyses.is_ready(BRAND, copy)
    house.services.analyses.make(BRAND, copy)
    assert not {card.id for card in cards_of(house, copy)} & {card.id for card in cards_of(house, story.request)}


def test_making_an_analysis_again_gives_no_new_ids(house: House, story: Story) -> None:
    before = cards_of(house, story.request)
    house.services.analyses.make(BRAND, story.request)
    assert cards_of(house, story.request) == before


def test_links_from_before_there_were_ids_show_the_same_segment(house: House, story: Story) -> None:
    views = house.services.segments
    by_rank = views.cards(BRAND, Selection(story.request, Filters(segments=("s2",))))
    by_id = views.cards(BRAND, Selection(story.request, Filters(segments=(by_rank[1].id,))))
    assert by_rank == by_id
    assert [card.pressed for card in by_rank] == [False, True, False]


def test_a_name_follows_its_segment_into_the_next_version_and_everywhere(house: House, story: Story) -> None:
    segment, selection = cards_of(house, story.request)[1].id, Selection(story.request)
    assert house.services.segments.rename(SOMEBODY, selection, segment, f"  {MARKUP}  ") == MARKUP
    made = append(house, story.request, make_posts_csv(60, seed=3).replace("\np", "\nq"))

    view = house.services.segments.view(BRAND, Selection(made))
    rank = next(card.rank for card in view.cards if card.id == segment)
    assert view.cards[rank].name == MARKUP
    for names in (view.map.names, view.profile.names, view.sizes.names, view.mix.names):
        assert names[rank] == MARKUP
    chosen = Selection(made, Filters(segments=(segment,)))
    rows = house.services.segments.posts(BRAND, chosen, TableQuery()).rows
    assert {row.segment for row in rows} == {MARKUP}
    told = house.services.explanations.post(BRAND, replace(Selection(made), post=rows[0].post_id))
    assert MARKUP in told.header.names


def test_a_name_is_written_into_the_history_and_its_default_is_one_call_away(house: House, story: Story) -> None:
    card, selection = cards_of(house, story.request)[0], Selection(story.request)
    house.services.segments.rename(SOMEBODY, selection, card.id, "Heroes")
    assert house.services.segments.rename(SOMEBODY, selection, card.id, "") == card.default_name
    done = house.services.versions.history(SOMEBODY, story.dataset.id)
    assert [entry.subject for entry in done if entry.what == "renamed a segment"] == [
        f"“Heroes” is now “{card.name}”",
        f"“{card.name}” is now “Heroes”",
    ]
    assert cards_of(house, story.request)[0] == card


@pytest.mark.parametrize("name", ["x" * 61, "a\x00b", "a\u202eb"])
def test_a_name_that_cannot_be_shown_is_refused(house: House, story: Story, name: str) -> None:
    segment = cards_of(house, story.request)[0].id
    with pytest.raises(InvalidInput) as refusal:
        house.services.segments.rename(SOMEBODY, Selection(story.request), segment, name)
    assert refusal.value.field == "name"


def test_no_two_segments_of_a_view_have_one_name(house: House, story: Story) -> None:
    first, second, _ = cards_of(house, story.request)
    with pytest.raises(Conflict, match="called “"):
        house.services.segments.rename(SOMEBODY, Selection(story.request), first.id, second.name.upper())


def test_a_default_name_gives_way_to_the_same_name_of_a_persons_choosing(house: House, story: Story) -> None:
    three = cards_of(house, story.request)
    known = {card.id for card in three}
    request, view = next(
        (request, cards)
        for request in (replace(story.request, k=k) for k in range(4, 11))
        for cards in [cards_of(house, request)]
        if {card.name for card in cards if card.id not in known} - {card.name for card in three}
        and known & {card.id for card in cards}
    )
    new = next(card for card in view if card.id not in known and card.name not in {one.name for one in three})
    shared = next(card for card in view if card.id in known)

    house.services.segments.rename(SOMEBODY, Selection(story.request), shared.id, new.name)

    names = {card.id: card.name for card in cards_of(house, request)}
    assert (names[shared.id], names[new.id]) == (new.name, f"{new.name}, another group")


def test_a_deleted_dataset_leaves_no_segment_and_no_name(house: House, story: Story) -> None:
    segment = cards_of(house, story.request)[0].id
    house.services.segments.rename(SOMEBODY, Selection(story.request), segment, "Heroes")
    house.services.lifecycle.delete(ADMIN, story.dataset.id)
    with house.database.reading(ADMIN.workspace_id) as data:
        assert data.segments.names(story.dataset.id) == {}
        assert data.segments.newest(story.dataset.id, "engagement") is None
        assert not [row for row in data.activity.of_line(story.dataset.id) if "Heroes" in row.subject]


def test_names_of_another_workspace_are_never_seen(house: House, story: Story) -> None:
    segment = cards_of(house, story.request)[0].id
    house.services.segments.rename(SOMEBODY, Selection(story.request), segment, "Heroes")
    with house.database.reading(BLUE.id) as data:
        assert data.segments.names(story.dataset.id) == {}
