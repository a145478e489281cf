"""What levers come to, in words: association, with its interval and n, or plainly that nothing is supported."""

import numpy as np

from services.claiming import interval, told
from services.claims import Evidence
from services.domain.claims import Claim, Estimand, Number, Unit
from services.domain.levers import TOGETHER, BestTime, LeverScore, LeverScores, Validation
from services.domain.views import Phrase, Sentence
from services.lever_claims import DAYS, accuracy, chance, more_posts, slot, slots_tested, tested
from services.wording import in_a_row, listed

NOT_SUPPORTED = "not supported by your data"


def levers_headline(evidence: Evidence, scores: LeverScores) -> Sentence:
    """Which levers go with the segment of a post, and which do not; evidence: the posts they were tested on."""
    single = [score for score in scores.scores if score.lever != TOGETHER]
    supported = [score for score in single if score.supported]
    others = [score.lever for score in single if not score.supported]
    if not single:
        return (Phrase("This file knows nothing that was chosen before publishing.", strong=True),)
    if not supported:
        return (
            Phrase(f"No lever goes with where posts land: {NOT_SUPPORTED}. ", strong=True),
            Phrase(f"Tested were {listed(others)}, against shuffled files, "),
            told(tested(evidence, scores)),
            Phrase("."),
        )
    names = listed([score.lever for score in supported])
    verb = "go" if len(supported) > 1 else "goes"
    rest = f" {listed(others).capitalize()}: {NOT_SUPPORTED}." if others else ""
    return (
        Phrase(f"{names.capitalize()} {verb} with the segment of a post. ", strong=True),
        *_best(evidence, max(supported, key=_hardest), scores),
        Phrase(f".{rest}"),
    )


def _best(evidence: Evidence, score: LeverScore, scores: LeverScores) -> Sentence:
    """The hardest test that the best lever passes, with its figures."""
    place = int(np.nanargmin(score.accuracy))
    how = list(Validation)[place]
    return (
        Phrase(f"From {score.lever} alone, of {how} the segment is found with a balanced accuracy of "),
        *_with_interval(accuracy(evidence, scores, score, place)),
        Phrase("); chance gives "),
        told(chance(evidence, scores)),
        Phrase(", "),
        told(tested(evidence, scores)),
    )


def _with_interval(claim: Claim) -> Sentence:
    """`0.43 (0.41 to 0.45`, both as links; the bracket is closed by whoever goes on."""
    return told(claim), Phrase(" ("), Phrase(interval(claim), claim=claim)


def _hardest(score: LeverScore) -> float:
    return float(np.nanmin(score.accuracy))


def best_time_words(evidence: Evidence, best: BestTime) -> Sentence:
    """Whether there is a time at which posts earn more; evidence: the posts it was looked for in."""
    reliable = np.argwhere(best.slots.reliable)
    if len(reliable):
        slots = in_a_row([_slot(evidence, best, int(day), int(hour)) for day, hour in reliable])
        after = ". Compared with equal posts at other times: format, quarter and page are taken out."
        return (*slots, Phrase(after))
    nothing = Phrase("No reliable slot. ", strong=True)
    if best.nearest is None:
        fewest = told(_fewest(evidence, best))
        return nothing, Phrase("No hour of the week has the "), fewest, Phrase(" that a comparison needs.")
    return (
        nothing,
        Phrase("None of "),
        told(slots_tested(evidence, best)),
        Phrase(" hours of the week with "),
        told(_fewest(evidence, best)),
        Phrase(" or more stands all checks. Nearest: "),
        *_slot(evidence, best, *best.nearest),
        Phrase("."),
        *_more(more_posts(evidence, best)),
    )


def _fewest(evidence: Evidence, best: BestTime) -> Claim:
    return evidence.claim(Estimand.FEWEST, Number(best.fewest, Unit.POSTS))


def _more(claim: Claim | None) -> Sentence:
    if claim is None:
        return ()
    return Phrase(" A difference of that size would take about "), told(claim), Phrase(" more there to show.")


def _slot(evidence: Evidence, best: BestTime, day: int, hour: int) -> Sentence:
    """`Tuesday at 18:00, where posts earn 1.4 times as much (1.2 to 1.7 times, n = 45)`."""
    claim = slot(evidence, best, day, hour)
    n = Phrase(f"{claim.n:,}", claim=claim)
    return (
        Phrase(f"{DAYS[day]} at {hour}:00", strong=True, claim=claim),
        Phrase(", where posts earn "),
        told(claim),
        Phrase(" as much ("),
        Phrase(interval(claim), claim=claim),
        Phrase(", n = "),
        n,
        Phrase(")"),
    )
