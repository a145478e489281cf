"""Other counts in words."""

import re
from dataclasses import replace
from typing import Any

import pytest
from unit.components.chart_values import NAMES, make_exact

from services.domain.moving import Change, Moved, MovedCount, Twins, Verdict
from services.domain.views import Sentence
from services.move_words import change_words, from_to, no_change, outcome, twins_words, with_counts


def make_count(was: float, now: float, name: str = "comments") -> MovedCount:
    return MovedCount(name, name.capitalize(), was, now, 900)


def make_moved(was: int = 0, now: int = 0, *counts: MovedCount) -> Moved:
    exact = make_exact(segment=now, runner_up=1 - now)
    return Moved(NAMES, counts, Verdict(was, 0.9), Verdict(now, 0.7), exact, None)


def make_twins(**difference: Any) -> Twins:
    value = Twins(NAMES, 0, (), 3, 1, ("format", "weekday"), "on the same page, within 60 days")
    return replace(value, **difference)


def said(sentence: Sentence) -> str:
    return "".join(phrase.text for phrase in sentence)


def test_a_post_with_its_own_counts_is_where_it_is() -> None:
    assert said(outcome(make_moved(0, 0, make_count(3, 3)))) == (
        "With its own counts this post is in Viral emotion. The runner-up is Quiet posts."
    )


def test_a_post_that_moves_is_told_with_where_it_was() -> None:
    moved = make_moved(0, 1, make_count(1500, 1), make_count(5, 5, "loves"), make_count(1, 0, "shares"))

    assert said(outcome(moved)) == (
        "With 1 comment instead of 1,500 and 0 shares instead of 1 it would fall in Quiet posts instead of "
        "Viral emotion. The runner-up would be Viral emotion."
    )
    assert [phrase.segment for phrase in outcome(moved) if phrase.segment is not None] == [1, 0, 0]
    assert with_counts(moved) == "With 1 comment instead of 1,500 and 0 shares instead of 1: the three answers"


def test_a_post_that_stays_is_told_so() -> None:
    assert "it would still fall in Viral emotion." in said(outcome(make_moved(0, 0, make_count(3, 4))))


def test_a_change_is_told_as_so_many_more_or_fewer() -> None:
    change = Change((make_count(173, 185), make_count(4, 3, "shares")), 0.3)

    assert said(change_words(change, 0, NAMES)) == "12 more comments and 1 fewer share would place it in Viral emotion."
    assert from_to(change) == "comments 173 to 185, shares 4 to 3"
    assert said(no_change(1, NAMES)) == "No other number of one or two counts places it in Quiet posts."


@pytest.mark.parametrize(
    ("difference", "words"),
    [
        ({}, "4 posts differ in a single lever: 3 landed elsewhere, 1 in the same segment."),
        ({"elsewhere": 0}, "1 post differs in a single lever: 0 landed elsewhere, 1 in the same segment."),
        ({"elsewhere": 0, "stayed": 0}, "No post differs from this one in a single lever."),
        ({"levers": ()}, "The file says nothing of this post that was chosen before publishing"),
    ],
)
def test_twins_are_counted_whether_they_landed_elsewhere_or_not(difference: dict[str, Any], words: str) -> None:
    assert twins_words(make_twins(**difference)).startswith(words)


def test_it_is_said_what_twins_were_compared_by_and_where_they_were_looked_for() -> None:
    told = "Compared by format and weekday, on the same page, within 60 days."
    assert twins_words(make_twins()).endswith(told)
    assert twins_words(make_twins(elsewhere=0, stayed=0)).endswith(told)


def test_no_wording_claims_a_cause() -> None:
    change = Change((make_count(1, 2),), 0.1)
    texts = [
        said(outcome(make_moved(0, 1, make_count(1, 2)))),
        said(change_words(change, 0, NAMES)),
        said(no_change(0, NAMES)),
        twins_words(make_twins()),
    ]

    for text in texts:
        assert not re.search(r"\b(causes?|drives?|increases?|leads? to|boosts?|because|makes?)\b", text, re.IGNORECASE)
