"""The exact answer, from the segmentation itself."""

from services.domain.arrays import Floats
from services.domain.surrogate import ExactTable
from services.progress import Report

from . import EXPLAINERS, Study


class Exact:
    """Exact Shapley values of the assignment, for the segment of the nearest centroid."""

    name = "exact"
    label = "Exact"
    summary = (
        "How much each count adds to the post being in its segment, from the segmentation itself. No model in between."
    )

    def of(self, study: Study, report: Report) -> ExactTable:
        """The Shapley values of every post."""
        from services.algorithms import shapley  # noqa: PLC0415  # Explainers load what they need when they run.

        report(0.0, "Exact values of every post")
        scaled = study.features.scaled
        return shapley.explain_assignment(scaled, study.segmentation.centroids, scaled[study.background])

    def contributions(self, table: ExactTable) -> Floats:
        """The values themselves."""
        return table.values


EXPLAINERS.add(Exact.name)(Exact())
