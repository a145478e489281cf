"""Claims rest on the posts in view, and their rows are found again."""

from dataclasses import replace

import numpy as np
import pytest
from builders import Story, make_actor

from callbacks import parse
from services.addresses import address
from services.claims import Evidence, format_share, held, landing, median, posts_share, proportion
from services.domain.claims import Claim, Estimand, Unit
from services.domain.selection import Filters, Selection
from services.resampling import resampled
from services.scope import scope


@pytest.fixture(scope="module")
def evidence(story: Story) -> Evidence:
    return Evidence(story.analysed, Selection(story.request), np.ones(240, bool))


def _rows(story: Story, claim: Claim) -> int:
    """How many posts the view shows that the claim leads to."""
    selection = parse.selection("?" + address(claim.rows).partition("?")[2])
    analysed = story.house.services.analyses.get(make_actor(), selection.segmentation)
    return int(scope(analysed, selection.filters).in_view.sum())


def test_a_segments_share_of_a_count_is_what_its_posts_hold(story: Story, evidence: Evidence) -> None:
    claim = held(evidence, (0,), "comments")
    comments, labels = story.analysed.posts.counts["comments"], story.analysed.described.segmentation.labels

    assert claim.number.value == pytest.approx(comments[labels == 0].sum() / comments.sum())
    assert claim.number.low is not None
    assert claim.number.high is not None
    assert claim.number.low < claim.number.value < claim.number.high
    assert (claim.n, claim.scope.resampled, claim.scope.dataset) == (240, "240 posts", "autumn-export")
    assert _rows(story, claim) == 80


def test_every_claim_leads_to_its_posts(story: Story, evidence: Evidence) -> None:
    form = str(story.analysed.posts.formats[story.analysed.described.segmentation.labels == 0][0])

    assert _rows(story, posts_share(evidence, (0, 1))) == 160
    assert _rows(story, format_share(evidence, 0, form)) == 80
    assert _rows(story, landing(evidence, form, 0)) == 80
    assert _rows(story, median(evidence, "comments")) == 240


def test_a_share_that_cannot_vary_has_no_interval(evidence: Evidence) -> None:
    every = posts_share(evidence, (0, 1, 2))

    assert (every.number.value, every.number.low, every.scope.resampled) == (1, None, "")


def test_a_view_without_posts_holds_nothing(evidence: Evidence) -> None:
    nothing = replace(evidence, posts=np.zeros(240, bool))

    assert posts_share(nothing, (0,)).number.value == 0
    assert held(nothing, (0,), "comments").n == 0


def test_filters_of_the_view_stay_in_its_rows(story: Story) -> None:
    filters = Filters(pages=("North shop",))
    seen = scope(story.analysed, filters).in_view
    claim = posts_share(Evidence(story.analysed, Selection(story.request, filters), seen), (0,))

    assert claim.rows.filters.pages == ("North shop",)
    assert (claim.estimand, claim.number.unit, claim.n) == (Estimand.POSTS_SHARE, Unit.SHARE, 120)
    assert _rows(story, claim) == 40


def test_pages_are_drawn_anew_from_five_on() -> None:
    five = np.array(["a", "b", "c", "d", "e", ""] * 3, object)

    assert resampled(five)[1] == "5 pages"
    assert resampled(five[:4])[1] == "4 posts"


def test_a_proportion_has_wilsons_interval() -> None:
    number = proportion(0.98, 7050)

    assert (number.low, number.high) == (pytest.approx(0.9765, abs=1e-4), pytest.approx(0.9830, abs=1e-4))
