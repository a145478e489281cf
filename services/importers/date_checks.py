"""What the doctor says about dates: notations, day or month first, time zones."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime

import polars as pl

from services.domain.intake import UNKNOWN, Answer, Finding, NotationCount
from services.importers.answers import DAY_ORDER, TIME_ZONE
from services.importers.date_readings import compare_readings
from services.importers.day_order import Ground, Verdict
from services.importers.kept import Kept
from services.importers.reading import CALENDAR
from services.importers.time_zones import said


def count_notations(kept: Kept) -> tuple[NotationCount, ...]:
    """The notations of the kept rows, commonest first."""
    names = kept.notation.unique().drop_nulls()
    # One after the other, as there are few: grouping millions of rows takes ten times as long.
    counts = [NotationCount(name, int((kept.notation == name).sum())) for name in names]
    return tuple(sorted(counts, key=lambda one: (-one.rows, one.notation)))


def check_dates(
    kept: Kept, verdicts: tuple[Verdict, ...], answers: Sequence[Answer], now: datetime
) -> Iterator[Finding]:
    """Findings about the kept rows' dates; now: naive UTC."""
    yield from _undated(kept)
    yield from _notations(kept)
    for finding in _day_or_month(kept, verdicts, answers):
        yield replace(finding, readings=compare_readings(kept, _in_doubt(verdicts), now))
    yield from _zones(kept, answers)


def _first(kept: Kept, which: pl.Series) -> str:
    row = which.fill_null(value=False).arg_max() or 0
    return f"Line {kept.posts['line'][row]}: {kept.written[row].strip()}"


def _undated(kept: Kept) -> Iterator[Finding]:
    undated = kept.posts["published_at"].is_null()
    if undated.all():
        has = ", ".join(name for name in CALENDAR if name in kept.posts.columns)
        beside = f" It gives numbers for {has} instead, which are kept." if has else ""
        yield Finding(
            "no_dates",
            "The file has no dates",
            f"Nothing can be said about its period, about trends or about the age of posts.{beside}",
            len(kept.posts),
        )
    elif undated.any():
        yield Finding(
            "some_without_date",
            "Some posts have no date",
            f"{int(undated.sum()):,} posts are kept without one. They count in every segment and stand in no "
            "chart over time.",
            int(undated.sum()),
            f"Line {kept.posts['line'][undated.arg_max() or 0]}: no date",
        )


def _notations(kept: Kept) -> Iterator[Finding]:
    notations = count_notations(kept)
    if len(notations) < 2:
        return
    counts = ", ".join(f"{found.rows:,} as {found.notation}" for found in notations)
    examples = [_first(kept, kept.notation == found.notation) for found in notations[:2]]
    yield Finding(
        "two_date_notations",
        "Dates are written in more than one way",
        f"{counts}. Each way was read by itself, so none of them is lost.",
        sum(found.rows for found in notations[1:]),
        "; ".join(examples),
    )


def _day_or_month(kept: Kept, verdicts: tuple[Verdict, ...], answers: Sequence[Answer]) -> Iterator[Finding]:
    asked = _in_doubt(verdicts)
    applied = DAY_ORDER.applied(answers)
    rows = int(kept.notation.is_in([found.name for found in asked]).sum())
    if not asked or not rows:
        return
    unclear = any(found.ground is Ground.OPEN or found.against for found in asked)
    finding = Finding(
        "day_or_month",
        "Day or month first is not clear" if unclear else "Day or month first was worked out",
        " ".join(_because(found) for found in asked),
        rows,
        _first(kept, kept.notation.is_in([found.name for found in asked])),
    )
    yield DAY_ORDER.put(finding, applied)


def _in_doubt(verdicts: tuple[Verdict, ...]) -> tuple[Verdict, ...]:
    sure = (Ground.VALUES, Ground.HABIT)
    return tuple(found for found in verdicts if found.ground not in sure or found.against)


def _because(verdict: Verdict) -> str:
    """One notation's reading and its reason."""
    reading, other = ("day", "month") if verdict.day_first else ("month", "day")
    written = f"{verdict.rows:,} dates written {verdict.name} are read {reading} first"
    both = f" (the first could be {verdict.example})" if verdict.example else ""
    if verdict.against:
        return (
            f"{written}, as most of them must be. {verdict.against:,} only make sense {other} first and were "
            "set aside: the file mixes both orders."
        )
    if verdict.ground is Ground.WISH:
        return f"{written}, as you chose{both}."
    if verdict.ground is Ground.RANGE:
        return f"{written}: read {other} first, some would lie after the import{both}."
    if verdict.ground is Ground.ORDER:
        return (
            f"{written}{both}. Read so, {verdict.torn:,} posts stand out of order in the file; read {other} "
            f"first, {verdict.torn_otherwise:,} would."
        )
    return f"{written}, but nothing in the file decides it{both}. Please check."


def _zones(kept: Kept, answers: Sequence[Answer]) -> Iterator[Finding]:
    applied = TIME_ZONE.applied(answers)
    unstated = kept.timed & ~kept.zoned
    rows = int(unstated.sum())
    if rows:
        finding = Finding(
            TIME_ZONE.code,
            "The time zone is not stated",
            _hours_hold(TIME_ZONE.label(applied), applied),
            rows,
            _first(kept, unstated),
        )
        yield TIME_ZONE.put(finding, applied)
    if rows and kept.zoned.any():
        zone = said(answers)
        yield Finding(
            "time_zones_mixed",
            "Some times state their zone, others do not",
            f"All of them stand on the clock of {zone.label} now."
            if zone
            else "Times with a zone were turned into UTC, the others stand as written; they may be hours apart.",
            int(kept.zoned.sum()),
            _first(kept, kept.zoned),
        )
    untimed = kept.posts["published_at"].is_not_null() & ~kept.timed
    if untimed.any():
        yield Finding(
            "no_time_of_day",
            "Some dates have no time of day",
            "They stand at midnight and say nothing about the best hour.",
            int(untimed.sum()),
            _first(kept, untimed),
        )


def _hours_hold(label: str, applied: str) -> str:
    """In which zone findings about hours hold."""
    if applied == UNKNOWN:
        return (
            "The hours are shown as written. Findings about hours, weekdays and the edges of months hold in that "
            "unknown zone."
        )
    return f"The hours are shown as written; as you said, they are those of: {label}."
