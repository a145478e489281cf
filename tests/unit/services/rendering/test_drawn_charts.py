"""Charts as vectors: bars on both sides of zero, and legends that stay on the paper."""

import re

import pytest

from services.domain.documents import Chart, ChartKind, Series
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
