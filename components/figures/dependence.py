"""One count against its SHAP value, with the distribution of the count under it."""

from typing import Any

import numpy as np

from components.figures import Drawing, chart, new_figure, without_data
from components.text import number, plain, posts, signed
from components.theme import MUTED, segment_colour
from services.domain.driving import Dependence

# Counts are drawn as log(1 + count): most posts earn few, some earn thousands.
TICKS = (0, 1, 3, 10, 30, 100, 300, 1_000, 3_000, 10_000, 30_000, 100_000, 1_000_000)
BINS = 40


def _say(value: Dependence) -> str:
    measured = ~np.isnan(value.counts)
    if not measured.any():
        return f"{value.feature} was not measured."
    counts, shap = value.counts[measured], value.values[measured] * 100
    middle = float(np.median(counts))
    lower, upper = shap[counts <= middle].mean(), shap[counts > middle].mean() if (counts > middle).any() else 0.0
    return (
        f"{value.feature.capitalize()} and {value.name}, {posts(value.sample)} of {value.posts:,}: "
        f"up to {number(middle)} the SHAP value is {signed(lower, 1)} points on average, above it {signed(upper, 1)}."
    )


@chart("dependence", of=Dependence, title="How one count speaks for the segment", say=_say)
def draw(value: Dependence) -> Drawing:
    """Dots above, the number of posts by count below, on one log axis."""
    measured = ~np.isnan(value.counts)
    if not measured.any():
        return without_data(f"{value.feature.capitalize()} was not measured in this data.")
    counts, shap = value.counts[measured], value.values[measured] * 100
    places = np.log1p(counts)
    ticks = [tick for tick in TICKS if tick <= max(float(counts.max()), 1) * 1.5]
    feature = plain(value.feature, 30)
    return new_figure(
        [_dots(places, counts, shap, segment_colour(value.segment)), _distribution(places)],
        xaxis={
            "anchor": "y2",
            "tickvals": np.log1p(ticks),
            "ticktext": [f"{tick / 1000:g}k" if tick >= 1_000 else str(tick) for tick in ticks],
            "title": {"text": f"{feature} (log scale)"},
        },
        yaxis={"domain": [0.3, 1], "title": {"text": "SHAP value, points"}, "zeroline": True},
        yaxis2={"domain": [0, 0.22], "title": {"text": "posts"}, "nticks": 3},
        bargap=0.05,
        showlegend=False,
    )


def _dots(places: Any, counts: Any, shap: Any, colour: str) -> dict[str, Any]:
    return {
        "type": "scattergl",
        "mode": "markers",
        "x": places.astype(np.float32),
        "y": shap.astype(np.float32),
        "text": [
            f"{number(float(count))}: {signed(value, 1)} points" for count, value in zip(counts, shap, strict=True)
        ],
        "hoverinfo": "text",
        "marker": {"size": 5, "color": colour, "opacity": 0.5},
    }


def _distribution(places: Any) -> dict[str, Any]:
    many, edges = np.histogram(places, bins=BINS)
    return {
        "type": "bar",
        "x": (edges[:-1] + edges[1:]) / 2,
        "y": many,
        "yaxis": "y2",
        "marker": {"color": MUTED},
        "hovertemplate": "%{y:,} posts<extra></extra>",
    }
