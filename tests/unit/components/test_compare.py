"""The page Compare: tables beside the charts, and cells that are not to be relied on."""

from dataclasses import replace

import numpy as np
from unit.components.chart_values import drawn, make_cross_cut, make_flow
from unit.components.test_history_and_receipts import words

from components.compare import cut_note, flow_table, headline, opinion_table
from components.figures import CHARTS
from components.theme import LIGHT, UNSURE, contrast, segment_colour
from services.domain.comparing import AnswerTold, FindingTold, Outcome, SecondOpinionView
from services.domain.views import Phrase


def test_the_table_of_a_flow_gives_posts_and_shares():
    told = words(flow_table(make_flow()))

    assert "279 (98.9%)" in told or "279 (99%)" in told
    assert "2,773 (73%)" in told
    assert "0.71" in told


def test_a_flow_keeps_names_and_gives_counterparts_one_colour():
    node = drawn("flow", make_flow()).data[0].node

    assert list(node.label) == ["Viral emotion", "Quiet posts", "Viral emotion", "Liked photos", "Quiet posts"]
    assert list(node.color) == [segment_colour(rank) for rank in (0, 1, 0, 2, 1)]


def test_a_flow_has_a_band_for_every_pair_with_posts_and_no_other():
    link = drawn("flow", make_flow()).data[0].link

    assert list(zip(link.source, link.target, link.value, strict=True)) == [
        (0, 2, 279),
        (0, 3, 3),
        (1, 3, 1000),
        (1, 4, 2773),
    ]


def test_the_flow_of_nothing_says_so():
    nothing = make_flow(posts=np.zeros((2, 3), int))
    assert "clear a filter" in drawn("flow", nothing).layout.annotations[0].text
    assert "No posts in view" in CHARTS["flow"].summary(nothing)


def test_cells_of_few_posts_are_grey_and_say_how_few():
    figure = drawn("cross_cut", make_cross_cut())
    coloured, grey, texts = figure.data

    assert np.isnan(np.array(coloured.z, float)).tolist() == [[False, False], [True, True]]
    assert np.isnan(np.array(grey.z, float)).tolist() == [[True, True], [False, True]]
    assert grey.colorscale[0][1] == UNSURE
    assert list(texts.text) == ["1,638", "369 (n = 250)", "29 (n = 19)", "–"]
    assert contrast(LIGHT.secondary, UNSURE) >= 4.5


def test_shares_of_a_small_segment_are_grey():
    few = make_cross_cut(posts=np.array([[10, 9], [700, 3000]]))
    _, grey, texts = drawn("cross_shares", few).data

    assert np.isnan(np.array(grey.z, float)).tolist() == [[False, False], [True, True]]
    assert texts.text[2] == "19% (n = 700)"


def test_a_cut_of_nothing_says_so():
    nothing = make_cross_cut(groups=(), posts=np.zeros((2, 0), int), medians=np.zeros((0, 2)), n=np.zeros((0, 2), int))
    for name in ("cross_cut", "cross_shares"):
        assert "No posts in view" in drawn(name, nothing).layout.annotations[0].text
        assert "No posts in view" in CHARTS[name].summary(nothing)


def test_what_is_left_out_is_told():
    assert "3 are not" in cut_note(make_cross_cut(left_out=3))
    assert "are not" not in cut_note(make_cross_cut())


def test_the_second_opinion_has_a_row_a_finding_and_words_for_every_outcome():
    answers = (AnswerTold(Outcome.HOLDS, "best Jaccard 0.93"), AnswerTold(Outcome.UNASKED, "it does not apply"))
    row = FindingTold(
        (Phrase("Viral emotion", segment=0), Phrase(" comes back.")), "holds under 1 of 1 asked", True, answers
    )
    view = SecondOpinionView(
        (Phrase("1 of 1", strong=True),), ("Volume, k = 4", "Classic notebook"), (row, replace(row, holds=False))
    )
    told = words(opinion_table(view))

    for expected in (
        "Viral emotion",
        "holds under 1 of 1 asked",
        "holds",
        "cannot be asked",
        "it does not apply",
        "Volume, k = 4",
    ):
        assert expected in told
    assert "chip-good" in str(opinion_table(view))
    assert words(headline(view.verdict)).strip() == "1 of 1"
