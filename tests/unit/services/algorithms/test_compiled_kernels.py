"""Set-up compiles what the work needs, so that nobody waits for a compiler."""

import numpy as np

from services.algorithms import k_means, lime_table, lloyd, rowwise, tree_shap
from services.algorithms.flat_forest import flatten
from services.algorithms.forest import fit
from services.algorithms.points import Points, distinct
from services.algorithms.warm import compile_kernels
from services.domain.arrays import read_only
from services.progress import unwatched


def count_versions():
    """How many kinds of arguments each kernel is compiled for."""
    return {
        (module.__name__, name): len(kernel.signatures)
        for module in (lime_table, lloyd, rowwise, tree_shap)
        for name, kernel in vars(module).items()
        if hasattr(kernel, "signatures")
    }


def test_real_work_finds_everything_compiled(monkeypatch):
    compile_kernels()
    before = count_versions()
    assert {module.rsplit(".", 1)[-1] for module, _ in before} == {"lime_table", "lloyd", "rowwise", "tree_shap"}
    random = np.random.default_rng(1)
    raw = np.floor(random.lognormal(2, 1, size=(90, 3)))
    forest = flatten(fit(raw, (raw[:, 0] > raw[:, 1]).astype(np.int16), 1), 2)
    tree_shap.explain_forest(forest, raw)
    lime_table.explain_bins(("comments", "shares", "likes"), raw, forest, 1, unwatched)
    monkeypatch.setattr(k_means, "EXACT_POINTS", 50)
    for points in (distinct(raw), Points(raw), Points(read_only(raw))):
        k_means.fit(points, 3, 1, 2)
    assert count_versions() == before
