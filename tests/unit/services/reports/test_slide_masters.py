"""The slide master of a workspace: kept for those who may report, and taken on by their presentations."""

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from builders import BLUE, House, Story, copy_house, make_actor
from pptx import Presentation

from services.domain.actors import Role
from services.domain.errors import Forbidden, InvalidInput
from services.domain.reporting import ReportOrder
from services.domain.selection import Selection
from services.masters import LARGEST


@pytest.fixture(scope="module")
def agency(story: Story, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The installation again, for masters that come and go."""
    own = copy_house(story.house.settings.home, tmp_path_factory.mktemp("agency") / "home")
    yield own
    own.close()


def _deck() -> bytes:
    show = Presentation()
    show.slide_width, show.slide_height = 9_000_000, 6_000_000
    show.slides.add_slide(show.slide_layouts[0]).shapes.title.text = "A secret of the client"
    out = BytesIO()
    show.save(out)
    return out.getvalue()


def test_a_master_is_cleaned_kept_used_and_removed(agency: House, story: Story, tmp_path: Path) -> None:
    masters, order = agency.services.masters, ReportOrder(Selection(story.request), "executive", "pptx")
    facts = masters.change(make_actor(), "Client <b>look</b>.pptx", _deck())
    agency.services.reports.write(make_actor(), order, tmp_path / "r.pptx")
    made = Presentation(str(tmp_path / "r.pptx"))

    assert (facts.content, facts.cover, facts.changed_by) == ("Title Only", "Title Slide", "Some Body")
    assert masters.facts(make_actor()) == facts
    assert (made.slide_width, made.slide_height) == (9_000_000, 6_000_000)
    assert made.slides[0].slide_layout.name == "Title Slide"
    assert "secret" not in " ".join(
        s.text_frame.text for slide in made.slides for s in slide.shapes if s.has_text_frame
    )

    masters.remove(make_actor())
    assert masters.facts(make_actor()) is None


def test_a_master_is_the_workspaces_own(agency: House) -> None:
    agency.services.masters.change(make_actor(), "look.pptx", _deck())

    assert agency.services.masters.facts(make_actor(workspace=BLUE)) is None
    assert not agency.services.branding.get(make_actor(workspace=BLUE), for_slides=True).master


def test_what_is_refused_changes_nothing(agency: House) -> None:
    before = agency.services.masters.change(make_actor(), "look.pptx", _deck())
    with pytest.raises(InvalidInput, match="This is not a"):
        agency.services.masters.change(make_actor(), "look.pptx", b"hello")
    with pytest.raises(InvalidInput, match="5 MB fit"):
        agency.services.masters.change(make_actor(), "look.pptx", bytes(LARGEST + 1))

    assert agency.services.masters.facts(make_actor()) == before


def test_brand_managers_change_no_master(agency: House) -> None:
    with pytest.raises(Forbidden):
        agency.services.masters.change(make_actor(Role.BRAND_MANAGER), "look.pptx", _deck())
