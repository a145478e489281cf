"""SHAP values of many posts for one segment: one row a count, one dot a post."""

import numpy as np

from components.figures import Drawing, chart, new_figure, without_data
from components.text import plain, posts
from components.theme import HEAT
from services.domain.colours import BETWEEN
from services.domain.driving import Beeswarm
from services.domain.swarms import spread

# Dots that share one of this many steps of the axis are stacked beside each other.
STEPS = 140


def _say(value: Beeswarm) -> str:
    rows = ", ".join(
        f"{feature} {size * 100:.1f}" for feature, size in zip(value.features, value.importance, strict=True)
    )
    return f"{value.name}: mean size of the SHAP value over {posts(value.posts)}, points: {rows}."


@chart("beeswarm", of=Beeswarm, title="How each count speaks for the segment", say=_say)
def draw(value: Beeswarm) -> Drawing:
    """A stated sample of posts; colour = low to high count among all posts."""
    if not value.values.size:
        return without_data("No posts to draw.")
    rows = value.values.shape[1]
    offsets = np.column_stack([spread(value.values[:, row], STEPS) for row in range(rows)])
    return new_figure(
        [
            {
                "type": "scattergl",
                "mode": "markers",
                "x": (value.values * 100).ravel().astype(np.float32),
                "y": (np.arange(rows) + offsets).ravel().astype(np.float32),
                "marker": {
                    "size": 4,
                    "opacity": 0.75,
                    "color": np.nan_to_num(value.level, nan=0.5).ravel().astype(np.float32),
                    "cmin": 0,
                    "cmax": 1,
                    "colorscale": [[0, HEAT[0]], [0.5, BETWEEN], [1, HEAT[2]]],
                    "colorbar": _scale(),
                },
                "hoverinfo": "skip",
            }
        ],
        xaxis={"title": {"text": "SHAP value, points of certainty"}, "zeroline": True},
        yaxis={
            "tickvals": list(range(rows)),
            "ticktext": [plain(feature.capitalize(), 30) for feature in value.features],
            "range": [rows - 0.5, -0.5],
            "showgrid": False,
        },
        showlegend=False,
    )


def _scale() -> dict[str, object]:
    return {
        "tickvals": [0, 1],
        "ticktext": ["low count", "high count"],
        "orientation": "h",
        "thickness": 6,
        "len": 0.4,
        "x": 0.93,
        "xanchor": "right",
        "y": 1.02,
        "yanchor": "bottom",
        "outlinewidth": 0,
        "tickfont": {"size": 11},
    }
