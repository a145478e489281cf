"""Walks what the server sends to the browser, as plain JSON, and says every text of it that people read.

What people typed stays as they typed it: nothing is said that no catalogue knows, cells of tables and values of
fields are not looked at, and whatever stands in an element of one of the classes in `TYPED`, or among the options of
one of the selects in `TYPED_CHOICES`, is passed by; of these, a choice without a value is ours, such as `all 6`.
"""

from collections.abc import Mapping
from typing import Any

from components import ids, release_ids
from components.languages.catalogue import Catalogue
from components.languages.figures import configured, figure
from components.languages.sentences import content

# "notranslate" is what browsers know, too.
TYPED = frozenset({"notranslate", "segment-name", "brand"})
TYPED_CHOICES = frozenset(
    str(slot)
    for slot in (ids.WORKSPACE, ids.FILTER_PAGE, ids.FILTER_TAG, ids.DRIVERS_SEGMENT, release_ids.SCHEDULES_ZONE)
)


def component(node: Mapping[str, Any], words: Catalogue) -> Any:
    """The component with its texts said; a new dictionary where something changed."""
    props = node.get("props")
    if not isinstance(props, dict):
        return node
    return {**node, "props": properties(props, words)}


def properties(props: Mapping[str, Any], words: Catalogue) -> dict[str, Any]:
    """Properties of one component, of a tree or of a callback's answer."""
    if TYPED & set(str(props.get("className") or "").split()):
        return dict(props)
    place = str(props.get("id", ""))
    return {name: one_property(name, value, words, place) for name, value in props.items()}


def one_property(name: str, value: Any, words: Catalogue, place: str = "") -> Any:
    """What a property becomes; place: the id of its component."""
    if value is None or name not in _READ:
        return value
    if name == "options" and place in TYPED_CHOICES:
        return [one if not isinstance(one, dict) or one.get("value") else _option(one, words) for one in value]
    return _READ[name](value, words)


def _content(value: Any, words: Catalogue) -> Any:
    return content(value, words, component)


def _figure(value: Any, words: Catalogue) -> Any:
    return figure(value, words) if isinstance(value, dict) else value


def _grid(value: Any, words: Catalogue) -> Any:
    if not isinstance(value, dict) or "localeText" not in value:
        return value
    return {**value, "localeText": {key: words.say(text) for key, text in value["localeText"].items()}}


def _options(value: Any, words: Catalogue) -> Any:
    return [_option(one, words) for one in value] if isinstance(value, list) else value


def _columns(value: Any, words: Catalogue) -> Any:
    return [_column(one, words) for one in value] if isinstance(value, list) else value


def _rows(value: Any, words: Catalogue) -> Any:
    """Rows of a table: of the cells only those that are ours."""
    if not isinstance(value, dict) or not isinstance(value.get("rowData"), list):
        return value
    return {**value, "rowData": [_row(row, words) for row in value["rowData"]]}


def _row(row: Any, words: Catalogue) -> Any:
    if not isinstance(row, dict):
        return row
    return {**row, **{name: words.say(row[name]) for name in _OUR_CELLS if isinstance(row.get(name), str)}}


def _option(option: Any, words: Catalogue) -> Any:
    if not isinstance(option, dict):
        return option
    said = {name: words.say(option[name]) for name in ("label", "title") if isinstance(option.get(name), str)}
    return {**option, **said}


def _column(column: Any, words: Catalogue) -> Any:
    if not isinstance(column, dict):
        return column
    texts = ("headerName", "headerTooltip")
    return {**column, **{name: words.say(column[name]) for name in texts if isinstance(column.get(name), str)}}


_OUR_CELLS = ("format", "published_at", "borderline")
_TEXTS = ("children", "title", "label", "placeholder", "header", "alt", "aria-label", "aria-description", "summary")
_READ = {
    **dict.fromkeys(_TEXTS, _content),
    "tree": _content,
    "options": _options,
    "figure": _figure,
    "config": configured,
    "columnDefs": _columns,
    "getRowsResponse": _rows,
    "dashGridOptions": _grid,
}
