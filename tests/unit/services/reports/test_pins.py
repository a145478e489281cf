"""Pins: kept by one person for one view, drawn from it, and honest about data that changed."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from builders import BLUE, RED, House, Story, copy_house, make_actor, save_posts_csv

from services.domain.actors import Role
from services.domain.documents import Chart, Document, Heading, Note, PostList, Table, Text, plain
from services.domain.errors import Forbidden, InvalidInput, NotFound, TooMany
from services.domain.pinning import Pin
from services.domain.reporting import ReportOrder
from services.domain.scatters import Scatter
from services.domain.selection import Filters, Selection
from services.pins import MOST
from services.report_pins import PINNABLES
from services.reports.manifest import differences

Compose = Callable[..., Document]
NOBODY_ELSE = make_actor(user_id="pinner")


@pytest.fixture(scope="module")
def board(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The installation again, for pins that come and go."""
    own = copy_house(story.house.settings.home, tmp_path_factory.mktemp("board") / "home")
    yield own
    own.close()


def _pin(house: House, selection: Selection, name: str = "mix", subject: str = "", who: str = "pinner") -> Pin:
    page = PINNABLES[name].pages[0]
    return house.services.pins.add(make_actor(user_id=who), page, name, subject, selection)


def _report(house: House, story: Story, *pins: Pin, who: str = "pinner", **difference: object) -> Document:
    order = ReportOrder(Selection(story.request), "executive", "pdf", sections=tuple(pin.section for pin in pins))
    return house.services.reports.compose(make_actor(user_id=who), replace(order, **difference))


def test_a_pin_is_tied_to_the_data_as_it_is(board: House, story: Story) -> None:
    pin = _pin(board, Selection(replace(story.request, dataset="")))

    assert pin.selection.segmentation.dataset == story.dataset.id
    assert pin.selection.segmentation.content


def test_the_same_thing_in_the_same_view_is_one_pin(board: House, story: Story) -> None:
    before = _pin(board, Selection(story.request), who="twice")
    again = _pin(board, Selection(story.request), who="twice")

    assert again.id == before.id
    assert len(board.services.pins.all(make_actor(user_id="twice"))) == 1


def test_pins_are_ones_own_in_ones_own_workspace(board: House, story: Story) -> None:
    pin = _pin(board, Selection(story.request))
    pins = board.services.pins

    assert not pins.all(make_actor(user_id="another"))
    assert not pins.all(make_actor(user_id="pinner", workspace=BLUE))
    with pytest.raises(NotFound):
        pins.remove(make_actor(user_id="another", workspace=RED), pin.id)


def test_only_those_who_may_report_pin(board: House, story: Story) -> None:
    with pytest.raises(Forbidden):
        board.services.pins.add(make_actor(Role.BRAND_MANAGER), "/segments", "mix", "", Selection(story.request))


@pytest.mark.parametrize(("page", "name"), [("/segments", "nothing"), ("/levers", "mix"), ("https://x.org", "mix")])
def test_what_a_page_does_not_have_cannot_be_pinned_from_it(board: House, story: Story, page: str, name: str) -> None:
    with pytest.raises(InvalidInput):
        board.services.pins.add(NOBODY_ELSE, page, name, "", Selection(story.request))


def test_a_board_is_not_endless(board: House, story: Story) -> None:
    for day in range(MOST):
        since = date.fromordinal(date(2024, 1, 1).toordinal() + day)
        _pin(board, Selection(story.request, Filters(since=since)), who="collector")
    with pytest.raises(TooMany):
        _pin(board, Selection(story.request), who="collector")


def test_a_pin_stands_between_other_sections_with_its_filters_printed(board: House, story: Story) -> None:
    pin = _pin(board, Selection(story.request, Filters(pages=("North shop",), since=date(2025, 1, 1))))
    document = _report(board, story, sections=("summary", pin.section, "method"))

    assert [section.name for section in document.sections] == ["summary", pin.section, "method"]
    where, chart = document.sections[1].blocks
    assert isinstance(where, Note)
    assert where.text.startswith(f"Data: {story.dataset.name} · Period: 4 Jan 2025 to ")
    assert " · Filters: North shop · Basis: n = " in where.text
    assert isinstance(chart, Chart)


@pytest.mark.parametrize("name", sorted(set(PINNABLES) - {"post", "recommendation", "cut"}))
def test_everything_that_can_be_pinned_has_something_to_show(board: House, story: Story, name: str) -> None:
    pin = _pin(board, Selection(story.request), name)
    blocks = _report(board, story, pin).sections[0].blocks

    assert len(blocks) > 1
    assert any(isinstance(block, Chart | Scatter | Table | Text | Note | PostList) for block in blocks[1:])


@pytest.mark.parametrize("language", ["en", "th"])
def test_a_pinned_post_brings_its_sentence_and_three_answers(board: House, story: Story, language: str) -> None:
    pin = _pin(board, Selection(story.request), "post", "p3")
    blocks = _report(board, story, pin, language=language).sections[0].blocks

    (listed,) = (block for block in blocks if isinstance(block, PostList))
    assert listed.posts[0].number == 3
    assert any(isinstance(block, Text) and plain(block.sentence) for block in blocks)
    charts = [block for block in blocks if isinstance(block, Chart)]
    assert len(charts) == 3
    answer = board.services.explanations.post(make_actor(), replace(pin.selection, post="p3")).exact
    assert sum(value for value in charts[0].series[0].values if value is not None) == pytest.approx(answer.margin)


def test_a_value_that_is_not_recommended_is_said_not_to_be_supported(board: House, story: Story) -> None:
    pin = _pin(board, Selection(story.request), "recommendation", "question:with")
    _, title, note = _report(board, story, pin).sections[0].blocks

    assert title == Heading("Posts that ask a question")
    assert note == Note("This is not supported by the data any more.")


def test_a_manifest_carries_its_pins_so_that_anybody_can_make_it_again(board: House, story: Story) -> None:
    pin = _pin(board, Selection(story.request), who="gone soon")
    told = _report(board, story, pin, who="gone soon").manifest
    board.services.pins.remove(make_actor(user_id="gone soon"), pin.id)

    assert not board.services.reports.verify(make_actor(user_id="another"), told)


def test_a_pin_that_is_not_there_any_more_is_refused_in_words(board: House, story: Story) -> None:
    pin = _pin(board, Selection(story.request), who="hasty")
    board.services.pins.remove(make_actor(user_id="hasty"), pin.id)

    with pytest.raises(InvalidInput, match="not there any more"):
        _report(board, story, pin, who="hasty")


def test_pins_say_when_the_data_changed_and_when_it_is_gone(story: Story, tmp_path: Path) -> None:
    house = copy_house(story.house.settings.home, tmp_path / "home")
    pins, actor = house.services.pins, NOBODY_ELSE
    pin = _pin(house, Selection(story.request))
    house.services.versions.append_file(actor, story.dataset.id, save_posts_csv(tmp_path, seed=9, posts=300))

    (standing,) = pins.all(actor)
    assert standing.changed
    _, changed, *_ = _report(house, story, pin).sections[0].blocks
    assert isinstance(changed, Note)
    assert changed.text.startswith("The data changed since this was pinned on 5 Jan 2026")

    house.services.lifecycle.hide(actor, story.dataset.id)
    (standing,) = pins.all(actor)
    assert standing.gone
    house.close()


def test_a_deleted_dataset_takes_its_pins_along(story: Story, tmp_path: Path) -> None:
    house = copy_house(story.house.settings.home, tmp_path / "home")
    _pin(house, Selection(story.request))
    house.services.lifecycle.delete(make_actor(), story.dataset.id)

    assert not house.services.pins.all(NOBODY_ELSE)
    house.close()


def test_a_report_of_the_same_pins_has_the_same_figures(board: House, story: Story) -> None:
    pin = _pin(board, Selection(story.request), "sizes")
    first, second = (_report(board, story, pin).manifest for _ in range(2))

    assert differences(first, second) == ()
