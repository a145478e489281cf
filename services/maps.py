"""The map of posts: each post by itself, or how many there are where."""

import numpy as np
from numpy.typing import NDArray

from services.analyses import Analysed
from services.domain.arrays import read_only
from services.domain.counts import COUNTS
from services.domain.views import MOST_DOTS, DensityOfPosts, MapOfPosts
from services.scope import Scope

COLUMNS, ROWS = 120, 72


def map_of_posts(analysed: Analysed, seen: Scope) -> MapOfPosts | DensityOfPosts:
    """The posts in view: one by one while they are few, else counted; each way every one of them is in it."""
    in_view = int(np.count_nonzero(seen.in_view))
    return _density(analysed, seen, in_view) if in_view >= MOST_DOTS else _dots(analysed, seen)


def _dots(analysed: Analysed, seen: Scope) -> MapOfPosts:
    """Posts out of view are among the dots only where all posts together are few enough."""
    plane, described, posts = analysed.analysis.plane, analysed.described, analysed.posts
    few = len(posts) < MOST_DOTS
    drawn = np.arange(len(posts)) if few else np.flatnonzero(seen.in_view)
    published, x_title, y_title = posts.published[drawn], *_axes(analysed)
    days = np.where(np.isnat(published), "unknown date", published.astype("datetime64[D]").astype(str))
    return MapOfPosts(
        x=read_only(plane.x[drawn]),
        y=read_only(plane.y[drawn]),
        segment=read_only(described.segmentation.labels[drawn]),
        in_view=read_only(seen.in_view[drawn]),
        post_ids=tuple(posts.ids[drawn]),
        hover=tuple(f"{form or 'post'} of {day}" for form, day in zip(posts.formats[drawn], days, strict=True)),
        names=described.names,
        variance=plane.variance,
        x_title=x_title,
        y_title=y_title,
        left_out=len(posts) - len(drawn),
    )


def _density(analysed: Analysed, seen: Scope, in_view: int) -> DensityOfPosts:
    plane, described = analysed.analysis.plane, analysed.described
    x, y, segment = plane.x, plane.y, described.segmentation.labels
    if in_view < len(x):
        x, y, segment = x[seen.in_view], y[seen.in_view], segment[seen.in_view]
    (column, left, width), (row, low, height) = _steps(x, COLUMNS), _steps(y, ROWS)
    k = len(described.names)
    place = (row * COLUMNS + column) * k + segment
    cells = np.bincount(place, minlength=ROWS * COLUMNS * k).reshape(ROWS, COLUMNS, k)
    x_title, y_title = _axes(analysed)
    return DensityOfPosts(
        cells=read_only(cells.astype(np.int64)),
        origin=(left, low),
        step=(width, height),
        total=len(analysed.posts),
        names=described.names,
        variance=plane.variance,
        x_title=x_title,
        y_title=y_title,
    )


def _steps(values: NDArray[np.float32], number: int) -> tuple[NDArray[np.int32], float, float]:
    """(n,) the step of each value, 0 to number - 1; the middle of the first step and the width of all."""
    low, high = float(values.min()), float(values.max())
    width = (high - low) / number or 1.0
    steps = np.multiply(values - np.float32(low), np.float32(1 / width)).astype(np.int32)
    np.minimum(steps, number - 1, out=steps)
    return steps, low + width / 2, width


def _axes(analysed: Analysed) -> tuple[str, str]:
    """Words for the map's axes from what weighs most in them."""
    loadings, features = analysed.analysis.plane.loadings, analysed.analysis.features
    labels = [COUNTS[name].name if name in COUNTS else name for name in features]
    second = loadings[:, 1] if loadings.shape[1] > 1 else np.zeros(len(features))
    low, high = labels[int(second.argmin())], labels[int(second.argmax())]
    return "More engagement", f"{low} ↔ {high}" if low != high else ""
