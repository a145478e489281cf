"""The forest as arrays."""

import io

import numpy as np
import pytest

from services.algorithms.flat_forest import flatten, pack, predict, unpack
from services.algorithms.forest import fit
from services.domain.errors import Unavailable


def make_forest(*, missing=0.0, segments=(0, 1, 2)):
    random = np.random.default_rng(2)
    raw = np.floor(random.lognormal(2, 2, size=(150, 4)))
    labels = np.asarray(segments)[np.digitize(raw[:, 0] + raw[:, 1], [10, 60])].astype(np.int16)
    raw[random.random(raw.shape) < missing] = np.nan
    return fit(raw, labels, 4), raw


def test_probabilities_of_the_core_file_equal_those_of_scikit_learn(core):
    raw = core.features.raw
    np.testing.assert_allclose(predict(core.flat, raw), core.grown.predict_proba(raw), rtol=0, atol=1e-12)


@pytest.mark.parametrize("missing", [0.0, 0.3])
def test_missing_counts_go_where_scikit_learn_sends_them(missing):
    grown, raw = make_forest(missing=missing)
    flat = flatten(grown, 3)
    np.testing.assert_allclose(predict(flat, raw), grown.predict_proba(raw), rtol=0, atol=1e-12)


def test_a_count_beyond_32_bits_is_rounded_as_scikit_learn_rounds_it():
    raw = np.array([[16_777_216.0, 0.0], [16_777_219.0, 0.0]] * 20)
    grown = fit(raw, np.tile(np.array([0, 1], np.int16), 20), 1)
    asked = np.array([[16_777_216.0 + step, 0.0] for step in range(5)])
    np.testing.assert_array_equal(predict(flatten(grown, 2), asked), grown.predict_proba(asked))


def test_a_segment_the_forest_never_saw_has_probability_zero():
    grown, raw = make_forest(segments=(0, 1, 3))
    probability = predict(flatten(grown, 4), raw)
    assert np.all(probability[:, 2] == 0.0)
    np.testing.assert_allclose(probability[:, [0, 1, 3]], grown.predict_proba(raw), rtol=0, atol=1e-12)


def test_no_posts_have_no_probabilities():
    assert predict(flatten(make_forest()[0], 3), np.empty((0, 4))).shape == (0, 3)


def test_a_forest_survives_a_file_without_pickle():
    grown, raw = make_forest(missing=0.2)
    flat, file = flatten(grown, 3), io.BytesIO()
    np.savez(file, **pack(flat))
    file.seek(0)
    with np.load(file, allow_pickle=False) as arrays:
        again = unpack(arrays)
    np.testing.assert_array_equal(predict(again, raw), predict(flat, raw))


@pytest.mark.parametrize(
    ("part", "place", "number", "fault"),
    [
        ("left", 0, 10**6, "points outside"),
        ("right", 0, -7, "points outside"),
        ("left", 0, 0, "points outside"),
        ("left", 0, 5, "no parent or two"),
        ("roots", 0, 3, "no parent or two"),
        ("roots", 1, -2, "no parent or two"),
        ("feature", 0, 99, "feature is unknown"),
        ("feature", 0, -1, "split has no feature"),
        ("threshold", 0, np.nan, "not a number"),
        ("cover", 0, 0.0, "no cover"),
        ("value", 0, 7.0, "does not sum to 1"),
    ],
)
def test_damaged_arrays_are_refused_before_they_are_walked(part, place, number, fault):
    arrays = {name: array.copy() for name, array in pack(flatten(make_forest()[0], 3)).items()}
    arrays[part][place] = number
    with pytest.raises(Unavailable, match=fault):
        unpack(arrays)


@pytest.mark.parametrize("part", ["left", "cover", "value", "features"])
def test_a_missing_part_is_refused(part):
    arrays = pack(flatten(make_forest()[0], 3))
    del arrays[part]
    with pytest.raises(Unavailable, match="a part is missing"):
        unpack(arrays)


def test_parts_of_different_length_are_refused():
    arrays = pack(flatten(make_forest()[0], 3))
    arrays["cover"] = arrays["cover"][:-1]
    with pytest.raises(Unavailable, match="differ in length"):
        unpack(arrays)


def test_an_empty_forest_is_refused():
    arrays = {name: array[:0] if array.ndim else array for name, array in pack(flatten(make_forest()[0], 3)).items()}
    with pytest.raises(Unavailable, match="no trees"):
        unpack(arrays)
