"""What a job is about: every text in its arguments, the ids of datasets and uploads among them."""

from collections.abc import Iterator
from typing import Any


def mentions(arguments: Any) -> Iterator[str]:
    """The texts, however deep they stand."""
    if isinstance(arguments, str):
        yield arguments
    elif isinstance(arguments, dict):
        for value in arguments.values():
            yield from mentions(value)
    elif isinstance(arguments, list):
        for value in arguments:
            yield from mentions(value)
