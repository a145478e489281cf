"""PDF and PPTX as other programs read them."""

import io
import json
import zipfile
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.enum.dml import MSO_THEME_COLOR
from pptx.oxml.ns import qn
from pypdf import PdfReader
from reported import PAYLOADS, hostile_document, make_document, make_table

from services.domain.documents import Chart, ChartKind, Column, Fact, Section, Series, Table
from services.exporters import EXPORTERS
from services.exporters.to_pdf import given, pictures, render
from services.rendering.native import least_high


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(io.BytesIO(render(make_document())))


@pytest.fixture(scope="module")
def show(tmp_path_factory: pytest.TempPathFactory) -> Any:
    path = tmp_path_factory.mktemp("pptx") / "r.pptx"
    EXPORTERS["pptx"].write(make_document(), path)
    return Presentation(str(path))


@pytest.fixture(scope="module")
def hostile_pptx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "r.pptx"
    EXPORTERS["pptx"].write(hostile_document(PAYLOADS[:40] + PAYLOADS[-30:]), path)
    return path


def _words(pdf: PdfReader) -> str:
    return " ".join(page.extract_text() for page in pdf.pages)


def test_a_pdf_has_a_cover_contents_and_a_page_for_each_part(pdf: PdfReader) -> None:
    pages = [page.extract_text() for page in pdf.pages]

    assert "Spring report" in pages[0]
    assert "Contents" in pages[1]
    assert "At a glance" in pages[2]
    assert f"Page 3 of {len(pages)}" in pages[2]


def test_a_pdf_is_tagged_and_says_that_it_is_accessible(pdf: PdfReader) -> None:
    root: Any = pdf.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "en"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_every_font_of_a_pdf_is_embedded(pdf: PdfReader) -> None:
    fonts = [font.get_object() for page in pdf.pages for font in page.get("/Resources", {}).get("/Font", {}).values()]

    assert fonts
    for font in fonts:
        inner: Any = font["/DescendantFonts"][0].get_object() if "/DescendantFonts" in font else font
        descriptor = inner["/FontDescriptor"].get_object()
        assert {"/FontFile", "/FontFile2", "/FontFile3"} & set(descriptor)


def test_charts_of_a_pdf_are_vectors(pdf: PdfReader) -> None:
    for page in pdf.pages:
        for drawn in page.get("/Resources", {}).get("/XObject", {}).values():
            assert drawn.get_object()["/Subtype"] != "/Image"


def test_a_pdf_carries_its_manifest_and_its_title(pdf: PdfReader) -> None:
    attached = {name: bytes(found[0]) for name, found in pdf.attachments.items()}

    assert json.loads(attached["manifest.json"]) == {"kind": "postlens report"}
    assert pdf.metadata is not None
    assert pdf.metadata.title == "Spring report"
    assert pdf.metadata.author == "Acme"


def test_contents_of_a_pdf_lead_to_the_parts(pdf: PdfReader) -> None:
    assert [entry["/Title"] for entry in pdf.outline if isinstance(entry, dict)] == ["At a glance", "Method"]


def test_text_in_a_pdf_is_never_markup_nor_an_action() -> None:
    data = render(hostile_document())
    words = "".join(_words(PdfReader(io.BytesIO(data))).split())

    for text in PAYLOADS[-12:-7]:
        assert "".join(text.split())[:40] in words
    assert "root:" not in words
    for action in (b"/JavaScript", b"/JS", b"/URI", b"/Launch", b"/SubmitForm"):
        assert action not in data


def test_a_thai_pdf_is_accessible_too() -> None:
    section = Section("s", "ภาพรวมของกลุ่มที่แข็งแกร่ง", (make_table(2, "สัดส่วนโพสต์"),))
    document = make_document(title="รายงานประจำเดือน", language="th", sections=(section,))
    root: Any = PdfReader(io.BytesIO(render(document))).trailer["/Root"]

    assert root["/Lang"] == "th"
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_pages_can_be_looked_at_as_pictures() -> None:
    pages = pictures(given(make_document()))

    assert len(pages) > 3
    assert all(page.startswith(b"\x89PNG") for page in pages)


def test_the_same_document_gives_the_same_pdf() -> None:
    assert render(make_document()) == render(make_document())


def test_a_presentation_has_native_charts_with_their_figures(show: Any) -> None:
    charts = [shape.chart for slide in show.slides for shape in slide.shapes if shape.has_chart]

    assert [chart.chart_type for chart in charts] == [
        XL_CHART_TYPE.BAR_CLUSTERED,
        XL_CHART_TYPE.BAR_STACKED_100,
        XL_CHART_TYPE.LINE_MARKERS,
        XL_CHART_TYPE.BAR_CLUSTERED,
        XL_CHART_TYPE.XY_SCATTER,
        XL_CHART_TYPE.XY_SCATTER,
    ]
    assert list(charts[0].plots[0].categories) == ["Photo", "Video", "Link"]
    assert charts[0].plots[0].series[0].values == (0.25, 0.5, 0.75)


def test_points_of_a_presentation_are_figures_that_people_edit(show: Any) -> None:
    plain, rowed = (s.chart for slide in show.slides for s in slide.shapes if s.has_chart and "dots" in _told(s))

    assert [series.name for series in plain.plots[0].series] == ["Viral emotion", "Quiet posts"]
    assert list(plain.plots[0].series[1].values) == [0.0, 1.0, 1.25]
    assert plain._chartSpace.xpath("//c:valAx/c:scaling/c:logBase/@val") == ["10"]
    named = list(rowed.plots[0].series)[-1]
    assert [named.points[place].data_label.text_frame.text for place in range(2)] == ["Shares", "Comments"]
    assert rowed._chartSpace.xpath("//c:legendEntry/c:idx/@val") == ["2"]


def _told(shape: Any) -> str:
    return str(shape.element.nvGraphicFramePr.cNvPr.get("descr"))


def test_a_presentation_has_native_tables_with_intervals(show: Any) -> None:
    table = next(shape.table for slide in show.slides for shape in slide.shapes if shape.has_table)

    assert [cell.text for cell in table.rows[0].cells][:3] == ["Segment", "Posts", "Share"]
    assert [cell.text for cell in table.rows[1].cells][:3] == ["S0", "0", "25% (20 to 30%)"]


def test_every_slide_has_a_title_and_a_number(show: Any) -> None:
    slides = list(show.slides)

    for number, slide in enumerate(slides, 1):
        assert slide.shapes.title.text_frame.text
        assert f"Page {number} of {len(slides)}" in [s.text_frame.text for s in slide.shapes if s.has_text_frame]


def test_charts_of_a_presentation_say_what_they_show(show: Any) -> None:
    for slide in show.slides:
        for shape in slide.shapes:
            if shape.has_chart:
                assert shape.element.nvGraphicFramePr.cNvPr.get("descr") in ("What it shows.", "What the dots show.")


def test_nothing_lies_outside_of_a_slide(show: Any) -> None:
    for slide in show.slides:
        for shape in slide.shapes:
            assert shape.left >= 0
            assert shape.top >= 0
            assert shape.left + shape.width <= show.slide_width
            assert shape.top + shape.height <= show.slide_height


def test_long_tables_go_on_on_further_slides_with_their_heads(tmp_path: Path) -> None:
    long = replace(make_table(60), printed=60)
    EXPORTERS["pptx"].write(make_document(sections=(Section("s", "Posts", (long,)),)), tmp_path / "r.pptx")
    tables = [s.table for slide in Presentation(str(tmp_path / "r.pptx")).slides for s in slide.shapes if s.has_table]

    assert len(tables) > 2
    assert {table.cell(0, 0).text for table in tables} == {"Segment"}
    assert sum(len(table.rows) - 1 for table in tables) == 60


def test_a_presentation_takes_on_the_look_of_a_master(tmp_path: Path) -> None:
    own = Presentation()
    own.core_properties.category = "the client's own"
    own.save(str(tmp_path / "master.pptx"))
    brand = replace(make_document().brand, master=(tmp_path / "master.pptx").read_bytes())
    EXPORTERS["pptx"].write(make_document(brand=brand), tmp_path / "r.pptx")
    made = Presentation(str(tmp_path / "r.pptx"))

    assert made.core_properties.category == "the client's own"
    assert (made.slide_width, made.slide_height) == (own.slide_width, own.slide_height)


def test_the_workbooks_behind_charts_compute_nothing(hostile_pptx: Path) -> None:
    with zipfile.ZipFile(hostile_pptx) as parts:
        books = [parts.read(name) for name in parts.namelist() if name.endswith(".xlsx")]
        slides = [parts.read(name).decode() for name in parts.namelist() if name.startswith("ppt/slides/")]

    assert len(books) == 6
    for book in books:
        with zipfile.ZipFile(io.BytesIO(book)) as inner:
            sheet = inner.read("xl/worksheets/sheet1.xml").decode()
        assert "<f>" not in sheet
        assert "<hyperlink" not in sheet
    assert not any("hlinkClick" in slide or 'TargetMode="External"' in slide for slide in slides)


def test_hostile_text_stays_text_in_a_presentation(hostile_pptx: Path) -> None:
    show = Presentation(str(hostile_pptx))
    texts = " ".join(s.text_frame.text for slide in show.slides for s in slide.shapes if s.has_text_frame)

    for text in ("<script>window.hit=1</script>", "=cmd|' /C calc'!A0", "{{7*7}} ${7*7}"):
        assert text in texts


def test_characters_that_no_font_has_are_boxes_and_the_pdf_says_so() -> None:
    section = Section("s", "Emoji \U0001f600 and \u6f22", (make_table(1),))
    words = _words(PdfReader(io.BytesIO(render(make_document(sections=(section,))))))

    assert "Emoji □ and □" in words
    assert "□ stands for a character" in words


def test_a_pdf_that_lost_no_character_says_nothing_of_boxes(pdf: PdfReader) -> None:
    assert "□" not in _words(pdf)


def _dark_master() -> bytes:
    """A master on a dark ground, its title at the right, away from where ours stands."""
    own = Presentation()
    mapped = own.slide_master.element.find(qn("p:clrMap"))
    mapped.set("bg1", "dk1")
    mapped.set("tx1", "lt1")
    title = next(iter(own.slide_master.placeholders))
    title.left, title.top, title.width, title.height = 3_000_000, 200_000, 6_000_000, 1_500_000
    out = io.BytesIO()
    own.save(out)
    return out.getvalue()


def test_titles_stand_where_the_master_has_them_and_the_rest_below(tmp_path: Path) -> None:
    brand = replace(make_document().brand, master=_dark_master())
    EXPORTERS["pptx"].write(make_document(brand=brand), tmp_path / "r.pptx")

    for slide in list(Presentation(str(tmp_path / "r.pptx")).slides)[1:]:
        title = slide.shapes.title
        assert title.element.spPr.find(qn("a:xfrm")) is None
        assert all(other.top >= 1_700_000 for other in slide.shapes if other.shape_id != title.shape_id)


def test_words_on_a_master_have_its_own_colour_of_text(tmp_path: Path) -> None:
    brand = replace(make_document().brand, master=_dark_master())
    EXPORTERS["pptx"].write(make_document(brand=brand), tmp_path / "r.pptx")
    slide = Presentation(str(tmp_path / "r.pptx")).slides[1]
    runs = [run for s in slide.shapes if s.has_text_frame for p in s.text_frame.paragraphs for run in p.runs]

    assert MSO_THEME_COLOR.TEXT_1 in {run.font.color.theme_color for run in runs if run.font.color.type}


def test_words_of_a_cover_do_not_lie_on_each_other_however_long(tmp_path: Path) -> None:
    brand = replace(make_document().brand, prepared_by="Somebody with a name " * 5, footer="A footer " * 13)
    facts = tuple(Fact("Period", "1 January 2020 to 26 November 2026, the newest weeks left out") for _ in range(5))
    document = make_document(title="A title of the report " * 4, subtitle="posts " * 20, brand=brand, facts=facts)
    EXPORTERS["pptx"].write(document, tmp_path / "r.pptx")
    boxes = [s for s in Presentation(str(tmp_path / "r.pptx")).slides[0].shapes if s.has_text_frame]
    words = sorted((s for s in boxes if s.text_frame.text), key=lambda s: s.top)

    for upper, lower in pairwise(words):
        beside = lower.left >= upper.left + upper.width or upper.left >= lower.left + lower.width
        assert beside or upper.top + upper.height <= lower.top + 10_000


def test_a_chart_of_many_bars_has_room_for_its_figures() -> None:
    few, many = (
        Chart(
            "t",
            ChartKind.BARS,
            tuple(map(str, range(rows))),
            tuple(Series("s", (1.0,) * rows, "#2E6BE6") for _ in "abcd"),
            "w",
        )
        for rows in (3, 10)
    )

    assert least_high(many) > 1.5 * least_high(few)


def test_a_table_of_words_in_many_columns_has_its_page_turned() -> None:
    columns = tuple(Column(f"Column {place}") for place in range(14))
    broad = Table("Posts", columns, (tuple(f"word{place}" for place in range(14)),))
    sections = (Section("a", "Before", (make_table(2),)), Section("b", "All", (broad,)), Section("c", "After", ()))
    pages = PdfReader(io.BytesIO(render(make_document(sections=sections)))).pages
    turned = [page.mediabox.width > page.mediabox.height for page in pages]

    assert turned == [False, False, False, True, False]
