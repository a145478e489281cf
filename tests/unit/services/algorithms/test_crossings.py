"""The smallest changes of counts that lead into another segment, against every change that is smaller."""

from itertools import combinations

import numpy as np
from hypothesis import example, given, settings
from hypothesis import strategies as st

from services.algorithms.crossings import Crossing, Standing, cross_by_one, cross_by_two
from services.algorithms.rulers import Ruler, log_ruler

# Counts that a search by hand goes through; a change that leads further is not compared.
HIGHEST = 40


def make_standing(seed: int = 0, k: int = 3, features: int = 3, **difference: object) -> Standing:
    """A post of few counts among centroids that a draw puts anywhere."""
    rng = np.random.default_rng(seed)
    raw = np.minimum(np.floor(np.exp(rng.normal(1.2, 1.1, (60, features)))), HIGHEST)
    ruler = log_ruler(raw, None, 0)
    given = {
        "counts": raw[0],
        "scaled": ruler.place(raw)[0],
        "movable": np.ones(features, bool),
        "ruler": ruler,
        "centroids": rng.normal(0, 1.2, (k, features)),
    }
    return Standing(**(given | difference))  # type: ignore[arg-type]


def search(post: Standing, target: int, changed: int) -> float:
    """The distance of the smallest change of so many counts, each from 0 to HIGHEST, found by trying all."""
    best = np.inf
    for features in combinations(range(len(post.counts)), changed):
        axes = [np.delete(np.arange(HIGHEST + 1.0), int(post.counts[feature])) for feature in features]
        counts = np.stack([axis.ravel() for axis in np.meshgrid(*axes)], axis=1)
        points = post.changed(features, counts)
        here = post.assign(points) == target
        best = min(best, np.sqrt(np.square(points[here] - post.scaled).sum(axis=1)).min(initial=np.inf))
    return float(best)


def _lands(post: Standing, found: Crossing) -> int:
    counts = post.counts.copy()
    counts[list(found.features)] = found.counts
    return int(np.square(post.ruler.place(counts) - post.centroids).sum(axis=1).argmin())


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 10**6), k=st.integers(2, 5))
@example(seed=258, k=4)
def test_no_smaller_change_of_the_same_kind_leads_there(seed: int, k: int) -> None:
    post = make_standing(seed, k)
    own = int(post.assign(post.scaled[None])[0])
    for target in set(range(k)) - {own}:
        one = cross_by_one(post, target)
        limit = one.distance if one else np.inf
        _compare(post, target, one, search(post, target, 1))
        # A change of two that is no smaller than that of one is not asked for.
        by_hand = search(post, target, 2)
        _compare(post, target, cross_by_two(post, target, limit), by_hand if by_hand < limit else np.inf)


def _compare(post: Standing, target: int, found: Crossing | None, by_hand: float) -> None:
    if found is None:
        assert by_hand == np.inf
        return
    assert _lands(post, found) == target
    assert all(count != post.counts[feature] for feature, count in zip(found.features, found.counts, strict=True))
    assert found.distance <= by_hand + 1e-9
    if max(found.counts) <= HIGHEST:
        assert found.distance >= by_hand - 1e-9


def test_a_change_of_two_counts_is_asked_for_only_under_a_limit() -> None:
    post = make_standing(3)
    target = next(rank for rank in range(3) if rank != post.assign(post.scaled[None])[0])
    one = cross_by_one(post, target)
    two = cross_by_two(post, target, one.distance if one else np.inf)
    assert two is not None

    assert cross_by_two(post, target, under=two.distance) is None
    assert cross_by_two(post, target, under=two.distance + 1e-6) == two


def test_a_count_that_may_not_move_stays() -> None:
    free = make_standing(3)
    held = make_standing(3, movable=np.array([True, False, True]))
    target = next(rank for rank in range(3) if rank != free.assign(free.scaled[None])[0])

    for found in (cross_by_one(held, target), cross_by_two(held, target)):
        assert found is None or 1 not in found.features


def test_a_count_that_was_not_measured_or_tells_nothing_stays() -> None:
    post = make_standing(3)
    flat = Ruler(logarithmic=True, slope=post.ruler.slope * [0, 1, 1], offset=post.ruler.offset)
    gap = post.scaled * [1, np.nan, 1]
    held = make_standing(3, ruler=flat, scaled=gap)

    for target in range(3):
        one = cross_by_one(held, target)
        assert one is None or one.features == (2,)
        assert cross_by_two(held, target) is None


def test_large_counts_have_an_exact_answer_too() -> None:
    ruler = Ruler(logarithmic=True, slope=np.array([0.5, 0.5]), offset=np.array([-5.0, -5.0]))
    counts = np.array([1_000_000.0, 2_000_000.0])
    post = Standing(
        counts, ruler.place(counts), np.ones(2, bool), ruler, ruler.place(np.array([[9e5, 2e6], [1.3e6, 2.2e6]]))
    )

    one, two = cross_by_one(post, 1), cross_by_two(post, 1)

    assert one is not None
    assert two is not None
    assert two.distance < one.distance
    for first, second in ((-1, 0), (0, -1), (-1, -1)):
        nearer = post.changed(two.features, np.array([two.counts]) + np.array([first, second]))
        assert post.assign(nearer)[0] == 0
    below = post.changed(one.features, np.array([one.counts]) - 1.0)
    assert post.assign(below)[0] == 0
