"""The same claim is the same to the digit on pages, in every format of a report, and over the API."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from builders import START, House, copy_house, make_actor
from dash.development.base_component import Component
from pptx import Presentation
from pypdf import PdfReader

from app.factory import create_app
from callbacks.context import EXTENSION
from components import segments
from components.segment_cards import segment_cards
from components.text import sentence
from services.claiming import figure
from services.demo import generate
from services.domain.actors import Role, TokenScope
from services.domain.claims import Claim
from services.domain.documents import Document, claims_of
from services.domain.reporting import ReportOrder
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.domain.tokens import NewToken
from services.exporters import EXPORTERS

SOMEBODY = make_actor(Role.ADMIN)
SECTIONS = ("summary", "segments", "formats")


@dataclass(frozen=True, slots=True)
class Told:
    """One dataset's claims: on pages by key, in a report, and over the API by key."""

    pages: dict[str, set[str]]
    report: Document
    api: dict[str, dict[str, Any]]

    @property
    def reported(self) -> tuple[Claim, ...]:
        return claims_of(self.report)


@pytest.fixture(scope="module", params=["demo", "core"])
def told(
    request: pytest.FixtureRequest,
    real_file: Callable[[str], Path],
    empty_home: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Told]:
    folder = tmp_path_factory.mktemp(request.param)
    file = folder / "demo.csv"
    if request.param == "core":
        file = real_file("facebook_live_thailand.csv")
    else:
        file.write_text(generate(START), encoding="utf-8")
    house = copy_house(empty_home, folder / "home")
    dataset = house.services.datasets.import_file(SOMEBODY, file)
    asked = SegmentationRequest(dataset.id)
    house.services.analyses.make(SOMEBODY, asked)
    house.services.recommendations.find(SOMEBODY, Selection(asked))
    yield _tell(house, asked)
    house.close()


def _tell(house: House, asked: SegmentationRequest) -> Told:
    services, selection = house.services, Selection(asked)
    headline = services.segments.headline(SOMEBODY, selection)
    shown = [
        segments.headline(headline.finding, headline.caution),
        segment_cards(services.segments.cards(SOMEBODY, selection)),
        *sentence(services.recommendations.view(SOMEBODY, selection).headline),
    ]
    report = services.reports.compose(SOMEBODY, ReportOrder(selection, "executive", "pdf", sections=SECTIONS))
    return Told(_on_pages(shown), report, _over_the_api(house, asked.dataset))


def _on_pages(shown: list[Any]) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for part in (one for one in shown if isinstance(one, Component)):
        for one in (part, *part._traverse()):
            key = one.to_plotly_json()["props"].get("data-claim") if isinstance(one, Component) else None
            if key:
                found.setdefault(key, set()).add(_read(one))
    return found


def _over_the_api(house: House, dataset: str) -> dict[str, dict[str, Any]]:
    house.add_person("program@example.org", Role.ADMIN)
    made = house.services.tokens.add_for(SOMEBODY, "program@example.org", NewToken("Same", (TokenScope.READ,)))
    app = create_app(house.settings)
    app.server.extensions[EXTENSION] = house.services
    shows, found = {"Authorization": f"Bearer {made.secret}"}, {}
    for about in ("segments", "overview", "recommendations"):
        answer = app.server.test_client().get(f"/api/v1/datasets/{dataset}/claims?about={about}", headers=shows)
        assert answer.status_code == 200, answer.text
        found |= {one["key"]: one for one in answer.json["claims"]}
    return found


def _same(one: float | None, other: float | None) -> bool:
    if one is None or other is None:
        return one is other
    return abs(one - other) <= 1e-14 * abs(other)


def _read(part: Any) -> str:
    if isinstance(part, Component):
        return _read(getattr(part, "children", None))
    return "".join(map(_read, part)) if isinstance(part, list | tuple) else str(part or "")


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("\xa0", " "))


def test_a_page_shows_what_the_api_tells(told: Told) -> None:
    both = set(told.pages) & set(told.api)

    assert len(both) >= 20
    for key in both:
        shown = told.pages[key] - {text for text in told.pages[key] if "≥" in text or "≤" in text or " to " in text}
        assert shown <= {told.api[key]["figure"]["en"]}


def test_a_report_says_what_the_api_tells(told: Told) -> None:
    both = [claim for claim in told.reported if claim.key in told.api]

    assert len(both) >= 3
    for claim in both:
        one = told.api[claim.key]
        assert one["figure"]["en"] == figure(claim)
        assert one["number"]["value"] == claim.number.value
        assert (one["number"]["low"], one["number"]["high"], one["n"]) == (claim.number.low, claim.number.high, claim.n)


def test_a_workbook_holds_the_very_numbers(told: Told, tmp_path: Path) -> None:
    EXPORTERS["xlsx"].write(told.report, tmp_path / "r.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "r.xlsx")["Figures"]
    rows = [row[1:5] for row in sheet.iter_rows(min_row=2, values_only=True)]

    for claim in told.reported:
        number = claim.number
        wanted = (number.value, number.low, number.high, claim.n)
        # A workbook keeps sixteen digits, one less than a number may have.
        assert any(all(map(_same, row, wanted)) for row in rows)


@pytest.mark.parametrize("form", ["pdf", "pptx", "html"])
def test_every_figure_of_the_report_stands_in_the_file(told: Told, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"r.{form}"
    EXPORTERS[form].write(told.report, path)
    words = _plain(_WORDS[form](path))

    missing = [figure(claim) for claim in told.reported if figure(claim) not in words]
    assert missing == []


def _pptx(path: Path) -> str:
    words = []
    for slide in Presentation(str(path)).slides:
        for shape in slide.shapes:
            if shape.has_text_frame:
                words.append(shape.text_frame.text)
            if shape.has_table:
                words += [cell.text for row in shape.table.rows for cell in row.cells]
    return " ".join(words)


_WORDS: dict[str, Callable[[Path], str]] = {
    "pdf": lambda path: " ".join(page.extract_text() for page in PdfReader(path).pages),
    "pptx": _pptx,
    "html": lambda path: re.sub("<[^>]+>", "", path.read_text(encoding="utf-8")),
}
