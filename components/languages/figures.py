"""Charts: their titles, names, ticks, notes and hover texts, said where they are long known not to be cells."""

from functools import cache
from typing import Any

from babel.dates import get_day_names, get_month_names

from components.languages.catalogue import Catalogue

# Texts of single posts are as many as there are posts; beyond so many they stay as they are.
_MOST_TEXTS = 400
# Names along an axis, and what is placed by them; a name is said the same wherever it stands.
_PLACES = ("x", "y", "categoryarray", "tickvals")
_MOST_PLACES = 60
_TEXTS = ("name", "text", "hovertext", "hovertemplate", "texttemplate", "labels", "ticktext", "label")
_INSIDE = ("title", "colorbar", "node", "link", "legend", "marker", "meta", "line", "hoverlabel", "legendgrouptitle")
# What the buttons over a chart are called; plotly has their words in English alone.
_BUTTONS = ("Zoom", "Pan", "Box Select", "Lasso Select", "Zoom in", "Zoom out", "Reset axes")


def figure(value: dict[str, Any], words: Catalogue) -> dict[str, Any]:
    """The figure with its words said."""
    layout = value.get("layout")
    return {
        **value,
        "data": [_described(trace, words) for trace in value.get("data") or []],
        **({"layout": _layout(layout, words)} if isinstance(layout, dict) else {}),
    }


def _layout(layout: dict[str, Any], words: Catalogue) -> dict[str, Any]:
    said = dict(layout)
    for name, part in layout.items():
        if name == "annotations" and isinstance(part, list):
            said[name] = [_described(one, words) for one in part]
        elif name.startswith(("xaxis", "yaxis", "coloraxis", "polar", "title", "legend", "meta")):
            said[name] = _described(part, words)
    return said


def _described(part: Any, words: Catalogue) -> Any:
    if not isinstance(part, dict):
        return words.say_of_chart(part) if isinstance(part, str) else part
    said = dict(part)
    for name, value in part.items():
        if name in _TEXTS or (name == "summary" and isinstance(value, str)):
            said[name] = _texts(value, words)
        elif name in _PLACES:
            said[name] = _places(value, words)
        elif name in _INSIDE:
            said[name] = _described(value, words)
    return said


def _texts(value: Any, words: Catalogue) -> Any:
    if isinstance(value, str):
        return words.say_of_chart(value)
    if isinstance(value, list) and len(value) <= _MOST_TEXTS:
        return [_texts(one, words) for one in value]
    return value


def _places(value: Any, words: Catalogue) -> Any:
    if isinstance(value, str):
        return words.say(value)
    if isinstance(value, list) and len(value) <= _MOST_PLACES:
        return [_places(one, words) for one in value]
    return value


def configured(value: Any, words: Catalogue) -> Any:
    """What a graph is told, with words for what plotly puts in itself: buttons, and months and days along an axis."""
    if not isinstance(value, dict) or "displayModeBar" not in value:
        return value
    code = words.language.value
    told = {"dictionary": {one: words.say(one) for one in _BUTTONS}, "format": _calendar(code)}
    return {**value, "locale": code, "locales": {code: told}}


@cache
def _calendar(code: str) -> dict[str, list[str]]:
    sunday_first = (6, 0, 1, 2, 3, 4, 5)
    months, short_months = (get_month_names(width, locale=code) for width in ("wide", "abbreviated"))
    days, short_days = (get_day_names(width, locale=code) for width in ("wide", "abbreviated"))
    return {
        "months": [months[month] for month in range(1, 13)],
        "shortMonths": [short_months[month] for month in range(1, 13)],
        "days": [days[day] for day in sunday_first],
        "shortDays": [short_days[day] for day in sunday_first],
    }
