"""What is found in a report before a client sees it, with its place and its words."""

from dataclasses import replace

import pytest
from reported import PAYLOADS, hostile_document, make_claim, make_document

from services.domain.actors import Workspace
from services.domain.claims import Number, Unit
from services.domain.documents import Commentary, Document, Heading, Note, Section, Text, Tile, Tiles
from services.domain.releasing import Flaw, Passage, Whose
from services.domain.views import Phrase
from services.report_checks import look_through
from services.report_checks.names import foreign_names
from services.report_checks.passages import pack, passages, unpack

ACME, GLOBEX, SIAM = (
    Workspace("a", "acme", "Acme"),
    Workspace("g", "globex", "Globex Foods"),
    Workspace("s", "s", "สยามค้า"),
)
NOBODYS: frozenset[str] = frozenset()


def _with(*blocks: object, **difference: object) -> Document:
    return make_document(sections=(Section("summary", "At a glance", blocks),), **difference)  # type: ignore[arg-type]  # any block


def _commented(text: str) -> Document:
    return _with(Commentary(text, "Ann"))


def _codes(document: Document) -> list[tuple[str, str]]:
    return [(flaw.code, flaw.where) for flaw in look_through(document)]


def _names(text: str, whose: Whose = Whose.PEOPLE, known: frozenset[str] = NOBODYS, own: str = "Acme") -> list[Flaw]:
    said = (Passage("the title", text, whose),)
    return list(foreign_names(said, [own], [GLOBEX, SIAM], known))


def test_a_sound_report_has_no_flaws() -> None:
    assert look_through(make_document()) == ()


def test_an_estimate_without_an_interval_is_told_with_its_place() -> None:
    bare = replace(make_claim(), number=Number(0.25, Unit.SHARE))
    flaws = look_through(_with(Tiles((Tile(bare, "Share"),)), Text((Phrase("25%", claim=bare),))))

    assert [(flaw.code, flaw.where, flaw.blocking) for flaw in flaws] == [
        ("number_without_interval", "“At a glance”", False)
    ]
    assert "25%" in flaws[0].words


def test_figures_of_few_posts_are_told_with_the_fewest() -> None:
    thin, thinner = replace(make_claim(), n=29), replace(make_claim(0.5), n=11)
    flaws = look_through(_with(Tiles((Tile(thin, "a"), Tile(thinner, "b"), Tile(make_claim(0.6), "c")))))

    assert [flaw.code for flaw in flaws] == ["few_posts"]
    assert "2 figures of fewer than 30 posts" in flaws[0].words
    assert "n = 11" in flaws[0].words


@pytest.mark.parametrize(("growing", "words"), [(1, "1 post is"), (1200, "1,200 posts are")])
def test_posts_that_still_grow_are_told(growing: int, words: str) -> None:
    flaws = look_through(make_document(growing=growing))

    assert [flaw.code for flaw in flaws] == ["immature_posts"]
    assert words in flaws[0].words


@pytest.mark.parametrize(
    "text",
    ["Videos boost comments.", "This leads  to shares", "more because of the text", "วิดีโอทำให้คนแชร์", "It RAISES reach"],
)
def test_words_of_people_that_name_a_cause_are_told(text: str) -> None:
    assert _codes(_commented(text)) == [("causal_wording", "the comment in “At a glance”")]


@pytest.mark.parametrize("text", ["Videos go with comments.", "A causeway", "raised beds", "Our causerie"])
def test_words_that_name_no_cause_are_let_be(text: str) -> None:
    assert _codes(_commented(text)) == []


def test_causes_in_title_and_footer_are_told_too() -> None:
    document = make_document(title="What drives shares")
    footed = replace(document, brand=replace(document.brand, footer="Due to us"))

    assert _codes(footed) == [("causal_wording", "the title"), ("causal_wording", "the footer")]


def test_what_the_app_or_a_post_says_is_not_what_people_wrote() -> None:
    assert _codes(_with(Note("It raises."), Heading("It leads to"))) == []


@pytest.mark.parametrize("text", ["Shares rose 34%.", "3 times as many", "12,400 comments", "โตขึ้น 20 เปอร์เซ็นต์"])
def test_figures_that_people_typed_are_told(text: str) -> None:
    assert _codes(_commented(text)) == [("number_without_interval", "the comment in “At a glance”")]


@pytest.mark.parametrize("text", ["In 2026 all was quiet.", "Our 3 pages", "ปี 2569"])
def test_years_and_small_counts_are_no_figures(text: str) -> None:
    assert _codes(_commented(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "For Globex Foods",
        "globex  foods!",
        "ＧＬＯＢＥＸ Foods",
        "Globex\u200b Foods",
        "(GLOBEX\nFOODS)",
        "รายงานของสยามค้าประจำเดือน",
    ],
)
def test_a_name_that_is_not_this_clients_is_found_however_it_is_written(text: str) -> None:
    (flaw,) = _names(text)

    assert (flaw.code, flaw.blocking) == ("foreign_name", True)
    assert flaw.words == "There is a name here that is not this client's."


@pytest.mark.parametrize("text", ["Globexfoods", "Globex", "Foods", "MyGlobex Foods", "Globex Foodsy", ""])
def test_a_part_of_a_name_is_no_name(text: str) -> None:
    assert _names(text) == []


def test_what_another_client_is_called_is_told_only_to_those_who_may_enter_there() -> None:
    stranger, colleague = _names("Globex Foods"), _names("Globex Foods", known=frozenset({"g"}))

    assert "Globex" not in stranger[0].words
    assert "“Globex Foods” is the name of another client." in colleague[0].words
    assert stranger[0].key == colleague[0].key


def test_a_name_in_the_data_may_be_a_common_word_and_can_be_accepted() -> None:
    assert [flaw.blocking for flaw in _names("Globex Foods", Whose.DATA)] == [False]


def test_our_own_longer_name_is_no_foreign_one() -> None:
    assert _names("Globex Foods Asia says", own="Globex Foods Asia") == []
    assert len(_names("Globex Foods Asia and Globex Foods", own="Globex Foods Asia")) == 1
    assert _names("Globex Foods", own="globex foods") == []


def test_every_text_has_a_place_and_comes_back_as_it_was_kept() -> None:
    words = passages(hostile_document())

    assert {text for text in PAYLOADS if text.strip()} <= {passage.text for passage in words}
    assert unpack(pack(words)) == words
    assert unpack(b"") == ()


def test_numbers_in_cells_are_no_text() -> None:
    assert "0.987" not in {passage.text for passage in passages(make_document())}
