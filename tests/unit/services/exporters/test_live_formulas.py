"""Fourteen beginnings of a formula, in every place of a report, in every format that computes: none is live."""

import csv
import io
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from reported import make_chart, make_claim, make_document

from services.domain.documents import (
    Block,
    Brand,
    ChartKind,
    Column,
    Commentary,
    Document,
    Fact,
    Heading,
    ListedPost,
    Note,
    PostList,
    Section,
    Table,
    Text,
    Tile,
    Tiles,
)
from services.domain.views import Phrase
from services.exporters import EXPORTERS

PREFIXES = ("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\u00a0=", "\ufeff=", "\uff1d", "\uff0b", "\uff0d", "\uff20")
LIVE = re.compile(r"^[\s\x00\ufeff\u00a0]*[=+\-@\uff1d\uff0b\uff0d\uff20]|^[\t\r\n\x00]")
_CHART = make_chart(ChartKind.BARS)
PLACES: dict[str, Callable[[str], Block | dict[str, object]]] = {
    "cell": lambda text: Table("T", (Column("A"),), ((text,),)),
    "column": lambda text: Table("T", (Column(text),), (("a",),)),
    "table title": lambda text: Table(text, (Column("A"),), (("a",),)),
    "table note": lambda text: Table("T", (Column("A"),), (("a",),), text),
    "category": lambda text: make_chart(ChartKind.BARS, (text, "b", "c")),
    "series": lambda text: replace(_CHART, series=(replace(_CHART.series[0], name=text),)),
    "chart title": lambda text: replace(_CHART, title=text),
    "comment": lambda text: Commentary(text, text),
    "sentence": lambda text: Text((Phrase(text),)),
    "tile": lambda text: Tiles((Tile(make_claim(name=text), text),)),
    "post": lambda text: PostList("P", (ListedPost(1, 0, None, text, text, text, text),)),
    "heading": Heading,
    "note": Note,
    "title": lambda text: {"title": text, "subtitle": text},
    "brand": lambda text: {"brand": Brand(text, "#1D4ED8", b"", text, text), "facts": (Fact(text, text),)},
}


def _document(place: str, text: str) -> Document:
    made = PLACES[place](text)
    if isinstance(made, dict):
        return make_document(sections=(Section("s", "S", (Note("n"), _CHART)),), **made)
    return make_document(sections=(Section("s", "S", (made,)),))


def _live_in_workbook(content: bytes) -> Iterator[str]:
    for sheet in openpyxl.load_workbook(io.BytesIO(content)):
        for row in sheet.iter_rows():
            yield from (f"{sheet.title}!{cell.coordinate}" for cell in row if cell.data_type == "f" or cell.hyperlink)


def _live_in_xlsx(path: Path) -> list[str]:
    return list(_live_in_workbook(path.read_bytes()))


def _live_in_csv(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as archive:
        texts = [archive.read(name).decode("utf-8-sig") for name in archive.namelist() if name.endswith(".csv")]
    return [cell for text in texts for row in csv.reader(io.StringIO(text)) for cell in row if LIVE.search(cell)]


def _live_in_pptx(path: Path) -> list[str]:
    with zipfile.ZipFile(path) as parts:
        books = [parts.read(name) for name in parts.namelist() if name.endswith(".xlsx")]
    return [found for book in books for found in _live_in_workbook(book)]


FORMATS: dict[str, Callable[[Path], list[str]]] = {"xlsx": _live_in_xlsx, "csv": _live_in_csv, "pptx": _live_in_pptx}
PROBES = [(name, place, prefix) for name in FORMATS for place in PLACES for prefix in PREFIXES]


def test_there_are_more_than_four_hundred_probes() -> None:
    assert len(PROBES) == 630


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("place", PLACES)
def test_no_probe_is_live(tmp_path: Path, name: str, place: str) -> None:
    live = []
    for number, prefix in enumerate(PREFIXES):
        path = tmp_path / f"{number}.{name}"
        EXPORTERS[name].write(_document(place, f"{prefix}cmd|' /C calc'!A{number}"), path)
        live += FORMATS[name](path)

    assert live == []


def test_a_live_formula_would_be_seen(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet["A1"] = "=1+1"
    book.save(tmp_path / "live.xlsx")
    (tmp_path / "a.csv").write_text("=1+1\n")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.write(tmp_path / "a.csv", "a.csv")

    assert _live_in_xlsx(tmp_path / "live.xlsx") == ["Sheet!A1"]
    assert _live_in_csv(tmp_path / "a.zip") == ["=1+1"]
