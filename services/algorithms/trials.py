"""Posts as trials: what each of them had, what it earned, and which others it may be compared with."""

import numpy as np

from services.domain.arrays import Booleans, Floats, read_only
from services.domain.counts import KINDS
from services.domain.levers import Codes
from services.domain.posts import Posts
from services.domain.recommending import Trials

from .lever_values import VALUES, members

_MONDAY = np.datetime64("1970-01-05", "D")
# What a page publishes for; counted where these are not.
_OUTCOMES = ("comments", "shares", "reactions")
_MOST_FORMATS = 8


def trials(posts: Posts) -> Trials:
    """The dated posts whose counts do not grow any more; without any value or count where the file knows none."""
    rows = np.flatnonzero(~posts.immature & ~np.isnat(posts.published))
    day = posts.published[rows].astype("datetime64[D]")
    pages, page = np.unique(posts.pages[rows].astype(str), return_inverse=True)
    month = day.astype("datetime64[M]").astype(np.int64)
    week = (day - _MONDAY).astype(np.int64) // 7
    values, chosen, known = _values(posts)
    counts, earned = earned_counts(posts)
    return Trials(
        values=values,
        chosen=read_only(chosen[rows]),
        known=read_only(known[rows]),
        counts=counts,
        earned=read_only(earned[rows]),
        stratum=read_only(_pairs(page, month)),
        page=read_only(page.astype(np.int64)),
        pages=tuple(map(str, pages)),
        week=read_only(_pairs(page, week)),
        day=read_only(day.astype(np.int64)),
    )


def _values(posts: Posts) -> tuple[tuple[str, ...], Booleans, Booleans]:
    formats, named = posts.formats.astype(str), posts.formats != ""
    forms, numbers = np.unique(formats[named], return_counts=True)
    common = forms[np.argsort(-numbers, kind="stable")][:_MOST_FORMATS]
    told = {f"format:{form}": (formats == form, named) for form in common}
    written = posts.texts != ""
    every = np.ones(len(posts), bool)
    for value in VALUES:
        known = every if value.startswith("days:") else written
        told[value] = (members(posts, value), known)
    chosen, known = (np.stack(columns, axis=1) for columns in zip(*told.values(), strict=True))
    return tuple(told), chosen, known.astype(bool)


def earned_counts(posts: Posts) -> tuple[tuple[str, ...], Floats]:
    """Comments, shares and reactions, or whatever else was counted; (n, q) log(1 + count), NaN = not measured."""
    measured = dict(posts.counts)
    kinds = [measured[name] for name in KINDS if name in measured]
    if kinds and "reactions" not in measured:
        table = np.stack(kinds, axis=1)
        measured["reactions"] = np.where(np.isnan(table).all(axis=1), np.nan, np.nansum(table, axis=1))
    names = tuple(name for name in _OUTCOMES if name in measured) or tuple(measured)
    if not names:
        return (), np.zeros((len(posts), 0))
    return names, np.log1p(np.stack([measured[name] for name in names], axis=1))


def _pairs(page: Codes, period: Codes) -> Codes:
    """(n,) 0, 1, 2 ... a code for each page and period that has posts."""
    wide = page.astype(np.int64) * (int(period.max(initial=0)) + 10_000) + period
    return np.asarray(np.unique(wide, return_inverse=True)[1], dtype=np.int64)
