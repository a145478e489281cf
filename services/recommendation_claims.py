"""Comparisons as claims, and the claims as cards."""

from dataclasses import dataclass, replace
from datetime import date
from math import ceil
from urllib.parse import urlencode

from services.addresses import search
from services.algorithms.afterwards import Afterwards
from services.algorithms.spreads import posts_an_arm
from services.claiming import capital, named, say, told
from services.claims import Evidence
from services.domain.claims import Claim, Estimand, Number, Unit
from services.domain.recommending import Compared, Comparison, Decision, PageSpread, Plan
from services.domain.selection import Selection
from services.domain.views import Phrase, Sentence

MOST_PLANS = 3
_CAUTION = (
    "This is association: {value} differ from the rest in other ways too, such as what they are about. A test shows "
    "whether the difference stays when nothing else decides."
)


@dataclass(frozen=True, slots=True)
class Told:
    """What the cards are made from: the posts that were compared, and what was found."""

    evidence: Evidence
    compared: Compared

    def of_value(self, value: str) -> list[Comparison]:
        """The supported comparisons of one value, of the largest expected value first."""
        return [one for one in self.compared.supported if one.value == value]


def rows_of(evidence: Evidence, value: str) -> Selection:
    """The view of the posts that have a value."""
    filters, (lever, _, form) = evidence.selection.filters, value.partition(":")
    chosen = replace(filters, formats=(form,)) if lever == "format" else replace(filters, lever=value)
    return evidence.rows(chosen)


def ratio(around: Told, one: Comparison) -> Claim:
    """Posts with the value against the rest."""
    number = Number(one.ratio, Unit.TIMES, one.low, one.high)
    estimand = Estimand.RATIO if around.compared.within_pages else Estimand.RATIO_OF_MONTH
    return _of_value(around.evidence, one, estimand, number, drawn=one.resampled)


def medians(around: Told, one: Comparison) -> tuple[Claim, Claim]:
    """The middle post with the value, and of the rest."""
    evidence = around.evidence
    with_value, rest = (Number(float(round(middle)), Unit.COUNT) for middle in one.medians)
    first = _of_value(evidence, one, Estimand.MIDDLE_WITH, with_value)
    second = _of_value(evidence, one, Estimand.MIDDLE_REST, rest)
    others = evidence.rows(evidence.selection.filters)
    return replace(first, n=one.posts[0]), replace(second, n=one.posts[1], rows=others)


def plans(around: Told, one: Comparison) -> tuple[Plan, ...]:
    """What a test takes, on the pages with most posts."""
    pages = [spread for spread in around.compared.spreads if spread.count == one.count]
    return tuple(_plan(around.evidence, one, spread) for spread in pages[:MOST_PLANS])


def days_of(size: int, a_week: float) -> int | None:
    """How long two arms of so many posts take, None for a page that does not publish."""
    return ceil(2 * size / a_week * 7) if a_week > 0 else None


def caution(value: str) -> str:
    """What to keep in mind, in plain words."""
    return _CAUTION.format(value=named(value))


def headline(around: Told) -> Sentence:
    """How many values go with more, or that none does."""
    values = list(dict.fromkeys(one.value for one in around.compared.supported))
    evidence, compared = around.evidence, around.compared
    looked = replace(
        evidence.claim(Estimand.COMPARISONS, Number(compared.tested, Unit.WHOLE)),
        n=compared.posts,
    )
    posts = replace(evidence.claim(Estimand.TESTED, Number(compared.posts, Unit.POSTS)), n=compared.posts)
    alike = "page and month" if compared.within_pages else "month"
    rest = (told(looked), Phrase(f" comparisons within the same {alike} were looked at together, over "), told(posts))
    if not values:
        nothing = Phrase("No recommendation: nothing stands out from luck in your data. ", strong=True)
        return (nothing, *rest, Phrase("."))
    first = say(ratio(around, compared.supported[0]))
    return (*(replace(part, strong=True) for part in first), Phrase(" "), *rest, Phrase("."))


def how_it_went(evidence: Evidence, count: str, decision: Decision, seen: Afterwards) -> Sentence:
    """Since somebody accepted it: how many posts have the value, and what posts earn; or that it is too early."""
    accepted = Phrase(f"Accepted on {_day(decision.at.date())}. ")
    if seen.too_early:
        early = Phrase("Too early to say how it went: upload a newer export in a few weeks.", strong=True)
        return (accepted, early)
    filters, names = evidence.selection.filters, (("posts", decision.value), ("count", count))
    since = evidence.rows(replace(filters, since=decision.at.date()))
    earned = Number(seen.ratio, Unit.TIMES, seen.low, seen.high)
    before, after = (Number(share, Unit.SHARE) for share in seen.shares)
    claims = (
        replace(evidence.claim(Estimand.SHARE_BEFORE, before, names), n=seen.posts[0]),
        replace(evidence.claim(Estimand.SHARE_SINCE, after, names), n=seen.posts[1], rows=since),
        replace(evidence.claim(Estimand.AFTERWARDS, earned, names, seen.resampled), n=sum(seen.posts), rows=since),
    )
    words = [part for claim in claims for part in (*say(claim), Phrase(" "))]
    return (accepted, *words, Phrase("Other things may have changed as well."))


def _of_value(evidence: Evidence, one: Comparison, estimand: Estimand, number: Number, drawn: str = "") -> Claim:
    claim = evidence.claim(estimand, number, (("posts", one.value), ("count", one.count)), drawn)
    return replace(claim, n=sum(one.posts), rows=rows_of(evidence, one.value))


def _plan(evidence: Evidence, one: Comparison, spread: PageSpread) -> Plan:
    size = posts_an_arm(spread.spread)
    number = Number(size, Unit.POSTS, posts_an_arm(spread.low), posts_an_arm(spread.high))
    claim = evidence.claim(Estimand.TEST_SIZE, number, (("page", spread.page),), f"{spread.posts:,} posts")
    filters = replace(evidence.selection.filters, pages=(spread.page,) if spread.page else ())
    view = evidence.rows(filters)
    query = urlencode({"value": one.value, "count": one.count, "on": spread.page})
    there = f"/recommendations/schedule.ics?{search(evidence.rows(evidence.selection.filters))}&{query}"
    return Plan(spread.page, replace(claim, n=spread.posts, rows=view), days_of(size, spread.a_week), there)


def _day(day: date) -> str:
    return f"{day.day} {day:%b %Y}"


def title(value: str) -> str:
    """The head of a card: `Video posts`."""
    return capital(named(value))
