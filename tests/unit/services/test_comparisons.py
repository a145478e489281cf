"""Flows, cuts and second opinions: on six posts by hand, and on a stored analysis."""

from dataclasses import replace

import numpy as np
import pytest
from builders import copy_house, make_actor, make_analysed, make_posts

from services.cross_cuts import cross_cut
from services.domain.actors import Role
from services.domain.comparing import (
    Concentration,
    Cut,
    Outcome,
    OverRepresentation,
    Recovery,
    Stability,
    Support,
)
from services.domain.errors import InvalidInput, NotFound
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Filters, Selection
from services.findings import engagement, findings
from services.flows import counterparts, flow

SOMEBODY = make_actor(Role.BRAND_MANAGER)
ALL = np.ones(6, bool)
VIEW = Selection(SegmentationRequest("d1"))


def of_kind(kind, shown, others):
    return next((one for one in findings(shown, others) if isinstance(one.measured, kind)), None)


def with_formats(inside, outside):
    """Segments of as many posts, the first with formats `inside`, the second with `outside`."""
    formats, size = [*inside, *outside], len(inside) + len(outside)
    empty = np.full(size, "", object)
    posts = make_posts(formats=np.array(formats, object), ids=empty, counts={"comments": np.ones(size)})
    return make_analysed(posts, labels=(0,) * len(inside) + (1,) * len(outside))


def test_a_flow_counts_every_post_in_view_once():
    moved = flow(make_analysed(), VIEW, make_analysed(labels=(0, 1, 1, 1, 1, 0)), ALL)

    assert moved.posts.tolist() == [[1, 1], [1, 3]]
    assert moved.label == "Volume, 2 segments"
    in_view = np.array([True, False, True, True, True, False])
    same = flow(make_analysed(), VIEW, make_analysed(labels=(0, 1, 1, 1, 1, 0)), in_view)
    assert (same.posts.sum(), same.agreement.number.value, same.agreement.n) == (4, 1.0, 4)


def test_a_cut_gives_the_figures_of_each_cell_and_its_n():
    cut = cross_cut(make_analysed(), ALL, Cut.FORMAT, 1)

    assert cut.groups == ("photo", "video", "no format stated")
    assert cut.counts == ("Comments", "Shares", "Reactions")
    assert cut.medians[0].tolist() == [2.0, 0.0, 40.0]
    assert cut.means[0] == pytest.approx([2, 1 / 3, 40])
    assert cut.n.tolist() == [[3, 3, 3], [0, 0, 0], [0, 1, 1]]
    assert np.isnan(cut.medians[1]).all()
    assert np.isnan(cut.medians[2, 0])
    assert cut.posts.tolist() == [[0, 2, 0], [3, 0, 1]]
    assert cut.posts.sum() == 6


def test_a_cut_by_many_pages_shows_the_largest_and_says_how_many_it_leaves_out():
    pages = np.array([f"page {number}" for number in [0, 0, 1, 1, *range(2, 14)]], object)
    posts = make_posts(pages=pages, ids=pages, counts={"comments": np.arange(16.0)})
    cut = cross_cut(make_analysed(posts, labels=(0,) * 16), np.ones(16, bool), Cut.PAGE, 0)

    assert cut.groups[:2] == ("page 0", "page 1")
    assert (len(cut.groups), cut.left_out) == (12, 2)


def test_engagement_never_counts_a_total_beside_its_parts():
    counts = {"comments": np.ones(6), "reactions": np.full(6, 5.0), "likes": np.full(6, 4.0), "loves": np.ones(6)}
    with_total = make_analysed(make_posts(counts=counts))
    without = make_analysed(make_posts(counts={name: counts[name] for name in ("comments", "likes", "loves")}))

    assert engagement(with_total).tolist() == engagement(without).tolist() == [6.0] * 6


def test_a_concentration_holds_where_hardly_more_posts_hold_nearly_as_much():
    shown = make_analysed()
    same, wide, none = (
        make_analysed(),
        make_analysed(labels=(0, 0, 0, 1, 1, 1)),
        make_analysed(labels=(1, 0, 0, 0, 1, 1)),
    )
    found = of_kind(Concentration, shown, [same, wide, none])

    assert found.measured == Concentration(2, 2 / 6, pytest.approx(2380 / 2527))
    assert [answer.outcome for answer in found.answers] == [Outcome.HOLDS, Outcome.FAILS, Outcome.FAILS]


def test_where_nobody_holds_much_there_is_no_such_finding():
    even = make_analysed(make_posts(counts={"comments": np.ones(6)}))

    assert of_kind(Concentration, even, [even]) is None
    assert of_kind(Concentration, make_analysed(make_posts(counts={"comments": np.zeros(6)})), [even]) is None


def test_the_number_of_segments_is_asked_of_other_recipes_only():
    shown = make_analysed()
    agrees = replace(shown, analysis=replace(shown.analysis, recipe="engagement"))
    unstable = replace(
        agrees, analysis=replace(agrees.analysis, sweep=replace(agrees.analysis.sweep, recommended_k=None))
    )
    found = of_kind(Support, shown, [shown, agrees, unstable, "The classic recipe needs wows."])

    assert [answer.outcome for answer in found.answers] == [
        Outcome.UNASKED,
        Outcome.HOLDS,
        Outcome.FAILS,
        Outcome.UNASKED,
    ]
    assert found.answers[3].reason == "The classic recipe needs wows."
    assert not found.holds


def test_what_is_not_stable_is_not_said_to_be():
    shown = make_analysed()
    row = replace(shown.analysis.sweep.rows[0], ari=0.89)
    shaky = replace(shown, analysis=replace(shown.analysis, sweep=replace(shown.analysis.sweep, rows=(row,))))

    assert of_kind(Stability, shown, [shaky]).answers[0].outcome is Outcome.FAILS
    assert of_kind(Stability, shaky, [shown]) is None


def test_a_format_is_over_represented_where_the_interval_lies_above_one():
    clear = with_formats(["video"] * 40 + ["photo"] * 10, ["video"] * 30 + ["photo"] * 170)
    even = with_formats(["video"] * 25 + ["photo"] * 25, ["video"] * 100 + ["photo"] * 100)
    found = of_kind(OverRepresentation, clear, [clear, even])

    assert (found.measured.format, found.measured.posts) == ("video", 40)
    assert (found.measured.inside, found.measured.outside) == (0.8, 0.15)
    assert 1 < found.measured.low < found.measured.ratio < found.measured.high
    assert [answer.outcome for answer in found.answers] == [Outcome.HOLDS, Outcome.FAILS]
    assert of_kind(OverRepresentation, even, [clear]) is None


def test_a_recipe_that_knows_the_format_cannot_be_asked_about_it():
    clear = with_formats(["video"] * 40 + ["photo"] * 10, ["video"] * 30 + ["photo"] * 170)
    circular = replace(clear, analysis=replace(clear.analysis, features=("type", "comments")))

    answer = of_kind(OverRepresentation, clear, [circular]).answers[0]
    assert (answer.outcome, answer.reason) == (Outcome.UNASKED, "the format is one of this recipe's inputs")
    assert of_kind(OverRepresentation, circular, [clear]) is None


def test_a_segment_comes_back_where_its_best_jaccard_is_three_quarters():
    shown = make_analysed(labels=(0, 0, 0, 1, 1, 1))
    # Three of four posts are shared: 0.75, and 2 of 3 of the others.
    found = [
        one for one in findings(shown, [make_analysed(labels=(1, 1, 1, 1, 0, 0))]) if isinstance(one.measured, Recovery)
    ]

    assert [one.answers[0].measured for one in found] == [Recovery(0, 1, 0.75), Recovery(1, 0, pytest.approx(2 / 3))]
    assert [one.holds for one in found] == [True, False]


@pytest.fixture(scope="module")
def compared(story, tmp_path_factory):
    """The installation of the story with a second opinion, and the view that was asked for."""
    house = copy_house(story.house.settings.home, tmp_path_factory.mktemp("compare") / "home")
    selection = Selection(story.request)
    assert not house.services.comparisons.is_found(SOMEBODY, selection)
    with pytest.raises(NotFound):
        house.services.comparisons.flow(SOMEBODY, replace(selection, against="volume"))
    house.services.comparisons.find(SOMEBODY, selection)
    yield house, selection
    house.close()


def test_a_second_opinion_asks_the_neighbours_and_every_other_recipe(compared):
    house, selection = compared
    found = house.services.comparisons.find(make_actor(user_id="another"), selection)
    view = house.services.comparisons.second_opinion(SOMEBODY, selection)

    assert house.services.comparisons.is_found(make_actor(user_id="another"), selection)
    assert [(one.recipe, one.k) for one in found.alternatives] == [
        ("engagement", 2),
        ("engagement", 4),
        ("classic", 4),
        ("volume", 3),
    ]
    assert all(len(finding.answers) == 4 for finding in found.findings)
    assert view.alternatives[0] == "Engagement, k = 2"
    assert len(view.findings) == len(found.findings)
    assert sum(isinstance(finding.measured, Recovery) for finding in found.findings) == 3


def test_other_filters_are_the_same_question_and_another_k_is_not(compared):
    house, selection = compared

    assert house.services.comparisons.is_found(SOMEBODY, replace(selection, filters=Filters(formats=("photo",))))
    other = replace(selection, segmentation=replace(selection.segmentation, k=2))
    assert not house.services.comparisons.is_found(SOMEBODY, other)


def test_a_flow_to_another_recipe_is_there_once_it_was_asked(compared):
    house, selection = compared
    moved = house.services.comparisons.flow(SOMEBODY, replace(selection, against="volume"))

    assert moved.other_label == "Volume, 3 segments"
    assert moved.posts.sum() == 240


def test_the_nearest_number_of_segments_is_compared_with_unless_another_is_chosen(compared):
    house, selection = compared
    choices = house.services.comparisons.choices(SOMEBODY, selection)

    assert [option.value for option in choices.against][:3] == ["k2", "k4", "k5"]
    assert [option.value for option in choices.against][-2:] == ["classic", "volume"]
    assert choices.chosen == "k2"
    assert house.services.comparisons.choices(SOMEBODY, replace(selection, against="k3")).chosen == "k2"
    assert house.services.comparisons.choices(SOMEBODY, replace(selection, against="k5")).chosen == "k5"
    with pytest.raises(InvalidInput, match="nothing called 'k99'"):
        house.services.comparisons.choices(SOMEBODY, replace(selection, against="k99"))


def test_a_cut_follows_the_filters_and_the_chosen_segment(compared):
    house, selection = compared
    chosen = replace(selection, filters=Filters(segments=("s2",), pages=("North shop",)))
    cut = house.services.comparisons.cross_cut(SOMEBODY, chosen, Cut.PAGE)

    assert (cut.segment, cut.groups, cut.posts.sum()) == (1, ("North shop",), 120)


def test_counterparts_wear_one_colour_and_newcomers_a_new_one():
    common = np.array([[279.0, 2.0, 0.0], [3.0, 40.0, 800.0]])
    assert counterparts(common) == (0, 2, 1)
    assert counterparts(common[:, [2, 0]]) == (1, 0)
