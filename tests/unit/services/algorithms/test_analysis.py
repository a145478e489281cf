"""The pieces of an analysis put together."""

import pytest

from services.algorithms.analysis import analyse
from services.domain.features import PostCounts
from services.progress import unwatched


def test_the_core_file_has_four_named_segments_and_a_map(core_counts: PostCounts) -> None:
    found = analyse(core_counts, "engagement", 42, unwatched)
    assert found.default_k == found.sweep.recommended_k == 4
    assert found.at(4).names == ("Viral emotion", "Conversation video", "Liked photos", "Quiet posts")
    assert found.at(4).contrasts.shape == (4, 8)
    assert found.plane.x.shape == found.plane.y.shape == (7_050,)
    assert found.plane.x[found.at(4).segmentation.labels == 0].mean() > 0
    assert 0.5 < found.plane.variance < 1
    assert found.circular is None


def test_the_classic_analysis_shows_the_published_k_and_figures(core_counts: PostCounts) -> None:
    found = analyse(core_counts, "classic", 42, unwatched)
    assert found.default_k == 4
    assert found.circular is not None
    assert found.circular.type_agreement == pytest.approx(0.98156, abs=5e-6)
    assert found.circular.forest_accuracy >= 0.999
