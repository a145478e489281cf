"""Claims: every number that pages and reports say, with what stands behind it."""

from collections.abc import Callable
from typing import Any

from app.api import told
from app.api.asked import Claims
from app.api.operation import Call, Operation, Reply
from app.api.views import missing, rows_at, view_of
from app.api.waiting import comparisons_first, levers_first, segments_first
from services.addresses import search
from services.claiming import LANGUAGES, figure, say, small_print
from services.claiming.language import Language
from services.domain.claimed import claims_in
from services.domain.claims import Claim
from services.domain.errors import InvalidInput
from services.domain.selection import Selection
from services.domain.views import Sentence
from services.policy import Permission

Found = tuple[Sentence, Any] | Reply


def claims(call: Call) -> Reply:
    """Those about one thing, over the posts of a view."""
    dataset = call.services.datasets.get(call.actor, call.path["dataset"])
    selection = view_of(dataset.id, call.query)
    if not call.services.analyses.is_ready(call.actor, selection.segmentation):
        return segments_first(call, selection.segmentation)
    try:
        found = _ABOUT[call.query.about](call, selection)
    except InvalidInput as wrong:
        raise missing(wrong) from wrong
    if isinstance(found, Reply):
        return found
    finding, value = found
    facts = [claim_facts(claim) for claim in claims_in((finding, value))]
    return Reply(told.ClaimsFacts(dataset=dataset.id, about=call.query.about, finding=_spoken(finding), claims=facts))


def claim_facts(claim: Claim) -> told.ClaimFacts:
    """One claim as programs see it."""
    number, scope = claim.number, claim.scope
    return told.ClaimFacts(
        key=claim.key,
        estimand=claim.estimand,
        names=dict(claim.names),
        number=told.ClaimNumber(value=number.value, unit=number.unit, low=number.low, high=number.high),
        figure=_in_words(lambda language: figure(claim, language)),
        n=claim.n,
        scope=told.ClaimScope(
            dataset=scope.dataset,
            since=scope.since.isoformat() if scope.since else None,
            until=scope.until.isoformat() if scope.until else None,
            resampled=scope.resampled,
        ),
        words=_in_words(lambda language: _spoken(say(claim, language))),
        small_print=_in_words(lambda language: small_print(claim, language)),
        query=search(claim.rows),
        rows=rows_at(claim.rows),
    )


def _segments(call: Call, selection: Selection) -> Found:
    told_of = call.services.segments.headline(call.actor, selection)
    return (*told_of.finding, *told_of.caution), call.services.segments.cards(call.actor, selection)


def _overview(call: Call, selection: Selection) -> Found:
    split = call.services.overview.split(call.actor, selection)
    return split.words if split else (), call.services.overview.comparison(call.actor, selection)


def _levers(call: Call, selection: Selection) -> Found:
    if not call.services.levers.is_found(call.actor, selection):
        return levers_first(call, selection)
    view = call.services.levers.view(call.actor, selection)
    return view.headline, view.best_time


def _recommendations(call: Call, selection: Selection) -> Found:
    if not call.services.recommendations.is_found(call.actor, selection):
        return comparisons_first(call, selection)
    view = call.services.recommendations.view(call.actor, selection)
    return view.headline, (view.cards, view.dismissed)


def _spoken(parts: Sentence) -> str:
    return "".join(phrase.text for phrase in parts)


def _in_words(write: Callable[[Language], str]) -> told.InWords:
    return told.InWords(**{language.value: write(language) for language in LANGUAGES})


_ABOUT: dict[str, Callable[[Call, Selection], Found]] = {
    "segments": _segments,
    "overview": _overview,
    "levers": _levers,
    "recommendations": _recommendations,
}
OPERATIONS = (
    Operation(
        "listClaims",
        "GET",
        "/datasets/{dataset}/claims",
        "What the data supports: findings, verdicts, recommendations",
        Permission.EXPLORE,
        claims,
        told.ClaimsFacts,
        Claims,
        waits=True,
    ),
)
