"""Claims in words: figures, intervals, plurals, small print."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from services.claiming import Language, interval, say, small_print, told
from services.claiming.numbers import digits
from services.domain.claims import Claim, Estimand, Number, Scope, Unit
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection

HELD = Claim(
    estimand=Estimand.HELD,
    names=(("segment", "Viral emotion"), ("segment_rank", "0"), ("count", "comments")),
    number=Number(0.53, Unit.SHARE, 0.41, 0.66),
    n=7050,
    scope=Scope("spring", date(2012, 7, 15), date(2018, 6, 13), "9 pages"),
    rows=Selection(SegmentationRequest("d1")),
)


def _text(claim: Claim, language: Language = Language.ENGLISH) -> str:
    return "".join(phrase.text for phrase in say(claim, language))


def _median(value: float) -> Claim:
    return replace(HELD, estimand=Estimand.MEDIAN, number=Number(value, Unit.COUNT))


def test_a_claim_is_said_as_a_sentence_whose_figure_carries_it() -> None:
    sentence = say(HELD)

    assert _text(HELD) == "Viral emotion holds 53% of all comments."
    assert [phrase.text for phrase in sentence if phrase.claim] == ["53%"]
    assert [phrase.segment for phrase in sentence if phrase.segment is not None] == [0]


def test_the_same_claim_is_said_in_thai() -> None:
    assert _text(HELD, Language.THAI) == "กลุ่ม Viral emotion ได้ความคิดเห็น 53% ของทั้งหมด"


def test_the_small_print_gives_n_interval_and_scope() -> None:
    assert small_print(HELD) == (
        "n = 7,050 posts, 95% interval 41 to 66%, 9 pages drawn anew; spring, 15 Jul 2012 to 13 Jun 2018"
    )
    assert small_print(HELD, Language.THAI) == (
        "n = 7,050 โพสต์, ช่วงความเชื่อมั่น 95% 41 ถึง 66%, สุ่มซ้ำ 9 เพจ; spring, 15 ก.ค. 2555 ถึง 13 มิ.ย. 2561"
    )


@pytest.mark.parametrize(
    ("scope", "words"),
    [
        (Scope(""), "n = 1 post, counted over all of these posts"),
        (Scope("a", since=date(2025, 1, 2)), "n = 1 post, counted over all of these posts; a, since 2 Jan 2025"),
        (Scope("a", until=date(2025, 1, 2)), "n = 1 post, counted over all of these posts; a, until 2 Jan 2025"),
    ],
)
def test_what_was_counted_has_no_interval(scope: Scope, words: str) -> None:
    counted = replace(HELD, number=Number(1, Unit.POSTS), n=1, scope=scope)

    assert interval(counted) == ""
    assert small_print(counted) == words


@pytest.mark.parametrize(
    ("number", "figure", "between"),
    [
        (Number(2.34, Unit.TIMES, 2.3, 20.8), "2.3 times", "2.3 to 20.8 times"),
        (Number(0.8, Unit.TIMES, 0.651, 1.04), "0.80 times", "0.65 to 1.04 times"),
        (Number(0.004, Unit.SHARE, 0.0, 0.02), "0.4%", "0 to 2%"),
        (Number(0.996, Unit.SHARE, 0.99, 1.0), "99.6%", "99 to 100%"),
        (Number(1, Unit.POSTS, 1, 3), "1 post", "1 to 3 posts"),
        (Number(7050, Unit.POSTS), "7,050 posts", ""),
        (Number(2.5, Unit.COUNT), "2.5", ""),
        (Number(0.034, Unit.POINTS, -0.002, 0.07), "+3.4 points", "−0.2 to +7.0 points"),
        (Number(-0.0001, Unit.POINTS), "0 points", ""),
        (Number(-0.05, Unit.SCORE, -0.1, -0.001), "−0.05", "−0.10 to 0.00"),
    ],
)
def test_numbers_have_the_form_of_their_unit(number: Number, figure: str, between: str) -> None:
    claim: Any = replace(HELD, number=number)

    assert told(claim).text == figure
    assert interval(claim) == between


def test_one_is_not_many() -> None:
    assert _text(_median(1)) == "Half of the posts earned 1 comment or more."
    assert _text(_median(25)) == "Half of the posts earned 25 comments or more."
    assert _text(replace(HELD, estimand=Estimand.POSTS, number=Number(1, Unit.POSTS))) == "1 post in view."


def test_a_key_is_that_of_the_whole_claim() -> None:
    assert HELD.key == replace(HELD).key
    assert HELD.key != replace(HELD, n=7049).key
    assert len(HELD.key) == 12


def test_digits_group_thousands() -> None:
    assert digits(12345.6, Unit.COUNT) == "12,346"
