import numpy as np
import pytest
from simulated import simulate

from services.algorithms.balanced_bayes import balanced_accuracy, predict
from services.algorithms.intervals import accuracy_interval
from services.algorithms.lever_scores import holm, score_levers
from services.algorithms.lever_table import lever_table
from services.domain.levers import FORMAT, PAGE, TIME, Validation
from services.progress import unwatched

PLACE = {how: place for place, how in enumerate(Validation)}


def scores(seed, shuffles=99, **truth):
    posts, outcome = simulate(seed, **truth)
    found = score_levers(lever_table(posts, outcome, seed), 4, seed, unwatched, shuffles)
    return {score.lever: score for score in found.scores}


def test_in_at_most_one_file_of_twenty_a_lever_without_effect_is_supported():
    found = [scores(seed, posts=400, pages=4, shuffles=59) for seed in range(20)]
    # Pages differ in these files, formats and times do not. 5 % of 20, and what chance may add to that.
    assert sum(one[FORMAT].supported or one[TIME].supported for one in found) <= 3


def test_a_format_that_earns_several_times_as_much_is_supported_and_the_time_is_not():
    found = scores(3, format_effect=1.2)

    assert found[FORMAT].supported
    assert (found[FORMAT].accuracy > 0.3).all()
    assert not found[TIME].supported


def test_pages_that_differ_are_supported_though_an_unseen_page_tells_nothing_of_itself():
    page = scores(5)[PAGE]

    assert page.supported
    assert np.isnan(page.accuracy[PLACE[Validation.PAGES]])
    assert page.accuracy[PLACE[Validation.FUTURE]] > 0.3


def test_the_figure_lies_in_its_interval_and_p_counts_the_file_itself():
    for score in scores(7, shuffles=19).values():
        made = ~np.isnan(score.accuracy)
        assert (score.low[made] <= score.accuracy[made]).all()
        assert (score.accuracy[made] <= score.high[made]).all()
        assert (score.p[made] >= 1 / 20).all()
        assert (score.p[made] <= 1).all()


def test_the_same_seed_gives_the_same_figures():
    first, second = scores(9, shuffles=9), scores(9, shuffles=9)
    for lever, score in first.items():
        assert np.array_equal(score.accuracy, second[lever].accuracy, equal_nan=True)
        assert np.array_equal(score.p, second[lever].p, equal_nan=True)


def test_on_one_page_no_page_can_be_held_out():
    found = scores(2, pages=1, shuffles=9)

    assert PAGE not in found
    assert np.isnan(found[FORMAT].accuracy[PLACE[Validation.PAGES]])


def test_every_segment_counts_the_same_however_few_posts_it_has():
    outcome = np.repeat([0, 1], [90, 10]).astype(np.int16)
    code = outcome.astype(np.int64)
    everywhere = np.ones(100, bool)

    assert predict([code], outcome, 2, (everywhere, everywhere)).tolist() == outcome.tolist()
    assert balanced_accuracy(outcome, np.zeros(100, np.int16), 2) == 0.5
    assert np.isnan(balanced_accuracy(outcome, np.full(100, -1, np.int16), 2))


def test_the_interval_of_an_accuracy_covers_it_in_nineteen_files_of_twenty():
    draw, covers = np.random.default_rng(1), []
    for _ in range(120):
        outcome = draw.integers(2, size=200).astype(np.int16)
        right = draw.random(200) < 0.7
        answers = np.where(right, outcome, 1 - outcome).astype(np.int16)
        low, high = accuracy_interval(outcome, answers, 2, np.arange(200))
        covers.append(low <= 0.7 <= high)
    assert 0.90 <= np.mean(covers) <= 0.99


@pytest.mark.parametrize(
    ("p", "stands"),
    [
        ([0.01, 0.04, 0.03], [True, False, False]),
        ([0.01, 0.02, 0.03], [True, True, True]),
        ([0.2, 0.001], [False, True]),
        ([], []),
    ],
)
def test_holm_asks_more_of_a_finding_when_many_were_looked_for(p, stands):
    assert holm(np.array(p)).tolist() == stands
