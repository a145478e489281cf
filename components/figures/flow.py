"""Posts that move between the segments of two segmentations."""

from typing import Any

import numpy as np

from components.figures import Drawing, chart, new_figure, without_data
from components.text import percent, plain, posts
from components.theme import segment_colour
from services.domain.comparing import Flow

_CLEAR = 0.42


def _say(value: Flow) -> str:
    if not value.posts.sum():
        return "No posts in view."
    lines = [_most(value, rank) for rank in range(len(value.names)) if value.posts[rank].sum()]
    alike = f"Adjusted Rand index {value.agreement.number.value:.2f}."
    return f"{value.label}, beside {value.other_label}. {' '.join(lines)} {alike}"


@chart("flow", of=Flow, title="Where posts move", say=_say)
def draw(value: Flow) -> Drawing:
    """A band for each pair of segments that share posts, as wide as there are posts, in the colour it comes from."""
    if not value.posts.sum():
        return without_data("No posts in view: clear a filter to see where they move.")
    sources, targets = np.nonzero(value.posts)
    pairs = list(zip(sources.tolist(), targets.tolist(), strict=True))
    return new_figure(
        [
            {
                "type": "sankey",
                "arrangement": "snap",
                "node": _nodes(value),
                "link": {
                    "source": sources.tolist(),
                    "target": (targets + len(value.names)).tolist(),
                    "value": value.posts[sources, targets].tolist(),
                    "color": [_pale(segment_colour(source)) for source, _ in pairs],
                    "customdata": [_moved(value, *pair) for pair in pairs],
                    "hovertemplate": "%{customdata}<extra></extra>",
                },
                "textfont": {"size": 12, "shadow": "none"},
            }
        ],
        margin={"l": 4, "r": 4, "t": 26, "b": 8},
        annotations=[_above(value.label, 0, "left"), _above(value.other_label, 1, "right")],
    )


def _nodes(value: Flow) -> dict[str, Any]:
    """The segments of both sides that have posts in view, counterparts in one colour."""
    sides = ((value.names, value.posts.sum(1)), (value.other_names, value.posts.sum(0)))
    return {
        "label": [plain(name, 32) for names, _ in sides for name in names],
        "color": [segment_colour(rank) for rank in (*range(len(value.names)), *value.other_colours)],
        "customdata": [
            plain(f"{name}: {posts(int(many))}")
            for names, sizes in sides
            for name, many in zip(names, sizes, strict=True)
        ],
        "hovertemplate": "%{customdata}<extra></extra>",
        "pad": 18,
        "thickness": 16,
        "line": {"width": 0},
    }


def _above(label: str, x: int, side: str) -> dict[str, Any]:
    place = {"x": x, "y": 1, "xref": "paper", "yref": "paper", "xanchor": side, "yanchor": "bottom"}
    return {"text": plain(label), "showarrow": False, "yshift": 6, "font": {"size": 12}, **place}


def _moved(value: Flow, source: int, target: int) -> str:
    many = int(value.posts[source, target])
    share = percent(many / int(value.posts[source].sum()))
    return plain(f"{value.names[source]} to {value.other_names[target]}: {posts(many)}, {share}")


def _most(value: Flow, rank: int) -> str:
    row = value.posts[rank]
    target = int(row.argmax())
    share = percent(float(row[target] / row.sum()))
    return f"Of {posts(int(row.sum()))} in {value.names[rank]}, {share} are in {value.other_names[target]}."


def _pale(colour: str) -> str:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red}, {green}, {blue}, {_CLEAR})"
