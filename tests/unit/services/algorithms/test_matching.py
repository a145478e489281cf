import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from services.algorithms.matching import distances, match, signatures
from services.domain.features import Features


def test_each_finds_its_nearest_counterpart_and_none_is_given_away_twice() -> None:
    between = np.array([[0.1, 0.2], [0.15, 0.9], [0.3, 0.25]])
    assert match(between, 0.5) == (1, 0, None)
    assert match(between.T, 0.5) == (1, 0)


def test_what_is_too_far_away_has_no_counterpart() -> None:
    assert match(np.array([[0.51, 3.0], [2.0, 0.5]]), 0.5) == (None, 1)
    assert match(np.empty((2, 0)), 0.5) == (None, None)


@settings(max_examples=30, deadline=None)
@given(seed=st.integers(0, 10**6), k=st.integers(1, 8))
def test_segments_are_their_own_counterparts_in_whatever_order(seed: int, k: int) -> None:
    rng = np.random.default_rng(seed)
    centroids = rng.normal(size=(k, 5)) * 3
    order = rng.permutation(k)
    assert match(distances(centroids[order], centroids), 0.5) == tuple(order.tolist())


def test_a_signature_does_not_depend_on_the_scale_of_the_recipe() -> None:
    scaled = np.random.default_rng(3).normal(size=(60, 2))
    labels = np.arange(60) % 3
    one, other = (signatures(Features(("a", "b"), each, each), labels, 3) for each in (scaled, scaled * 7 + 2))
    np.testing.assert_allclose(one, other)


def test_missing_and_constant_figures_have_a_signature_of_nothing() -> None:
    scaled = np.column_stack([np.full(6, np.nan), np.ones(6)])
    assert not signatures(Features(("a", "b"), scaled, scaled), np.arange(6) % 2, 2).any()
