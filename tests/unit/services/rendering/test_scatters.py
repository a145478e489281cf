"""Points on paper: round figures along the axes, every point inside, and shapes beside colours."""

import re
from dataclasses import replace

import pytest
from reported import make_scatter

from services.claiming.language import Language
from services.domain.scatters import Axis, Scatter
from services.rendering.charts import WIDTH
from services.rendering.points import points_table
from services.rendering.scales import scale
from services.rendering.scatters import plotted

_CIRCLE = re.compile(r'<circle cx="([-\d.]+)" cy="([-\d.]+)"')
_LONG = tuple(f"A segment with quite a long name, number {number}" for number in range(2))


@pytest.mark.parametrize(
    ("ends", "low", "high", "first"),
    [((-27.7, 64.1), -40, 80, "−40"), ((0.0012, 0.004), 0.001, 0.004, "0.0010"), ((3.0, 3.0), 3.0, 3.01, "3.00")],
)
def test_figures_along_an_axis_are_round(ends: tuple[float, float], low: float, high: float, first: str) -> None:
    found = scale(Axis("SHAP value"), ends)

    assert found.low == pytest.approx(low)
    assert found.high == pytest.approx(high)
    assert found.ticks[0][1] == first
    assert 2 <= len(found.ticks) <= 9
    assert found.low <= min(ends) <= max(ends) <= found.high


def test_a_log_axis_goes_from_power_to_power() -> None:
    found = scale(Axis("Shares + 1", log=True), (1.0, 2_500.0))

    assert [words for _, words in found.ticks] == ["1", "10", "100", "1,000", "10,000"]
    assert found.share(100.0) == pytest.approx(0.5)


def test_a_bare_axis_has_no_figures() -> None:
    assert scale(Axis("More engagement", bare=True), (-2.0, 9.0)).ticks == ()


@pytest.mark.parametrize("scatter", [make_scatter(), make_scatter(rows=("Shares", "Comments")), make_scatter(_LONG)])
def test_points_stay_on_the_paper_and_have_words(scatter: Scatter) -> None:
    canvas = plotted(scatter)
    svg = canvas.svg()

    for x, y in _CIRCLE.findall(svg):
        assert 0 < float(x) < WIDTH
        assert 0 < float(y) < canvas.height
    assert svg.count("<polygon") > 2
    assert all(text.x <= WIDTH and text.y <= canvas.height for text in canvas.texts)
    assert {dots.name for dots in scatter.dots} <= {text.words for text in canvas.texts}


def test_nothing_to_draw_is_an_empty_plane() -> None:
    assert plotted(replace(make_scatter(), dots=(), across=Axis("Shares"))).height > 100


def test_the_table_of_points_names_the_rows() -> None:
    table = points_table(make_scatter(rows=("Shares", "Comments")), Language.ENGLISH)

    assert [column.name for column in table.columns] == [
        *("Group", "Post", "Count", "Shares + 1 (log scale)", "Position"),
    ]
    assert table.rows[2] == ("Viral emotion", "#3", "Shares", 250.0, 0.25)
    assert table.rows[4] == ("Quiet posts", "#2", "Comments", 10.0, 1.0)
