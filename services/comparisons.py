"""Comparisons: one segmentation beside others of the same posts, and which findings stand in all of them."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from services.analyses import Analysed, Analyses
from services.comparison_claims import standing
from services.cross_cuts import cross_cut
from services.domain.actors import Actor
from services.domain.comparing import (
    Alternative,
    ComparisonChoices,
    CrossCut,
    Cut,
    Flow,
    SecondOpinion,
    SecondOpinionView,
)
from services.domain.errors import InvalidInput
from services.domain.fingerprint import fingerprint
from services.domain.segmentation import K_RANGE, SegmentationRequest
from services.domain.selection import Selection
from services.domain.views import Option
from services.findings import Asked, findings
from services.flows import flow
from services.policy import Permission, requires
from services.progress import Report, part, unwatched
from services.recipes import RECIPES
from services.scope import scope, segment_ids, segment_rank
from services.second_opinion_words import second_opinion_told
from services.storage.results import ResultStore

_KNOWN = {f"k{k}" for k in K_RANGE}


@dataclass(frozen=True, slots=True)
class _Question:
    """What a second opinion depends on besides the file: the segmentation, and every recipe there is."""

    segmentation: str
    k: int
    seed: int
    recipes: tuple[tuple[str, int], ...]


class Comparisons:
    """Makes, stores and finds what the page Compare shows."""

    def __init__(self, analyses: Analyses, results: ResultStore) -> None:
        self._analyses, self._results = analyses, results

    @requires(Permission.EXPLORE)
    def choices(self, actor: Actor, selection: Selection) -> ComparisonChoices:
        """What can be compared with, and what is now; InvalidInput where the address names what nobody knows."""
        analysed = self._analyses.get(actor, selection.segmentation)
        offered = _offered(analysed)
        if selection.against and selection.against not in _KNOWN | set(RECIPES):
            raise InvalidInput(f"There is nothing called {selection.against[:40]!r} to compare with.", "against")
        # A link may compare with what is shown by now.
        stands = selection.against in [option.value for option in offered]
        chosen = selection.against if stands else offered[0].value
        ids = segment_ids(analysed)
        segments = tuple(map(Option, ids, analysed.described.names))
        return ComparisonChoices(offered, chosen, segments, ids[_rank(analysed, selection)])

    @requires(Permission.EXPLORE)
    def flow(self, actor: Actor, selection: Selection) -> Flow:
        """Posts that move between segments, whatever segment is chosen; the other filters hold.

        NotFound while the other recipe's segments were not made, InvalidInput where it does not apply to this file.
        """
        shown = self._analyses.get(actor, selection.segmentation)
        other = self._other(actor, selection)
        if not self._analyses.is_ready(actor, other):
            self._analyses.features(actor, other)
        in_view = scope(shown, selection.filters).of_all_segments
        return flow(shown, selection, self._analyses.get(actor, other), in_view)

    @requires(Permission.EXPLORE)
    def make_flow(self, actor: Actor, selection: Selection, report: Report = unwatched) -> Flow:
        """The same, the other segments computed first unless stored; InvalidInput where they cannot be."""
        self._analyses.make(actor, self._other(actor, selection), report)
        return self.flow(actor, selection)

    @requires(Permission.EXPLORE)
    def cross_cut(self, actor: Actor, selection: Selection, cut: Cut) -> CrossCut:
        """The chosen segment, or the strongest, by format or page; over the posts that the other filters leave."""
        analysed = self._analyses.get(actor, selection.segmentation)
        seen = scope(analysed, selection.filters)
        return cross_cut(analysed, seen.of_all_segments, cut, _rank(analysed, selection))

    @requires(Permission.EXPLORE)
    def is_found(self, actor: Actor, selection: Selection) -> bool:
        """Whether a second opinion on these segments is there to be looked at."""
        name = _name(self._analyses.get(actor, selection.segmentation), selection)
        return self._results.holds(actor.workspace_id, name, SecondOpinion)

    @requires(Permission.EXPLORE)
    def find(self, actor: Actor, selection: Selection, report: Report = unwatched) -> SecondOpinion:
        """Every finding under every alternative, over all posts; computed now unless stored already."""
        analysed = self._analyses.get(actor, selection.segmentation)
        name = _name(analysed, selection)
        if not self._results.holds(actor.workspace_id, name, SecondOpinion):
            opinion = self._ask(actor, selection.segmentation, analysed, report)
            self._results.save(actor.workspace_id, name, opinion, analysed.dataset.id)
        else:
            self._results.link(actor.workspace_id, name, analysed.dataset.id)
        report(1.0, "Findings compared")
        return self._results.load(actor.workspace_id, name, SecondOpinion)

    @requires(Permission.EXPLORE)
    def second_opinion(self, actor: Actor, selection: Selection) -> SecondOpinionView:
        """The stored second opinion in words; NotFound while it was not made."""
        analysed = self._analyses.get(actor, selection.segmentation)
        found = self._results.load(actor.workspace_id, _name(analysed, selection), SecondOpinion)
        labels = {name: recipe.label for name, recipe in RECIPES.items()}
        return second_opinion_told(
            found, analysed.described.names, labels, lambda asked: standing(analysed, selection, asked)
        )

    def _other(self, actor: Actor, selection: Selection) -> SegmentationRequest:
        """What the segmentation is compared with."""
        return _request(selection.segmentation, self.choices(actor, selection).chosen)

    def _ask(self, actor: Actor, request: SegmentationRequest, shown: Analysed, report: Report) -> SecondOpinion:
        asked = [replace(request, k=k) for k in _neighbours(shown)]
        asked += [replace(request, recipe=name, k=None) for name in RECIPES if name != request.recipe]
        steps = [part(report, done / len(asked), (done + 1) / len(asked)) for done in range(len(asked))]
        others = [self._make(actor, other, step) for other, step in zip(asked, steps, strict=True)]
        alternatives = tuple(_alternative(other.recipe, made) for other, made in zip(asked, others, strict=True))
        return SecondOpinion(alternatives, findings(shown, others), len(shown.posts))

    def _make(self, actor: Actor, request: SegmentationRequest, report: Report) -> Asked:
        try:
            return self._analyses.make(actor, request, report)
        except InvalidInput as refused:
            return str(refused)


def _offered(analysed: Analysed) -> tuple[Option, ...]:
    """Other numbers of segments, the nearest first, then other recipes."""
    shown = analysed.described.segmentation.k
    ks = sorted((row.k for row in analysed.analysis.sweep.rows if row.k != shown), key=lambda k: (abs(k - shown), k))
    others = [name for name in RECIPES if name != analysed.analysis.recipe]
    return (
        *(Option(f"k{k}", f"{k} segments") for k in ks),
        *(Option(name, f"{RECIPES[name].label} recipe") for name in others),
    )


def _request(shown: SegmentationRequest, against: str) -> SegmentationRequest:
    if against in RECIPES:
        return replace(shown, recipe=against, k=None)
    return replace(shown, k=int(against.removeprefix("k")))


def _neighbours(shown: Analysed) -> Iterator[int]:
    """The recommended number of segments, one fewer and one more, as far as tried and not what is shown."""
    middle, tried = shown.analysis.default_k, {row.k for row in shown.analysis.sweep.rows}
    for k in (middle - 1, middle, middle + 1):
        if k in tried and k != shown.described.segmentation.k:
            yield k


def _alternative(recipe: str, made: Asked) -> Alternative:
    if isinstance(made, str):
        return Alternative(recipe, None, made)
    return Alternative(recipe, made.described.segmentation.k)


def _rank(analysed: Analysed, selection: Selection) -> int:
    chosen = selection.filters.segments
    return segment_rank(analysed, chosen[0]) if chosen else 0


def _name(analysed: Analysed, selection: Selection) -> str:
    recipes = tuple(sorted((name, recipe.version) for name, recipe in RECIPES.items()))
    k, seed = analysed.described.segmentation.k, selection.segmentation.seed
    return fingerprint("second opinion", analysed.dataset.content, _Question(analysed.fingerprint, k, seed, recipes))
