"""Everything about why the posts are where they are, in one go."""

from dataclasses import fields, is_dataclass

import numpy as np
import pytest

from services.algorithms.lessons import LIKENESSES
from services.algorithms.surrogate import explain_all
from services.domain.features import Features, Slopes
from services.domain.segmentation import Segmentation
from services.progress import unwatched


def make_analysis(*, missing=0.0, smallest=20, alike=False):
    random = np.random.default_rng(4)
    labels = np.repeat(np.arange(2, dtype=np.int16), [80, smallest])
    scaled = random.normal(size=(80 + smallest, 3)) + 4 * labels[:, None]
    raw = np.floor(np.exp(scaled))
    centroids = np.stack([scaled[labels == segment].mean(axis=0) for segment in (0, 1)])
    gaps = random.random(raw.shape) < missing
    raw[gaps], scaled[gaps] = np.nan, np.nan
    segmentation = Segmentation(2, labels, centroids, 1.0, np.ones(2), np.ones(len(labels)))
    slopes = Slopes(np.ones((1, 3)), np.zeros(len(raw), np.int32)) if alike else None
    return Features(("comments", "shares", "likes"), raw, scaled, slopes=slopes), segmentation


def list_arrays(value):
    for field in fields(value):
        part = getattr(value, field.name)
        if is_dataclass(part):
            yield from list_arrays(part)
        elif isinstance(part, np.ndarray):
            yield field.name, part


@pytest.mark.parametrize(("missing", "alike"), [(0.0, False), (0.2, False), (0.2, True)])
def test_the_same_seed_gives_the_same_bits(missing, alike):
    analysis = make_analysis(missing=missing, alike=alike)
    one, two = (dict(list_arrays(explain_all(*analysis, 3, unwatched))) for _ in range(2))
    assert one.keys() == two.keys()
    for name, array in one.items():
        np.testing.assert_array_equal(array, two[name], err_msg=name)


def test_every_array_of_the_result_is_locked():
    for name, array in list_arrays(explain_all(*make_analysis(), 3, unwatched)):
        assert not array.flags.writeable, name


def test_what_must_sum_sums():
    analysis = make_analysis(missing=0.2)
    result = explain_all(*analysis, 3, unwatched)
    np.testing.assert_allclose(result.exact.values.sum(axis=1), 1 - result.exact.base, atol=1e-12)
    np.testing.assert_allclose(result.shap.base + result.shap.values.sum(axis=1), result.shap.probability, atol=1e-6)
    np.testing.assert_array_equal(result.lime.label, result.shap.probability.argmax(axis=1))


@pytest.mark.parametrize("alike", [False, True])
def test_the_result_says_how_many_likenesses_were_taught(alike):
    assert explain_all(*make_analysis(alike=alike), 3, unwatched).fidelity.likenesses == (LIKENESSES if alike else 0)


def test_a_segment_of_two_posts_is_explained():
    result = explain_all(*make_analysis(smallest=2), 3, unwatched)
    assert result.fidelity.folds == 2
    assert result.shap.probability.shape == (82, 2)


def test_progress_goes_from_start_to_end_and_says_what_is_done():
    seen = []
    explain_all(*make_analysis(), 3, lambda fraction, message: seen.append((fraction, message)))
    fractions = [fraction for fraction, _ in seen]
    assert fractions == sorted(fractions)
    assert (fractions[0], fractions[-1]) == (0.0, 1.0)
    assert {"Growing the forest", "SHAP values of every post"} <= {message for _, message in seen}
