"""The SHAP kernel against the shap library and against the definition."""

from itertools import combinations
from math import comb

import numpy as np
import pytest
from sklearn.ensemble import RandomForestClassifier

from services.algorithms import tree_shap, tree_shap_reference
from services.algorithms.flat_forest import flatten, predict
from services.algorithms.forest import fit
from services.algorithms.leaf_games import explain_one, open_leaves
from services.algorithms.tree_shap import explain_forest


def make_forest(*, missing=0.0, features=5, trees=10):
    random = np.random.default_rng(8)
    raw = np.floor(random.lognormal(1, 2, size=(120, features)))
    labels = np.digitize(raw[:, 0] * raw[:, 1], [2, 30]).astype(np.int16)
    raw[random.random(raw.shape) < missing] = np.nan
    grown = fit(raw, labels, 4)
    grown.estimators_ = grown.estimators_[:trees]
    return flatten(grown, 3), raw


def follow(forest, node, post, coalition):
    """The answer of one tree when only the coalition's counts are known: Lundberg 2020, algorithm 1."""
    if forest.left[node] < 0:
        return forest.value[node]
    left, right, feature = forest.left[node], forest.right[node], forest.feature[node]
    if feature in coalition:
        value = np.float64(np.float32(post[feature]))
        goes_left = forest.missing_left[node] if np.isnan(value) else value <= forest.threshold[node]
        return follow(forest, left if goes_left else right, post, coalition)
    both = [follow(forest, child, post, coalition) * forest.cover[child] for child in (left, right)]
    return sum(both) / forest.cover[node]


def shapley_by_definition(forest, post):
    worth = {}
    for size in range(forest.features + 1):
        for members in combinations(range(forest.features), size):
            trees = [follow(forest, root, post, members) for root in forest.roots]
            worth[frozenset(members)] = np.mean(trees, axis=0)
    values = np.zeros((forest.features, forest.value.shape[1]))
    for members, value in worth.items():
        for feature in set(range(forest.features)) - members:
            weight = 1 / (forest.features * comb(forest.features - 1, len(members)))
            values[feature] += weight * (worth[members | {feature}] - value)
    return values


def test_values_of_the_core_file_equal_those_of_shap(core):
    explainer = tree_shap_reference.shap.TreeExplainer(core.grown, feature_perturbation="tree_path_dependent")
    sample = np.random.default_rng(0).choice(len(core.features.raw), 60, replace=False)
    table = explain_forest(core.flat, core.features.raw)
    expected = explainer.shap_values(core.features.raw[sample], check_additivity=False)
    np.testing.assert_allclose(table.values[sample], expected, rtol=0, atol=1e-6)
    np.testing.assert_allclose(table.base, explainer.expected_value, rtol=0, atol=1e-6)


def test_base_and_values_of_all_core_posts_sum_to_the_probability(core):
    table = explain_forest(core.flat, core.features.raw)
    expected = core.grown.predict_proba(core.features.raw)
    np.testing.assert_allclose(table.base + table.values.sum(axis=1), expected, rtol=0, atol=1e-6)
    np.testing.assert_allclose(table.probability, expected, rtol=0, atol=1e-6)


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_values_equal_the_definition_over_all_coalitions(missing):
    forest, raw = make_forest(missing=missing)
    table = explain_forest(forest, raw)
    for post in range(0, 120, 8):
        np.testing.assert_allclose(table.values[post], shapley_by_definition(forest, raw[post]), atol=1e-12)


def test_a_split_between_measured_and_not_measured_lets_no_number_through():
    raw = np.array([[3.0, 0.0], [9.0, 0.0], [np.nan, 0.0]] * 20)
    best_cuts = RandomForestClassifier(20, random_state=1)
    forest = flatten(best_cuts.fit(raw, np.isnan(raw[:, 0]).astype(np.int16)), 2)
    assert np.isinf(forest.threshold).any()
    table = explain_forest(forest, raw)
    np.testing.assert_allclose(table.base + table.values.sum(axis=1), predict(forest, raw), atol=1e-12)


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_the_library_fallback_gives_the_same(missing):
    forest, raw = make_forest(missing=missing)
    ours, theirs = explain_forest(forest, raw), tree_shap_reference.explain_forest(forest, raw)
    np.testing.assert_allclose(ours.values, theirs.values, rtol=0, atol=1e-6)
    np.testing.assert_allclose(ours.base, theirs.base, rtol=0, atol=1e-6)
    np.testing.assert_allclose(ours.probability, theirs.probability, rtol=0, atol=1e-6)


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_one_post_alone_has_the_values_it_has_among_all(missing):
    forest, raw = make_forest(missing=missing)
    alone = explain_one(open_leaves(forest), raw[3])
    np.testing.assert_allclose(alone, explain_forest(forest, raw).values[3], rtol=0, atol=1e-12)


def test_counts_the_training_never_saw_are_explained():
    forest, _ = make_forest(missing=0.2)
    raw = np.array([[-1.0, 1e12, np.nan, 0.0, np.inf], [np.nan] * 5])
    table = explain_forest(forest, raw)
    np.testing.assert_allclose(table.base + table.values.sum(axis=1), predict(forest, raw), atol=1e-12)
    for post in (0, 1):
        np.testing.assert_allclose(table.values[post], shapley_by_definition(forest, raw[post]), atol=1e-12)


def test_values_do_not_depend_on_the_other_posts_to_the_bit():
    forest, raw = make_forest(missing=0.1)
    np.testing.assert_array_equal(explain_forest(forest, raw[40:60]).values, explain_forest(forest, raw).values[40:60])


def test_ranks_of_32_bits_give_the_same_as_ranks_of_16(monkeypatch):
    forest, raw = make_forest(missing=0.1)
    narrow = explain_forest(forest, raw)
    monkeypatch.setattr(tree_shap.np, "uint16", np.uint32)
    np.testing.assert_array_equal(explain_forest(forest, raw).values, narrow.values)


def test_a_constant_count_is_worth_nothing():
    random = np.random.default_rng(1)
    raw = np.column_stack([random.integers(0, 99, 80), np.full(80, 5)]).astype(float)
    forest = flatten(fit(raw, (raw[:, 0] > 40).astype(np.int16), 1), 2)
    assert np.all(explain_forest(forest, raw).values[:, 1] == 0.0)


def test_more_features_than_the_kernel_takes_are_refused():
    forest, raw = make_forest(features=17, trees=2)
    with pytest.raises(ValueError, match="takes 16 features, not 17"):
        explain_forest(forest, raw)


def test_one_feature_is_enough():
    raw = np.arange(20.0)[:, None]
    forest = flatten(fit(raw, (raw[:, 0] > 9).astype(np.int16), 1), 2)
    table = explain_forest(forest, raw)
    np.testing.assert_allclose(table.base + table.values.sum(axis=1), predict(forest, raw), atol=1e-12)
