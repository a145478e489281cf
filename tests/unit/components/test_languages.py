"""Texts of the interface in another language: what is said, and what is left as people typed it."""

import copy
import json
from typing import Any

import pytest
from babel.messages.catalog import Message
from dash._utils import to_json

from components.languages import catalogue, said, speaking
from components.languages.catalogue import Catalogue
from components.languages.forms import day, number
from components.languages.tree import component, one_property
from components.text import claimed, sentence
from services.claiming import say, told
from services.claiming.language import Language
from services.domain.claims import Claim, Estimand, Number, Scope, Unit
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection


def make_catalogue(*entries: Message, plural: Any = lambda _n: 0) -> Catalogue:
    return Catalogue(Language.THAI, entries, plural)


def span(*children: Any, **props: Any) -> dict[str, Any]:
    inside = children[0] if len(children) == 1 else list(children)
    return {"type": "Span", "namespace": "dash_html_components", "props": {"children": inside, **props}}


@pytest.fixture(scope="module")
def thai() -> Catalogue:
    return catalogue(Language.THAI)


def test_english_is_left_alone() -> None:
    assert said("Segments") == "Segments"


def test_a_whole_text_is_said() -> None:
    with speaking(Language.THAI):
        assert said("Segments") == "กลุ่มโพสต์"
    assert said("Segments") == "Segments"


@pytest.mark.parametrize("text", ["My segments", "Segments!", "Ours: Segments of spring", "", "7,050", "ไทย"])
def test_a_text_that_no_catalogue_knows_stays(thai: Catalogue, text: str) -> None:
    assert thai.say(text) == text


def test_a_place_holds_a_number(thai: Catalogue) -> None:
    assert thai.say("7,050 posts") == "7,050 โพสต์"
    assert thai.say("many posts") == "many posts"


def test_a_place_for_words_holds_only_words_that_are_known(thai: Catalogue) -> None:
    assert thai.say("Go to Segments") == "ไปที่กลุ่มโพสต์"
    assert thai.say("Go to my garden") == "Go to my garden"


def test_what_people_typed_stays_inside_a_sentence(thai: Catalogue) -> None:
    assert "“Segments”" in thai.say("Another segment is called “Segments” already. Choose another name.")


def test_a_form_goes_with_the_number() -> None:
    message = Message(("{n} file", "{n} files"), ("{n} one", "{n} some"))
    words = make_catalogue(message, plural=lambda n: int(n != 1))

    assert words.say("1 file") == "1 one"
    assert words.say("2 files") == "2 some"


def test_a_list_is_joined_as_the_language_joins(thai: Catalogue) -> None:
    found = thai.say("No figures for comments, shares and likes. They are left out everywhere, and never read as 0.")

    assert "ความคิดเห็น, การแชร์ และถูกใจ" in found


@pytest.mark.parametrize(
    ("written", "language", "expected"),
    [("7,050", "de", "7.050"), ("1,234.5%", "de", "1.234,5%"), ("−0.40", "de", "−0,40"), ("7,050", "th", "7,050")],
)
def test_a_number_has_the_separators_of_its_language(written: str, language: str, expected: str) -> None:
    assert number(written, language) == expected


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("9 May 2018", "9 พ.ค. 2561"),
        ("9 May 2018, 08:33", "9 พ.ค. 2561, 08:33"),
        ("29 Feb", "29 ก.พ."),
        ("2018-05-09", "9 พ.ค. 2561"),
        ("31 Feb 2018", "31 Feb 2018"),
    ],
)
def test_a_day_is_written_as_the_language_writes_it(written: str, expected: str) -> None:
    assert day(written, Language.THAI) == expected


def test_a_component_is_said_and_the_given_one_is_not_changed(thai: Catalogue) -> None:
    given = span("Segments", title="Copy link", id="Segments")
    before = copy.deepcopy(given)

    assert component(given, thai)["props"] == {"children": "กลุ่มโพสต์", "title": "คัดลอกลิงก์", "id": "Segments"}
    assert given == before


@pytest.mark.parametrize("name", ["notranslate", "segment-name", "brand"])
def test_what_people_typed_is_passed_by_where_it_is_marked(thai: Catalogue, name: str) -> None:
    assert component(span("Segments", className=f"wide {name}"), thai)["props"]["children"] == "Segments"


def test_values_of_fields_and_cells_of_tables_stay(thai: Catalogue) -> None:
    rows = {"rowData": [{"page": "Segments", "segment": "Reports", "published_at": "9 May 2018, 08:33"}]}

    assert one_property("value", "Segments", thai) == "Segments"
    assert one_property("data", {"name": "Segments"}, thai) == {"name": "Segments"}
    assert one_property("getRowsResponse", rows, thai)["rowData"] == [
        {"page": "Segments", "segment": "Reports", "published_at": "9 พ.ค. 2561, 08:33"}
    ]


def test_choices_that_people_named_stay_and_ours_are_said(thai: Catalogue) -> None:
    options = [{"label": "all 3", "value": ""}, {"label": "Reports", "value": "Reports"}]

    pages = one_property("options", options, thai, "shell-page-select")
    assert [one["label"] for one in pages] == ["ทั้งหมด 3", "Reports"]
    assert one_property("options", options, thai)[1] == {"label": "รายงาน", "value": "Reports"}


def test_elements_find_their_place_in_the_sentence(thai: Catalogue) -> None:
    name = span("Reports", className="segment-name")
    found = component(
        span("This post is in ", name, " and as near to ", name, ": no count tells the two apart for it."), thai
    )

    texts = [part for part in found["props"]["children"] if isinstance(part, str)]
    assert found["props"]["children"].count(name) == 2
    assert not any(letter.isascii() and letter.isalpha() for letter in "".join(texts))


def test_a_sentence_in_bold_stays_bold(thai: Catalogue) -> None:
    bold = {"type": "Strong", "namespace": "dash_html_components", "props": {"children": "No reliable slot. "}}
    first, *_ = component(span(bold, "No post has a date."), thai)["props"]["children"]

    assert first["type"] == "Strong"


def test_a_chart_is_said_but_not_its_posts(thai: Catalogue) -> None:
    figure = {
        "data": [{"name": "Other pages", "customdata": ["Segments"], "y": ["Comments", "North"], "x": [1, 2]}],
        "layout": {
            "xaxis": {"title": {"text": "balanced accuracy"}},
            "meta": {"summary": "Map of posts. 3 posts in view."},
        },
    }
    trace = one_property("figure", figure, thai)["data"][0]

    assert trace == {"name": "เพจอื่น", "customdata": ["Segments"], "y": ["ความคิดเห็น", "North"], "x": [1, 2]}
    assert one_property("figure", figure, thai)["layout"]["meta"]["summary"] == "แผนที่โพสต์ 3 โพสต์ที่กำลังดู"


def make_claim() -> Claim:
    rows = Selection(SegmentationRequest("d1"))
    number_ = Number(0.16, Unit.SHARE, 0.14, 0.18)
    return Claim(
        Estimand.POSTS_SHARE, (("segment", "Viral"), ("segment_rank", "0")), number_, 7050, Scope("Spring"), rows
    )


def test_a_claim_is_told_from_the_claim() -> None:
    claim = make_claim()
    with speaking(Language.THAI):
        link = claimed(claim, told(claim).text)

    assert link.title == "n = 7,050 โพสต์, ช่วงความเชื่อมั่น 95% 14 ถึง 18%; Spring"
    assert "95% interval" in claimed(claim, told(claim).text).title


def test_a_claim_is_the_same_sentence_on_pages_and_in_reports(thai: Catalogue) -> None:
    shown = component(json.loads(to_json(span(*sentence(say(make_claim()))))), thai)
    report = "".join(phrase.text for phrase in say(make_claim(), Language.THAI))

    assert _text(shown) == report


def _text(node: Any) -> str:
    if isinstance(node, dict):
        return _text(node["props"].get("children"))
    return "".join(map(_text, node)) if isinstance(node, list) else str(node or "")


def test_what_a_chart_puts_in_itself_is_said_too(thai: Catalogue) -> None:
    told = one_property("config", {"displayModeBar": "hover"}, thai)

    assert told["locale"] == "th"
    assert told["locales"]["th"]["dictionary"]["Zoom in"] == "ซูมเข้า"
    assert told["locales"]["th"]["format"]["shortMonths"][0] == "ม.ค."
    assert told["locales"]["th"]["format"]["days"][0] == "วันอาทิตย์"
    assert one_property("config", {"other": 1}, thai) == {"other": 1}


@pytest.mark.parametrize(
    ("english", "own"),
    [
        ("All posts", "โพสต์ทั้งหมด"),
        ("6 pages", "6 เพจ"),
        ("Firefox on Windows", "Firefox บน Windows"),
        ("Of 4 segments none is recovered in all of them; 7,000 posts.", "จาก 4 กลุ่ม ไม่พบกลุ่มใดในทุกทางเลือก; 7,000 โพสต์"),
    ],
)
def test_a_text_of_its_own_goes_before_a_wider_pattern(thai: Catalogue, english: str, own: str) -> None:
    assert thai.say(english) == own
