"""What the doctor says about the figures of the posts that were kept."""

from collections.abc import Iterator

import polars as pl

from services.domain.counts import COUNTS, KINDS
from services.domain.intake import Finding
from services.importers.kept import Kept, counted

_SIX_KINDS = frozenset(KINDS) - {"cares"}


def check_counts(kept: Kept) -> Iterator[Finding]:
    """Findings about totals that do not add up and about counts blank, rounded or missing."""
    yield from _kinds_do_not_add_up(kept)
    yield from _interactions_do_not_add_up(kept)
    yield from _notation(kept)
    yield from _blank_counts(kept)
    yield from _not_in_file(kept)
    yield from _notes(kept)


def _kinds(kept: Kept) -> list[str]:
    return [name for name in KINDS if name in kept.measured]


def _kinds_do_not_add_up(kept: Kept) -> Iterator[Finding]:
    kinds = _kinds(kept)
    if "reactions" not in kept.measured or len(kinds) < 2:
        return
    total = sum((kept.posts[name] for name in kinds), start=kept.other_reactions.fill_null(0))
    difference = kept.posts["reactions"] - total
    # Where the file has fewer kinds than there are, the total may be higher than their sum.
    differs = difference != 0 if set(kinds) >= _SIX_KINDS else difference < 0
    differs = differs.fill_null(value=False)
    rows = int(differs.sum())
    if not rows:
        return
    row = kept.posts.with_columns(total=total).row(differs.arg_max() or 0, named=True)
    yield Finding(
        "kinds_do_not_add_up",
        "Reactions and their kinds differ",
        f"In {counted(rows)} the reactions are not the sum of their kinds; the largest difference is "
        f"{_largest(difference, differs):,}. Segments use the kinds, never the total beside them.",
        rows,
        f"Line {row['line']}: {row['reactions']:,} reactions, the kinds sum to {row['total']:,}",
    )


def _interactions_do_not_add_up(kept: Kept) -> Iterator[Finding]:
    """Rows shifted by a column show here and nowhere else."""
    parts = [name for name in ("comments", "shares") if name in kept.measured]
    reactions = ["reactions"] if "reactions" in kept.measured else _kinds(kept)
    if not reactions or not parts:
        return
    none = pl.Series([0], dtype=pl.Int8).new_from_index(0, len(kept.posts))
    extra = none if "reactions" in kept.measured else kept.other_reactions.fill_null(0)
    total = sum((kept.posts[name] for name in (*reactions, *parts)), start=extra)
    difference = kept.interactions - total
    differs = (difference != 0).fill_null(value=False)
    rows = int(differs.sum())
    if not rows:
        return
    row = kept.posts.with_columns(total=total, stated=kept.interactions).row(differs.arg_max() or 0, named=True)
    yield Finding(
        "interactions_do_not_add_up",
        "The total is not the sum of its parts",
        f"In {counted(rows)} the file's total of interactions is not reactions, comments and shares together; the "
        f"largest difference is {_largest(difference, differs):,}. Cells may have moved by a column there.",
        rows,
        f"Line {row['line']}: the file says {row['stated']:,}, the parts sum to {row['total']:,}",
    )


def _largest(difference: pl.Series, among: pl.Series) -> int:
    largest = difference.filter(among).abs().max()
    return largest if isinstance(largest, int) else 0


def _notation(kept: Kept) -> Iterator[Finding]:
    if kept.rounded.any():
        yield Finding(
            "rounded_counts",
            "The tool rounded some counts",
            f"In {counted(int(kept.rounded.sum()))} counts are written like 1.2K. They are read as 1,200; the digits "
            "behind are not in the file.",
            int(kept.rounded.sum()),
            kept.example(kept.rounded, lambda row: _figures(kept, row)),
        )
    if kept.pointed:
        yield Finding(
            "points_mark_thousands",
            "Points are read as marks of thousands",
            f"Figures like 1.200 are read as 1,200 in {', '.join(kept.pointed)}: as decimals they would be no "
            "whole numbers.",
        )


def _figures(kept: Kept, row: dict[str, object]) -> str:
    return ", ".join(f"{row[name]:,} {name}" for name in kept.measured[:3] if row[name] is not None)


def _blank_counts(kept: Kept) -> Iterator[Finding]:
    blank = kept.posts.select(pl.any_horizontal(pl.col(name).is_null() for name in kept.measured)).to_series()
    if not blank.any():
        return
    yield Finding(
        "blank_counts",
        "Some counts are blank",
        f"In {counted(int(blank.sum()))} at least one count is blank. It is read as not measured, never as 0.",
        int(blank.sum()),
        kept.example(
            blank,
            lambda row: ", ".join(name for name in kept.measured if row[name] is None) + " blank",
        ),
    )


def _not_in_file(kept: Kept) -> Iterator[Finding]:
    missing = [name for name in COUNTS if name not in kept.measured]
    if missing:
        yield Finding(
            "not_measured",
            "Some counts are not in this file",
            f"No figures for {', '.join(missing)}. They are left out everywhere, and never read as 0.",
        )


def _notes(kept: Kept) -> Iterator[Finding]:
    for note in kept.importer.notes:
        if note.column in kept.measured:
            yield Finding(f"meaning_of_{note.column}", note.title, note.detail)
