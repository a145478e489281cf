"""Rules say what they measure, in few conditions, whatever the order of posts and segments."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.algorithms.rules import MOST_LEAVES, find_rules
from services.domain.features import Features
from services.domain.rules import Rule

NAMES = ("comments", "shares", "likes")


def make_features(raw: np.ndarray) -> Features:
    return Features(NAMES[: raw.shape[1]], raw, raw)


def draw(seed: int, posts: int = 80) -> tuple[Features, np.ndarray]:
    rng = np.random.default_rng(seed)
    labels = rng.integers(0, 3, posts)
    return make_features(rng.poisson(np.array([2.0, 20.0, 300.0])[labels][:, None], (posts, 3)).astype(float)), labels


def met(rule: Rule, features: Features) -> np.ndarray:
    """(n,) the rule read again from its conditions."""
    met = np.zeros(features.posts, bool)
    for branch in rule.branches:
        inside = np.ones(features.posts, bool)
        for one in branch:
            column = features.raw[:, features.names.index(one.feature)]
            inside &= (column >= (-np.inf if one.low is None else one.low)) & (
                column <= (np.inf if one.high is None else one.high)
            )
        met |= inside
    return met


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_coverage_and_exclusivity_are_those_of_the_conditions_as_told(seed: int) -> None:
    features, labels = draw(seed)
    for rank, rule in enumerate(find_rules(features, labels, 3)):
        inside, own = met(rule, features), labels == rank
        assert len(rule.branches) < MOST_LEAVES
        assert rule.posts == inside.sum()
        assert rule.coverage == pytest.approx((inside & own).sum() / own.sum())
        assert rule.exclusivity == pytest.approx((inside & own).sum() / max(inside.sum(), 1))


@settings(max_examples=15, deadline=None)
@given(seed=st.integers(0, 10**6))
def test_neither_the_order_of_posts_nor_the_numbers_of_segments_change_a_rule(seed: int) -> None:
    features, labels = draw(seed)
    order = np.random.default_rng(seed).permutation(features.posts)
    renumbered = np.array([2, 0, 1])
    rules = find_rules(features, labels, 3)
    shuffled = find_rules(make_features(features.raw[order]), labels[order], 3)
    other = find_rules(features, renumbered[labels], 3)
    assert shuffled == rules
    assert tuple(other[renumbered[rank]] for rank in range(3)) == rules


def test_every_post_twice_gives_the_same_rules() -> None:
    features, labels = draw(1)
    twice = find_rules(make_features(np.repeat(features.raw, 2, axis=0)), np.repeat(labels, 2), 3)
    assert [rule.words for rule in twice] == [rule.words for rule in find_rules(features, labels, 3)]


def test_segments_that_one_count_tells_apart_have_a_rule_of_one_condition() -> None:
    raw = np.column_stack([np.arange(100.0), np.ones(100)])
    low, high = find_rules(make_features(raw), (raw[:, 0] >= 40).astype(int), 2)
    assert (low.words, low.coverage, low.exclusivity, low.posts) == ("comments ≤ 39", 1.0, 1.0, 40)
    assert (high.words, high.posts) == ("comments ≥ 40", 60)


def test_a_post_that_lacks_a_figure_meets_no_condition_on_it() -> None:
    raw = np.column_stack([np.arange(100.0), np.ones(100)])
    labels = (raw[:, 0] >= 40).astype(int)
    raw[0, 0] = raw[50, 1] = np.nan
    low, high = find_rules(make_features(raw), labels, 2)
    assert (low.posts, low.coverage) == (39, 39 / 40)
    assert (high.posts, high.coverage) == (60, 1.0)


def test_one_segment_has_no_rule_and_no_count_no_words() -> None:
    raw = np.zeros((70, 2))
    assert find_rules(make_features(raw), np.zeros(70, int), 1)[0].words == ""
    with_two = find_rules(make_features(raw), np.arange(70) % 2, 2)
    assert [rule.words for rule in with_two] == ["", ""]


def test_the_format_is_told_by_its_name() -> None:
    codes = np.repeat([0.0, 1.0, 2.0, 3.0], 25)
    features = Features(("type",), codes[:, None], codes[:, None])
    assert [rule.words for rule in find_rules(features, (codes == 3).astype(int), 2)] == [
        "format link or photo or status",
        "format video",
    ]
