"""What the figures of posts add up to, for as many posts as are at hand; tallies of a file's parts make the whole's."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import polars as pl

from services.domain.counts import COUNTS, KINDS

_SIX_KINDS = frozenset(KINDS) - {"cares"}


@dataclass(frozen=True, slots=True)
class Noticed:
    """Posts with something to say about them. largest: difference, 0 = none. example: the first of them, in words."""

    rows: int = 0
    largest: int = 0
    example: str = ""

    def __add__(self, later: "Noticed") -> "Noticed":
        """With posts that stand below."""
        return Noticed(self.rows + later.rows, max(self.largest, later.largest), self.example or later.example)


@dataclass(frozen=True, slots=True)
class Tally:
    """stated: how many posts have each count. kinds, interactions: posts whose totals are not the sum of their parts.

    blank: posts without one of the measured counts.
    """

    stated: dict[str, int] = field(default_factory=dict)
    kinds: Noticed = Noticed()
    interactions: Noticed = Noticed()
    blank: Noticed = Noticed()

    def __add__(self, later: "Tally") -> "Tally":
        """With posts that stand below."""
        names = self.stated | later.stated
        stated = {name: self.stated.get(name, 0) + later.stated.get(name, 0) for name in names}
        return Tally(stated, self.kinds + later.kinds, self.interactions + later.interactions, self.blank + later.blank)

    @property
    def measured(self) -> tuple[str, ...]:
        """The counts with a figure, in the order of COUNTS."""
        return tuple(name for name in COUNTS if self.stated.get(name))


def tally(
    posts: pl.DataFrame,
    measured: Sequence[str],
    other: pl.Series | None = None,
    interactions: pl.Series | None = None,
) -> Tally:
    """What these posts add up to.

    posts: `line` and the measured counts. other, interactions: reactions outside the kinds and the file's own totals,
    whole numbers row by row, null = not stated; None = for none.
    """
    return Tally(
        stated={name: len(posts) - posts[name].null_count() for name in measured},
        kinds=_kinds(posts, measured, other),
        interactions=_interactions(posts, measured, other, interactions),
        blank=_blank(posts, measured),
    )


def kinds_of(measured: Sequence[str]) -> list[str]:
    """The kinds of reactions among the measured counts."""
    return [name for name in KINDS if name in measured]


def _kinds(posts: pl.DataFrame, measured: Sequence[str], other: pl.Series | None) -> Noticed:
    kinds = kinds_of(measured)
    if "reactions" not in measured or len(kinds) < 2:
        return Noticed()
    total = sum((posts[name] for name in kinds), start=_stated(other, posts))
    difference = posts["reactions"] - total
    # Where the file has fewer kinds than there are, the total may be higher than their sum.
    differs = difference != 0 if set(kinds) >= _SIX_KINDS else difference < 0
    return _differing(
        differs,
        difference,
        lambda row: (
            f"Line {posts['line'][row]}: {posts['reactions'][row]:,} reactions, the kinds sum to {total[row]:,}"
        ),
    )


def _interactions(
    posts: pl.DataFrame, measured: Sequence[str], other: pl.Series | None, interactions: pl.Series | None
) -> Noticed:
    parts = [name for name in ("comments", "shares") if name in measured]
    reactions = ["reactions"] if "reactions" in measured else kinds_of(measured)
    if interactions is None or interactions.null_count() == len(interactions) or not reactions or not parts:
        return Noticed()
    beside = _stated(None if "reactions" in measured else other, posts)
    total = sum((posts[name] for name in (*reactions, *parts)), start=beside)
    difference = interactions - total
    return _differing(
        difference != 0,
        difference,
        lambda row: f"Line {posts['line'][row]}: the file says {interactions[row]:,}, the parts sum to {total[row]:,}",
    )


def _stated(other: pl.Series | None, posts: pl.DataFrame) -> pl.Series:
    """The reactions beside the kinds, 0 where nothing is stated."""
    if other is None or other.null_count() == len(other):
        return pl.Series([0], dtype=pl.Int8).new_from_index(0, len(posts))
    return other.fill_null(0)


def _first(which: pl.Series) -> tuple[int, int]:
    """Where the first of these rows stands, and how many there are; null is no."""
    rows = int(which.sum())
    return (which.fill_null(value=False).arg_max() or 0) if rows else 0, rows


def _differing(which: pl.Series, difference: pl.Series, words: Callable[[int], str]) -> Noticed:
    """These posts, null being none of them; words: of the one in this row."""
    row, rows = _first(which)
    largest = difference.filter(which).abs().max()
    return Noticed(rows, largest if isinstance(largest, int) else 0, words(row)) if rows else Noticed()


def _blank(posts: pl.DataFrame, measured: Sequence[str]) -> Noticed:
    blanks = [name for name in measured if posts[name].null_count()]
    if not blanks:
        return Noticed()
    blank = posts.select(pl.any_horizontal(pl.col(name).is_null() for name in blanks)).to_series()
    row, rows = _first(blank)
    missing = ", ".join(name for name in blanks if posts[name][row] is None)
    return Noticed(rows, example=f"Line {posts['line'][row]}: {missing} blank")
