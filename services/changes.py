"""What stands out over time: found once for each view of a dataset, stored, told in words."""

from dataclasses import dataclass
from datetime import timedelta

from services.analyses import Analysed, Analyses
from services.change_words import outlying_post, turn_words
from services.domain.actors import Actor
from services.domain.alerting import AlertRule
from services.domain.changes import ChangePoint, ChangesFound, ChangesView
from services.domain.errors import NotFound
from services.domain.fingerprint import fingerprint
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Filters, Selection
from services.engines import Engine
from services.levers import beforehand, parts_of, posts_of
from services.periods import NEWEST
from services.policy import Permission, requires
from services.progress import Report, unwatched
from services.scope import scope
from services.storage.results import ResultStore
from services.turns import Turn, turn_of


@dataclass(frozen=True, slots=True)
class _Question:
    """What the answer depends on besides the segmentation: the posts that the filters leave."""

    segmentation: str
    k: int
    filters: Filters


class Changes:
    """Makes, stores and finds what stands out."""

    def __init__(self, analyses: Analyses, results: ResultStore, engine: Engine) -> None:
        self._analyses, self._results, self._engine = analyses, results, engine

    @requires(Permission.EXPLORE)
    def is_found(self, actor: Actor, selection: Selection) -> bool:
        """Whether these posts were looked through."""
        name = _name(self._analyses.get(actor, selection.segmentation), selection)
        return self._results.holds(actor.workspace_id, name, ChangesFound)

    @requires(Permission.EXPLORE)
    def find(self, actor: Actor, selection: Selection, report: Report = unwatched) -> ChangesFound:
        """What stands out; looked for now unless stored already. NotFound where the filters leave no post."""
        analysed = self._analyses.get(actor, selection.segmentation)
        name = _name(analysed, selection)
        if not self._results.holds(actor.workspace_id, name, ChangesFound):
            kept = scope(analysed, beforehand(selection.filters)).in_view
            posts, parts = posts_of(analysed.posts, kept), parts_of(analysed.described.segmentation, kept)
            found = self._engine.find_changes(posts, parts, report)
            self._results.save(actor.workspace_id, name, found, analysed.dataset.id)
        else:
            self._results.link(actor.workspace_id, name, analysed.dataset.id)
        report(1.0, "Looked for what stands out")
        return self._results.load(actor.workspace_id, name, ChangesFound)

    @requires(Permission.EXPLORE)
    def view(self, actor: Actor, selection: Selection) -> ChangesView:
        """The same in words; NotFound while it was not looked for."""
        analysed = self._analyses.get(actor, selection.segmentation)
        found = self._results.load(actor.workspace_id, _name(analysed, selection), ChangesFound)
        turns = (turn_of(analysed, selection, point) for point in found.points)
        return ChangesView(
            outliers=tuple(outlying_post(analysed, selection, one) for one in found.outliers),
            turns=tuple(turn_words(turn) for turn in turns),
            posts=found.posts,
            weeks=found.weeks,
        )

    @requires(Permission.EXPLORE)
    def alerts(self, actor: Actor, request: SegmentationRequest, rule: AlertRule) -> tuple[Turn, ...]:
        """The turns of the newest weeks that the rule asks for, over all posts; none where it is off."""
        if rule.threshold is None:
            return ()
        analysed, everything = self._analyses.get(actor, request), Selection(request)
        try:
            found = self._results.load(actor.workspace_id, _name(analysed, everything), ChangesFound)
        except NotFound:
            return ()
        turns = (turn_of(analysed, everything, point) for point in found.points if _is_new(analysed, point))
        return tuple(turn for turn in turns if abs(turn.difference) >= rule.threshold)


def _is_new(analysed: Analysed, point: ChangePoint) -> bool:
    last = analysed.dataset.last
    return last is not None and point.day > last.date() - timedelta(days=NEWEST)


def _name(analysed: Analysed, selection: Selection) -> str:
    k = analysed.described.segmentation.k
    question = _Question(analysed.fingerprint, k, beforehand(selection.filters))
    return fingerprint("changes", analysed.dataset.content, question)
