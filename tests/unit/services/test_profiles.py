from datetime import datetime

import numpy as np
import pytest
from builders import make_analysed, make_posts

from services.profiles import card_counts, mean, middle, mix, profile, shown_counts, sizes

EVERYTHING = np.ones(6, bool)
NOTHING = np.zeros(6, bool)


def _mixed(published: list[str]):
    posts = make_posts(published=np.array(published, "datetime64[us]"))
    return mix(make_analysed(posts), EVERYTHING, EVERYTHING)


@pytest.mark.parametrize(
    ("values", "expected"),
    [([1.0, 5.0, 9.0], 5.0), ([1.0, 4.0], 2.5), ([np.nan, 7.0], 7.0), ([np.nan], np.nan), ([], np.nan)],
)
def test_the_middle_is_the_median_of_what_was_measured(values: list[float], expected: float) -> None:
    assert middle(np.array(values)) == pytest.approx(expected, nan_ok=True)


@pytest.mark.parametrize(("values", "expected"), [([1.0, 5.0, np.nan], 3.0), ([np.nan], np.nan), ([], np.nan)])
def test_the_mean_is_of_what_was_measured(values: list[float], expected: float) -> None:
    assert mean(np.array(values)) == pytest.approx(expected, nan_ok=True)


def test_a_total_never_stands_beside_its_parts() -> None:
    kinds = {**make_posts().counts, "likes": np.ones(6), "loves": np.ones(6)}

    assert shown_counts(make_analysed()) == ("comments", "shares", "reactions")
    assert shown_counts(make_analysed(make_posts(counts=kinds))) == ("comments", "shares", "likes", "loves")


def test_a_card_has_at_most_three_counts_and_those_that_were_measured() -> None:
    four = {**make_posts().counts, "likes": np.ones(6)}

    assert card_counts(make_analysed(make_posts(counts=four))) == ("comments", "shares", "reactions")
    assert card_counts(make_analysed(make_posts(counts={"views": np.ones(6), "likes": np.ones(6)}))) == ("likes",)


def test_a_profile_has_medians_and_means_of_the_posts_in_view() -> None:
    shown = profile(make_analysed(), EVERYTHING)

    assert shown.counts == ("Comments", "Shares", "Reactions")
    assert shown.medians.tolist() == [[800.0, 100.0, 290.0], [2.0, 0.0, 35.0]]
    assert shown.means[1].tolist() == [2.0, 0.25, 35.0]


def test_contrasts_stay_those_of_the_whole_analysis_whatever_is_in_view() -> None:
    narrow = profile(make_analysed(), np.array([True, False, True, False, False, False]))
    wide = profile(make_analysed(), EVERYTHING)

    assert (narrow.contrast == wide.contrast).all()
    assert (wide.contrast[0] > 0).all()
    assert (wide.contrast[1] < 0).all()


def test_contrasts_weighted_by_size_cancel_out() -> None:
    contrast = profile(make_analysed(), EVERYTHING).contrast

    np.testing.assert_allclose(contrast[0] * 2 + contrast[1] * 4, 0, atol=1e-12)


def test_a_segment_without_posts_in_view_has_no_figures() -> None:
    shown = profile(make_analysed(), np.array([True, True, False, False, False, False]))

    assert np.isnan(shown.medians[1]).all()
    assert np.isfinite(shown.medians[0]).all()


def test_sizes_count_posts_and_what_they_hold() -> None:
    shown = sizes(make_analysed(), EVERYTHING)

    assert shown.posts.tolist() == [2, 4]
    np.testing.assert_allclose(shown.held.sum(axis=0), 1)
    assert shown.held[0, 0] == pytest.approx(1600 / 1606)


def test_nothing_in_view_holds_nothing() -> None:
    shown = sizes(make_analysed(), NOTHING)

    assert shown.posts.tolist() == [0, 0]
    assert (shown.held == 0).all()
    assert np.isnan(profile(make_analysed(), NOTHING).medians).all()


def test_the_mix_sums_to_one_in_each_period_that_has_posts() -> None:
    shown = mix(make_analysed(), EVERYTHING, EVERYTHING)

    assert shown.grain == "month"
    assert shown.posts.tolist() == [1, 1, 1, 1, 1, 1]
    assert (shown.shares.sum(axis=1) == 1).all()
    assert shown.shares[:, 0].tolist() == [1, 1, 0, 0, 0, 0]


def test_a_period_without_posts_has_no_mix() -> None:
    shown = _mixed([f"2025-{month:02d}-03" for month in (1, 2, 5, 6, 7, 8)])

    assert [period.month for period in shown.periods] == [1, 2, 5, 6, 7, 8]
    assert shown.posts.tolist() == [1, 1, 1, 1, 1, 1]
    assert (shown.shares.sum(axis=1) == 1).all()


def test_choosing_a_segment_leaves_the_shares_of_the_others_out_and_its_own_as_they_are() -> None:
    posts = make_posts(published=np.full(6, np.datetime64("2025-01-01", "us")))
    analysed = make_analysed(posts)
    only_first = analysed.described.segmentation.labels == 0

    shown = mix(analysed, only_first, EVERYTHING)

    np.testing.assert_allclose(shown.shares, [[2 / 6, 0]])


@pytest.mark.parametrize(
    ("last", "grain", "first_start"),
    [
        ("2025-01-31", "week", "2024-12-30"),
        ("2025-06-01", "month", "2025-01-01"),
        ("2028-06-01", "quarter", "2025-01-01"),
    ],
)
def test_long_times_are_told_in_longer_periods(last: str, grain: str, first_start: str) -> None:
    shown = _mixed(["2025-01-01"] * 5 + [last])

    assert shown.grain == grain
    assert shown.periods[0] == datetime.fromisoformat(first_start)
    assert shown.periods[-1] <= datetime.fromisoformat(last)


def test_weeks_begin_on_mondays() -> None:
    shown = _mixed(["2025-01-05"] * 3 + ["2025-01-06"] * 2 + ["2025-01-12"])

    assert [period.weekday() for period in shown.periods] == [0, 0]
    assert shown.posts.tolist() == [3, 3]


def test_times_before_1970_are_told_as_well() -> None:
    shown = _mixed(["1969-12-31"] * 3 + ["1970-01-01"] * 3)

    assert shown.posts.sum() == 6
