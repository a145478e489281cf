"""What the doctor says about the figures of the posts that were kept."""

from collections.abc import Iterator

from services.domain.counts import COUNTS
from services.domain.intake import Finding
from services.importers.kept import Kept, counted


def check_counts(kept: Kept) -> Iterator[Finding]:
    """Findings about totals that do not add up and about counts blank, rounded or missing."""
    yield from _kinds_do_not_add_up(kept)
    yield from _interactions_do_not_add_up(kept)
    yield from _notation(kept)
    yield from _blank_counts(kept)
    yield from _not_in_file(kept)
    yield from _notes(kept)


def _kinds_do_not_add_up(kept: Kept) -> Iterator[Finding]:
    differing = kept.tally.kinds
    if differing.rows:
        yield Finding(
            "kinds_do_not_add_up",
            "Reactions and their kinds differ",
            f"In {counted(differing.rows)} the reactions are not the sum of their kinds; the largest difference is "
            f"{differing.largest:,}. Segments use the kinds, never the total beside them.",
            differing.rows,
            differing.example,
        )


def _interactions_do_not_add_up(kept: Kept) -> Iterator[Finding]:
    """Rows shifted by a column show here and nowhere else."""
    differing = kept.tally.interactions
    if differing.rows:
        yield Finding(
            "interactions_do_not_add_up",
            "The total is not the sum of its parts",
            f"In {counted(differing.rows)} the file's total of interactions is not reactions, comments and shares "
            f"together; the largest difference is {differing.largest:,}. Cells may have moved by a column there.",
            differing.rows,
            differing.example,
        )


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
    blank = kept.tally.blank
    if blank.rows:
        yield Finding(
            "blank_counts",
            "Some counts are blank",
            f"In {counted(blank.rows)} at least one count is blank. It is read as not measured, never as 0.",
            blank.rows,
            blank.example,
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
