"""The plane of posts."""

import numpy as np
import pytest
from sklearn.decomposition import PCA

from services.algorithms.projection import project


def make_scaled(posts: int = 300) -> np.ndarray:
    rng = np.random.default_rng(0)
    strength = rng.normal(size=(posts, 1))
    return strength * [1.0, 0.9, 0.8, 0.1] + rng.normal(size=(posts, 4)) * [0.2, 0.4, 0.6, 0.8]


def test_axes_are_the_principal_components_up_to_their_signs() -> None:
    found, reference = project(make_scaled()), PCA(2).fit(make_scaled())
    np.testing.assert_allclose(np.abs(found.loadings), np.abs(reference.components_.T), atol=1e-9)
    np.testing.assert_allclose(found.shares, reference.explained_variance_ratio_)
    np.testing.assert_allclose(np.abs(found.places), np.abs(reference.transform(make_scaled())), atol=1e-9)


def test_x_grows_with_engagement() -> None:
    scaled = make_scaled()
    assert np.corrcoef(project(scaled).places[:, 0], scaled.sum(1))[0, 1] > 0.9
    np.testing.assert_allclose(project(-scaled).loadings, project(scaled).loadings)


def test_a_post_with_gaps_stands_where_the_mean_puts_it_and_shapes_no_axis() -> None:
    scaled = make_scaled()
    gaps = np.vstack([scaled, np.full((1, 4), np.nan)])
    found = project(gaps)
    np.testing.assert_allclose(found.loadings, project(scaled).loadings)
    assert found.places[-1].tolist() == [0, 0]


@pytest.mark.parametrize("scaled", [np.zeros((70, 3)), np.arange(70.0)[:, None]])
def test_constant_posts_and_a_single_feature_have_a_plane_too(scaled: np.ndarray) -> None:
    found = project(scaled)
    assert np.isfinite(found.places).all()
    assert found.places[:, 1].tolist() == [0.0] * 70
    assert found.shares.sum() <= 1
