"""Charts as vectors: bars on both sides of zero, and legends that stay on the paper."""

import re

import pytest

from services.domain.documents import Chart, ChartKind, Series
from services.rendering.canvas import width_of
from services.rendering.charts import WIDTH, drawn, figure

_NAMES = tuple(f"A segment with quite a long name, number {number}" for number in range(10))
_RECT = re.compile(r'<rect x="([-\d.]+)" y="[\d.]+" width="([\d.]+)"')


def _bars(*values: float | None) -> Chart:
    categories = tuple(f"count {place}" for place in range(len(values)))
    return Chart("Bars", ChartKind.BARS, categories, (Series("weight", values, "#2E6BE6"),), "words")


def test_bars_below_zero_lie_left_of_it_and_stay_on_the_paper() -> None:
    canvas = drawn(_bars(2.0, -1.0, None, 0.5))
    (up, long), (down, short), *_ = ((float(x), float(wide)) for x, wide in _RECT.findall(canvas.svg()))

    assert down + short == pytest.approx(up, abs=0.1)
    assert long == pytest.approx(2 * short, abs=0.2)
    assert 0 < down < up + long < WIDTH


def test_bars_that_are_all_above_zero_begin_where_names_end() -> None:
    places = [float(x) for x, _ in _RECT.findall(drawn(_bars(2.0, 1.0)).svg())]

    assert len(set(places)) == 1


@pytest.mark.parametrize("kind", [ChartKind.STACKED, ChartKind.BARS, ChartKind.LINES])
@pytest.mark.parametrize("periods", [3, 24])
def test_a_legend_of_ten_long_names_goes_over_lines(kind: ChartKind, periods: int) -> None:
    series = tuple(Series(name, (0.1,) * periods, "#2E6BE6") for name in _NAMES)
    canvas = drawn(Chart("Many", kind, tuple(map(str, range(periods))), series, "words", share=True))
    legend = [text for text in canvas.texts if text.words.startswith("A segment")]

    assert len(legend) == 10
    assert len({text.y for text in legend}) > 3
    assert len({(text.x, text.y) for text in legend}) == 10
    assert all(text.x < WIDTH for text in legend)
    assert max(text.y for text in legend) < min(text.y for text in canvas.texts if text not in legend) + 20


@pytest.mark.parametrize(
    ("value", "share", "words"),
    [(-0.001, False, "0.00"), (-0.25, False, "−0.25"), (-1200, False, "−1,200"), (0.004, True, "0.4%")],
)
def test_figures_have_a_true_minus_and_nothing_has_no_sign(value: float, share: bool, words: str) -> None:  # noqa: FBT001
    assert figure(value, share=share) == words


@pytest.mark.parametrize(("most", "words"), [(0.26, "0.00"), (0.02, "0.002"), (0.003, "0.0021"), (120.0, "0.00")])
def test_small_figures_have_the_decimals_that_tell_them_apart(most: float, words: str) -> None:
    canvas = drawn(_bars(0.0021, most))

    assert words in [text.words for text in canvas.texts]


def test_names_under_an_axis_do_not_leave_the_page() -> None:
    names = tuple(f"Q4/25{place}" for place in range(10, 34))
    canvas = drawn(Chart("t", ChartKind.STACKED, names, (Series("s", (1.0,) * 24, "#2E6BE6"),), "w", share=True))

    assert all(
        text.x + width_of(text.words, text.size) / 2 <= canvas.width for text in canvas.texts if "/" in text.words
    )


@pytest.mark.parametrize("most", [0.0003, 0.27, 0.58, 1.0, 9.9])
def test_intervals_stand_on_an_axis_of_round_steps(most: float) -> None:
    one = Series("s", (most,), "#2E6BE6", (most * 0.9,), (most,))
    canvas = drawn(Chart("t", ChartKind.RANGES, ("a",), (one,), "w"))

    assert all(0 <= text.x <= canvas.width for text in canvas.texts)
    ticks = [text.words for text in canvas.texts if text.anchor == "middle"]
    assert 3 <= len(ticks) <= 7
    assert len(set(ticks)) == len(ticks)
