"""How well each lever tells the segment of posts that were held out, beside chance."""

from typing import Any

import numpy as np

from components.figures import Drawing, chart, new_figure, without_data
from components.text import plain
from components.theme import LIGHT, SEGMENT_COLOURS
from services.domain.levers import LeverScores, Validation

# A shape each, too: colour alone carries no meaning.
_MARKS = dict(zip(Validation, zip(SEGMENT_COLOURS[1:4], ("circle", "diamond", "square"), strict=True), strict=True))
# How far the marks of one lever stand apart, in rows.
_APART = 0.22


def _say(value: LeverScores) -> str:
    rows = [
        f"{score.lever}: "
        + ", ".join(
            f"{accuracy:.2f} on {how}"
            for how, accuracy in zip(Validation, score.accuracy, strict=True)
            if not np.isnan(accuracy)
        )
        + ("" if score.supported else " (not supported)")
        for score in value.scores
    ]
    return f"Balanced accuracy; chance gives {value.chance:.2f}. {'; '.join(rows)}."


@chart("lever_scores", of=LeverScores, title="What goes with the segment of a post", say=_say)
def draw(value: LeverScores) -> Drawing:
    """A row a lever, a mark a validation with its 95 % interval; the broken line is chance."""
    if not value.scores:
        return without_data("This file knows nothing that was chosen before publishing.")
    rows = len(value.scores)
    names = [f"{score.lever.capitalize()}{'' if score.supported else ' ·  not supported'}" for score in value.scores]
    return new_figure(
        [_marks(value, place) for place in range(len(Validation))],
        xaxis={"title": {"text": "balanced accuracy"}, "rangemode": "tozero", "tickformat": ".2f"},
        yaxis={
            "tickvals": list(range(rows)),
            "ticktext": [plain(name, 44) for name in names],
            "range": [rows - 0.5, -0.5],
            "showgrid": False,
        },
        shapes=[_chance(value.chance)],
        annotations=[_chance_words(value.chance)],
        margin={"l": 8, "r": 22, "t": 24, "b": 8},
        legend={"orientation": "h", "y": -0.24, "x": 0, "traceorder": "normal"},
    )


def _marks(value: LeverScores, place: int) -> dict[str, Any]:
    how = list(Validation)[place]
    colour, symbol = _MARKS[how]
    shown = [row for row, score in enumerate(value.scores) if not np.isnan(score.accuracy[place])]
    middle = np.array([value.scores[row].accuracy[place] for row in shown])
    return {
        "type": "scatter",
        "mode": "markers",
        "name": how.value,
        "x": middle,
        "y": np.array(shown) + _APART * (place - 1),
        "marker": {"color": colour, "symbol": symbol, "size": 9},
        "error_x": {
            "type": "data",
            "symmetric": False,
            "array": np.array([value.scores[row].high[place] for row in shown]) - middle,
            "arrayminus": middle - np.array([value.scores[row].low[place] for row in shown]),
            "color": colour,
            "thickness": 1.5,
            "width": 0,
        },
        "hovertemplate": [_hover(value, row, place) for row in shown],
    }


def _hover(value: LeverScores, row: int, place: int) -> str:
    score = value.scores[row]
    low, high, p = score.low[place], score.high[place], score.p[place]
    as_good = max(round(p * (value.shuffles + 1)) - 1, 0)
    return (
        f"{plain(score.lever.capitalize())}: {score.accuracy[place]:.2f} ({low:.2f} to {high:.2f})"
        f"<br>{as_good:,} of {value.shuffles:,} shuffled files do as well<extra></extra>"
    )


def _chance(chance: float) -> dict[str, Any]:
    line = {"color": LIGHT.secondary, "width": 1.2, "dash": "dash"}
    return {"type": "line", "xref": "x", "yref": "paper", "x0": chance, "x1": chance, "y0": 0, "y1": 1, "line": line}


def _chance_words(chance: float) -> dict[str, Any]:
    where = {"x": chance, "xref": "x", "y": 1, "yref": "paper", "yanchor": "bottom"}
    return {**where, "text": f"chance {chance:.2f}", "showarrow": False, "font": {"size": 12}}
