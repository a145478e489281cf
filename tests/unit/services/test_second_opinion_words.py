"""The verdict can say no, and the figures stand beside it."""

import re

from builders import make_analysed

from services.comparison_claims import standing
from services.domain.comparing import (
    Alternative,
    Answer,
    Concentration,
    Finding,
    Outcome,
    OverRepresentation,
    Recovery,
    SecondOpinion,
    Stability,
    Support,
)
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.second_opinion_words import second_opinion_told

NAMES = ("Viral emotion", "Quiet posts")
HELD = Concentration(282, 0.04, 0.28)


def make_opinion(*outcomes, measured=HELD):
    """One finding an outcome, each under one alternative."""
    findings = tuple(
        Finding(measured, (Answer(one, None if one is Outcome.UNASKED else measured, "it does not apply"),))
        for one in outcomes
    )
    return SecondOpinion((Alternative("volume", 4),), findings, 7050)


def told(opinion):
    analysed = make_analysed()
    view = Selection(SegmentationRequest("d1"))
    return second_opinion_told(opinion, NAMES, {"volume": "Volume"}, lambda asked: standing(analysed, view, asked))


def verdict(*outcomes, **difference):
    return "".join(phrase.text for phrase in told(make_opinion(*outcomes, **difference)).verdict)


def test_the_verdict_says_no_where_nothing_stands():
    assert verdict(Outcome.FAILS, Outcome.FAILS).startswith(
        "No finding holds under every recipe and number of segments"
    )


def test_the_verdict_says_so_where_everything_stands():
    assert verdict(Outcome.HOLDS, Outcome.HOLDS).startswith("All 2 findings hold under every alternative asked.")


def test_the_verdict_counts_what_depends_on_the_recipe():
    some = verdict(Outcome.HOLDS, Outcome.FAILS, Outcome.UNASKED, measured=Recovery(0, 0, 0.8))
    assert some.startswith("1 of 2 findings holds under every alternative asked; the other 1 depends on the recipe")
    assert some.endswith("Of 2 segments 1 is recovered in all of them; 6 posts.")


def test_nobody_who_could_be_asked_is_no_second_opinion():
    assert verdict(Outcome.UNASKED).startswith("No second opinion.")
    view = told(make_opinion(Outcome.UNASKED))
    assert view.findings[0].verdict == "nobody could be asked"
    assert view.findings[0].answers[0].words == "it does not apply"
    assert not view.findings[0].holds


def test_every_kind_of_finding_has_its_words_and_its_figures():
    kinds = {
        HELD: ("A segment of 282 posts (4%) holds 28% of all engagement.", "best: 282 posts (4%), 28% of engagement"),
        Support(4): ("The data supports 4 segments.", "4 segments"),
        Support(None): ("No number of segments is stable in this data.", "no stable number"),
        Stability(0.97, 0.9): ("Every segment is stable: lowest Jaccard 0.90", "lowest Jaccard 0.90, mean ARI 0.97"),
        OverRepresentation("video", 260, 0.92, 0.31, 3.0, 2.9, 3.2): (
            "Video posts are over-represented in the strongest segment: 92% of its posts, 31% of the others, 3.0 times",
            "92% of its posts, 31% of the others, 3.0 times (2.9 to 3.2)",
        ),
        Recovery(1, 1, 0.75): ("Quiet posts comes back as a segment.", "best Jaccard 0.75"),
    }
    for measured, (statement, figures) in kinds.items():
        row = told(make_opinion(Outcome.HOLDS, measured=measured)).findings[0]
        assert "".join(phrase.text for phrase in row.statement).startswith(statement)
        assert row.answers[0].words == figures
        assert row.verdict == "holds under 1 of 1 asked"


def test_nothing_is_said_to_cause_anything():
    words = [verdict(one) for one in Outcome]
    assert not re.search(r"\b(cause|drive|lead|increase|because|effect)", " ".join(words))
