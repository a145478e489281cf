"""What posts come to: a sum of what somebody typed, checked by hand."""

import pytest
from builders import make_analysed

from callbacks import parse
from services.domain.claims import Unit
from services.domain.errors import InvalidInput
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Filters, Selection
from services.domain.valuing import OwnFigures
from services.valuing import worth

EVERYTHING = Filters()


def of(filters=EVERYTHING, **figures):
    return worth(make_analysed(), Selection(SegmentationRequest("d1"), filters), OwnFigures(**figures))


@pytest.mark.parametrize("figures", [{}, {"hours": 2.0}, {"hour": 30.0}])
def test_without_a_figure_that_values_something_there_is_nothing(figures):
    assert of(**figures) is None


def test_comments_and_shares_add_up_and_work_is_taken_off():
    found = of(comment=0.5, share=2.0, hours=2.0, hour=10.0)

    assert found.earned.number.value == pytest.approx(0.5 * 1606 + 2.0 * 201)
    assert found.work.number.value == 6 * 20
    assert found.in_all.number.value == pytest.approx(803 + 402 - 120)
    assert {claim.number.unit for claim in (found.in_all, found.earned, found.work)} == {Unit.VALUE}
    assert found.in_all.n == 6


def test_a_post_of_each_segment_comes_to_its_mean_with_its_posts():
    strong, quiet = of(comment=1.0).segments

    assert (strong.posts, strong.of_one.number.value) == (2, 800.0)
    assert quiet.of_one.number.value == pytest.approx(6 / 4)
    assert strong.of_one.rows.filters.segments == ("s1",)


def test_filters_choose_the_posts_and_a_segment_does_not():
    assert of(Filters(pages=("North",)), comment=1.0).in_all.number.value == 904.0
    assert of(Filters(segments=("s1",)), comment=1.0) == of(comment=1.0)
    assert of(Filters(pages=("None",)), comment=1.0).segments[0].of_one.number.value == 0.0


def test_work_alone_costs():
    assert of(hours=1.0, hour=5.0).in_all.number.value == -30.0


def test_fields_are_figures_or_nothing():
    assert parse.own_figures("", None, 0, "2.5") == OwnFigures(None, None, 0.0, 2.5)
    for wrong in ("much", -1, "nan", 1e12, []):
        with pytest.raises(InvalidInput):
            parse.own_figures(wrong, None, None, None)
