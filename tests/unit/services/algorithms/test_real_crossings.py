"""The smallest changes of 1,000 posts of the core file, each tried, and against smaller ones of the same kind."""

import sys
from itertools import combinations

import numpy as np
import pytest
from unit.services.conftest import Core

from services.algorithms.crossings import MOST, Crossing, Standing, cross_by_one, cross_by_two
from services.algorithms.rulers import log_ruler
from services.domain.arrays import Floats

POSTS, PAIRS, MOST_TRIED = 1_000, 3, 2_000
_ROUNDING = 1e-9
pytestmark = pytest.mark.timeout(600)


def make_standing(core: Core, post: int) -> Standing:
    ruler = log_ruler(core.features.raw, None, post)
    counts = core.features.raw[post]
    return Standing(counts, ruler.place(counts), np.ones(len(counts), bool), ruler, core.segmentation.centroids)


def within(post: Standing, feature: int, distance: float, draw: np.random.Generator) -> Floats:
    """The counts of this feature nearer than this, but for the post's own; drawn where there are too many."""
    ends = post.ruler.read_one(feature, post.scaled[feature] + np.array([-distance, distance]))
    first, last = max(0, int(np.floor(ends[0]))), int(min(np.ceil(ends[1]), MOST))
    few = last - first < MOST_TRIED
    counts = (
        np.arange(first, last + 1) if few else np.exp(draw.uniform(np.log1p(first), np.log1p(last), MOST_TRIED)) - 1
    )
    counts = np.unique(np.round(counts).astype(float))
    return counts[counts != post.counts[feature]]


def smaller(post: Standing, features: tuple[int, ...], counts: Floats, target: int, distance: float) -> int:
    """How many of these (m, len(features)) counts lead there with less than the distance."""
    points = post.changed(features, counts)
    near = np.sqrt(np.square(points - post.scaled).sum(axis=1)) < distance - _ROUNDING
    return int((near & (post.assign(points) == target)).sum())


def draw_pairs(post: Standing, pair: tuple[int, int], distance: float, draw: np.random.Generator) -> Floats:
    """Two counts each, all there are nearer than this, or so many drawn where there are more."""
    first, second = (within(post, feature, distance, draw) for feature in pair)
    if len(first) * len(second) <= MOST_TRIED:
        return np.stack([axis.ravel() for axis in np.meshgrid(first, second)], axis=1)
    return np.stack([draw.choice(first, MOST_TRIED), draw.choice(second, MOST_TRIED)], axis=1)


def lands(post: Standing, found: Crossing) -> int:
    counts = post.counts.copy()
    counts[list(found.features)] = found.counts
    return int(post.assign(post.ruler.place(counts)[None])[0])


def test_each_change_of_one_count_leads_there_and_no_smaller_one_does(core):
    draw, tried, against = np.random.default_rng(42), 0, 0
    for place in draw.choice(len(core.features.raw), POSTS, replace=False):
        post = make_standing(core, place)
        own = int(post.assign(post.scaled[None])[0])
        for target in set(range(4)) - {own}:
            found = cross_by_one(post, target)
            if found is None:
                continue
            assert lands(post, found) == target
            for feature in range(len(post.counts)):
                counts = within(post, feature, found.distance, draw)[:, None]
                assert smaller(post, (feature,), counts, target, found.distance) == 0
                against += len(counts)
            tried += 1
    assert tried > POSTS
    sys.stdout.write(f"{tried:,} smallest changes of one count, against {against:,} smaller ones\n")


def test_each_change_of_two_counts_leads_there_and_no_smaller_one_that_is_tried_does(core):
    draw, tried, against = np.random.default_rng(42), 0, 0
    pairs = list(combinations(range(len(core.features.names)), 2))
    for place in draw.choice(len(core.features.raw), POSTS, replace=False):
        post = make_standing(core, place)
        target = (int(post.assign(post.scaled[None])[0]) + 1) % 4
        alone = cross_by_one(post, target)
        found = cross_by_two(post, target, alone.distance if alone else np.inf)
        if found is None:
            continue
        assert lands(post, found) == target
        own_pair = (found.features[0], found.features[1])
        for pair in {own_pair, *(pairs[one] for one in draw.choice(len(pairs), PAIRS, replace=False))}:
            counts = draw_pairs(post, pair, found.distance, draw)
            assert smaller(post, pair, counts, target, found.distance) == 0
            against += len(counts)
        tried += 1
    assert tried > POSTS // 2
    sys.stdout.write(f"{tried:,} smallest changes of two counts, against {against:,} smaller ones\n")
