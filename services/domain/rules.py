"""A segment in a few conditions on raw counts: what is true of most of its posts and of few others."""

from dataclasses import dataclass

from .counts import COUNTS


@dataclass(frozen=True, slots=True)
class Condition:
    """Bounds of one feature, both included; None = without end on that side. words: as people read it."""

    feature: str
    low: float | None
    high: float | None
    words: str


@dataclass(frozen=True, slots=True)
class Rule:
    """Posts that meet all conditions of one of the branches; no branches = no rule tells the segment apart.

    coverage: share of the segment's posts that meet it, 0 to 1. exclusivity: share of the posts that meet it
    that are in the segment, 0 to 1. posts: how many meet it. A post that lacks a figure asked for does not.
    """

    branches: tuple[tuple[Condition, ...], ...]
    coverage: float
    exclusivity: float
    posts: int

    @property
    def words(self) -> str:
        """`comments ≥ 120 and shares ≥ 20, or comments ≥ 900`; "" without branches."""
        return ", or ".join(" and ".join(condition.words for condition in branch) for branch in self.branches)


def bounded(feature: str, low: float | None, high: float | None) -> Condition:
    """The condition in words: `comments ≥ 120`, `likes 5 to 90`, `no shares`."""
    return Condition(feature, low, high, _words(feature.replace("_", " "), low, high))


def one_of(feature: str, first: float, last: float, labels: tuple[str, ...]) -> Condition:
    """The condition that a coded feature is one of these: `format link or photo`."""
    return Condition(feature, first, last, f"format {' or '.join(labels)}")


def _words(name: str, low: float | None, high: float | None) -> str:
    if low is None or high is None:
        if low is None and high is not None:
            return f"no {name}" if high == 0 and name in COUNTS else f"{name} ≤ {high:,.0f}"
        return f"{name} ≥ {low:,.0f}"
    if low == high:
        return f"{name} = {low:,.0f}"
    return f"{name} {low:,.0f} to {high:,.0f}"
