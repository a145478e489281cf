"""What the page Reports is made of beside its form: pins, previews, and the slide master."""

from datetime import UTC, datetime

import pytest

from components.masters import known
from components.pins import pin, pin_list, pin_options, pinned_thing
from components.previews import pages
from services.domain.branding import MasterFacts
from services.domain.pinning import Pin, PinOnTheBoard
from services.domain.previewing import PreviewDrawn
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
PIN = Pin("a1", "/segments", "mix", "", Selection(SegmentationRequest("d1")), NOW)
MASTER = MasterFacts("look.pptx", 11, "Title Only", "Title Slide", titled=True, changed_by="Some Body", changed_at=NOW)


def test_a_preview_shows_every_page_with_its_number_and_size() -> None:
    drawn = str(pages(PreviewDrawn("f00", 3, (909, 1286))))

    for number in (1, 2, 3):
        assert f"/reports/preview/f00/{number}.png" in drawn
        assert f"Page {number} of 3" in drawn
    assert "width='909'" in drawn


@pytest.mark.parametrize("subject", ["", "p1", "question:with", "https://example.org/1?a=b"])
def test_a_button_names_its_thing_whatever_its_subject(subject: str) -> None:
    button = pin("post", "this post", subject)

    assert pinned_thing(button.to_plotly_json()["props"]["data-pin"]) == ("post", subject)


def test_pins_that_changed_or_are_gone_say_so() -> None:
    whole = PinOnTheBoard(PIN, "Mix", "spring", "/segments?dataset=d1")
    changed = PinOnTheBoard(PIN, "Mix", "spring", "/segments?dataset=d1", changed=True)
    gone = PinOnTheBoard(PIN, "Mix", "spring", "/segments?dataset=d1", gone="There is no such dataset.")

    assert "The data changed since" not in str(pin_list((whole,)))
    assert "The data changed since" in str(pin_list((changed,)))
    assert "Cannot be shown any more" in str(pin_list((gone,)))
    assert "href" not in str(pin_list((gone,)))
    assert [option.value for option in pin_options((whole, gone))] == ["pin-a1"]


def test_an_empty_board_says_how_to_fill_it() -> None:
    assert "Press Add to report" in str(pin_list(()))


def test_a_master_says_what_slides_are_made_of() -> None:
    assert "look of the app" in str(known(None))
    assert "“Title Only”" in str(known(MASTER))
