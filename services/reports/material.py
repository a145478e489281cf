"""What the sections of a report are written from: views of one analysis under one set of filters."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from services.claiming import LANGUAGES, say, small_print, told
from services.claiming.language import Language
from services.claims import Evidence
from services.domain.claims import Claim
from services.domain.comparing import Flow, SecondOpinionView
from services.domain.driving import DriversView
from services.domain.explained import PostExplained
from services.domain.levers import LeversFound
from services.domain.prototypes import Portrait
from services.domain.recommending import RecommendationsView
from services.domain.surrogate import Fidelity
from services.domain.views import Phrase, SegmentsView, Sentence
from services.reports.languages import word, word_of_term
from services.reports.words import Word


class Need(StrEnum):
    """What a section needs besides the segments; each is computed and stored before the report is written."""

    FOREST = "forest"
    LEVERS = "levers"
    POST = "post"
    RECOMMENDATIONS = "recommendations"
    COMPARISON = "comparison"
    FLOW = "flow"
    OPINION = "opinion"


@dataclass(frozen=True, slots=True)
class Material:
    """Everything at hand. drivers, fidelity and levers are None where no section needs them, or nothing was found.

    no_levers: why levers could not be tested, "" = they were, or no section needs them. post, recommendations, flow,
    opinion: of what was pinned. compared: whether the period is held against another. translate: a text of the
    interface in the report's language.
    """

    language: Language
    evidence: Evidence
    view: SegmentsView
    portraits: tuple[Portrait, ...]
    made_at: datetime
    drivers: tuple[DriversView, ...] = ()
    fidelity: Fidelity | None = None
    levers: LeversFound | None = None
    no_levers: str = ""
    post: PostExplained | None = None
    recommendations: RecommendationsView | None = None
    compared: bool = False
    flow: Flow | None = None
    opinion: SecondOpinionView | None = None
    translate: Callable[[str], str] = str

    @property
    def names(self) -> tuple[str, ...]:
        """What the segments are called, by rank."""
        return self.evidence.analysed.described.names

    @property
    def lever_evidence(self) -> Evidence:
        """What claims about levers rest on: posts whose counts do not grow any more, whatever their segment."""
        posts = self.evidence.posts & ~self.evidence.analysed.posts.immature
        selection = self.evidence.selection
        around = replace(selection, filters=replace(selection.filters, segments=(), area=None))
        return replace(self.evidence, selection=around, posts=posts)

    def word(self, which: Word, **values: object) -> str:
        """Words of the report's language."""
        return word(which, self.language, **values)

    def term(self, name: str, *, one: bool = False) -> str:
        """A count, a format or a weekday in the report's language; what it has no word for stays as it is."""
        return word_of_term(name, self.language, one=one)

    def day(self, day: date) -> str:
        """A day as the report's language writes it."""
        return LANGUAGES[self.language].day(day)

    def number_of(self, post_id: str) -> int:
        """The number of a post in its file, from 1; 0 where it is not in it."""
        ids = self.evidence.analysed.posts.ids.astype(str).tolist()
        return ids.index(post_id) + 1 if post_id in ids else 0

    def say(self, claim: Claim) -> Sentence:
        """The claim as a whole sentence."""
        return say(claim, self.language)

    def told(self, claim: Claim) -> str:
        """Its figure alone."""
        return told(claim, self.language).text

    def small_print(self, claim: Claim) -> str:
        """What stands behind it."""
        return small_print(claim, self.language)


def joined(*sentences: Sentence) -> Sentence:
    """Sentences one after the other, a blank between them."""
    phrases: list[Phrase] = []
    for sentence in sentences:
        phrases += [Phrase(" "), *sentence] if phrases else sentence
    return tuple(phrases)
