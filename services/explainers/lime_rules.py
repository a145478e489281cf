"""LIME rules on the forest that restates the segments."""

from services.domain.arrays import Floats
from services.domain.surrogate import LimeTable
from services.progress import Report

from . import EXPLAINERS, Study


class LimeRules:
    """Weights of a local linear model over bins of counts, shown for the segment the forest answers."""

    name = "lime"
    label = "LIME"
    summary = (
        "How much it counts that a count lies in its range, in a simple model fitted to the forest around the post."
    )

    def of(self, study: Study, report: Report) -> LimeTable:
        """The rules of every post, over five seeds."""
        from services.algorithms import lime_table  # noqa: PLC0415  # Lime and numba stay out of the web process.

        features = study.features
        return lime_table.explain_bins(features.names, features.raw, study.forest, study.seed, report)

    def contributions(self, table: LimeTable) -> Floats:
        """The mean weights for the forest's segment."""
        return table.weights[table.bins, :, table.label]


EXPLAINERS.add(LimeRules.name)(LimeRules())
