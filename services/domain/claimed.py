"""The claims that a value carries, however deep."""

from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from typing import Any

from .claims import Claim


def claims_in(value: Any) -> tuple[Claim, ...]:
    """Every claim in a value made of dataclasses, tuples and mappings, each once, in the order they stand."""
    return tuple({claim.key: claim for claim in _walk(value)}.values())


def _walk(value: Any) -> Iterator[Claim]:
    if isinstance(value, Claim):
        yield value
    elif is_dataclass(value):
        for one in fields(value):
            yield from _walk(getattr(value, one.name))
    elif isinstance(value, tuple | list):
        for part in value:
            yield from _walk(part)
    elif isinstance(value, Mapping):
        for part in value.values():
            yield from _walk(part)
