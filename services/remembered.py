"""Answers that cost time, kept while they may be asked for again."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any


@dataclass(frozen=True, slots=True)
class Question:
    """What is remembered, and how it is found out; the key carries the workspace."""

    key: tuple[Any, ...]
    answer: Callable[[], Any] = field(compare=False)


def remember(most: int) -> Callable[[Question], Any]:
    """Answers questions, and remembers the last `most` answers by their keys."""
    return lru_cache(most)(_answer)


def _answer(question: Question) -> Any:
    return question.answer()
