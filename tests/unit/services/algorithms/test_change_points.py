from datetime import date, timedelta

import numpy as np
import pytest
from simulated import simulate

from services.algorithms.change_points import FEWEST_WEEKS, count_weeks, find_change_points

MIDDLE = date(2024, 7, 2)


def turns(seed, **truth):
    posts, outcome = simulate(seed, trend=0.0, drift=0.0, **truth)
    return find_change_points(posts, outcome, 4)


def test_at_most_one_file_of_twenty_in_which_nothing_turns_shows_a_turn():
    found = [turns(seed, posts=500, pages=4)[0] for seed in range(40)]

    # 4 % of 40, and what chance may add to that; benchmarks/false_alarms.py measures it on many more.
    assert sum(map(bool, found)) <= 4


def test_a_turn_is_dated_with_how_sure_that_is():
    found = [turns(seed, turn_effect=1.0)[0] for seed in range(6)]

    assert all(found)
    clearest = [min(points, key=lambda one: one.p) for points in found]
    assert np.median([abs((one.day - MIDDLE).days) for one in clearest]) <= 14
    assert sum(one.since <= MIDDLE <= one.until for one in clearest) >= 4
    for one in clearest:
        assert one.begins < one.day < one.ends
        assert one.since <= one.day <= one.until
        assert one.day.weekday() == 0


def test_turns_come_oldest_first_and_every_week_is_looked_at():
    posts, outcome = simulate(4, trend=4.0)
    points, weeks = find_change_points(posts, outcome, 4)

    assert len(points) > 1
    assert [one.day for one in points] == sorted(one.day for one in points)
    assert [one.begins for one in points[1:]] == [one.day for one in points[:-1]]
    assert [one.ends for one in points[:-1]] == [one.day - timedelta(days=1) for one in points[1:]]
    assert weeks == len(np.unique((posts.published.astype("datetime64[D]").astype(int) + 3) // 7))


def test_a_file_says_the_same_twice():
    assert turns(5, turn_effect=0.6) == turns(5, turn_effect=0.6)


@pytest.mark.parametrize("kept", [0, 60])
def test_a_short_file_is_not_looked_at(kept):
    posts, outcome = simulate(6)
    early = np.flatnonzero(posts.published < posts.published.min() + np.timedelta64(kept, "D"))
    columns = {name: getattr(posts, name)[early] for name in ("ids", "published", "formats", "pages", "texts")}
    short = type(posts)(**columns, permalinks=columns["texts"], immature=np.zeros(len(early), bool), counts={})

    assert 2 * FEWEST_WEEKS * 7 > 60
    assert find_change_points(short, outcome[early], 4) == ((), 0)


def test_weeks_begin_on_mondays_and_hold_every_post_once():
    published = np.array(["2025-01-05T23:00", "2025-01-06T00:00", "2025-01-12", "2025-01-20", "NaT"], "M8[us]")
    used = ~np.isnat(published)

    week, counts = count_weeks(published, np.array([0, 1, 1, 0, 0], np.int16), used, 2)

    assert [str(day) for day in week] == ["2024-12-30", "2025-01-06", "2025-01-20"]
    assert counts.tolist() == [[1, 0], [0, 2], [1, 0]]
