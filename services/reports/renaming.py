"""A document whose segments have other names: wherever the document itself says them, never in what people wrote."""

from collections.abc import Mapping
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from services.domain.claims import Claim
from services.domain.documents import Commentary, ListedPost

Value = TypeVar("Value")
# A claim is the same in every language; posts and comments are somebody's own words.
_UNTOUCHED = (Claim, Commentary, ListedPost, bytes)


def renamed(value: Value, names: Mapping[str, str]) -> Value:
    """The same with every name replaced, the longest first."""
    found: Value = _renamed(value, sorted(names.items(), key=lambda pair: -len(pair[0])))
    return found


def _renamed(value: Any, names: list[tuple[str, str]]) -> Any:
    if isinstance(value, _UNTOUCHED):
        return value
    if type(value) is str:
        for old, new in names:
            value = value.replace(old, new)
        return value
    if isinstance(value, tuple):
        return tuple(_renamed(one, names) for one in value)
    if is_dataclass(value) and not isinstance(value, type):
        changed = {field.name: _renamed(getattr(value, field.name), names) for field in fields(value)}
        return replace(value, **changed)
    return value
