"""Bins, their rules, and counts drawn from them."""

import numpy as np
from lime.lime_tabular import LimeTabularExplainer

from services.algorithms import lime_bins

DASH = "\N{EN DASH}"


def make_column(numbers, *, name="likes"):
    return lime_bins.cut((name,), np.array(numbers, dtype=float)[:, None])


def test_rules_of_the_core_file_are_lime_bins_in_whole_numbers(core):
    rules = lime_bins.cut(core.features.names, core.features.raw).rules
    assert rules[0][:4] == (
        "Comments \u2264 0",
        f"Comments 1 {DASH} 4",
        f"Comments 5 {DASH} 23",
        "Comments > 23",
    )
    assert rules[2][1:4] == (f"Likes 18 {DASH} 58", f"Likes 59 {DASH} 184", "Likes > 184")
    assert rules[7][:2] == ("Angrys \u2264 0", "Angrys > 0")


def test_every_post_lies_in_the_bin_lime_puts_it_in(core):
    explainer = LimeTabularExplainer(core.features.raw, random_state=0)
    theirs = explainer.discretizer.discretize(core.features.raw)
    np.testing.assert_array_equal(lime_bins.cut(core.features.names, core.features.raw).codes, theirs)


def test_each_bin_has_a_rule_and_the_last_says_not_measured():
    bins = make_column([1, 2, 3, 4, np.nan])
    assert len(bins.rules[0]) == 5
    assert bins.rules[0][bins.codes[4, 0]] == "Likes not measured"


def test_large_numbers_have_separators_and_no_needless_decimals():
    assert make_column([1_500, 1_501, 1_501, 1_501, 9_000]).rules[0][-2] == "Likes > 1,501"


def test_borders_between_whole_numbers_are_rounded_to_the_numbers_inside():
    rules = make_column([0, 1, 2, 3]).rules[0]
    assert rules == ("Likes \u2264 0", "Likes = 1", "Likes = 2", "Likes > 2", "Likes not measured")


def test_fractions_keep_their_borders():
    rules = make_column([0.1, 0.25, 0.5, 0.75, 1.9], name="rate_of_clicks").rules[0]
    assert rules[1] == "Rate of clicks over 0.25 to 0.5"


def test_a_constant_count_has_a_bin_and_is_drawn_as_it_is():
    bins = make_column([5, 5, 5, 5])
    assert bins.rules[0][0] == "Likes \u2264 5"
    _, counts = lime_bins.draw(bins, 50, 1)
    np.testing.assert_array_equal(counts, 5.0)


def test_the_neighbourhood_is_the_one_lime_draws_with_the_same_seed(core):
    seen = []

    def remember(rows):
        seen.append(rows)
        return core.grown.predict_proba(rows)

    explainer = LimeTabularExplainer(core.features.raw, random_state=9)
    explainer.explain_instance(core.features.raw[0], remember, num_features=8)
    _, counts = lime_bins.draw(lime_bins.cut(core.features.names, core.features.raw), 5_000, 9)
    np.testing.assert_array_equal(counts, seen[0][1:])


def test_what_was_not_measured_is_drawn_as_often_as_it_occurs():
    bins = make_column([1, 2, 3, 4, 5, 6, np.nan, np.nan])
    codes, counts = lime_bins.draw(bins, 4_000, 1)
    assert abs(np.isnan(counts).mean() - 0.25) < 0.03
    np.testing.assert_array_equal(np.isnan(counts), codes == len(bins.rules[0]) - 1)


def test_gaps_do_not_move_the_quartiles():
    full, gaps = make_column(range(101)), make_column([*range(101), *[np.nan] * 60])
    assert full.rules == gaps.rules


def test_a_count_that_nobody_measured_has_a_bin_all_the_same():
    bins = make_column([np.nan, np.nan])
    assert {bins.rules[0][code] for code in bins.codes[:, 0]} == {"Likes not measured"}
    assert np.isnan(lime_bins.draw(bins, 10, 1)[1]).all()
