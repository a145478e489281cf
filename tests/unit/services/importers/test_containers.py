"""Workbooks and packed files: what is read, and what is refused before it can do harm."""

import gzip
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pytest

from services.domain.errors import InvalidInput
from services.domain.intake import Ledger
from services.importers.packing import MOST_ENTRIES
from services.importers.reading import Reading

Read = Callable[..., Reading]
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">{}</Types>'
_SHEET = f'<worksheet xmlns="{_MAIN}"><sheetData>{{}}</sheetData></worksheet>'
# Style 1 shows days, style 2 moments, style 3 hours worked.
_STYLES = (
    f'<styleSheet xmlns="{_MAIN}"><numFmts count="2"><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/>'
    '<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>'
    '<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/></cellXfs></styleSheet>'
)
HEADER = ("status_id", "status_type", "status_published", "num_comments", "num_shares", "status_message")


def make_cell(place: str, value: str, kind: str = "", style: str = "") -> str:
    attributes = f'r="{place}"' + (f' t="{kind}"' if kind else "") + (f' s="{style}"' if style else "")
    inner = f"<is><t>{value}</t></is>" if kind == "inlineStr" else f"<v>{value}</v>"
    return f"<c {attributes}>{inner}</c>"


def make_row(number: int, cells: Sequence[str]) -> str:
    return f'<row r="{number}">{"".join(cells)}</row>'


def make_texts(number: int, texts: Sequence[str]) -> str:
    return make_row(number, [make_cell(f"{chr(65 + n)}{number}", text, "inlineStr") for n, text in enumerate(texts)])


def make_workbook(
    sheets: Mapping[str, str], prologue: str = "", extra: Mapping[str, str] | None = None, types: str = ""
) -> bytes:
    """A workbook with these rows in its sheets."""
    names = "".join(f'<sheet name="{name}" sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(sheets, 1))
    relations = "".join(
        f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n, _ in enumerate(sheets, 1)
    )
    parts = {
        "[Content_Types].xml": _TYPES.format(types),
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="r"><sheets>{names}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f"<Relationships>{relations}</Relationships>",
        "xl/styles.xml": _STYLES,
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}"><si><t>photo</t></si>'
        "<si><r><t>Two </t></r><r><t>runs</t></r><rPh><t>no</t></rPh></si></sst>",
        **{f"xl/worksheets/sheet{n}.xml": prologue + _SHEET.format(rows) for n, rows in enumerate(sheets.values(), 1)},
        **(extra or {}),
    }
    return make_zip(parts)


def make_zip(parts: Mapping[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def gzipped(content: bytes) -> bytes:
    """Without the time of packing, which would make every run another test."""
    return gzip.compress(content, mtime=0)


def make_post(row: int, published: str, style: str = "2") -> str:
    cells = [
        make_cell(f"A{row}", f"7_{row}", "inlineStr"),
        make_cell(f"B{row}", "0", "s"),
        make_cell(f"C{row}", published, "", style),
        make_cell(f"D{row}", str(row)),
        # E is missing: a blank count. F comes after it.
        make_cell(f"F{row}", "1", "s"),
    ]
    return make_row(row, cells)


POSTS = (
    make_texts(1, HEADER)
    + make_post(2, "43212.25")
    + make_post(3, "43213")
    + make_row(5, [make_cell("A5", "7_5", "inlineStr"), make_cell("C5", "43214", "", "1"), make_cell("E5", "1.2E2")])
)


def _refusal(read: Read, content: bytes, **options: Any) -> str:
    with pytest.raises(InvalidInput) as refusal:
        read(content, **options)
    return str(refusal.value)


def test_a_workbook_is_read_with_its_strings_dates_gaps_and_row_numbers(read: Read, make: Any) -> None:
    reading = read(make_workbook({"Posts": POSTS}))
    assert reading.ledger == Ledger(3, 3, 0)
    assert reading.posts["line"].to_list() == [2, 3, 5]
    assert [str(value) for value in reading.posts["published_at"]] == [
        "2018-04-22 06:00:00", "2018-04-23 00:00:00", "2018-04-24 00:00:00",
    ]  # fmt: skip
    assert reading.posts["post_type"].to_list() == ["photo", "photo", None]
    assert reading.posts["text"].to_list() == ["Two runs", "Two runs", None]
    assert reading.posts["comments"].to_list() == [2, 3, None]
    assert reading.posts["shares"].to_list() == [None, None, 120]
    assert make.found(reading, "no_time_of_day").rows == 1


def test_the_sheet_with_posts_is_found_below_its_note(read: Read, make: Any) -> None:
    below = make_texts(1, ["A note", "in two cells"]) + POSTS.replace('<row r="1">', '<row r="1" hidden="0">')
    daily = make_texts(1, ["Date", "Impressions (total)", "Reactions (total)"])
    reading = read(make_workbook({"Metrics": daily, "All posts": POSTS}))
    assert reading.ledger.rows_kept == 3
    assert make.found(reading, "one_of_several_tables").detail == "'All posts' holds the posts. Not read: Metrics."
    assert read(make_workbook({"One": below.replace('r="1" hidden', 'r="9" hidden')})).ledger.rows_kept == 3


def test_a_sheet_can_be_asked_for_by_name(read: Read) -> None:
    two = make_workbook({"May": POSTS, "June": POSTS.replace("7_", "8_")})
    assert read(two).posts["post_id"][0] == "7_2"
    assert read(two, sheet="June").posts["post_id"][0] == "8_2"
    message = _refusal(read, two, sheet="July")
    assert "It has 'May', 'June'." in message


def test_a_row_of_a_workbook_that_is_set_aside_shows_its_cells(read: Read) -> None:
    total = make_texts(6, ["Total", "", "", "40"])
    (row,) = read(make_workbook({"Posts": POSTS + total})).set_aside
    assert (row.line, row.code, row.raw) == (6, "totals_or_footer_rows", "Total,,,40")


@pytest.mark.parametrize(
    "pack", [gzip.compress, lambda content: make_zip({"export/a.csv": content, "__MACOSX/._a.csv": b"x"})]
)
def test_a_packed_table_is_read(read: Read, make: Any, pack: Callable[[bytes], bytes]) -> None:
    assert read(pack(make.file().encode())).ledger == Ledger(3, 3, 0)


def test_a_workbook_in_an_archive_and_the_right_one_of_several_files_are_read(read: Read, make: Any) -> None:
    assert read(make_zip({"a.xlsx": make_workbook({"Posts": POSTS})})).ledger.rows_kept == 3
    youtube = {
        "Chart data.csv": "Date,Content,Video title,Video publish time,Views\n2018-04-01,a,b,c,1\n",
        "Table data.csv": 'Content,Video title,Video publish time,Likes,Views\nabcdefghijk,Tea,"Mar 1, 2018",1,2\n',
        "Totals.csv": "Date,Views\n2018-04-01,1\n",
    }
    reading = read(make_zip(youtube))
    assert reading.importer == "youtube_studio"
    assert "Chart data.csv, Totals.csv" in make.found(reading, "one_of_several_tables").detail


SPREADSHEET_XML = """<?xml version="1.0"?>
<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">
<Worksheet ss:Name="Key Metrics"><Table>
<Row><Cell><Data ss:Type="String">Post ID</Data></Cell><Cell><Data>Post Message</Data></Cell>
<Cell><Data>Posted</Data></Cell>
<Cell><Data>Lifetime Post Total Reach</Data></Cell><Cell><Data>Lifetime Post Consumptions</Data></Cell></Row>
<Row><Cell ss:Index="4"><Data>Lifetime The number of people</Data></Cell></Row>
<Row ss:Index="4"><Cell><Data>7_1</Data></Cell><Cell><Data>Tea &amp; rice \x0b</Data></Cell>
<Cell><Data ss:Type="DateTime">2018-05-01T00:00:00.000</Data></Cell><Cell><Data>90</Data></Cell>
<Cell><Data>4</Data></Cell></Row>
</Table></Worksheet></Workbook>"""


def test_the_xml_that_facebook_named_xls_is_read(read: Read) -> None:
    reading = read(SPREADSHEET_XML)
    assert (reading.importer, reading.ledger) == ("facebook_insights", Ledger(2, 1, 1))
    assert reading.posts.select("line", "text", "reach", "clicks").row(0) == (4, "Tea & rice", 90, 4)
    broken = SPREADSHEET_XML.replace("\x0b", "é" * 40).encode() + b"<!-- \xe9 -->"
    assert read(broken).ledger.rows_kept == 1


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (make_workbook({"Posts": POSTS}, extra={"xl/vbaProject.bin": "x"}), "macros"),
        (make_workbook({"Posts": POSTS}, types='<Default ContentType="macroEnabled.main"/>'), "macros"),
        (make_workbook({"Posts": POSTS}, prologue="<!DOCTYPE x [<!ENTITY a 'b'>]>"), "document type"),
        (make_workbook({"Posts": POSTS}, extra={"docProps/app.xml": "<!DOCTYPE x SYSTEM 'file:///x'><x/>"}),
         "document type"),
        (make_workbook({"Posts": POSTS + "<row"}), "damaged"),
        (make_workbook({"Posts": POSTS}, prologue="<?xml version='1.0' encoding='x-none'?>"), "damaged"),
        (make_workbook({"Posts": POSTS}, prologue="<?xml version='1.0' encoding='shift_jis'?>"), "damaged"),
        (make_workbook({"Posts": POSTS}, extra={"xl/styles.xml": "<a><numFmt numFmtId='x'/></a>"}), "damaged"),
        (make_workbook({"Posts": make_row(1_048_576, [make_cell("XFD1048576", "1")])}), "too large when unpacked"),
        (make_workbook({"Posts": POSTS}, extra={"xl/media/a.bin": "0" * 5_000_000}), "too large when unpacked"),
        (gzipped(b"0" * 5_000_000), "too large when unpacked"),
        (gzipped(b"a,b\n")[:-9], "ends in its middle"),
        (gzipped(b"a,b\n" * 99)[:20] + b"\xff" * 9, "damaged"),
        (gzipped(gzipped(b"a")), "packed more than once"),
        (make_zip({"a.zip": make_zip({"a.csv": "a"})}), "holds no table"),
        (make_zip({"a.csv": make_zip({"a.csv": "a"})}), "packed more than once"),
        (make_zip({str(n): "" for n in range(MOST_ENTRIES + 1)}), "2,001 entries"),
        (make_zip({"readme.md": "a"}), "holds no table"),
        (make_zip({"q.csv": "a"}).replace(b"q.csv", b"\x00.csv"), "holds no table"),
        (make_zip({"mimetype": "x", "content.xml": "<x/>"}), "OpenDocument"),
        (make_zip({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"}), "document or slides"),
        (make_workbook({"Posts": POSTS})[:-30], "damaged"),
        (b"\xef\xbb\xbf<table><tr><td>status_id</td></tr></table>", "web page or XML"),
        (SPREADSHEET_XML[:-60].encode(), "damaged"),
        (SPREADSHEET_XML.replace("<Workbook", "<!DOCTYPE a [<!ENTITY b 'c'>]><Workbook").encode(), "document type"),
    ],
)  # fmt: skip
def test_what_is_dangerous_damaged_or_no_table_is_refused_with_a_way_out(
    read: Read, content: bytes, words: str
) -> None:
    message = _refusal(read, content)
    assert words in message
    assert message.endswith("Nothing was stored.")


def test_a_directory_that_lies_about_sizes_is_found_out(read: Read) -> None:
    content = make_zip({"a.csv": "status_id\n" * 9_000})
    size = (90_000).to_bytes(4, "little")
    assert content.count(size) == 2
    assert "damaged" in _refusal(read, content.replace(size, (90).to_bytes(4, "little")))


@pytest.mark.parametrize("place", range(40, 700, 60))
def test_a_flipped_byte_gives_a_reading_or_a_refusal_never_another_error(read: Read, place: int) -> None:
    content = bytearray(make_workbook({"Posts": POSTS}))
    content[place] ^= 0x55
    try:
        read(bytes(content))
    except InvalidInput as refusal:
        assert str(refusal)  # noqa: PT017  # one outcome of several
