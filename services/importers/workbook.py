"""XLSX workbooks: their sheets as tables of text, a row a line.

Numbers stand as Excel keeps them (`376`, `1.49835211673325E+18`), dates as `2025-03-15 10:00:00`. Formulas
give the value they last had. Source: ECMA-376, part 1, chapter 18.
"""

import re
from dataclasses import dataclass

from services.importers.daynumbers import Shown
from services.importers.markup import Attributes, Handlers, parse, refuse_document_type
from services.importers.packing import Archive, refusal
from services.importers.worksheet import Look, SheetGrid

_WORKBOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_MACROS = re.compile(r"vbaProject\.bin$|\.xlm$|/macrosheets/", re.IGNORECASE)
# Formats every Excel knows by number: days, and the one with a time of day.
_DAYS, _MOMENT = frozenset((14, 15, 16, 17, *range(27, 32), *range(34, 37), *range(50, 59))), 22
_NO_DATE_PARTS = re.compile(r'"[^"]*"|\\.|\[[^\]]*\]|_.|\*.')


@dataclass(frozen=True, slots=True)
class SheetPart:
    """One sheet: its name for people, and the archive's entry that holds its cells."""

    name: str
    entry: str


def is_workbook(archive: Archive) -> bool:
    """Whether this archive is an Excel workbook of any kind."""
    return archive.has("[Content_Types].xml") and any(name.startswith("xl/") for name in archive.names)


def open_workbook(archive: Archive) -> tuple[tuple[str, SheetGrid], ...]:
    """The sheets, by name, in the workbook's order; InvalidInput for macros, entities and damage."""
    _refuse_macros(archive)
    for name in archive.names:
        if name.endswith((".xml", ".rels")):
            refuse_document_type(next(archive.pieces(name), b""))
    sheets = _Sheets()
    parse(archive.pieces(_WORKBOOK), sheets)
    entries = _Relations()
    parse(archive.pieces(_RELATIONS), entries)
    look = Look(_shared_strings(archive), _styles(archive), from_1904=sheets.from_1904)
    parts = [
        SheetPart(name, entry)
        for name, relation in sheets.found
        if archive.has(entry := entries.target.get(relation, ""))
    ]
    if not parts:
        raise refusal("The workbook has no sheet with cells.", "Save it again in a spreadsheet program.")
    return tuple((part.name, SheetGrid(archive, part.entry, look)) for part in parts)


def _refuse_macros(archive: Archive) -> None:
    types = archive.read("[Content_Types].xml")
    if any(_MACROS.search(name) for name in archive.names) or b"macroEnabled" in types:
        raise refusal(
            "The workbook holds macros (.xlsm), which are programs.",
            "Save it as XLSX without macros and upload that.",
        )
    if not archive.has(_WORKBOOK) or not archive.has(_RELATIONS):
        raise refusal(
            "The workbook is not XLSX (it may be XLSB, or made by an unusual program).", "Save it as XLSX or CSV."
        )


class _Sheets(Handlers):
    """Names of sheets and the relations that lead to them."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.from_1904 = False

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "sheet":
            self.found.append((attributes.get("name", ""), attributes.get("id", "")))
        if tag == "workbookPr":
            self.from_1904 = attributes.get("date1904", "") in ("1", "true")


class _Relations(Handlers):
    """The archive's entry of each relation; targets are below `xl/` or absolute."""

    def __init__(self) -> None:
        self.target: dict[str, str] = {}

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "Relationship" and attributes.get("TargetMode", "") != "External":
            target = attributes.get("Target", "")
            self.target[attributes.get("Id", "")] = target[1:] if target.startswith("/") else f"xl/{target}"


class _Strings(Handlers):
    """The shared strings; phonetic readings are left out."""

    def __init__(self) -> None:
        self.strings: list[str] = []
        self._pieces: list[str] = []
        self._in_text = self._in_phonetics = False

    def start(self, tag: str, attributes: Attributes) -> None:  # noqa: ARG002  # handlers have one shape
        if tag == "si":
            self._pieces = []
        elif tag == "rPh":
            self._in_phonetics = True
        elif tag == "t":
            self._in_text = not self._in_phonetics

    def end(self, tag: str) -> None:
        if tag == "t":
            self._in_text = False
        elif tag == "rPh":
            self._in_phonetics = False
        elif tag == "si":
            self.strings.append("".join(self._pieces))

    def text(self, piece: str) -> None:
        if self._in_text:
            self._pieces.append(piece)


def _shared_strings(archive: Archive) -> tuple[str, ...]:
    name = next((name for name in archive.names if name.lower() == "xl/sharedstrings.xml"), "")
    if not name:
        return ()
    strings = _Strings()
    parse(archive.pieces(name), strings)
    return tuple(strings.strings)


class _Styles(Handlers):
    """How each cell style shows a number."""

    def __init__(self) -> None:
        self._codes: dict[int, str] = {}
        self._in_cells = False
        self.shown: list[Shown] = []

    def start(self, tag: str, attributes: Attributes) -> None:
        if tag == "numFmt":
            self._codes[int(attributes.get("numFmtId", "0"))] = attributes.get("formatCode", "")
        elif tag == "cellXfs":
            self._in_cells = True
        elif tag == "xf" and self._in_cells:
            self.shown.append(self._of(int(attributes.get("numFmtId", "0") or 0)))

    def end(self, tag: str) -> None:
        if tag == "cellXfs":
            self._in_cells = False

    def _of(self, number: int) -> Shown:
        if number not in self._codes:
            return Shown.DAY if number in _DAYS else Shown.MOMENT if number == _MOMENT else Shown.NUMBER
        code = _NO_DATE_PARTS.sub("", self._codes[number].split(";")[0]).lower()
        # A format without day or year is a time or a duration, not a moment.
        if "y" in code or ("d" in code and "m" in code):
            return Shown.MOMENT if "h" in code or "s" in code else Shown.DAY
        return Shown.NUMBER


def _styles(archive: Archive) -> tuple[Shown, ...]:
    if not archive.has("xl/styles.xml"):
        return ()
    styles = _Styles()
    parse(archive.pieces("xl/styles.xml"), styles)
    return tuple(styles.shown)
