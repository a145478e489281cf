"""Reports that are kept: in their workspace, whole, as long as their dataset, under names that every header takes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from builders import BLUE, RED, House, Story, copy_house, make_actor

from app.container import build_upkeep
from services.domain.branding import BrandWords
from services.domain.documents import Document
from services.domain.errors import InvalidInput, NotFound, Unavailable
from services.domain.reporting import ReportOrder
from services.domain.uploading import ReceiptItem
from services.exporters import EXPORTERS
from services.rendering.texts import file_name

HERE, THERE = make_actor(workspace=RED), make_actor(workspace=BLUE)


@pytest.fixture
def own(story: Story, tmp_path: Path) -> Iterator[House]:
    house = copy_house(story.house.settings.home, tmp_path / "own")
    yield house
    house.close()


@pytest.fixture
def short(order: ReportOrder) -> ReportOrder:
    return replace(order, template="executive", format="html")


def test_a_report_is_kept_with_who_made_it_and_when(own: House, short: ReportOrder) -> None:
    made = own.services.reports.build(HERE, short)

    assert own.services.reports.all(HERE) == (made,)
    assert (made.made_by, made.made_at, made.format, made.template) == (
        "Some Body",
        own.clock.now,
        "html",
        "executive",
    )
    assert made.file_name == "Executive summary - autumn-export - 2026-01-05.html"


def test_the_file_is_what_was_made(own: House, short: ReportOrder) -> None:
    made = own.services.reports.build(HERE, short)
    file = own.services.reports.file(HERE, made.id)

    assert file.path.stat().st_size == made.size
    assert file.media_type == "text/html"
    assert "Executive summary" in file.path.read_text(encoding="utf-8")


def test_a_damaged_file_is_not_handed_out(own: House, short: ReportOrder) -> None:
    made = own.services.reports.build(HERE, short)
    path = own.services.reports.file(HERE, made.id).path
    path.write_bytes(path.read_bytes()[:-1])

    with pytest.raises(Unavailable, match="damaged"):
        own.services.reports.file(HERE, made.id)
    faults = build_upkeep(own.settings, own.clock).checker.check().faults
    assert [(fault.code, fault.subject) for fault in faults] == [("report_damaged", made.id)]


def test_a_report_of_another_workspace_is_not_there(own: House, short: ReportOrder) -> None:
    made = own.services.reports.build(HERE, short)

    assert own.services.reports.all(THERE) == ()
    for ask in (own.services.reports.file, own.services.reports.remove):
        with pytest.raises(NotFound) as theirs:
            ask(THERE, made.id)
        with pytest.raises(NotFound) as nobodys:
            ask(THERE, "0" * 16)
        assert str(theirs.value).replace(made.id, "ID") == str(nobodys.value).replace("0" * 16, "ID")
    assert own.services.reports.all(HERE) == (made,)


def test_a_removed_report_is_gone_from_the_disk(own: House, short: ReportOrder) -> None:
    made = own.services.reports.build(HERE, short)
    path = own.services.reports.file(HERE, made.id).path
    own.services.reports.remove(HERE, made.id)

    assert not path.exists()
    assert own.services.reports.all(HERE) == ()


def test_reports_go_with_their_dataset_and_stand_on_the_receipt(own: House, short: ReportOrder, story: Story) -> None:
    made = own.services.reports.build(HERE, short)
    path = own.services.reports.file(HERE, made.id).path
    own.services.lifecycle.hide(HERE, story.dataset.id)
    receipt = own.services.lifecycle.delete(HERE, story.dataset.id)

    assert ReceiptItem("reports", 1, made.size) in receipt.items
    assert not path.exists()
    assert own.services.reports.all(HERE) == ()


def test_an_export_that_fails_leaves_nothing(own: House, short: ReportOrder, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(document: Document, path: Path) -> None:
        path.write_bytes(b"half")
        raise RuntimeError(document.title)

    monkeypatch.setitem(EXPORTERS._choices, "html", replace(EXPORTERS["html"], write=broken))
    with pytest.raises(RuntimeError):
        own.services.reports.build(HERE, short)

    folder = own.files.path(RED.id, "reports")
    assert list(folder.iterdir()) == []
    assert own.services.reports.all(HERE) == ()


def test_a_sound_installation_with_reports_has_no_faults(own: House, short: ReportOrder) -> None:
    own.services.reports.build(HERE, short)
    found = build_upkeep(own.settings, own.clock).checker.check()

    assert found.faults == ()
    assert dict(found.checked)["reports"] == 1


@pytest.mark.parametrize(
    ("parts", "name"),
    [
        (("Monthly", "spring"), "Monthly - spring"),
        (('a"b\r\nSet-Cookie: x=1', "../../etc/passwd"), "a b Set-Cookie x=1 - .. .. etc passwd"),
        (("รายงาน", ""), "รายงาน"),
        (("\u202egpj.exe", ""), "gpj.exe"),
        (("...", ""), "report"),
        (("a" * 300, ""), "a" * 120),
    ],
)
def test_names_of_files_are_ones_that_every_header_takes(parts: tuple[str, ...], name: str) -> None:
    assert file_name(*parts) == name


def test_a_workspace_has_its_own_name_and_our_colour_until_somebody_gives_a_brand(own: House) -> None:
    brand = own.services.branding.get(HERE)

    assert (brand.name, brand.colour, brand.logo, brand.prepared_by) == ("Red", "#1D4ED8", b"", "Some Body")


def test_a_brand_is_in_the_reports_of_its_workspace_alone(own: House, short: ReportOrder) -> None:
    own.services.branding.change(HERE, BrandWords("#7a1f5c", " Acme  Agency ", "Ann"))

    assert own.services.reports.compose(HERE, short).brand.footer == "Acme Agency"
    assert own.services.branding.get(HERE).colour == "#7A1F5C"
    assert own.services.branding.get(THERE).colour == "#1D4ED8"


@pytest.mark.parametrize("colour", ["#FFFF00", "#9AA5B1", "red", "#12345", "#1D4ED8;}", ""])
def test_a_colour_that_cannot_be_read_on_white_is_refused(own: House, colour: str) -> None:
    with pytest.raises(InvalidInput):
        own.services.branding.change(HERE, BrandWords(colour))


@pytest.mark.parametrize("footer", ["x" * 121, "a\x1b[31mb"])
def test_a_footer_that_cannot_be_printed_is_refused(own: House, footer: str) -> None:
    with pytest.raises(InvalidInput):
        own.services.branding.change(HERE, BrandWords("#1D4ED8", footer))
