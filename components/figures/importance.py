"""Which counts the model leans on, for every segment."""

import numpy as np

from components.figures import Drawing, chart, new_figure
from components.text import plain, posts
from components.theme import segment_colour
from services.domain.driving import ImportanceView


def _say(value: ImportanceView) -> str:
    order = np.argsort(-value.importance.sum(axis=0))
    total = ", ".join(f"{value.features[index]} {value.importance[:, index].sum() * 100:.1f}" for index in order)
    return f"Mean size of the SHAP value over {posts(value.posts)}, points, all segments together: {total}."


@chart("importance", of=ImportanceView, title="What the model leans on", say=_say)
def draw(value: ImportanceView) -> Drawing:
    """Stacked bars, the count that matters most on top."""
    order = np.argsort(-value.importance.sum(axis=0))
    features = [plain(value.features[index].capitalize(), 30) for index in order]
    bars = [
        {
            "type": "bar",
            "orientation": "h",
            "name": plain(name, 40),
            "x": row[order] * 100,
            "y": features,
            "marker": {"color": segment_colour(rank)},
            "hovertemplate": "%{y}: %{x:.1f} points",
        }
        for rank, (name, row) in enumerate(zip(value.names, value.importance, strict=True))
    ]
    return new_figure(
        bars,
        barmode="stack",
        xaxis={"title": {"text": "mean size, points of certainty"}},
        yaxis={"autorange": "reversed", "showgrid": False},
        legend={"orientation": "h", "y": -0.24, "x": 0, "traceorder": "normal"},
    )
