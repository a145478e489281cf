"""The map of posts, one by one and counted; on 60,000 made-up posts around the borders of what is drawn how."""

from dataclasses import replace

import numpy as np
import pytest
from builders import make_analysed, make_posts
from plotly.io.json import to_json_plotly

from components.figures import CHARTS
from services.analyses import Analysed
from services.domain.arrays import read_only
from services.domain.selection import Area, Filters
from services.domain.views import MOST_DOTS, DensityOfPosts, MapOfPosts
from services.maps import COLUMNS, ROWS, map_of_posts
from services.scope import scope

POSTS = 60_000
LEFT = Area(((-9.0, -9.0), (0.0, -9.0), (0.0, 9.0), (-9.0, 9.0)))
LARGEST_FIGURE = 500_000


def _many(posts: int = POSTS, k: int = 2) -> Analysed:
    """Posts in two clouds, the weaker one to the left; with k = 10 the clouds fall into ten segments at random."""
    draw, small = np.random.default_rng(5), make_analysed()
    labels = (np.arange(posts) % k).astype(np.int16)
    x = draw.normal(np.where(labels % 2 == 0, 3, -3), 1).astype(np.float32)
    y = draw.normal(0, 1, posts).astype(np.float32)
    texts = read_only(np.full(posts, "", object))
    published = np.datetime64("2025-01-01T00", "us") + np.arange(posts).astype("timedelta64[m]")
    rows = make_posts(
        ids=read_only(np.array([f"p{number}" for number in range(posts)], object)),
        published=read_only(published),
        formats=read_only(np.full(posts, "photo", object)),
        pages=texts,
        texts=texts,
        permalinks=texts,
        immature=read_only(np.zeros(posts, bool)),
        counts={"comments": read_only(np.ones(posts))},
    )
    analysis = replace(small.analysis, plane=replace(small.analysis.plane, x=read_only(x), y=read_only(y)))
    segmentation = replace(small.described.segmentation, k=k, labels=read_only(labels))
    described = replace(small.described, segmentation=segmentation, names=tuple(f"Segment {one}" for one in range(k)))
    return replace(small, posts=rows, analysis=analysis, described=described)


def _drawn(analysed: Analysed, **filters: object) -> MapOfPosts | DensityOfPosts:
    return map_of_posts(analysed, scope(analysed, Filters(**filters)))  # type: ignore[arg-type]  # fields of Filters


@pytest.fixture(scope="module")
def many() -> Analysed:
    return _many()


def test_many_posts_are_counted_and_none_is_left_out(many: Analysed) -> None:
    counted = _drawn(many)

    assert isinstance(counted, DensityOfPosts)
    assert counted.cells.shape == (ROWS, COLUMNS, 2)
    assert counted.cells.sum(axis=(0, 1)).tolist() == [30_000, 30_000]
    assert counted.total == POSTS


def test_a_cell_holds_the_posts_that_lie_in_it(many: Analysed) -> None:
    counted, plane = _drawn(many), many.analysis.plane
    row, column = (int(place) for place in np.unravel_index(counted.cells.sum(axis=2).argmax(), (ROWS, COLUMNS)))
    middle = counted.origin[0] + column * counted.step[0], counted.origin[1] + row * counted.step[1]
    near = (np.abs(plane.x - middle[0]) < counted.step[0] / 2) & (np.abs(plane.y - middle[1]) < counted.step[1] / 2)

    # Posts on the very edge may fall to either side in 32 bits.
    assert abs(int(counted.cells[row, column].sum()) - int(near.sum())) <= 1


def test_below_the_limit_every_post_in_view_is_a_dot(many: Analysed) -> None:
    drawn = _drawn(many, area=LEFT)

    assert isinstance(drawn, MapOfPosts)
    assert drawn.in_view.all()
    assert len(drawn.x) + drawn.left_out == POSTS
    assert len(drawn.x) == int((many.analysis.plane.x < 0).sum())
    assert (drawn.x < 0).all()
    assert drawn.post_ids[0] == many.posts.ids[int(np.argmax(many.analysis.plane.x < 0))]


@pytest.mark.parametrize(("posts", "kind"), [(MOST_DOTS - 1, MapOfPosts), (MOST_DOTS, DensityOfPosts)])
def test_the_limit_is_fifty_thousand_posts_in_view(posts: int, kind: type) -> None:
    assert isinstance(_drawn(_many(posts)), kind)


def test_few_posts_stay_on_the_map_when_they_are_out_of_view() -> None:
    drawn = _drawn(make_analysed(), segments=("s1",))

    assert isinstance(drawn, MapOfPosts)
    assert (len(drawn.x), int(drawn.in_view.sum()), drawn.left_out) == (6, 2, 0)


def test_an_area_with_many_posts_is_counted_in_smaller_cells(many: Analysed) -> None:
    wide = _drawn(many)
    near = _drawn(many, area=Area(((-7.0, -2.0), (7.0, -2.0), (7.0, 2.0), (-7.0, 2.0))))

    assert isinstance(wide, DensityOfPosts)
    assert isinstance(near, DensityOfPosts)
    assert near.step[1] < 0.6 * wide.step[1]
    assert MOST_DOTS <= near.cells.sum() < POSTS


def test_posts_that_all_lie_in_one_place_are_one_cell(many: Analysed) -> None:
    plane = replace(many.analysis.plane, x=np.zeros(POSTS, np.float32), y=np.zeros(POSTS, np.float32))
    counted = _drawn(replace(many, analysis=replace(many.analysis, plane=plane)))

    assert isinstance(counted, DensityOfPosts)
    assert counted.cells[0, 0].sum() == POSTS


def test_even_ten_mixed_segments_make_a_small_message() -> None:
    assert len(to_json_plotly(CHARTS["density"].draw(_drawn(_many(k=10))))) < LARGEST_FIGURE
