"""How well the forest restates the segments of real files: the goal of the method, section 5."""

import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from unit.services.conftest import Core

from services.algorithms.forest import grow_and_try
from services.algorithms.surrogate import explain_all
from services.algorithms.sweep import sweep
from services.domain.features import PostCounts
from services.domain.surrogate import Fidelity
from services.progress import unwatched
from services.recipes import RECIPES

NINE = ("reactions", "comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")


def measure(counts: PostCounts, recipe: str, k: int) -> Fidelity:
    features = RECIPES[recipe].features(counts)
    segmentation = sweep(features, 42, unwatched, [k], resamples=2).at(k)
    held = grow_and_try(features, segmentation, 42, unwatched).fidelity
    sizes = np.bincount(segmentation.labels)
    sys.stdout.write(f"{recipe}: {held.held_out:.4f} held out, {held.baseline:.4f} always the largest\n")
    for rank, (posts, right) in enumerate(zip(sizes, held.per_segment, strict=True)):
        sys.stdout.write(f"  segment {rank + 1}: {right:.4f} of {posts} posts\n")
    assert held.confusion.sum() == features.posts
    assert np.trace(held.confusion) / features.posts == held.held_out
    np.testing.assert_array_equal(held.confusion.sum(axis=1), sizes)
    assert held.folds == 5
    return held


@pytest.fixture
def nasa(real_file: Callable[[str], Path]) -> PostCounts:
    """762 posts of one page."""
    table = pd.read_csv(real_file("facebook_page_posts_nasa.csv")).drop_duplicates("status_id")
    counts = {name: table[f"num_{name}"].to_numpy(float) for name in NINE}
    return PostCounts(counts, table["status_type"].to_numpy(object))


def test_at_least_99_of_100_held_out_posts_of_the_core_file_get_their_segment(core_counts: PostCounts) -> None:
    held = measure(core_counts, "engagement", 4)
    assert held.held_out >= 0.99
    assert held.per_segment.min() >= 0.93
    assert held.baseline == pytest.approx(3_773 / 7_050, abs=1e-4)
    assert held.likenesses > 0


def test_three_counts_without_kinds_are_restated_as_well(nasa: PostCounts) -> None:
    assert measure(nasa, "volume", 4).held_out >= 0.99


def test_a_small_file_with_kinds_is_restated_nearly_as_well(nasa: PostCounts) -> None:
    assert measure(nasa, "engagement", 2).held_out >= 0.98


def test_the_published_recipe_needs_no_likenesses(core_counts: PostCounts) -> None:
    held = measure(core_counts, "classic", 4)
    assert held.likenesses == 0
    assert held.held_out >= 0.995


def test_the_answers_share_a_top_count_for_most_of_500_posts_of_the_core_file(core: Core) -> None:
    agreed = explain_all(core.features, core.segmentation, 42, unwatched).agreement
    drawn = np.random.default_rng(42).choice(len(agreed.all_three), 500, replace=False)
    for answers in ("all_three", "exact_shap", "exact_lime", "shap_lime"):
        shared = np.bincount(getattr(agreed, answers)[drawn], minlength=4)
        sys.stdout.write(f"{answers}: of 500 posts, 0 to 3 of the top three counts in common: {shared.tolist()}\n")
    assert (agreed.all_three[drawn] >= 1).mean() > 0.9
    assert agreed.exact_shap[drawn].mean() > agreed.exact_lime[drawn].mean()
