"""Parts of a page that no callback reads or fills travel as one component, and are drawn without Dash.

Dash keeps a record of every component, tells each of them of every change of any, and greets each new one with a
change of its own: what a page costs grows with the square of how many it holds. Most of them are words and frames
that nobody asks for again. Those become one `Still` each, which assets/still.js draws as Dash would have.
"""

from collections.abc import Sequence
from copy import copy
from itertools import groupby
from typing import Any

from dash import html
from dash.development.base_component import Component

# Classes of dash.html that are called like the element they draw.
_ELEMENTS = frozenset(
    one for name, one in vars(html).items() if isinstance(one, type) and name not in ("MapEl", "ObjectEl")
)
# A part with one of these may be meant by a callback, or by Dash itself.
_REACHED = ("id", "key", "n_clicks", "n_clicks_timestamp", "disable_n_clicks")


class Still(Component):
    """What `tree` shows: elements of dash.html without ids, strings and numbers, in any depth."""

    _namespace = "postlens"
    _type = "Still"
    _children_props: list[str] = []  # noqa: RUF012  # as Dash declares it

    def __init__(self, tree: list[Any]) -> None:
        self._prop_names = self.available_properties = ["tree"]
        self._valid_wildcard_attributes = self.available_wildcard_properties = []
        super().__init__(tree=tree)  # type: ignore[no-untyped-call]  # Dash has no hints here


def stilled(content: Any) -> Any:
    """The same content with its still parts joined; the components that come in stay as they are.

    Whatever is neither a component nor a list with one, such as a figure, is given back as it came.
    """
    if isinstance(content, Component):
        return Still([content]) if _is_still(content) else _with_still_children(content)
    if isinstance(content, list | tuple) and any(isinstance(part, Component) for part in content):
        return _joined([part for part in content if part is not None])
    return content


def _with_still_children(part: Any) -> Any:
    children = getattr(part, "children", None)
    if not isinstance(children, Component | list | tuple):
        return part
    changed = copy(part)
    changed.children = stilled(children)
    return changed


def _joined(parts: Sequence[Any]) -> Any:
    """Still neighbours as one; a sentence is said as a whole (components/languages), so it stays in one piece."""
    if all(map(_is_still, parts)):
        return Still(list(parts))
    if any(isinstance(part, str) for part in parts):
        return [_with_still_children(part) for part in parts]
    joined: list[Any] = []
    for still, run in groupby(parts, _is_still):
        if still:
            joined.append(Still(list(run)))
        else:
            joined.extend(map(_with_still_children, run))
    return joined


def _is_still(part: Any) -> bool:
    if isinstance(part, list | tuple):
        return all(map(_is_still, part))
    if not isinstance(part, Component):
        return part is None or isinstance(part, str | int | float)
    if type(part) not in _ELEMENTS or any(hasattr(part, name) for name in _REACHED):
        return False
    return _is_still(getattr(part, "children", None))
