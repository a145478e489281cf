"""Everything that speaks for one number of segments."""

from typing import Any

from components.figures import Drawing, chart, new_figure
from components.theme import LIGHT, SEGMENT_COLOURS
from services.domain.views import WhyK

# Where the upper panel ends; above it stand the words.
TOP = 0.9
STABILITY, LOWEST, SILHOUETTE, INERTIA = SEGMENT_COLOURS[1], SEGMENT_COLOURS[4], SEGMENT_COLOURS[3], SEGMENT_COLOURS[5]


def _say(value: WhyK) -> str:
    chosen = next((row for row in value.rows if row.k == value.k), None)
    advice = (
        "No number of segments is stable in this data."
        if value.recommended_k is None
        else f"{value.recommended_k} segments are recommended."
    )
    if chosen is None:
        return advice
    return (
        f"{advice} With {chosen.k}: stability {chosen.ari:.2f}, least stable segment {chosen.lowest_jaccard:.2f}, "
        f"silhouette {chosen.silhouette:.2f}, over {value.resamples} resamples."
    )


@chart("why_k", of=WhyK, title="Why this number of segments", say=_say)
def draw(value: WhyK) -> Drawing:
    """Stability, the least stable segment and silhouette by k; inertia in a small panel below."""
    ks = [row.k for row in value.rows]
    lines = [
        _line(ks, [row.ari for row in value.rows], "stability (ARI)", STABILITY, "solid"),
        _line(ks, [row.lowest_jaccard for row in value.rows], "least stable segment", LOWEST, "dash"),
        _line(ks, [row.silhouette for row in value.rows], "silhouette", SILHOUETTE, "dot"),
        {
            **_line(ks, [row.inertia_per_post for row in value.rows], "inertia per post", INERTIA, "solid"),
            "yaxis": "y2",
        },
    ]
    return new_figure(
        lines,
        xaxis={"tickvals": ks, "title": {"text": "number of segments (k)"}, "anchor": "y2", "showgrid": False},
        yaxis={"domain": [0.34, TOP], "range": [min(0.0, _lowest(value)), 1.04], "tickvals": [0, 0.25, 0.5, 0.75, 1]},
        yaxis2={"domain": [0, 0.22], "rangemode": "tozero", "nticks": 3},
        hovermode="x unified",
        shapes=_markers(value),
        annotations=_words(value),
        legend={"orientation": "h", "y": -0.18, "x": 0, "font": {"size": 11.5}},
        margin={"l": 8, "r": 12, "t": 12, "b": 8},
    )


def _lowest(value: WhyK) -> float:
    return min(min(row.ari, row.lowest_jaccard, row.silhouette) for row in value.rows)


def _line(ks: list[int], values: list[float], name: str, colour: str, dash: str) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "x": ks,
        "y": values,
        "name": name,
        "line": {"color": colour, "width": 2.2, "dash": dash},
        "marker": {"size": 7, "color": colour},
        "hovertemplate": "%{y:.2f}",
    }


def _markers(value: WhyK) -> list[dict[str, Any]]:
    shown = {value.k: "solid"}
    if value.recommended_k is not None:
        shown[value.recommended_k] = "dash"
    return [
        {
            "type": "line",
            "xref": "x",
            "yref": "paper",
            "x0": k,
            "x1": k,
            "y0": 0,
            "y1": TOP,
            "line": {"color": LIGHT.secondary, "width": 1.2, "dash": dash},
        }
        for k, dash in shown.items()
    ]


def _words(value: WhyK) -> list[dict[str, Any]]:
    words = {value.k: f"<b>k = {value.k} shown</b>"}
    if value.recommended_k is not None:
        words[value.recommended_k] = f"<b>k = {value.recommended_k} recommended</b>"
    last = value.rows[-1].k
    # A line each: with neighbouring numbers of segments they would run into each other.
    heights = (0.945, 1.0) if len(words) > 1 else (0.97,)
    return [
        {
            "x": k,
            "xref": "x",
            "y": height,
            "yref": "paper",
            "text": text,
            "showarrow": False,
            "xanchor": "right" if k > last - 3 else "left",
            "yanchor": "middle",
            "font": {"size": 12},
        }
        for (k, text), height in zip(words.items(), heights, strict=True)
    ]
