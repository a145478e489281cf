"""Lime's quartile bins: which bin a count falls in, what the bin is called, and counts drawn from the bins.

Lime builds the bins and fills them; two things are added. A count that was not measured has a bin of its
own, behind the others, drawn as often as it occurs and handed to the forest as not measured. And a bin
that holds a single number gives that number: lime 0.2 returns its standardised value there, 0.
"""

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from lime.discretize import QuartileDiscretizer
from numpy.typing import NDArray

from services.domain.arrays import Floats
from services.domain.counts import COUNTS

Codes = NDArray[np.int16]
_DASH = "\N{EN DASH}"


@dataclass(frozen=True, slots=True)
class Bins:
    """The bins of a data set.

    codes: (n, p) the bin of every post's count. rules: `rules[feature][bin]` in words.
    """

    codes: Codes
    rules: tuple[tuple[str, ...], ...]
    discretizer: QuartileDiscretizer


def cut(names: tuple[str, ...], raw: Floats) -> Bins:
    """Bins at the quartiles of what was measured; raw: (n, p) counts, NaN = not measured."""
    missing = np.isnan(raw)
    filled = np.column_stack([_fill(column) for column in raw.T])
    discretizer = QuartileDiscretizer(filled, [], names, random_state=0)
    codes = discretizer.discretize(filled).astype(np.int16)
    rules = []
    for feature, name in enumerate(names):
        borders = [float(border) for border in discretizer.maxs[feature][:-1]]
        whole = bool(np.all(filled[:, feature] == np.floor(filled[:, feature])))
        codes[missing[:, feature], feature] = len(borders) + 1
        rules.append(_name_bins(_label(name), borders, whole=whole))
    return Bins(codes, tuple(rules), discretizer)


def draw(bins: Bins, posts: int, seed: int) -> tuple[Codes, Floats]:
    """(posts - 1, p) bins and counts: lime's neighbourhood of `posts` without the explained post.

    The calls to the random numbers are lime's own, in lime's order, so that a fresh LimeTabularExplainer
    with this seed draws the same neighbourhood. It does not depend on the post that is explained.
    """
    state = np.random.RandomState(seed)
    bins.discretizer.random_state = state
    codes = np.empty((posts, bins.codes.shape[1]), np.int16)
    for feature, column in enumerate(bins.codes.T):
        present, times = np.unique(column, return_counts=True)
        codes[:, feature] = state.choice(present, size=posts, replace=True, p=times / times.sum())
    codes = codes[1:]
    missing = codes == [len(rules) - 1 for rules in bins.rules]
    inside = np.where(missing, 0, codes)
    counts = bins.discretizer.undiscretize(inside.astype(np.float64))
    for feature in range(codes.shape[1]):
        lowest = np.asarray(bins.discretizer.mins[feature])[inside[:, feature]]
        highest = np.asarray(bins.discretizer.maxs[feature])[inside[:, feature]]
        counts[:, feature] = np.where(lowest == highest, lowest, counts[:, feature])
    counts[missing] = np.nan
    return codes, counts


def _fill(column: Floats) -> Floats:
    """The column with its gaps filled evenly from what was measured, so that its quartiles stay."""
    missing = np.isnan(column)
    measured = np.sort(column[~missing])
    filled = column.copy()
    if missing.any():
        even = np.linspace(0, max(len(measured) - 1, 0), missing.sum()).round().astype(int)
        filled[missing] = measured[even] if len(measured) else 0.0
    return filled


def _label(name: str) -> str:
    return COUNTS[name].label if name in COUNTS else name.replace("_", " ").capitalize()


def _name_bins(label: str, borders: list[float], *, whole: bool) -> tuple[str, ...]:
    """The rule of each bin, lowest first, and behind them the one for what was not measured."""
    inner = [_name_inner(label, low, high, whole=whole) for low, high in pairwise(borders)]
    lowest = np.floor(borders[0]) if whole else borders[0]
    highest = np.floor(borders[-1]) if whole else borders[-1]
    return (
        f"{label} \u2264 {_number(lowest)}",
        *inner,
        f"{label} > {_number(highest)}",
        f"{label} not measured",
    )


def _name_inner(label: str, low: float, high: float, *, whole: bool) -> str:
    """`Likes 59 - 184` with both ends inside for whole numbers; lime's `58 < likes <= 184`."""
    if not whole:
        return f"{label} over {_number(low)} to {_number(high)}"
    first, last = np.floor(low) + 1, np.floor(high)
    if first >= last:
        return f"{label} = {_number(last)}"
    return f"{label} {_number(first)} {_DASH} {_number(last)}"


def _number(number: float) -> str:
    """`1,501`, `0.25`: no decimals that say nothing."""
    return f"{number:,.2f}".rstrip("0").rstrip(".")
