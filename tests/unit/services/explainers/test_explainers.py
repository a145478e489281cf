"""The registry of explainers and what each of them owes its caller."""

import subprocess
import sys

import numpy as np
import pytest

from services.algorithms import tree_shap
from services.algorithms.shapley import draw_background
from services.explainers import EXPLAINERS, Study
from services.progress import unwatched


@pytest.fixture
def study(core):
    background = draw_background(core.segmentation.labels, 42)
    return Study(core.features, core.segmentation, core.flat, background, 42)


def test_the_three_answers_are_there():
    assert sorted(EXPLAINERS) == ["exact", "lime", "shap"]


@pytest.mark.parametrize("name", ["exact", "lime", "shap"])
def test_an_explainer_has_words_and_one_contribution_a_post_and_count(name, study):
    explainer = EXPLAINERS[name]
    contributions = explainer.contributions(explainer.of(study, unwatched))
    assert explainer.name == name
    assert explainer.label
    assert explainer.summary.endswith(".")
    assert contributions.shape == study.features.raw.shape
    assert np.all(np.isfinite(contributions))
    assert np.abs(contributions).max() > 0.1


def test_shap_is_shown_for_the_segment_the_forest_answers(study):
    explainer = EXPLAINERS["shap"]
    table = explainer.of(study, unwatched)
    shown = table.probability.argmax(axis=1)
    total = table.base[shown] + explainer.contributions(table).sum(axis=1)
    np.testing.assert_allclose(total, table.probability.max(axis=1), atol=1e-6)


def test_the_library_steps_in_where_the_kernel_cannot_serve(study, monkeypatch):
    few = Study(
        type(study.features)(study.features.names, study.features.raw[:20], study.features.scaled[:20]),
        study.segmentation,
        study.forest,
        np.arange(20),
        42,
    )
    ours = EXPLAINERS["shap"].of(few, unwatched)
    monkeypatch.setattr(tree_shap, "MOST_FEATURES", 7)
    said = []
    theirs = EXPLAINERS["shap"].of(few, lambda _, message: said.append(message))
    np.testing.assert_allclose(theirs.values, ours.values, rtol=0, atol=1e-6)
    assert any("shap library" in message for message in said)


def test_looking_at_the_registry_imports_no_heavy_library():
    code = (
        "import sys; from services.explainers import EXPLAINERS; assert len(EXPLAINERS) == 3;"
        "import services.algorithms.distances, services.algorithms.shapley, services.algorithms.agreement;"
        "import services.algorithms.flat_forest, services.algorithms.leaf_games;"
        "print(sorted({'sklearn', 'shap', 'lime', 'numba'} & set(sys.modules)))"
    )
    # The command is this interpreter with fixed text: nothing comes from outside.
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
