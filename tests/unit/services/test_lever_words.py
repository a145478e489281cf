from dataclasses import replace

import numpy as np
import pytest
from builders import make_analysed

from services.claims import Evidence
from services.domain.levers import TOGETHER, BestTime, LeverScore, LeverScores, Slots
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.lever_words import best_time_words, levers_headline

EVIDENCE = Evidence(make_analysed(), Selection(SegmentationRequest("d1")), np.ones(6, bool))


def spoken(sentence):
    return "".join(phrase.text for phrase in sentence)


def make_score(lever="format", accuracy=(0.46, 0.45, 0.43), *, supported=True):
    middle = np.array(accuracy)
    return LeverScore(lever, middle, middle - 0.02, middle + 0.02, np.full(3, 0.005), supported)


def make_scores(*scores):
    return LeverScores(scores, 0.25, 7050, 199)


def make_best_time(*, reliable=False, **difference):
    grid = [np.full((7, 24), value) for value in (1.4, 1.2, 1.7)]
    stands = np.zeros((7, 24), bool)
    stands[1, 18] = reliable
    slots = Slots(np.full((7, 24), 45), *grid, stands)
    return replace(BestTime(slots, 102, 20, (0, 8), 140, 7050), **difference)


def test_a_supported_lever_is_told_with_its_hardest_test_its_interval_and_n():
    assert spoken(levers_headline(EVIDENCE, make_scores(make_score(), make_score("text", supported=False)))) == (
        "Format goes with the segment of a post. From format alone, of posts published later the segment is found with "
        "a balanced accuracy of 0.43 (0.41 to 0.45); chance gives 0.25, 7,050 posts. Text: not supported by your data."
    )


def test_all_levers_together_are_no_lever_of_their_own():
    told = spoken(levers_headline(EVIDENCE, make_scores(make_score(), make_score(TOGETHER, (0.5, 0.5, 0.5)))))
    assert TOGETHER not in told


def test_no_supported_lever_is_an_answer_too():
    told = levers_headline(EVIDENCE, make_scores(make_score(supported=False), make_score("page", supported=False)))
    assert spoken(told) == (
        "No lever goes with where posts land: not supported by your data. Tested were format and page, against "
        "shuffled files, 7,050 posts."
    )


def test_a_file_without_levers_says_so():
    assert spoken(levers_headline(EVIDENCE, make_scores())).startswith("This file knows nothing")


def test_a_reliable_time_is_told_with_its_interval_and_n():
    assert spoken(best_time_words(EVIDENCE, make_best_time(reliable=True))).startswith(
        "Tuesday at 18:00, where posts earn 1.4 times as much (1.2 to 1.7 times, n = 45). Compared with equal posts"
    )


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        (
            {},
            "No reliable slot. None of 102 hours of the week with 20 posts or more stands all checks. Nearest: Monday",
        ),
        ({}, "would take about 140 posts more there to show."),
        ({"nearest": None, "more_posts": None}, "No reliable slot. No hour of the week has the 20 posts that"),
    ],
)
def test_no_reliable_time_is_told_with_what_it_would_take(difference, words):
    assert words in spoken(best_time_words(EVIDENCE, make_best_time(**difference)))


def test_nothing_is_said_to_cause_anything():
    told = [
        levers_headline(EVIDENCE, make_scores(make_score())),
        best_time_words(EVIDENCE, make_best_time(reliable=True)),
    ]
    for verb in ("drive", "cause", "increase", "boost", "improve", "because"):
        assert not any(verb in spoken(sentence) for sentence in told)
