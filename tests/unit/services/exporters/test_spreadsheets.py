"""XLSX and CSV as other programs read them."""

import csv
import io
import re
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet
from reported import PAYLOADS, hostile_document, make_chart, make_document, make_table

from services.domain.documents import Column, ColumnKind, Section, Table
from services.exporters import EXPORTERS
from services.rendering.sheets import SheetNames

# Where a spreadsheet would begin to compute, full-width signs and blanks before them included.
LIVE = re.compile(r"^[\s\x00\ufeff\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n\x00]")


@pytest.fixture(scope="module")
def book(tmp_path_factory: pytest.TempPathFactory) -> openpyxl.Workbook:
    path = tmp_path_factory.mktemp("xlsx") / "report.xlsx"
    EXPORTERS["xlsx"].write(make_document(), path)
    return openpyxl.load_workbook(path)


@pytest.fixture(scope="module")
def hostile_xlsx(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("hostile") / "report.xlsx"
    EXPORTERS["xlsx"].write(hostile_document(), path)
    return path


def _sheet(book: openpyxl.Workbook, name: str) -> Worksheet:
    sheet = book[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_there_is_a_sheet_for_what_it_says_each_table_each_chart_the_figures_and_the_manifest(
    book: openpyxl.Workbook,
) -> None:
    assert book.sheetnames == [
        "Spring report",
        *(f"Chart of {kind}" for kind in ("bars", "stacked", "lines", "ranges")),
        "Dots of posts",
        "Dots in rows",
        "Shares",
        "Figures",
        "Manifest",
    ]


def test_cells_have_types(book: openpyxl.Workbook) -> None:
    heads, first, *_ = _sheet(book, "Shares").iter_rows(values_only=True)

    assert heads == ("Segment", "Posts", "Share", "Low (95%)", "High (95%)", "Stability", "Kept", "Published")
    assert first == ("S0", 0, 0.25, 0.2, 0.3, 0.987, None, datetime(2025, 2, 3, 18, 30))  # noqa: DTZ001  # as written


def test_shares_are_shown_in_percent_and_moments_as_days(book: openpyxl.Workbook) -> None:
    sheet = _sheet(book, "Shares")

    assert sheet["C2"].number_format == "0.0%"
    assert sheet["H2"].number_format == "yyyy-mm-dd hh:mm"


def test_rows_can_be_filtered_and_heads_stay(book: openpyxl.Workbook) -> None:
    sheet = _sheet(book, "Shares")

    assert sheet.auto_filter.ref == "A1:H4"
    assert sheet.freeze_panes == "B2"


def test_every_chart_is_native_and_reads_its_sheet(book: openpyxl.Workbook) -> None:
    for name in book.sheetnames:
        charts = _sheet(book, name)._charts
        assert len(charts) == (1 if name.startswith(("Chart of", "Dots")) else 0)
        for chart in charts:
            figures = chart.series[0].yVal if name.startswith("Dots") else chart.series[0].val
            assert f"'{name}'!" in figures.numRef.f


def test_every_claim_stands_among_the_figures_with_its_interval_and_n(book: openpyxl.Workbook) -> None:
    rows = list(_sheet(book, "Figures").iter_rows(values_only=True))

    assert rows[0] == ("Statement", "Value", "Low (95%)", "High (95%)", "n", "What stands behind it")
    assert rows[1][:5] == ("25% of posts are in Viral emotion.", 0.25, 0.2, 0.3, 400)
    assert "7 pages drawn anew" in str(rows[1][5])


def test_text_is_never_a_formula_nor_a_link(hostile_xlsx: Path) -> None:
    book = openpyxl.load_workbook(hostile_xlsx)
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]

    assert [cell.coordinate for cell in cells if cell.data_type == "f" or cell.hyperlink] == []
    texts = {cell.value for cell in cells if isinstance(cell.value, str)}
    assert sum(text in texts for text in PAYLOADS) > 150


def test_no_part_of_the_file_computes_or_points_outside(hostile_xlsx: Path) -> None:
    with zipfile.ZipFile(hostile_xlsx) as parts:
        names = parts.namelist()
        sheets = [parts.read(name).decode() for name in names if name.startswith("xl/worksheets/sheet")]
        links = [parts.read(name).decode() for name in names if name.endswith(".rels")]

    assert len(sheets) > 8
    assert not any("<f>" in sheet or "<f " in sheet or "<hyperlink" in sheet for sheet in sheets)
    assert not any("externalLink" in name or "vba" in name.lower() for name in names)
    assert not any('TargetMode="External"' in link for link in links)


@pytest.mark.parametrize("title", ["=cmd|' /C calc'!A0", "Wow!A1", "='[x.xlsx]S'!$A$1", "=Shares!A1"])
def test_the_title_of_a_chart_is_never_a_reference(tmp_path: Path, title: str) -> None:
    chart = replace(make_chart(), title=title)
    EXPORTERS["xlsx"].write(make_document(sections=(Section("s", "S", (chart,)),)), tmp_path / "r.xlsx")
    with zipfile.ZipFile(tmp_path / "r.xlsx") as parts:
        drawn = parts.read("xl/charts/chart1.xml").decode()

    assert "<c:rich>" in drawn.split("<c:plotArea>")[0]
    assert "<c:f>" not in drawn.split("<c:plotArea>")[0]


def test_no_field_of_a_csv_computes(tmp_path: Path) -> None:
    EXPORTERS["csv"].write(hostile_document(), tmp_path / "r.zip")
    fields, live = 0, []
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        tables = [name for name in archive.namelist() if name.endswith(".csv")]
        for name in tables:
            assert "/" not in name
            text = archive.read(name).decode("utf-8-sig")
            for row in csv.reader(io.StringIO(text)):
                fields += len(row)
                live += [field for field in row if LIVE.search(field)]

    assert len(tables) == 4
    assert fields > len(PAYLOADS)
    assert live == []


def test_a_csv_is_read_as_utf_8_and_keeps_numbers(tmp_path: Path) -> None:
    EXPORTERS["csv"].write(make_document(), tmp_path / "r.zip")
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        assert archive.namelist() == [
            "01 Dots of posts.csv",
            "02 Dots in rows.csv",
            "03 Shares.csv",
            "manifest.json",
        ]
        raw = archive.read("03 Shares.csv")

    assert raw.startswith(b"\xef\xbb\xbf")
    assert raw.decode("utf-8-sig").splitlines()[1] == '"S0",0,0.25,0.2,0.3,0.987,"","2025-02-03 18:30:00"'


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    table = Table("T", (Column("X", ColumnKind.DECIMAL),), ((-1.5,),))
    EXPORTERS["csv"].write(make_document(sections=(Section("s", "S", (table,)),)), tmp_path / "r.zip")
    with zipfile.ZipFile(tmp_path / "r.zip") as archive:
        assert archive.read("01 T.csv").decode("utf-8-sig").splitlines()[1] == "-1.5"


def test_names_of_sheets_are_ones_that_excel_takes() -> None:
    names = SheetNames()
    taken = [names.take(text) for text in (*PAYLOADS, "History", "a" * 40, "A" * 40, "x/y", "'quoted'")]

    assert len({name.lower() for name in taken}) == len(taken)
    for name in taken:
        assert 0 < len(name) <= 31
        assert not re.search(r"[\[\]:*?/\\]", name)
        assert name[0] not in "'=+-@"
        assert name[-1] != "'"
        assert name.lower() != "history"


def test_long_tables_are_whole_in_spreadsheets(tmp_path: Path) -> None:
    document = make_document(sections=(Section("s", "S", (make_table(500),)),))
    EXPORTERS["xlsx"].write(document, tmp_path / "r.xlsx")

    assert openpyxl.load_workbook(tmp_path / "r.xlsx")["Shares"].max_row >= 501
