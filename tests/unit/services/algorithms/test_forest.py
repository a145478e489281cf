"""The forest and its fidelity."""

import numpy as np
import pytest

from services.algorithms.forest import fit, grow_and_try
from services.domain.features import Features
from services.domain.segmentation import Segmentation
from services.progress import unwatched


def make_posts(sizes=(60, 40), *, missing=0.0):
    """Segments that lie apart in the first count; the second is noise."""
    random = np.random.default_rng(5)
    labels = np.repeat(np.arange(len(sizes), dtype=np.int16), sizes)
    raw = np.column_stack([labels * 100 + random.integers(0, 50, len(labels)), random.integers(0, 9, len(labels))])
    raw = raw.astype(float)
    raw[random.random(raw.shape) < missing] = np.nan
    return raw, labels


def check(raw, labels, seed=1, report=unwatched):
    """The fidelity to segments that no centroids stand behind: there are no likenesses."""
    k = int(labels.max()) + 1
    segmentation = Segmentation(k, labels, np.zeros((k, 2)), 1.0, np.ones(k), np.ones(len(labels)))
    return grow_and_try(Features(("comments", "shares"), raw, raw), segmentation, seed, report).fidelity


def test_labels_without_meaning_are_not_restated():
    raw, labels = make_posts((200, 200))
    shuffled = np.random.default_rng(0).permutation(labels)
    assert check(raw, labels).held_out > 0.95
    assert check(raw, shuffled).held_out < 0.65


@pytest.mark.parametrize(("smallest", "folds"), [(1, 2), (2, 2), (3, 3), (5, 5), (9, 5)])
def test_small_segments_get_fewer_folds_and_the_result_says_so(smallest, folds):
    fidelity = check(*make_posts((30, smallest)))
    assert fidelity.folds == folds
    assert fidelity.confusion.sum() == 30 + smallest


def test_a_segment_of_one_post_counts_as_missed():
    fidelity = check(*make_posts((30, 1)))
    np.testing.assert_array_equal(fidelity.per_segment, [1.0, 0.0])


def test_counts_that_were_not_measured_are_taken():
    raw, labels = make_posts(missing=0.1)
    assert np.isnan(raw).any()
    assert check(raw, labels).held_out > 0.8


def test_the_same_seed_grows_the_same_forest():
    raw, labels = make_posts(missing=0.2)
    one, two, other = (fit(raw, labels, seed).predict_proba(raw) for seed in (1, 1, 2))
    np.testing.assert_array_equal(one, two)
    assert not np.array_equal(one, other)


def test_progress_reaches_the_end_and_never_goes_back():
    seen = []
    check(*make_posts(), report=lambda fraction, message: seen.append((fraction, message)))
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions)
    assert fractions[-1] == 1.0
