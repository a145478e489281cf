"""XLSX workbooks by hand, part by part, so that any part can be replaced by a hostile one."""

import gzip
import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
WORKBOOK = "xl/workbook.xml"
RELATIONS = "xl/_rels/workbook.xml.rels"
STYLES = "xl/styles.xml"
TYPES = "[Content_Types].xml"
Parts = Mapping[str, str | bytes]


def make_zip(parts: Parts) -> bytes:
    """An archive of these files, always of the same day."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name), text, zipfile.ZIP_DEFLATED)
    return content.getvalue()


def gzipped(content: bytes) -> bytes:
    """The content as a gzip file that does not say when it was packed."""
    return gzip.compress(content, mtime=0)


def column(place: int) -> str:
    """A for 0, AA for 26."""
    letters, rest = "", place + 1
    while rest:
        rest, last = divmod(rest - 1, 26)
        letters = chr(65 + last) + letters
    return letters


def cell(reference: str, text: str, kind: str = "inlineStr", style: str = "") -> str:
    """One cell as XML."""
    said = f' t="{kind}"' if kind else ""
    styled = f" s={quoteattr(style)}" if style else ""
    inner = f'<is><t xml:space="preserve">{escape(text)}</t></is>' if kind == "inlineStr" else f"<v>{escape(text)}</v>"
    return f'<c r="{reference}"{said}{styled}>{inner}</c>'


def rows_xml(rows: Sequence[Sequence[str]], first: int = 1) -> str:
    """Rows of cells: whole numbers as numbers, everything else as text."""
    return "".join(
        f'<row r="{number}">{"".join(_cell(place, number, text) for place, text in enumerate(row) if text)}</row>'
        for number, row in enumerate(rows, first)
    )


def sheet_xml(inner: str, prologue: str = "") -> str:
    """A whole sheet of these rows."""
    return f'{prologue}<worksheet xmlns="{MAIN}"><sheetData>{inner}</sheetData></worksheet>'


def parts_of(inner: str, names: Sequence[str] = ("Posts",), **replaced: str | bytes) -> dict[str, str | bytes]:
    """The parts of a workbook whose sheets all have these rows."""
    sheets = "".join(f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>' for n, name in enumerate(names, 1))
    relations = "".join(
        f'<Relationship Id="rId{n}" Target="worksheets/sheet{n}.xml"/>' for n in range(1, len(names) + 1)
    )
    parts: dict[str, str | bytes] = {
        TYPES: "<Types/>",
        WORKBOOK: f'<workbook xmlns="{MAIN}" xmlns:r="r"><sheets>{sheets}</sheets></workbook>',
        RELATIONS: f"<Relationships>{relations}</Relationships>",
        STYLES: f'<styleSheet xmlns="{MAIN}"><cellXfs><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>',
        STRINGS: f'<sst xmlns="{MAIN}"><si><t>photo</t></si></sst>',
    }
    return parts | {f"xl/worksheets/sheet{n}.xml": sheet_xml(inner) for n in range(1, len(names) + 1)} | replaced


def make_workbook(rows: Sequence[Sequence[str]]) -> bytes:
    """A workbook of one sheet with these rows."""
    return make_zip(parts_of(rows_xml(rows)))


def _cell(place: int, number: int, text: str) -> str:
    whole = text.isascii() and text.isdecimal() and not text.startswith("0") and len(text) < 16
    return cell(f"{column(place)}{number}", text, "" if whole else "inlineStr")
