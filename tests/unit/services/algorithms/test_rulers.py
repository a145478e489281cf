"""A ruler says of other counts what the recipe says of the post's own."""

import numpy as np
import pytest

from services.algorithms.rulers import log_ruler, straight_ruler
from services.algorithms.scaling import log_counts, min_max, standardise


def make_counts(posts: int = 120) -> np.ndarray:
    """Three counts a post: one with gaps, one that is always 5."""
    rng = np.random.default_rng(11)
    raw = rng.poisson(30, (posts, 3)).astype(float)
    raw[::7, 1] = np.nan
    raw[:, 2] = 5.0
    return raw


def test_a_log_ruler_stands_every_post_where_the_recipe_does() -> None:
    raw = make_counts()
    ruler = log_ruler(raw, None, 4)

    np.testing.assert_allclose(ruler.place(raw), standardise(log_counts(raw), None), atol=1e-12)
    assert ruler.slope[2] == 0


def test_a_log_ruler_is_that_of_the_posts_page_where_it_has_fifty_posts() -> None:
    raw = make_counts(180)
    raw[:60, 0] *= 9
    page = np.array(["North"] * 60 + ["South"] * 20 + [""] * 100, object)
    scaled = standardise(log_counts(raw), page)

    for post in (3, 70, 150):
        np.testing.assert_allclose(log_ruler(raw, page, post).place(raw[post]), scaled[post], atol=1e-12)


def test_a_straight_ruler_stands_every_post_where_the_recipe_does() -> None:
    raw = make_counts()

    np.testing.assert_allclose(straight_ruler(raw, None, 0).place(raw), min_max(raw), atol=1e-12)


@pytest.mark.parametrize("make", [log_ruler, straight_ruler])
def test_a_count_is_read_off_where_it_was_placed(make) -> None:
    ruler = make(make_counts(), None, 0)
    counts = np.array([0.0, 1.0, 17.0, 4.2e6])

    np.testing.assert_allclose(ruler.read_one(0, ruler.place_one(0, counts)), counts, rtol=1e-9, atol=1e-9)
