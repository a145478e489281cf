"""Numbers and names as people read them."""

from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from dash.development.base_component import Component
from unit.components.chart_values import NAMES, make_exact, make_fidelity, make_lime, make_shap

from components import ids, progress, tables, uploads
from components.controls import filter_bar
from components.drivers import fidelity_text
from components.empty import failed
from components.explanations import exact_panel, header, lime_panel, shap_panel
from components.meters import agreement_chip
from components.segment_cards import segment_cards
from components.text import number, percent, plain, posts, sentence, signed, spoken
from components.theme import SEGMENT_COLOURS, contrast, heat_colour, ink_on, segment_colour
from services.claiming import say
from services.domain.claims import Claim, Estimand, Number, Scope, Unit
from services.domain.explained import PostHeader
from services.domain.jobs import Job, JobState
from services.domain.rules import Rule, bounded
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Filters, Selection
from services.domain.views import Choices, Figure, Option, Phrase, PostRow, SegmentCard


def make_card(**difference: Any) -> SegmentCard:
    medians = (Figure(1501, "Comments"), Figure(None, "Shares"))
    value = SegmentCard("s1", 0, NAMES[0], 282, 0.04, 282, "video", 0.92, medians, ("loves",), (), 0.91)
    return replace(value, **difference)


def make_header(**difference: Any) -> PostHeader:
    value = PostHeader(
        "18",
        18,
        7050,
        "17",
        "19",
        "video",
        "",
        "",
        "",
        datetime.fromisoformat("2018-03-26 08:28"),
        0,
        NAMES,
        (Figure(173, "Comments"),),
        None,
        None,
        "",
    )
    return replace(value, **difference)


def make_choices(**difference: Any) -> Choices:
    value = Choices(
        "d1",
        "spring",
        7050,
        7050,
        ("One", "Two"),
        ("photo", "video"),
        datetime.fromisoformat("2012-07-15"),
        datetime.fromisoformat("2018-06-13"),
        "engagement",
        "Engagement",
        4,
        4,
        datetime.fromisoformat("2026-11-23 05:20"),
        (Option("engagement", "Engagement"),),
    )
    return replace(value, **difference)


def make_job(**difference: Any) -> Job:
    value = Job(
        "j1",
        "k1",
        "import",
        "Import of a.csv",
        JobState.RUNNING,
        0.4,
        "Reading",
        1,
        datetime.fromisoformat("2026-01-01"),
        None,
    )
    return replace(value, **difference)


def texts(component: Component) -> str:
    """Everything a component says, one after the other."""
    return str(component)


def read(part: Any) -> str:
    """The words as somebody reads them, without what they are drawn with."""
    if isinstance(part, Component):
        return read(getattr(part, "children", None))
    return "".join(map(read, part)) if isinstance(part, list | tuple) else str(part or "")


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (1501, "1,501"),
        (2.5, "2.5"),
        (1620.4, "1,620"),
        (0, "0"),
        (None, "not measured"),
        (float("nan"), "not measured"),
    ],
)
def test_numbers_have_separators_and_missing_is_not_zero(value: float | None, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("share", "words"), [(0.16, "16%"), (0.004, "0.4%"), (0.996, "99.6%"), (0.0, "0%"), (1.0, "100%")]
)
def test_shares_never_round_to_all_or_nothing(share: float, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("value", "digits", "words"), [(0.236, 2, "+0.24"), (-0.05, 2, "−0.05"), (-0.004, 2, "0.00"), (0.0, 1, "0.0")]
)
def test_a_signed_number_has_no_sign_where_nothing_is_left(value: float, digits: int, words: str) -> None:
    assert signed(value, digits) == words


def test_one_post_is_not_one_posts() -> None:
    assert (posts(1), posts(7050)) == ("1 post", "7,050 posts")


def test_mark_up_becomes_text_and_lines_become_one() -> None:
    assert plain("<b>a</b>\n& b") == "&lt;b&gt;a&lt;/b&gt; &amp; b"
    assert plain("abcdefgh", 5) == "abcd…"


def test_a_sentence_names_segments_with_their_dots() -> None:
    parts = (Phrase("It is in "), Phrase("Quiet posts", segment=1), Phrase(" because "), Phrase("few", strong=True))
    drawn = sentence(parts)
    assert segment_colour(1) in str(drawn[1])
    assert spoken(parts) == "It is in Quiet posts because few"


def test_texts_on_every_heat_and_segment_colour_can_be_read() -> None:
    grounds = [heat_colour(level / 50 - 1) for level in range(101)] + list(SEGMENT_COLOURS)
    assert min(contrast(ink_on(ground), ground) for ground in grounds) >= 4.5


def test_colours_start_again_after_ten_segments() -> None:
    assert segment_colour(10) == segment_colour(0)


def test_a_chosen_card_says_that_it_is_pressed() -> None:
    first, second = segment_cards([make_card(pressed=True), make_card(id="s2", rank=1)]).children
    buttons = [card.children[0] for card in (first, second)]
    assert [button.to_plotly_json()["props"]["aria-pressed"] for button in buttons] == ["true", "false"]
    assert buttons[0].id == ids.SEGMENTS_CARD.at("s1")


def test_a_card_under_filters_says_how_many_of_its_posts_are_in_view() -> None:
    assert "27 of 282 posts in view" in read(segment_cards([make_card(in_view=27)]))


def test_a_segment_that_dissolves_is_marked() -> None:
    assert "unstable" in texts(segment_cards([make_card(jaccard=0.44)]))
    assert "unstable" not in texts(segment_cards([make_card(jaccard=None)]))


def test_a_card_tells_what_was_tested() -> None:
    rule = Rule(((bounded("comments", 120, None), bounded("shares", 20, None)),), 0.91, 0.88, 290)
    shown = read(segment_cards([make_card(rule=rule, borderline=12, origin="Was “Liked photos” in version 1")]))
    assert "comments ≥ 120 and shares ≥ 20" in shown
    assert " · covers 91%; 88% of the 290 posts like that are here" in shown
    assert "Stability 0.91 · 12 of 282 posts borderline" in shown
    assert "Was “Liked photos” in version 1" in shown


def test_only_who_may_name_segments_is_offered_a_field() -> None:
    assert "Rename" not in texts(segment_cards([make_card()]))
    assert "Rename" in texts(segment_cards([make_card()], may_rename=True))


def test_the_default_name_is_one_press_away_where_there_is_another() -> None:
    def offered(name: str) -> bool:
        (card,) = segment_cards([make_card(name=name, default_name="Liked photos")], may_rename=True).children
        return not card.children[2].children[2].hidden

    assert offered("Heroes")
    assert not offered("Liked photos")


def test_pills_hide_where_there_is_nothing_to_choose() -> None:
    selection = Selection(SegmentationRequest("d1"))
    bar = texts(filter_bar(make_choices(pages=("One",)), selection, (("engagement", "Engagement"),)))
    assert bar.count("hidden=True") >= 3
    assert "all 2" in bar


def test_filters_can_be_cleared_only_when_there_are_some() -> None:
    chosen = Selection(SegmentationRequest("d1"), Filters(formats=("video",)))
    clear = "id='shell-clear-button', className='pill pill-clear', hidden={}"
    recipes = (("engagement", "Engagement"),)
    plain_bar = filter_bar(make_choices(), Selection(SegmentationRequest("d1")), recipes)
    assert clear.format(True) in _ordered(plain_bar)
    assert clear.format(False) in _ordered(filter_bar(make_choices(), chosen, recipes))


def _ordered(component: Component) -> str:
    """The clear button's properties in one order, whatever order they were given in."""
    button = next(part for part in component._traverse() if getattr(part, "id", "") == "shell-clear-button")
    return f"id='{button.id}', className='{button.className}', hidden={button.hidden}"


def test_a_row_of_the_table_holds_text_under_the_names_of_its_columns() -> None:
    counts = (Figure(1970, "Reactions"), Figure(None, "Shares"))
    row = tables.row(PostRow(1, "id", NAMES[0], 0, "video", "", datetime.fromisoformat("2018-05-09 08:33"), counts))
    fields = {column["field"] for column in tables.columns(("reactions", "shares"))}
    assert fields <= set(row)
    assert (row["reactions"], row["shares"], row["published_at"]) == ("1,970", "–", "9 May 2018, 08:33")


def test_the_grid_runs_no_code_from_data() -> None:
    assert tables.posts_grid().dangerously_allow_code is False


def test_a_bar_stays_between_nothing_and_everything() -> None:
    assert "'100%'" in texts(progress.bar(1.7, "x"))
    assert "'0%'" in texts(progress.bar(-1, "x"))


def test_running_jobs_can_be_cancelled_and_failed_ones_say_why() -> None:
    tray = texts(progress.job_tray((make_job(), make_job(id="j2", state=JobState.FAILED, step="No dates in it."))))
    assert str(ids.JOB_CANCEL.at("j1")) in tray
    assert str(ids.JOB_CANCEL.at("j2")) not in tray
    assert "No dates in it." in tray
    assert "1 running" in tray


def test_a_failure_has_its_reference() -> None:
    assert "Reference 7F3A." in texts(failed("It broke.", "7F3A"))


def test_answers_wait_for_the_model_with_a_skeleton() -> None:
    assert "Waits for the model." in texts(shap_panel(None))
    assert "Waits for the model." in texts(lime_panel(None))
    assert "Graph" in texts(shap_panel(make_shap()))
    assert "they sum to 4.5" in texts(exact_panel(make_exact()))


def test_an_unstable_answer_is_greyed_with_the_reason() -> None:
    assert "greyed" in texts(lime_panel(make_lime(stability=0.4), 1))
    assert "greyed" not in texts(lime_panel(make_lime(stability=0.6), 1))


def test_agreement_is_said_only_where_it_is_known() -> None:
    assert agreement_chip(None) is None
    assert "agrees on top 3" in texts(agreement_chip(3) or failed(""))


@pytest.mark.parametrize(
    ("address", "shown"), [("https://example.org/1", True), ("javascript:alert(1)", False), ("", False)]
)
def test_only_web_addresses_become_links(address: str, *, shown: bool) -> None:
    assert ("open the post" in texts(header(make_header(permalink=address)))) is shown


def test_a_borderline_post_is_marked() -> None:
    assert "Borderline" in texts(header(make_header(membership=0.84)))
    assert "Borderline" not in texts(header(make_header(membership=0.95)))


def test_sizes_of_files_have_units() -> None:
    assert [uploads.file_size(size) for size in (412, 412_345, 1_400_000)] == ["412 bytes", "412 kB", "1.4 MB"]


def test_the_figure_of_a_claim_leads_to_its_posts() -> None:
    rows = Selection(SegmentationRequest("d1"), Filters(segments=("s1",)))
    held = (("segment", "Viral emotion"), ("segment_rank", "0"), ("count", "comments"))
    claim = Claim(Estimand.HELD, held, Number(0.53, Unit.SHARE, 0.41, 0.66), 7050, Scope("spring"), rows)

    segment, _, figure, *_ = sentence(say(claim))

    assert getattr(segment, "className", "") == "segment-name"
    drawn = figure.to_plotly_json()["props"]
    assert drawn.pop("children").children == "53%"
    assert drawn == {
        "href": "/segments?dataset=d1&segment=s1",
        "title": "n = 7,050 posts, 95% interval 41 to 66%; spring",
        "className": "claim",
        "data-claim": claim.key,
    }


@pytest.mark.parametrize("likenesses", [60_000, 0])
def test_fidelity_says_how_it_was_measured_and_of_likenesses_only_where_there_are_some(likenesses: int) -> None:
    said = texts(fidelity_text(make_fidelity(likenesses=likenesses, folds=4)))
    assert "Real posts are held out in 4 parts" in said
    assert ("60,000 likenesses" in said) == bool(likenesses)
