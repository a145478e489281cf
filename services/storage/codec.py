"""Frozen values to plain facts and named arrays, and back, led by their type hints."""

from collections.abc import Mapping
from typing import Any, TypeVar, get_origin

import numpy as np
from cattrs.preconf.json import JsonConverter, make_converter
from numpy.typing import NDArray

from services.domain.arrays import read_only

Value = TypeVar("Value")
Arrays = dict[str, NDArray[Any]]


def pack(value: object) -> tuple[Any, Arrays]:
    """What JSON can hold, and the arrays it points to by name."""
    arrays: Arrays = {}
    return _writer(arrays).unstructure(value), arrays


def unpack(facts: Any, arrays: Mapping[str, NDArray[Any]], of: type[Value]) -> Value:
    """The value again; its arrays cannot be written to."""
    return _reader(arrays).structure(facts, of)


def _writer(arrays: Arrays) -> JsonConverter:
    def set_apart(array: NDArray[Any]) -> str:
        name = f"array_{len(arrays)}"
        arrays[name] = array
        return name

    converter = make_converter()
    converter.register_unstructure_hook_func(_is_array, set_apart)
    return converter


def _reader(arrays: Mapping[str, NDArray[Any]]) -> JsonConverter:
    converter = make_converter()
    converter.register_structure_hook_func(_is_array, lambda name, _type: read_only(arrays[name]))
    return converter


def _is_array(hint: Any) -> bool:
    return hint is np.ndarray or get_origin(hint) is np.ndarray
