"""Why a post is where it is, and what the segments go with: lookups in what the worker stored."""

from dataclasses import replace

from services.analyses import Analysed, Analyses
from services.claims import Evidence
from services.domain.actors import Actor
from services.domain.driving import DriversView
from services.domain.errors import NotFound
from services.domain.explained import PostExplained
from services.domain.prototypes import Portrait
from services.domain.selection import Selection
from services.domain.surrogate import Surrogate
from services.drivers import Explained, drivers
from services.policy import Permission, requires
from services.post_explained import explained
from services.prototypes import portraits
from services.scope import scope
from services.segment_cards import segment_cards
from services.segments import choices


class Explanations:
    """Views of stored explanations."""

    def __init__(self, analyses: Analyses) -> None:
        self._analyses = analyses

    @requires(Permission.EXPLORE)
    def post(self, actor: Actor, selection: Selection) -> PostExplained:
        """One post explained; without SHAP and LIME while the forest has not been grown."""
        analysed = self._analyses.get(actor, selection.segmentation)
        features = self._analyses.features(actor, selection.segmentation)
        surrogate = self._analyses.surrogate(actor, selection.segmentation)
        evidence = Evidence(analysed, selection, scope(analysed, selection.filters).in_view)
        return explained(evidence, features, surrogate, selection.post)

    @requires(Permission.EXPLORE)
    def drivers(self, actor: Actor, selection: Selection) -> DriversView:
        """What goes with each segment; NotFound while the forest has not been grown."""
        analysed, surrogate = self._both(actor, selection)
        features = self._analyses.features(actor, selection.segmentation)
        seen = scope(analysed, selection.filters)
        if not seen.of_all_segments.any():
            raise NotFound("No post fits these filters. Clear one of them.")
        told = Explained(Evidence(analysed, selection, seen.of_all_segments), features, surrogate)
        return drivers(told, selection, choices(analysed, seen))

    @requires(Permission.EXPLORE)
    def portraits(self, actor: Actor, selection: Selection) -> tuple[Portrait, ...]:
        """Typical and odd posts of each segment, among those in view whatever their segment; needs no forest."""
        analysed = self._analyses.get(actor, selection.segmentation)
        features = self._analyses.features(actor, selection.segmentation)
        seen = scope(analysed, selection.filters)
        whole = replace(selection, filters=replace(selection.filters, segments=()))
        return portraits(analysed, features, seen.of_all_segments, segment_cards(analysed, seen, whole))

    def _both(self, actor: Actor, selection: Selection) -> tuple[Analysed, Surrogate]:
        surrogate = self._analyses.surrogate(actor, selection.segmentation)
        if surrogate is None:
            raise NotFound("This segmentation has not been explained yet.")
        return self._analyses.get(actor, selection.segmentation), surrogate
