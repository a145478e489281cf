import re
from dataclasses import replace

import numpy as np
import pytest
from builders import make_analysed

from services.claims import Evidence, stability
from services.domain.claims import Claim, Estimand, Number, Scope, Unit
from services.domain.explained import Contribution
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.domain.views import Sentence, Sizes
from services.wording import extremes, listed, percent, segments_headline, strongest, talked_about, why_this_segment

NAMES = ("Talked about", "Quiet posts")
ALL = Selection(SegmentationRequest("d1"))


def _text(sentence: Sentence) -> str:
    return "".join(phrase.text for phrase in sentence)


def make_sizes(posts: tuple[int, ...] = (20, 80), held: object = ((0.9, 0.8), (0.1, 0.2))) -> Sizes:
    return Sizes(NAMES, ("Comments", "Shares"), np.array(posts), np.array(held))


def make_headline(sizes: Sizes, recommended: int | None = 2, ari: float = 0.96, k: int = 2) -> Sentence:
    analysed = make_analysed()
    rows = tuple(replace(analysed.analysis.sweep.rows[0], k=k, ari=ari) for k in (2, 3))
    sweep = replace(analysed.analysis.sweep, rows=rows, recommended_k=recommended)
    evidence = Evidence(replace(analysed, analysis=replace(analysed.analysis, sweep=sweep)), ALL, np.ones(6, bool))
    top = strongest(sizes)
    share = make_claim(sizes.posts[:top].sum() / sizes.posts.sum()) if top else None
    held = [
        make_claim(sizes.held[:top, column].sum(), count) for column, count in enumerate(talked_about(sizes)) if top
    ]
    return segments_headline(share, held, stability(evidence, k), sweep)


def make_claim(value: float, count: str = "", unit: Unit = Unit.SHARE) -> Claim:
    return Claim(Estimand.HELD, (("count", count),), Number(float(value), unit), 100, Scope("spring"), ALL)


EARNED = {
    name: make_claim(value, name, Unit.COUNT) for name, value in (("comments", 1501), ("loves", 3), ("shares", 47))
}


@pytest.mark.parametrize(
    ("share", "words"), [(0, "0%"), (0.004, "0.4%"), (0.0099, "1.0%"), (0.01, "1%"), (0.164, "16%"), (1, "100%")]
)
def test_a_share_has_the_digits_people_write(share: float, words: str) -> None:
    assert percent(share) == words


@pytest.mark.parametrize(
    ("words", "text"), [([], ""), (["a"], "a"), (["a", "b"], "a and b"), (["a", "b", "c"], "a, b and c")]
)
def test_words_are_listed_as_people_list_them(words: list[str], text: str) -> None:
    assert listed(words) == text


def test_the_headline_says_who_holds_what_and_how_well_it_holds() -> None:
    assert _text(make_headline(make_sizes())) == (
        "20% of posts hold 90% of all comments and 80% of all shares. Two groups of posts behave differently; "
        "drawing the posts anew gives nearly the same groups (mean ARI 0.96)."
    )


def test_equal_shares_are_said_once() -> None:
    text = _text(make_headline(make_sizes(held=((0.9, 0.9), (0.1, 0.1)))))

    assert text.startswith("20% of posts hold 90% of all comments and shares. ")


def test_groups_that_hold_no_more_than_their_share_are_not_praised() -> None:
    text = _text(make_headline(make_sizes(posts=(50, 50), held=((0.55, 0.5), (0.45, 0.5)))))

    assert text.startswith("No group of posts holds much more than its share. ")


def test_data_without_stable_segments_is_told_so() -> None:
    text = _text(make_headline(make_sizes(), recommended=None, ari=0.41))

    assert "There are no stable segments in this data; these two are shown for a look (mean ARI 0.41)." in text


def test_another_number_of_segments_than_supported_is_told_so() -> None:
    text = _text(make_headline(make_sizes(), k=3))

    assert "You look at three segments (mean ARI 0.96); the data supports two." in text


def test_nothing_in_view_has_a_headline_too() -> None:
    assert _text(make_headline(make_sizes(posts=(0, 0), held=((0.0, 0.0), (0.0, 0.0)))))


def test_counts_that_stand_on_no_card_have_a_headline_too() -> None:
    none = Sizes(NAMES, (), np.array([20, 80]), np.zeros((2, 0)))

    assert _text(make_headline(none)).startswith("No group of posts holds much more")


def test_a_segment_is_told_by_what_it_has_more_and_less_of() -> None:
    labels = ("Comments", "Shares", "Likes", "Loves")

    assert extremes([1.2, 0.1, -0.9, 0.6], labels) == (("comments", "loves"), ("likes",))
    assert extremes([2.0, 1.5, 1.0, 0.9], labels) == (("comments", "shares", "likes"), ())
    assert extremes([-0.5, -0.6, -0.4, -0.3], labels) == ((), ("everything",))
    assert extremes([0.0, 0.0, 0.0, 0.0], labels) == ((), ())


BARS = (
    Contribution("Comments = 1,501", 4.0, "comments"),
    Contribution("Loves = 3", 1.0, "loves"),
    Contribution("Shares = 0", -0.6, "shares"),
)


def test_the_sentence_under_a_post_says_why_and_what_is_next() -> None:
    assert _text(why_this_segment(BARS, [2.0, -0.5, -0.8], NAMES, EARNED)) == (
        "This post is in Talked about because it earned more comments (1,501) and fewer loves (3) than the average "
        "post. Its nearest alternative is Quiet posts; having no shares pulls that way."
    )


def test_a_count_that_pulls_the_other_way_is_told_with_its_number() -> None:
    bars = (*BARS[:2], Contribution("Shares = 47", -0.6, "shares"))

    assert _text(why_this_segment(bars, [2.0, 0.5, 0.8], NAMES, EARNED)).endswith(
        "Quiet posts; its 47 shares pull that way."
    )


def test_a_single_one_is_told_in_the_singular() -> None:
    bars = (*BARS[:2], Contribution("Shares = 1", -0.6, "shares"))
    earned = EARNED | {"shares": make_claim(1, "shares", Unit.COUNT)}

    assert _text(why_this_segment(bars, [2.0, 0.5, -0.8], NAMES, earned)).endswith("its 1 share pulls that way.")


def test_where_nothing_pulls_the_other_way_that_is_said() -> None:
    assert _text(why_this_segment(BARS[:2], [2.0, 1.0], NAMES, EARNED)).endswith(
        "Quiet posts; no count points that way."
    )


def test_a_post_between_two_equal_segments_has_a_sentence_that_claims_nothing() -> None:
    bars = (Contribution("Comments = 5", 0.0, "comments"), Contribution("Shares = 2", 0.0, "shares"))

    text = _text(why_this_segment(bars, [0.1, 0.1], NAMES, EARNED))

    assert text == "This post is in Talked about and as near to Quiet posts: no count tells the two apart for it."


def test_a_count_that_was_not_measured_earned_nothing() -> None:
    bars = (*BARS[:1], Contribution("Loves not measured", 0.0, "loves"))

    assert "not measured" not in _text(why_this_segment(bars, [2.0, float("nan")], NAMES, EARNED))


def test_segments_are_marked_so_that_they_can_be_coloured() -> None:
    sentence = why_this_segment(BARS, [2.0, 0.5, -0.8], NAMES, EARNED)
    marked = [(phrase.text, phrase.segment) for phrase in sentence if phrase.strong]

    assert ("Talked about", 0) in marked
    assert ("Quiet posts", 1) in marked


def test_no_wording_claims_a_cause() -> None:
    texts = [
        _text(make_headline(make_sizes())),
        _text(why_this_segment(BARS, [2.0, 0.5, -0.8], NAMES, EARNED)),
    ]

    for text in texts:
        assert not re.search(r"\b(causes?|drives?|increases?|leads? to|boosts?)\b", text, re.IGNORECASE)
