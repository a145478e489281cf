"""Recommendations: compared once for each view of a dataset, stored, told as claims, and decided by people."""

from dataclasses import dataclass, replace
from datetime import timedelta

import numpy as np

from services.algorithms.afterwards import look_afterwards
from services.algorithms.spreads import posts_an_arm
from services.analyses import Analysed, Analyses
from services.arrivals import note
from services.claiming import capital, named
from services.claims import Evidence
from services.domain.actors import Actor
from services.domain.arrays import Booleans
from services.domain.clock import Clock
from services.domain.errors import InvalidInput, NotFound
from services.domain.fingerprint import fingerprint
from services.domain.recommending import Compared, Decision, PageSpread, Recommendation, RecommendationsView, Verdict
from services.domain.selection import Filters, Selection
from services.domain.views import Sentence
from services.engines import Engine
from services.levers import beforehand, posts_of
from services.policy import Permission, requires
from services.progress import Report, unwatched
from services.recommendation_claims import Told, caution, days_of, headline, how_it_went, medians, plans, ratio
from services.schedules import LONGEST, Schedule, calendar
from services.scope import scope
from services.segments import choices
from services.storage.database import Database
from services.storage.results import ResultStore
from services.storage.tables import DecisionRow

FEWEST_POSTS = 200
LONGEST_NOTE = 1000


@dataclass(frozen=True, slots=True)
class Sources:
    """What recommendations are made from and kept in."""

    analyses: Analyses
    results: ResultStore
    engine: Engine


@dataclass(frozen=True, slots=True)
class _Question:
    """What the answer depends on besides the file: the posts that the filters leave."""

    version: int
    filters: Filters


class Recommendations:
    """Makes, stores and finds comparisons; keeps what people decided."""

    def __init__(self, sources: Sources, database: Database, clock: Clock) -> None:
        self._analyses, self._results, self._engine = sources.analyses, sources.results, sources.engine
        self._database, self._clock = database, clock

    @requires(Permission.EXPLORE)
    def is_found(self, actor: Actor, selection: Selection) -> bool:
        """Whether these posts were compared."""
        name = _name(self._analyses.get(actor, selection.segmentation), selection)
        return self._results.holds(actor.workspace_id, name, Compared)

    @requires(Permission.EXPLORE)
    def find(self, actor: Actor, selection: Selection, report: Report = unwatched) -> Compared:
        """The comparisons; computed now unless stored already. InvalidInput where posts are too few."""
        analysed = self._analyses.get(actor, selection.segmentation)
        name = _name(analysed, selection)
        if not self._results.holds(actor.workspace_id, name, Compared):
            kept = scope(analysed, beforehand(selection.filters)).in_view
            grown = int((kept & ~analysed.posts.immature).sum())
            if grown < FEWEST_POSTS:
                raise InvalidInput(f"{grown:,} posts older than 28 days: too few to compare; {_way_on()}", "dataset")
            found = self._engine.compare(posts_of(analysed.posts, kept), report)
            self._results.save(actor.workspace_id, name, found, analysed.dataset.id)
        else:
            self._results.link(actor.workspace_id, name, analysed.dataset.id)
        report(1.0, "Posts compared")
        return self._results.load(actor.workspace_id, name, Compared)

    @requires(Permission.EXPLORE)
    def view(self, actor: Actor, selection: Selection) -> RecommendationsView:
        """Everything the page shows; NotFound while the posts were not compared."""
        analysed, told = self._told(actor, selection)
        decided = self._decided(actor, analysed)
        supported = [one.value for one in told.compared.supported]
        accepted = [value for value, one in decided.items() if one.verdict is Verdict.ACCEPTED]
        cards = [_card(told, value, decided.get(value)) for value in dict.fromkeys([*supported, *accepted])]
        open_cards = tuple(card for card in cards if not _dismissed(card))
        seen = scope(analysed, told.evidence.selection.filters)
        gone = tuple(filter(_dismissed, cards))
        return RecommendationsView(headline(told), choices(analysed, seen), open_cards, gone)

    @requires(Permission.DECIDE, change="decided about a recommendation", about="value")
    def decide(self, actor: Actor, selection: Selection, value: str, verdict: Verdict | None, words: str = "") -> None:
        """The value is accepted or dismissed, with a note; None takes a decision back.

        NotFound for a value that is not recommended, InvalidInput for a note of more than 1,000 letters.
        """
        analysed, told = self._told(actor, selection)
        line, known = analysed.dataset.line or analysed.dataset.id, self._decided(actor, analysed)
        if not told.of_value(value) and value not in known:
            raise NotFound("This is not recommended any more. Load the page again.")
        if len(words) > LONGEST_NOTE:
            raise InvalidInput(f"The note has {len(words):,} letters; {LONGEST_NOTE:,} fit.", "note")
        with self._database.transaction(actor.workspace_id) as data:
            data.datasets.kept(analysed.dataset.id)
            if verdict is None:
                data.decisions.take_back(line, value)
            else:
                row = {"verdict": verdict.value, "note": words.strip(), "decided_by": actor.name}
                data.decisions.put(DecisionRow(line_id=line, value=value, decided_at=self._clock(), **row))
            done = f"{verdict.value if verdict else 'took back a decision about'} a recommendation"
            note(data, actor, analysed.dataset, (done, capital(named(value))), self._clock())

    @requires(Permission.EXPLORE)
    def schedule(self, actor: Actor, selection: Selection, value: str, count: str, page: str) -> tuple[str, bytes]:
        """The test as a calendar file, with its name; from tomorrow on, a year at most. NotFound for no such test."""
        _, told = self._told(actor, selection)
        spread = _spread(told.compared.spreads, page, count)
        if spread is None or not told.of_value(value):
            raise NotFound("There is no such test. Load the page again.")
        days = days_of(posts_an_arm(spread.spread), spread.a_week) or LONGEST
        now, words = self._clock(), named(value)
        test = Schedule(
            title=f"Test on {page}: {words}" if page else f"Test: {words}",
            with_value=f"Publish {words}",
            rest=f"Publish no {words}",
            first=now.date() + timedelta(days=1),
            days=min(days, LONGEST),
        )
        return f"Test - {words}.ics", calendar(test, f"{now:%Y%m%dT%H%M%SZ}")

    def _told(self, actor: Actor, selection: Selection) -> tuple[Analysed, Told]:
        analysed = self._analyses.get(actor, selection.segmentation)
        compared = self._results.load(actor.workspace_id, _name(analysed, selection), Compared)
        around = replace(selection, filters=beforehand(selection.filters))
        mature: Booleans = scope(analysed, around.filters).in_view & ~analysed.posts.immature
        return analysed, Told(Evidence(analysed, around, mature), compared)

    def _decided(self, actor: Actor, analysed: Analysed) -> dict[str, Decision]:
        with self._database.reading(actor.workspace_id) as data:
            rows = data.decisions.of_dataset(analysed.dataset.line or analysed.dataset.id)
            return {
                row.value: Decision(row.value, Verdict(row.verdict), row.note, row.decided_by, row.decided_at)
                for row in rows
            }


def _card(told: Told, value: str, decision: Decision | None) -> Recommendation:
    """One value; without figures where it is accepted and not supported any more."""
    found = told.of_value(value)
    first = found[0] if found else None
    return Recommendation(
        value=value,
        claims=tuple(ratio(told, one) for one in found),
        medians=medians(told, first) if first else None,
        caution=caution(value),
        plans=plans(told, first) if first else (),
        decision=decision,
        afterwards=_afterwards(told, value, decision),
    )


def _afterwards(told: Told, value: str, decision: Decision | None) -> Sentence:
    if decision is None or decision.verdict is not Verdict.ACCEPTED:
        return ()
    found, posts = told.of_value(value), told.evidence.analysed.posts
    count = found[0].count if found else told.compared.spreads[0].count if told.compared.spreads else ""
    seen = look_afterwards(posts_of(posts, told.evidence.posts), value, count, np.datetime64(decision.at.date()))
    return how_it_went(told.evidence, count, decision, seen)


def _dismissed(card: Recommendation) -> bool:
    return card.decision is not None and card.decision.verdict is Verdict.DISMISSED


def _spread(spreads: tuple[PageSpread, ...], page: str, count: str) -> PageSpread | None:
    return next((one for one in spreads if (one.page, one.count) == (page, count)), None)


def _name(analysed: Analysed, selection: Selection) -> str:
    return fingerprint("comparisons", analysed.dataset.content, _Question(1, beforehand(selection.filters)))


def _way_on() -> str:
    return f"{FEWEST_POSTS} or more work. Clear a filter, or add a file to this dataset."
