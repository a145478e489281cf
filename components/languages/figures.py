"""Charts: their titles, names, ticks, notes and hover texts, said where they are long known not to be cells."""

from typing import Any

from components.languages.catalogue import Catalogue

# Texts of single posts are as many as there are posts; beyond so many they stay as they are.
_MOST_TEXTS = 400
# Names along an axis, and what is placed by them; a name is said the same wherever it stands.
_PLACES = ("x", "y", "categoryarray", "tickvals")
_MOST_PLACES = 60
_TEXTS = ("name", "text", "hovertext", "hovertemplate", "texttemplate", "labels", "ticktext", "label")
_INSIDE = ("title", "colorbar", "node", "link", "legend", "marker", "meta", "line", "hoverlabel", "legendgrouptitle")


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
