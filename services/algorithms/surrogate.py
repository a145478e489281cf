"""Everything about why the posts are where they are, in one go: the worker's job."""

from services import explainers
from services.domain.arrays import read_only
from services.domain.features import Features
from services.domain.segmentation import Segmentation
from services.domain.surrogate import Surrogate
from services.progress import Report, part

from . import agreement, flat_forest, forest, shapley


def explain_all(features: Features, segmentation: Segmentation, seed: int, report: Report) -> Surrogate:
    """The forest, its fidelity, the three answers for every post and how they agree.

    The same input gives the same bits on the same machine, whatever its number of cores.
    Raises InvalidInput where the exact answer has too many counts to do.
    """
    report(0.0, "Growing the forest")
    tried = forest.grow_and_try(features, segmentation, seed, part(report, 0.0, 0.6))
    grown = flat_forest.flatten(tried.forest, segmentation.k)
    background = read_only(shapley.draw_background(segmentation.labels, seed))
    study = explainers.Study(features, segmentation, grown, background, seed)
    by_name = explainers.EXPLAINERS
    exact = by_name["exact"].of(study, part(report, 0.6, 0.7))
    shap = by_name["shap"].of(study, part(report, 0.7, 0.8))
    lime = by_name["lime"].of(study, part(report, 0.8, 0.98))
    report(0.98, "Comparing the three answers")
    agreed = agreement.compare(
        by_name["exact"].contributions(exact),
        by_name["shap"].contributions(shap),
        by_name["lime"].contributions(lime),
    )
    report(1.0, "Every post explained")
    return Surrogate(tried.fidelity, grown, exact, background, shap, lime, agreed)
