"""Previews: the pages of the PDF as pictures, drawn once for what they show, for those who may report."""

from collections.abc import Iterator
from dataclasses import replace
from io import BytesIO

import pytest
from builders import BLUE, House, Story, copy_house, make_actor
from PIL import Image

from services.domain.actors import Role
from services.domain.errors import Forbidden, NotFound
from services.domain.previewing import Preview, PreviewDrawn
from services.domain.reporting import ReportOrder
from services.domain.selection import Selection
from services.previews import MOST_KEPT


@pytest.fixture(scope="module")
def studio(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The installation again, for pages that are drawn."""
    own = copy_house(story.house.settings.home, tmp_path_factory.mktemp("studio") / "home")
    yield own
    own.close()


@pytest.fixture(scope="module")
def executive(story: Story) -> ReportOrder:
    return ReportOrder(Selection(story.request), "executive", "xlsx", sections=("summary", "segments"))


@pytest.fixture(scope="module")
def drawn(studio: House, executive: ReportOrder) -> PreviewDrawn:
    return studio.services.previews.draw(make_actor(), executive)


def _kept(house: House) -> int:
    with house.database.reading("red-room") as data:
        return sum(row.kind == "Preview" for row in data.results.all())


def test_every_page_is_a_picture_of_the_size_that_is_told(studio: House, drawn: PreviewDrawn) -> None:
    assert drawn.pages > 1
    for number in range(1, drawn.pages + 1):
        with Image.open(BytesIO(studio.services.previews.page(make_actor(), drawn.name, number))) as picture:
            assert picture.format == "PNG"
            assert picture.size == drawn.size


def test_the_same_report_is_not_drawn_again_whatever_its_format(
    studio: House, executive: ReportOrder, drawn: PreviewDrawn
) -> None:
    before = _kept(studio)
    again = studio.services.previews.draw(make_actor(), replace(executive, format="pdf"))

    assert again == drawn
    assert _kept(studio) == before


def test_another_word_makes_other_pages(studio: House, executive: ReportOrder, drawn: PreviewDrawn) -> None:
    other = studio.services.previews.draw(make_actor(), replace(executive, title="Another title"))

    assert other.name != drawn.name


@pytest.mark.parametrize("number", [0, -1, 999])
def test_there_are_no_pages_beyond_the_last(studio: House, drawn: PreviewDrawn, number: int) -> None:
    with pytest.raises(NotFound):
        studio.services.previews.page(make_actor(), drawn.name, number)


@pytest.mark.parametrize("name", ["", "..", "0" * 64, "../../x", "a\x00b"])
def test_there_are_no_pages_under_other_names(studio: House, name: str) -> None:
    with pytest.raises(NotFound):
        studio.services.previews.page(make_actor(), name, 1)


def test_pages_of_another_workspace_are_not_there(studio: House, drawn: PreviewDrawn) -> None:
    with pytest.raises(NotFound):
        studio.services.previews.page(make_actor(workspace=BLUE), drawn.name, 1)


def test_brand_managers_see_no_previews(studio: House, executive: ReportOrder, drawn: PreviewDrawn) -> None:
    with pytest.raises(Forbidden):
        studio.services.previews.draw(make_actor(Role.BRAND_MANAGER), executive)
    with pytest.raises(Forbidden):
        studio.services.previews.page(make_actor(Role.BRAND_MANAGER), drawn.name, 1)


def test_only_the_newest_previews_are_kept(studio: House, executive: ReportOrder, story: Story) -> None:
    results = studio.services.previews._results
    found = studio.services.previews.draw(make_actor(), replace(executive, title="The oldest of all"))
    kept = results.load("red-room", found.name, Preview)
    for number in range(MOST_KEPT):
        studio.clock.advance(minutes=1)
        results.save("red-room", f"{number:064d}", kept, story.dataset.id)
    results.prune("red-room", Preview, MOST_KEPT)

    assert _kept(studio) == MOST_KEPT
    assert not studio.files.path("red-room", "results", f"{found.name}.npz").exists()
    assert studio.files.path("red-room", "results", f"{0:064d}.npz").exists()
