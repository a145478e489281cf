"""Overview and the strip: figures with how sure they are, in words that a screen reader has too."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from builders import make_dataset
from unit.components.chart_values import make_mix_split
from unit.components.test_history_and_receipts import words
from unit.components.test_pages import parts

from components.comparing import days, is_clear, periods_line, strip
from components.overview import newest, notices, split, tiles
from services.domain.claims import Claim, Estimand, Number, Scope, Unit
from services.domain.overview import Notice, Spark, Tile, Tiles, Urgency
from services.domain.periods import Comparison, Measure, Measured, Period, Periods
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.domain.views import Phrase

THIS, THAT = Period(date(2025, 9, 1), date(2025, 9, 30)), Period(date(2025, 8, 2), date(2025, 8, 31))
MONTHS = (datetime(2025, 1, 1), datetime(2025, 4, 1))  # noqa: DTZ001  # as written in the file


def claim(value, unit, low=None, high=None, estimand=Estimand.STRONGEST_SHARE):
    return Claim(
        estimand, (), Number(value, unit, low, high), 90, Scope("spring"), Selection(SegmentationRequest("d1"))
    )


MEASURES = (
    Measure(Measured.POSTS, claim(90, Unit.POSTS), claim(80, Unit.POSTS), claim(1.125, Unit.TIMES)),
    Measure(Measured.ENGAGEMENT, claim(40, Unit.COUNT), claim(50, Unit.COUNT), claim(0.8, Unit.TIMES, 0.6, 0.9)),
    Measure(Measured.STRONGEST, claim(0.3, Unit.SHARE), claim(0.28, Unit.SHARE), claim(0.02, Unit.POINTS, -0.1, 0.14)),
    Measure(Measured.BORDERLINE, None),
)
COMPARED = Comparison(MEASURES, Periods(THIS, THAT, chosen=True))


def icons(component):
    return [part.className for part in parts(component) if "bi-arrow" in str(getattr(part, "className", ""))]


def test_the_strip_tells_both_periods_and_what_lies_between():
    told = words(strip(COMPARED))

    assert "1 Sep to 30 Sep 2025 against 2 Aug to 31 Aug 2025" in told
    assert "90 posts against 80 posts" in told
    assert "0.80 times (0.60 to 0.90 times)" in told
    assert "+2.0 points (−10.0 to +14.0 points) , no clear change" in told


def test_an_arrow_stands_only_where_a_change_is_clear():
    assert icons(strip(COMPARED)) == ["bi bi-arrow-up", "bi bi-arrow-down"]


@pytest.mark.parametrize(
    ("number", "clear"),
    [
        (Number(1.2, Unit.TIMES, 1.05, 1.4), True),
        (Number(1.2, Unit.TIMES, 0.9, 1.4), False),
        (Number(-0.1, Unit.POINTS, -0.2, -0.05), True),
        (Number(1.0, Unit.TIMES), False),
        (Number(1.1, Unit.TIMES), True),
    ],
)
def test_a_change_is_clear_when_its_whole_interval_is(number, clear):
    assert is_clear(replace(MEASURES[0].now, number=number)) is clear


def test_nobody_who_does_not_compare_is_shown_a_strip():
    assert strip(Comparison(MEASURES)) is None
    assert words(strip(Comparison(MEASURES, hint="No dates."))) == "No dates."
    assert "Nothing then." in words(strip(replace(COMPARED, hint="Nothing then.")))


def test_a_period_names_each_year_once():
    assert days(THIS) == "1 Sep to 30 Sep 2025"
    assert days(Period(date(2025, 12, 1), date(2026, 1, 4))) == "1 Dec 2025 to 4 Jan 2026"


def test_the_line_above_the_tiles_says_whose_figures_they_are():
    unchosen = replace(COMPARED, periods=replace(COMPARED.periods, chosen=False))

    assert periods_line(COMPARED) == "1 Sep to 30 Sep 2025 against 2 Aug to 31 Aug 2025."
    assert periods_line(unchosen).startswith("Newest posts, 1 Sep")
    assert periods_line(unchosen).endswith("Choose a period for another.")
    assert periods_line(Comparison(MEASURES)) == "All posts in view."


def test_a_tile_has_its_figure_its_change_and_its_spark_in_words():
    spark = Spark((0.1, float("nan"), 0.3, 0.2), "month", *MONTHS)
    drawn = tiles(Tiles(COMPARED, tuple(Tile(measure, spark) for measure in MEASURES)))
    labels = [part.title for part in parts(drawn[1]) if getattr(part, "className", "") == "spark"]

    assert "In the strongest segments 30%" in words(drawn[1])
    assert "Borderline posts – nothing to compare with" in words(drawn[1])
    assert labels[2] == ("By month, from 1 Jan 2025 to 1 Apr 2025: 10% in the first, 20% in the last, 30% at most.")


def test_a_tile_without_any_date_has_no_bars():
    drawn = tiles(Tiles(COMPARED, (Tile(MEASURES[0], Spark((), "week")),)))

    assert not [part for part in parts(drawn[1]) if getattr(part, "role", "") == "img"]


def test_the_most_urgent_notice_comes_first_with_its_way():
    some = (
        Notice(Urgency.TELLS, (Phrase("Rows were set aside."),)),
        Notice(Urgency.ALERT, (Phrase("The mix changed."),), "See the change", "/overview"),
    )

    assert " ".join(words(notices(some)).split()) == "The mix changed. See the change Rows were set aside."
    assert words(notices(())).startswith("Nothing:")


def test_newest_datasets_lead_to_their_own_overview():
    drawn = newest((make_dataset(),))
    links = [part.href for part in parts(drawn) if hasattr(part, "href")]

    assert links == ["/overview?dataset=d1"]
    assert "6 posts, by Some Body" in words(drawn)


def test_the_split_says_how_to_get_one_where_there_is_none():
    assert words(split(None)).startswith("Choose two periods")
    assert words(split(make_mix_split())[0]) == "It changed."
