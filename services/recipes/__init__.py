"""Recipes: named, versioned ways to turn counts into features; numpy only, so the web process may ask."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from services.algorithms.rulers import Ruler
from services.domain.arrays import Floats
from services.domain.features import Features, PostCounts, Texts
from services.registry import Registry


@dataclass(frozen=True, slots=True)
class Recipe:
    """One way to turn counts into features.

    label and summary are words for people. default_k: None = as many segments as the data supports.
    ruler(raw, page, post): where the post would stand with other counts; None = nobody can say.
    codes: features that stand for the format, by name: the formats, each at the place of its code.
    """

    name: str
    version: int
    label: str
    summary: str
    default_k: int | None
    features: Callable[[PostCounts], Features]
    ruler: Callable[[Floats, Texts | None, int], Ruler] | None = None
    codes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


RECIPES: Registry[Recipe] = Registry("services.recipes", "recipe")
