"""Do the three answers agree?"""

import numpy as np

from services.algorithms.agreement import compare, count_shared, pick_top


def test_the_largest_contributions_come_first_with_their_sign():
    np.testing.assert_array_equal(pick_top(np.array([[0.1, -0.9, 0.3, 0.2]])), [[-2, 3, 4]])


def test_a_contribution_of_zero_is_not_among_the_three():
    np.testing.assert_array_equal(pick_top(np.array([[0.0, 0.5, 0.0]])), [[2, 0, 0]])


def test_two_counts_fill_two_of_three_places():
    np.testing.assert_array_equal(pick_top(np.array([[0.4, -0.5]])), [[-2, 1, 0]])


def test_answers_agree_on_a_count_only_with_the_same_sign():
    same, other = np.array([[1.0, 2.0, 3.0]]), np.array([[1.0, -2.0, 3.0]])
    assert count_shared([pick_top(same), pick_top(same)])[0] == 3
    assert count_shared([pick_top(same), pick_top(other)])[0] == 2


def test_empty_places_are_no_agreement():
    nothing = np.zeros((1, 4))
    assert count_shared([pick_top(nothing), pick_top(nothing)])[0] == 0


def test_order_among_the_three_does_not_matter():
    assert count_shared([np.array([[1, 2, 3]], np.int8), np.array([[3, 1, 2]], np.int8)])[0] == 3


def test_all_three_agree_on_no_more_than_any_two():
    random = np.random.default_rng(0)
    agreed = compare(*random.normal(size=(3, 400, 6)))
    pairs = np.stack([agreed.exact_shap, agreed.exact_lime, agreed.shap_lime])
    assert np.all(agreed.all_three <= pairs.min(axis=0))
    assert pairs.max() <= 3
    assert len(np.unique(agreed.all_three)) > 1
