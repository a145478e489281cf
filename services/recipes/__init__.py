"""Recipes: named, versioned ways to turn counts into features; numpy only, so the web process may ask."""

from collections.abc import Callable
from dataclasses import dataclass

from services.domain.features import Features, PostCounts
from services.registry import Registry


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to turn counts into features.

    label and summary are words for people. default_k: None = as many segments as the data supports.
    """

    name: str
    version: int
    label: str
    summary: str
    default_k: int | None
    features: Callable[[PostCounts], Features]


RECIPES: Registry[Recipe] = Registry("services.recipes", "recipe")
