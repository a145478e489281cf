"""What recipes make of counts."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from services.domain.errors import InvalidInput
from services.domain.features import PostCounts
from services.recipes import RECIPES

NINE = ("reactions", "comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")


def make_counts(
    *, without: tuple[str, ...] = (), page: np.ndarray | None = None, **differences: np.ndarray
) -> PostCounts:
    """Random counts of 200 posts, photos and videos in turn; a count given by name replaces another."""
    rng = np.random.default_rng(5)
    counts = {name: rng.poisson(9, 200).astype(float) for name in ("comments", "shares", "likes", "loves")}
    kept = {name: count for name, count in (counts | differences).items() if name not in without}
    return PostCounts(kept, np.array(["photo", "video"] * 100), page)


def test_every_recipe_knows_its_own_name_and_says_what_it_does_in_one_sentence() -> None:
    assert list(RECIPES) == ["classic", "engagement", "volume"]
    for name, recipe in RECIPES.items():
        assert recipe.name == name
        assert recipe.summary.endswith(".")
        assert recipe.summary.count(".") == 1
    assert [recipe.default_k for recipe in RECIPES.values()] == [4, None, None]


def test_recipes_come_without_the_libraries_that_compute() -> None:
    code = (
        "import sys; from services.recipes import RECIPES; len(RECIPES); "
        "sys.exit(any(name in sys.modules for name in ('sklearn', 'scipy', 'numba', 'shap', 'lime')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_engagement_has_the_measured_counts_in_table_order_and_standardises_their_logs() -> None:
    features = RECIPES["engagement"].features(make_counts())
    assert features.names == ("comments", "shares", "likes", "loves")
    logs = np.log1p(features.raw)
    np.testing.assert_allclose(features.scaled, (logs - logs.mean(0)) / logs.std(0), atol=1e-12)


def test_engagement_never_puts_the_total_beside_its_kinds() -> None:
    total = np.arange(200.0)
    assert "reactions" not in RECIPES["engagement"].features(make_counts(reactions=total)).names
    kindless = make_counts(reactions=total, without=("likes", "loves"))
    assert RECIPES["engagement"].features(kindless).names == ("comments", "shares", "reactions")


def test_engagement_takes_saves_and_clicks_but_not_reach() -> None:
    ones = np.ones(200)
    more = make_counts(saves=ones, clicks=ones, reach=ones, views=ones, impressions=ones)
    names = RECIPES["engagement"].features(more).names
    assert names == ("comments", "shares", "likes", "loves", "saves", "clicks")


def test_a_constant_count_tells_nothing() -> None:
    features = RECIPES["engagement"].features(make_counts(shares=np.full(200, 7.0)))
    assert (features.scaled[:, 1] == 0).all()


def test_a_post_without_a_count_keeps_its_gap_and_does_not_shift_the_others() -> None:
    whole = make_counts()
    likes = whole.counts["likes"].copy()
    likes[:20] = np.nan
    features = RECIPES["engagement"].features(make_counts(likes=likes))
    assert np.isnan(features.scaled[:20, 2]).all()
    assert abs(features.scaled[20:, 2].mean()) < 1e-12
    assert features.scaled[20:, 2].std() == pytest.approx(1)


def test_a_count_that_most_posts_lack_is_left_out() -> None:
    rare = np.full(200, np.nan)
    rare[:50] = 3.0
    assert "saves" not in RECIPES["engagement"].features(make_counts(saves=rare)).names


def test_a_page_of_fifty_posts_is_its_own_measure_a_smaller_one_is_not() -> None:
    page = np.array(["big"] * 150 + ["small"] * 49 + [""], dtype=object)
    counts = make_counts(page=page)
    together = RECIPES["engagement"].features(make_counts()).scaled
    apart = RECIPES["engagement"].features(counts).scaled
    np.testing.assert_allclose(apart[:150].mean(0), 0, atol=1e-12)
    np.testing.assert_allclose(apart[:150].std(0), 1)
    np.testing.assert_array_equal(apart[150:], together[150:])


def test_a_kind_a_page_never_had_is_constant_there() -> None:
    page = np.array(["a", "b"] * 100)
    loves = np.where(page == "a", 0.0, np.arange(200.0))
    scaled = RECIPES["engagement"].features(make_counts(page=page, loves=loves)).scaled
    assert (scaled[page == "a", 3] == 0).all()


@pytest.mark.parametrize("recipe", ["engagement", "volume"])
def test_a_negative_count_is_refused(recipe: str) -> None:
    comments = np.ones(200)
    comments[3] = -1
    with pytest.raises(InvalidInput, match="negative"):
        RECIPES[recipe].features(make_counts(comments=comments))


def test_a_file_without_any_count_is_refused() -> None:
    with pytest.raises(InvalidInput, match="no counts"):
        RECIPES["engagement"].features(PostCounts({"reach": np.ones(9)}, np.array(["photo"] * 9)))


def test_multiplying_one_plus_a_count_changes_nothing() -> None:
    before = make_counts()
    larger = 10 * (1 + before.counts["comments"]) - 1
    np.testing.assert_allclose(
        RECIPES["engagement"].features(make_counts(comments=larger)).scaled,
        RECIPES["engagement"].features(before).scaled,
        atol=1e-12,
    )


def test_volume_has_three_features_and_sums_the_kinds_where_there_is_no_total() -> None:
    features = RECIPES["volume"].features(make_counts())
    assert features.names == ("comments", "shares", "reactions")
    counts = make_counts().counts
    np.testing.assert_array_equal(features.raw[:, 2], counts["likes"] + counts["loves"])


def test_the_unit_of_a_count_is_all_the_same_to_classic(real_file: Callable[[str], Path]) -> None:
    before = read_core(real_file)
    eightfold = PostCounts({**before.counts, "shares": 8 * before.counts["shares"]}, before.post_type)
    one, other = (RECIPES["classic"].features(counts).scaled for counts in (before, eightfold))
    np.testing.assert_array_equal(one, other)


def test_classic_codes_the_type_and_scales_everything_from_0_to_1(real_file: Callable[[str], Path]) -> None:
    features = RECIPES["classic"].features(read_core(real_file))
    assert features.names[0] == "type"
    assert features.scaled.min(0).tolist() == [0.0] * 10
    assert features.scaled.max(0).tolist() == [1.0] * 10
    assert features.raw[:3, 0].tolist() == [3, 1, 3]


def test_classic_refuses_a_type_it_does_not_know_and_names_it() -> None:
    nine = {name: np.arange(4.0) for name in NINE}
    types = np.array(["photo", "reel", "link", "video"], dtype=object)
    with pytest.raises(InvalidInput, match="also has reel"):
        RECIPES["classic"].features(PostCounts(nine, types))


def test_classic_refuses_a_file_without_the_kinds_and_names_them() -> None:
    with pytest.raises(InvalidInput, match="needs reactions, wows, hahas, sads, angrys"):
        RECIPES["classic"].features(make_counts())


def read_core(real_file: Callable[[str], Path]) -> PostCounts:
    """The core file, zeros taken as zeros."""
    table = pd.read_csv(real_file("facebook_live_thailand.csv"))
    counts = {name: table[f"num_{name}"].to_numpy(float) for name in NINE}
    return PostCounts(counts, table["status_type"].to_numpy(object))
