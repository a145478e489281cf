"""SHAP on the forest that restates the segments."""

import numpy as np

from services.domain.arrays import Floats
from services.domain.surrogate import ShapTable
from services.progress import Report

from . import EXPLAINERS, Study


class ShapForest:
    """Exact TreeSHAP of the forest's probability, shown for the segment the forest answers."""

    name = "shap"
    label = "SHAP"
    summary = (
        "How much each count moves the probability of the segment, in a random forest that restates "
        "the segments from the raw counts."
    )

    def of(self, study: Study, report: Report) -> ShapTable:
        """By our kernel; by the shap library, slower, where there are more counts than the kernel takes."""
        from services.algorithms import tree_shap  # noqa: PLC0415  # Numba stays out of the web process.

        report(0.0, "SHAP values of every post")
        if study.forest.features <= tree_shap.MOST_FEATURES:
            return tree_shap.explain_forest(study.forest, study.features.raw)
        from services.algorithms import tree_shap_reference  # noqa: PLC0415  # So does shap.

        report(0.0, "SHAP values of every post, by the shap library because there are many counts")
        return tree_shap_reference.explain_forest(study.forest, study.features.raw)

    def contributions(self, table: ShapTable) -> Floats:
        """The values for the segment with the highest probability."""
        posts = np.arange(len(table.values))
        return np.asarray(table.values[posts, :, table.probability.argmax(axis=1)])


EXPLAINERS.add(ShapForest.name)(ShapForest())
