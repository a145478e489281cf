"""What would have been: a post with other counts, the nearest way into another segment, posts like it elsewhere."""

from typing import Any, cast

import numpy as np

from services.analyses import Analysed, Analyses
from services.domain.actors import Actor
from services.domain.moving import Moved, MovedShap, NearestChanges, SetCount, Twins
from services.domain.selection import Selection
from services.nearest_changes import nearest_changes
from services.policy import Permission, requires
from services.post_explained import find_post
from services.remembered import Question, remember
from services.scope import scope
from services.twins import find_twins
from services.what_if import Model, Stage, moved, moved_shap, open_model, set_stage

# Posts ready to be moved, a few arrays of as many numbers as there are counts; and opened models, some MB each.
_STAGES, _MODELS = 256, 2


class Moves:
    """Answers at once: what costs time is remembered while somebody moves the counts of a post."""

    def __init__(self, analyses: Analyses) -> None:
        self._analyses = analyses
        self._stages = remember(_STAGES)
        self._models = remember(_MODELS)

    @requires(Permission.EXPLORE)
    def what_if(self, actor: Actor, selection: Selection, counts: tuple[SetCount, ...] = ()) -> Moved:
        """The selection's post with these counts; InvalidInput for a count that cannot be set."""
        return moved(self._stage(actor, selection), self._model(actor, selection), counts)

    @requires(Permission.EXPLORE)
    def what_if_shap(self, actor: Actor, selection: Selection, counts: tuple[SetCount, ...] = ()) -> MovedShap:
        """SHAP for the same; apart, because it takes longer than the rest."""
        return moved_shap(self._stage(actor, selection), self._model(actor, selection), counts)

    @requires(Permission.EXPLORE)
    def nearest(self, actor: Actor, selection: Selection) -> NearestChanges:
        """The smallest changes that lead into each of the other segments."""
        return nearest_changes(self._stage(actor, selection))

    @requires(Permission.EXPLORE)
    def twins(self, actor: Actor, selection: Selection) -> Twins:
        """Posts that differ from the selection's in one lever, and landed elsewhere or not."""
        analysed = self._analyses.get(actor, selection.segmentation)
        return find_twins(analysed, _place(analysed, selection))

    def _stage(self, actor: Actor, selection: Selection) -> Stage:
        analysed = self._analyses.get(actor, selection.segmentation)
        place = _place(analysed, selection)

        def answer() -> Stage:
            return set_stage(analysed, self._analyses.features(actor, selection.segmentation), place)

        return cast("Stage", self._stages(Question((*_key(actor, analysed), place), answer)))

    def _model(self, actor: Actor, selection: Selection) -> Model | None:
        surrogate = self._analyses.surrogate(actor, selection.segmentation)
        if surrogate is None:
            return None

        def answer() -> Model:
            return open_model(surrogate, self._analyses.features(actor, selection.segmentation))

        analysed = self._analyses.get(actor, selection.segmentation)
        return cast("Model", self._models(Question(_key(actor, analysed), answer)))


def _key(actor: Actor, analysed: Analysed) -> tuple[Any, ...]:
    return actor.workspace_id, analysed.dataset.id, analysed.fingerprint, analysed.described.segmentation.k


def _place(analysed: Analysed, selection: Selection) -> int:
    in_view = scope(analysed, selection.filters).in_view if not selection.post else np.ones(0, bool)
    return find_post(analysed, in_view, selection.post)
