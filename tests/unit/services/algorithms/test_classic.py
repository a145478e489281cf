"""The published notebook's figures."""

import numpy as np
import pytest

from services.algorithms import classic
from services.algorithms.points import distinct
from services.domain.features import PostCounts
from services.recipes import RECIPES


def test_the_published_figures_come_back(core_counts: PostCounts) -> None:
    features = RECIPES["classic"].features(core_counts)
    points = distinct(features.scaled)
    labels = classic.fit(points, 4, 42).labels[points.place]
    assert sorted(np.bincount(labels).tolist()) == [276, 325, 2307, 4142]
    classes = classic.relabel(labels, core_counts.post_type)
    assert sorted(np.unique(classes, return_counts=True)[1].tolist()) == [325, 2307, 4418]
    assert classic.agree_on_type(labels, core_counts.post_type) == pytest.approx(0.98156, abs=5e-6)
    assert classic.restate(features.scaled, classes) >= 0.999


def test_a_segment_is_named_after_its_commonest_type() -> None:
    types = np.array(["photo", "photo", "video", "video", "link"], dtype=object)
    labels = np.array([0, 0, 0, 1, 1])
    assert classic.relabel(labels, types).tolist() == ["photo", "photo", "photo", "link", "link"]
    assert classic.agree_on_type(labels, types) == pytest.approx(0.6)


def test_one_class_cannot_be_held_out() -> None:
    assert np.isnan(classic.restate(np.ones((9, 2)), np.array(["photo"] * 9)))
