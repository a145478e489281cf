"""A segment's profile by format or page, and each segment's share of them; few posts are grey and say how few."""

import numpy as np

from components.figures import Drawing, chart, without_data
from components.figures.heat import Cells, heat_map
from components.figures.profile import FULL_COLOUR
from components.text import number, percent, posts
from services.domain.arrays import Floats
from services.domain.comparing import CrossCut

_NOBODY = "No posts in view: clear a filter to see them by format or page."


def _say(value: CrossCut) -> str:
    return _in_words(value, value.medians, "median")


def _say_means(value: CrossCut) -> str:
    return _in_words(value, value.means, "mean")


def _say_shares(value: CrossCut) -> str:
    if not value.groups:
        return _NOBODY
    lines = []
    for name, row in zip(value.names, value.posts, strict=True):
        parts = (
            f"{group} {percent(_share(many, row))} (n = {many:,})"
            for group, many in zip(value.groups, row, strict=True)
        )
        lines.append(f"{name}: {', '.join(parts)}")
    return f"{'. '.join(lines)}."


@chart("cross_cut", of=CrossCut, title="One segment's profile, cut", say=_say)
def draw_medians(value: CrossCut) -> Drawing:
    """Median counts, a format or page a row, coloured by the distance from the average post."""
    return _draw(value, value.medians, "median")


@chart("cross_cut_means", of=CrossCut, title="One segment's profile, cut, by means", say=_say_means)
def draw_means(value: CrossCut) -> Drawing:
    """Mean counts; the colours stay those of the contrast."""
    return _draw(value, value.means, "mean")


@chart("cross_shares", of=CrossCut, title="What each segment is made of", say=_say_shares)
def draw_shares(value: CrossCut) -> Drawing:
    """Share of each segment's posts, a segment a row, with n; rows of few posts are grey."""
    if not value.groups:
        return without_data(_NOBODY)
    sizes = value.posts.sum(1, keepdims=True)
    shares = value.posts / np.maximum(sizes, 1)
    return heat_map(
        Cells(
            value.names,
            value.groups,
            np.where(sizes > 0, shares, np.nan),
            tuple(
                tuple(f"{percent(_share(many, row))} (n = {many:,})" if row.sum() else "–" for many in row)
                for row in value.posts
            ),
            tuple(
                tuple(
                    f"{name}: {percent(_share(many, row))} of {posts(int(row.sum()))} in view are {group}, n = {many:,}"
                    for group, many in zip(value.groups, row, strict=True)
                )
                for name, row in zip(value.names, value.posts, strict=True)
            ),
            np.broadcast_to((sizes < value.fewest) & (sizes > 0), shares.shape),
        )
    )


def _draw(value: CrossCut, counts: Floats, statistic: str) -> Drawing:
    if not value.groups:
        return without_data(_NOBODY)
    return heat_map(
        Cells(
            tuple(f"{group} · {many:,}" for group, many in zip(value.groups, value.posts[value.segment], strict=True)),
            value.counts,
            np.where(np.isnan(counts), np.nan, value.contrast / FULL_COLOUR),
            _texts(value, counts),
            tuple(
                tuple(
                    f"{value.name}, {group}: {statistic} {number(count)} {title.lower()}, n = {n:,}{_caution(value, n)}"
                    for title, count, n in zip(value.counts, row, numbers, strict=True)
                )
                for group, row, numbers in zip(value.groups, counts, value.n, strict=True)
            ),
            (value.n < value.fewest) & (value.n > 0),
        )
    )


def _texts(value: CrossCut, counts: Floats) -> tuple[tuple[str, ...], ...]:
    """The count alone where the row's number of posts stands behind it, else with its own n."""
    of_row = value.posts[value.segment][:, None]
    told = (value.n >= value.fewest) & (value.n == of_row)
    return tuple(
        tuple(_cell(count, n, alone=alone) for count, n, alone in zip(*row, strict=True))
        for row in zip(counts.tolist(), value.n.tolist(), told.tolist(), strict=True)
    )


def _cell(count: float, n: int, *, alone: bool) -> str:
    if np.isnan(count):
        return "–"
    return number(count) if alone else f"{number(count)} (n = {n:,})"


def _caution(value: CrossCut, n: int) -> str:
    return f", under {value.fewest}: not to be relied on" if n < value.fewest else ""


def _share(many: int, row: Floats) -> float:
    return float(many / max(int(row.sum()), 1))


def _in_words(value: CrossCut, counts: Floats, statistic: str) -> str:
    if not value.groups:
        return _NOBODY
    rows = []
    for group, row, numbers in zip(value.groups, counts, value.n, strict=True):
        cells = (
            f"{number(count)} {title.lower()} (n = {n:,})"
            for title, count, n in zip(value.counts, row, numbers, strict=True)
            if n
        )
        rows.append(f"{group}: {', '.join(cells) or 'no posts'}")
    return f"{value.name}, {statistic} by {value.cut}. {'. '.join(rows)}."
