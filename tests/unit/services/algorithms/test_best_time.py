import numpy as np
import pytest
from simulated import simulate

from services.algorithms.best_time import FEWEST, benjamini_hochberg, find_best_time, taken_out
from services.algorithms.lever_table import timed_posts

SLOT = 30  # Tuesday, 6:00


def best_time(seed, **truth):
    return find_best_time(timed_posts(simulate(seed, posts=3000, **truth)[0]))


def test_in_at_most_one_file_of_twenty_without_a_best_time_one_is_found():
    found = [best_time(seed).slots.reliable.any() for seed in range(120)]
    # 5 % of 120, and what chance may add to that in 39 of 40 such tests.
    assert sum(found) <= 11


def test_a_time_at_which_posts_earn_several_times_as_much_is_found_and_hardly_any_other():
    told = [best_time(seed, slot=SLOT, slot_effect=2.0) for seed in range(40)]

    hit = [best.slots.reliable.flat[SLOT] for best in told if best.slots.posts.flat[SLOT] >= FEWEST]
    assert len(hit) >= 10
    assert np.mean(hit) >= 0.9
    assert np.mean([best.slots.reliable.sum() - best.slots.reliable.flat[SLOT] for best in told]) < 0.2


def test_the_interval_of_a_slot_covers_the_truth_in_nineteen_files_of_twenty():
    covers = []
    for seed in range(60):
        slots = best_time(seed, slot=SLOT, slot_effect=0.7).slots
        truth, low, high = np.exp(0.7), slots.low.flat[SLOT], slots.high.flat[SLOT]
        if not np.isnan(low):
            covers.append(low <= truth <= high)
    assert len(covers) > 15
    assert 0.88 <= np.mean(covers) <= 1.0


def test_a_weak_time_is_not_reliable_and_says_how_many_more_posts_it_would_take():
    told = [best_time(seed, slot=SLOT, slot_effect=0.4) for seed in range(10)]

    refused = [best for best in told if not best.slots.reliable.any()]
    assert refused
    for best in refused:
        assert best.nearest is not None
        assert best.more_posts is not None
        assert best.more_posts > 0
        assert best.slots.posts[best.nearest] >= FEWEST


def test_nothing_is_tested_where_every_hour_has_a_few_posts():
    best = find_best_time(timed_posts(simulate(1, posts=400)[0]))

    assert (best.tested, best.nearest, best.more_posts) == (0, None, None)
    assert not best.slots.reliable.any()
    assert best.slots.posts.sum() == best.posts == 400


def test_what_goes_with_other_factors_is_taken_out_as_a_regression_does():
    draw = np.random.default_rng(4)
    first, second = draw.integers(3, size=500), draw.integers(5, size=500)
    values = draw.normal(size=500) + first - 2.0 * second

    dummies = np.column_stack([first[:, None] == range(3), second[:, None] == range(5)]).astype(float)
    fitted = dummies @ np.linalg.lstsq(dummies, values, rcond=None)[0]
    assert taken_out(values, (first, second)) == pytest.approx(values - fitted, abs=1e-9)


def test_discoveries_are_those_of_benjamini_and_hochberg():
    # The example of their paper of 1995: fifteen tests, four discoveries.
    p = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240]
    p += [0.4262, 0.5719, 0.6528, 0.7590, 1.0]
    found = benjamini_hochberg(np.array(p), np.ones(15, bool))
    assert found.tolist() == [True] * 4 + [False] * 11
