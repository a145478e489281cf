"""LIME for all posts against lime itself."""

import numpy as np
import pytest
from lime.lime_tabular import LimeTabularExplainer

from services.algorithms import lime_bins
from services.algorithms.flat_forest import flatten
from services.algorithms.forest import fit
from services.algorithms.lime_table import derive_seeds, explain_bins
from services.progress import unwatched

NAMES = ("comments", "shares", "likes")


def make_posts(*, missing=0.0, constant=False):
    random = np.random.default_rng(6)
    raw = np.floor(random.lognormal(2, 1.5, size=(200, 3)))
    labels = (raw[:, 0] > raw[:, 1]).astype(np.int16)
    if constant:
        raw[:, 2] = 5.0
    raw[random.random(raw.shape) < missing] = np.nan
    return raw, flatten(fit(raw, labels, 1), 2)


def ask_lime(core, post, label, seeds):
    """(p,) weights, mean over the seeds, each with a neighbourhood of lime's own."""
    weights = []
    for seed in seeds:
        explainer = LimeTabularExplainer(core.features.raw, feature_names=core.features.names, random_state=seed)
        answer = explainer.explain_instance(
            core.features.raw[post], core.grown.predict_proba, labels=(label,), num_features=8
        )
        weights.append([weight for _, weight in sorted(answer.local_exp[label])])
    return np.mean(weights, axis=0)


def test_weights_agree_with_lime_as_lime_agrees_with_itself(core):
    features = core.features
    table = explain_bins(features.names, features.raw, core.flat, 42, unwatched)
    posts = np.random.default_rng(0).choice(len(features.raw), 10, replace=False)
    ours, same, other = [], [], []
    for post in posts:
        label = int(table.label[post])
        ours.append(table.weights[table.bins[post], :, label])
        same.append(ask_lime(core, post, label, derive_seeds(42)))
        other.append(ask_lime(core, post, label, derive_seeds(43)))
    ours, same, other = np.ravel(ours), np.ravel(same), np.ravel(other)
    itself = np.corrcoef(same, other)[0, 1]
    assert np.corrcoef(ours, same)[0, 1] > 0.9995
    assert np.corrcoef(ours, other)[0, 1] > itself - 0.005
    assert np.abs(ours - same).max() < 0.01


def test_the_local_fit_is_that_of_lime(core):
    features = core.features
    table = explain_bins(features.names, features.raw, core.flat, 42, unwatched)
    scores = []
    for seed in derive_seeds(42):
        explainer = LimeTabularExplainer(features.raw, random_state=seed)
        label = int(table.label[0])
        answer = explainer.explain_instance(features.raw[0], core.grown.predict_proba, labels=(label,), num_features=8)
        scores.append(answer.score)
    assert table.r2[table.bins[0], label] == pytest.approx(np.mean(scores), abs=0.002)


def test_the_label_is_the_segment_the_forest_answers(core):
    table = explain_bins(core.features.names, core.features.raw, core.flat, 42, unwatched)
    np.testing.assert_array_equal(table.label, core.grown.predict(core.features.raw))


def test_posts_point_to_the_bins_they_fall_into():
    raw, forest = make_posts()
    table = explain_bins(NAMES, raw, forest, 1, unwatched)
    np.testing.assert_array_equal(table.codes[table.bins], lime_bins.cut(NAMES, raw).codes)


def test_the_same_seed_gives_the_same_bits_and_another_does_not():
    raw, forest = make_posts(missing=0.2)
    one, two, other = (explain_bins(NAMES, raw, forest, seed, unwatched) for seed in (1, 1, 2))
    for part in ("weights", "r2", "stability"):
        np.testing.assert_array_equal(getattr(one, part), getattr(two, part))
    assert not np.array_equal(one.weights, other.weights)


def test_weights_of_all_segments_cancel():
    """Probabilities sum to 1 and the fit is linear in them."""
    raw, forest = make_posts(missing=0.2)
    weights = explain_bins(NAMES, raw, forest, 1, unwatched).weights
    np.testing.assert_allclose(weights.sum(axis=2), 0.0, atol=1e-12)


def test_a_constant_count_weighs_nothing():
    raw, forest = make_posts(constant=True)
    table = explain_bins(NAMES, raw, forest, 1, unwatched)
    assert np.all(table.weights[:, 2] == 0.0)
    assert np.all(np.isfinite(table.r2))


def test_stability_and_local_fit_stay_in_their_range():
    raw, forest = make_posts(missing=0.1)
    table = explain_bins(NAMES, raw, forest, 1, unwatched)
    assert np.all((table.stability >= 0) & (table.stability <= 1))
    assert np.all(table.r2 <= 1)


def test_more_features_than_patterns_allow_are_refused():
    with pytest.raises(ValueError, match="takes 16 features, not 17"):
        explain_bins(NAMES, np.zeros((2, 17)), make_posts()[1], 1, unwatched)
