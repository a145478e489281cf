"""Whether segments come back."""

import numpy as np
import pytest
from sklearn.metrics import adjusted_rand_score

from services.algorithms import k_means
from services.algorithms.contingency import adjusted_rand, contingency
from services.algorithms.points import Points, distinct
from services.algorithms.stability import Resampling, measure_stability


def make_groups(distance: float = 12.0) -> np.ndarray:
    rng = np.random.default_rng(0)
    return rng.normal(np.repeat([0.0, distance, 2 * distance], 60)[:, None], 1, (180, 2))


def test_groups_far_apart_come_back_every_time() -> None:
    points = distinct(make_groups())
    found = measure_stability(points, k_means.fit(points, 3, 42), Resampling(42, 20))
    assert found.ari == 1
    assert found.jaccard.tolist() == [1, 1, 1]
    assert found.membership.min() == 1


def test_one_cloud_cut_in_five_does_not_come_back() -> None:
    points = distinct(make_groups(distance=0.0))
    found = measure_stability(points, k_means.fit(points, 5, 42), Resampling(42, 20))
    assert found.ari < 0.8
    assert found.jaccard.min() < 0.75
    assert 0 < found.membership.min() < 0.9


def test_the_same_seed_gives_the_same_bits_and_another_seed_others() -> None:
    points = distinct(make_groups(distance=2.0))
    partition = k_means.fit(points, 3, 42)
    one, again, other = (measure_stability(points, partition, Resampling(seed, 8)) for seed in (1, 1, 2))
    assert one.ari == again.ari != other.ari
    np.testing.assert_array_equal(one.membership, again.membership)


def test_posts_that_are_points_are_as_stable_as_their_distinct_rows() -> None:
    rows = np.random.default_rng(8).permutation(np.repeat(make_groups(), 20, axis=0))
    one, each = distinct(rows), Points(rows)
    found = [measure_stability(points, k_means.fit(points, 3, 42), Resampling(42, 10)) for points in (one, each)]
    np.testing.assert_allclose(found[0].jaccard, found[1].jaccard, atol=0.02)
    assert [len(each.membership) for each in found] == [180, 3_600]


def test_rows_beside_the_fit_have_a_membership_of_their_own() -> None:
    points = distinct(make_groups())
    partition = k_means.fit(points, 3, 42)
    beside = Resampling(42, 10, lambda centroids: np.array([centroids[:, 0].argmax(), 0]))
    assert measure_stability(points, partition, beside).extra.tolist() == [1, 1]


@pytest.mark.parametrize("k", [2, 4])
def test_the_adjusted_rand_index_is_that_of_scikit_learn(k: int) -> None:
    rng = np.random.default_rng(k)
    first, second = rng.integers(0, k, 300), rng.integers(0, k, 300)
    second[:150] = first[:150]
    found = adjusted_rand(contingency(first, second, (k, k), np.ones(300)))
    assert found == pytest.approx(adjusted_rand_score(first, second), abs=1e-12)
