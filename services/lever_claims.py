"""What was found about levers, as claims."""

from dataclasses import replace

from services.claims import Evidence
from services.domain.claims import Claim, Estimand, Number, Unit
from services.domain.levers import BestTime, LeverScore, LeverScores

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def accuracy(evidence: Evidence, scores: LeverScores, score: LeverScore, place: int) -> Claim:
    """How well one lever alone tells the segment in one validation; months of a page were drawn anew."""
    number = Number(float(score.accuracy[place]), Unit.SCORE, float(score.low[place]), float(score.high[place]))
    claim = evidence.claim(Estimand.LEVER, number, (("lever", score.lever),), "months of posts")
    return replace(claim, n=scores.posts)


def chance(evidence: Evidence, scores: LeverScores) -> Claim:
    """What naming segments at random gives."""
    return replace(evidence.claim(Estimand.CHANCE, Number(scores.chance, Unit.SCORE)), n=scores.posts)


def tested(evidence: Evidence, scores: LeverScores) -> Claim:
    """The posts that stand behind the verdict."""
    return replace(evidence.claim(Estimand.TESTED, Number(scores.posts, Unit.POSTS)), n=scores.posts)


def slot(evidence: Evidence, best: BestTime, day: int, hour: int) -> Claim:
    """What posts in one hour of the week earn beside equal posts at other times; its rows are the posts there."""
    slots, here = best.slots, replace(evidence.selection.filters, lever=f"hour:{day}-{hour}")
    ratio, low, high = (float(grid[day, hour]) for grid in (slots.ratio, slots.low, slots.high))
    names = (("weekday", DAYS[day]), ("hour", f"{hour}:00"))
    claim = evidence.claim(Estimand.SLOT, Number(ratio, Unit.TIMES, low, high), names, "weeks of posts")
    return replace(claim, n=int(slots.posts[day, hour]), rows=evidence.rows(here))


def slots_tested(evidence: Evidence, best: BestTime) -> Claim:
    """How many hours of the week hold enough posts."""
    return replace(evidence.claim(Estimand.SLOTS, Number(best.tested, Unit.WHOLE)), n=best.posts)


def more_posts(evidence: Evidence, best: BestTime) -> Claim | None:
    """How many more posts the nearest slot would take, None where nobody can say; its rows are the posts there."""
    if best.nearest is None or best.more_posts is None:
        return None
    there = slot(evidence, best, *best.nearest)
    claim = evidence.claim(Estimand.MORE_POSTS, Number(best.more_posts, Unit.POSTS))
    return replace(claim, n=there.n, rows=there.rows)
