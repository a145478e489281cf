"""A second opinion in words: what holds under every alternative, what does not, and what nobody could be asked."""

from collections.abc import Callable, Mapping, Sequence

from services.claiming import told
from services.comparison_claims import Standing
from services.domain.comparing import (
    Alternative,
    Answer,
    AnswerTold,
    Concentration,
    Finding,
    FindingTold,
    Measured,
    Outcome,
    OverRepresentation,
    Recovery,
    SecondOpinion,
    SecondOpinionView,
    Stability,
    Support,
)
from services.domain.views import Phrase, Sentence
from services.wording import percent

Names = tuple[str, ...]
_EVERYWHERE = " findings hold under every alternative asked. "


def second_opinion_told(
    found: SecondOpinion,
    names: Names,
    recipes: Mapping[str, str],
    count: Callable[[Sequence[Finding]], Standing],
) -> SecondOpinionView:
    """The whole table. names: of the shown segments, strongest first. recipes: name -> label. count: makes claims."""
    return SecondOpinionView(
        verdict=_verdict(found, count),
        alternatives=tuple(_heading(one, recipes) for one in found.alternatives),
        findings=tuple(_finding_told(finding, names) for finding in found.findings),
    )


def _verdict(found: SecondOpinion, count: Callable[[Sequence[Finding]], Standing]) -> Sentence:
    """How many findings stand everywhere; a plain no where none does, or where nobody could be asked."""
    asked = [finding for finding in found.findings if finding.asked]
    if not asked:
        return (
            Phrase("No second opinion. ", strong=True),
            Phrase("No other recipe or number of segments could be asked about these posts."),
        )
    counted = count(asked)
    return (*_findings_standing(counted), *_segments_recovered(counted))


def _findings_standing(counted: Standing) -> Sentence:
    stands, others = int(counted.hold.number.value), int(counted.depend.number.value)
    if not stands:
        return (Phrase("No finding holds under every recipe and number of segments asked. ", strong=True),)
    if not others:
        return (_strong("All "), told(counted.hold, strong=True), _strong(_EVERYWHERE))
    return (
        told(counted.hold, strong=True),
        _strong(" of "),
        told(counted.asked, strong=True),
        _strong(f" findings {'hold' if stands > 1 else 'holds'} under every alternative asked; the other "),
        told(counted.depend, strong=True),
        _strong(f" {'depend' if others > 1 else 'depends'} on the recipe or the number of segments. "),
    )


def _segments_recovered(counted: Standing) -> Sentence:
    recovered = int(counted.recovered.number.value)
    return (
        Phrase("Of "),
        told(counted.segments),
        Phrase(" segments "),
        told(counted.recovered) if recovered else Phrase("none"),
        Phrase(f" {'is' if recovered <= 1 else 'are'} recovered in all of them; "),
        told(counted.posts),
        Phrase("."),
    )


def _strong(text: str) -> Phrase:
    return Phrase(text, strong=True)


def _heading(one: Alternative, recipes: Mapping[str, str]) -> str:
    label = recipes.get(one.recipe, one.recipe)
    return f"{label}, k = {one.k}" if one.k else label


def _finding_told(finding: Finding, names: Names) -> FindingTold:
    asked = finding.asked
    held = sum(answer.outcome is Outcome.HOLDS for answer in asked)
    verdict = f"holds under {held} of {len(asked)} asked" if asked else "nobody could be asked"
    answers = tuple(_answer(answer) for answer in finding.answers)
    return FindingTold(_statement(finding.measured, names), verdict, finding.holds, answers)


def _answer(answer: Answer) -> AnswerTold:
    return AnswerTold(answer.outcome, answer.reason if answer.measured is None else _figures(answer.measured))


def _statement(measured: Measured, names: Names) -> Sentence:
    if isinstance(measured, Recovery):
        return (Phrase(names[measured.segment], segment=measured.segment), Phrase(" comes back as a segment."))
    return (Phrase(_claim(measured)),)


def _claim(measured: Concentration | Support | Stability | OverRepresentation) -> str:
    if isinstance(measured, Concentration):
        return (
            f"A segment of {_posts(measured.posts)} ({percent(measured.share)}) holds {percent(measured.held)} of all "
            "engagement."
        )
    if isinstance(measured, Support):
        k = measured.recommended_k
        return f"The data supports {k} segments." if k else "No number of segments is stable in this data."
    if isinstance(measured, Stability):
        return f"Every segment is stable: {_figures(measured)}."
    what = measured.format.capitalize()
    return f"{what} posts are over-represented in the strongest segment: {_figures(measured)}."


def _figures(measured: Measured) -> str:
    if isinstance(measured, Concentration):
        return f"best: {_posts(measured.posts)} ({percent(measured.share)}), {percent(measured.held)} of engagement"
    if isinstance(measured, Support):
        return f"{measured.recommended_k} segments" if measured.recommended_k else "no stable number"
    if isinstance(measured, Stability):
        return f"lowest Jaccard {measured.lowest_jaccard:.2f}, mean ARI {measured.ari:.2f}"
    if isinstance(measured, Recovery):
        return f"best Jaccard {measured.jaccard:.2f}"
    times = f"{measured.ratio:.1f} times ({measured.low:.1f} to {measured.high:.1f})"
    return f"{percent(measured.inside)} of its posts, {percent(measured.outside)} of the others, {times}"


def _posts(many: int) -> str:
    return "1 post" if many == 1 else f"{many:,} posts"
