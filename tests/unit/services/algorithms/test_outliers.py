import numpy as np
import pytest
from builders import make_posts
from hypothesis import given
from hypothesis import strategies as st
from simulated import simulate

from services.algorithms.outliers import FAR, MOST, find_outliers, residuals


def planted(times, seed=1, **truth):
    """A simulated file in which the post p100 earned so many times as much; and that post."""
    posts, _ = simulate(seed, **truth)
    counts = posts.counts["comments"].copy()
    counts[100] = (counts[100] + 1) * times - 1
    return make_posts(
        **{name: getattr(posts, name) for name in ("ids", "published", "formats", "pages", "texts", "permalinks")},
        immature=posts.immature,
        counts={"comments": counts},
    )


def test_a_post_a_thousand_times_above_is_found_alone_with_how_many_times():
    found = find_outliers(planted(1000))

    assert [one.post_id for one in found] == ["p100"]
    assert found[0].low < found[0].times < found[0].high
    assert found[0].low > np.exp(FAR) / 2
    assert found[0].earned == planted(1000).counts["comments"][100]


def test_files_in_which_no_post_stands_out_show_none():
    assert sum(len(find_outliers(simulate(seed)[0])) for seed in range(20)) <= 1


def test_a_post_whose_page_earns_as_much_does_not_stand_out():
    posts, _ = simulate(3, page_level=4.0)

    assert find_outliers(posts) == ()


def test_young_posts_are_left_out():
    whole = planted(1000)
    young = whole.immature.copy()
    young[100] = True

    assert find_outliers(make_posts(**{**_columns(whole), "immature": young})) == ()


def _columns(posts):
    names = ("ids", "published", "formats", "pages", "texts", "permalinks", "counts")
    return {name: getattr(posts, name) for name in names}


def test_at_most_eight_are_told_the_farthest_first():
    posts, _ = simulate(2)
    counts = posts.counts["comments"].copy()
    counts[::75] = counts[::75] * 2000 + np.arange(20) * 1e6
    found = find_outliers(make_posts(**{**_columns(posts), "immature": posts.immature, "counts": {"comments": counts}}))

    assert len(found) == MOST
    assert [one.times for one in found] == sorted((one.times for one in found), reverse=True)


def test_posts_that_are_all_the_same_have_no_outlier():
    assert find_outliers(make_posts(counts={"comments": np.full(6, 9.0)})) == ()
    assert find_outliers(make_posts(counts={"comments": np.full(6, np.nan)})) == ()


@given(st.lists(st.tuples(st.integers(0, 3), st.integers(0, 2), st.floats(-5, 5)), min_size=1, max_size=40))
def test_nothing_is_left_of_what_levers_alone_explain(rows):
    one, other = (np.array([row[place] for row in rows]) for place in (0, 1))
    codes = tuple(np.unique(column, return_inverse=True)[1].astype(np.int64) for column in (one, other))

    assert residuals(one * 3.0, codes[:1]) == pytest.approx(np.zeros(len(rows)), abs=1e-9)
    medians = residuals(np.array([row[2] for row in rows]), codes[:1])
    assert all(abs(np.median(medians[codes[0] == code])) < 1e-9 for code in np.unique(codes[0]))
