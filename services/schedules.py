"""A test as a calendar file: two kinds of days, in turn."""

from dataclasses import dataclass
from datetime import date, timedelta
from hashlib import sha256

# A week has seven days, so that days in turn give every weekday to both kinds.
LONGEST = 52 * 7
_FOLD = 74


@dataclass(frozen=True, slots=True)
class Schedule:
    """What is published on which days. title: what is tested; with_value, rest: what to publish; days: how many."""

    title: str
    with_value: str
    rest: str
    first: date
    days: int


def calendar(schedule: Schedule, stamp: str) -> bytes:
    """An iCalendar file (RFC 5545) with two series of whole days; stamp: when it was made, as `20260131T120000Z`."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Postlens//Test schedule//EN", "CALSCALE:GREGORIAN"]
    for number, words in enumerate((schedule.with_value, schedule.rest)):
        lines += _series(schedule, number, words, stamp)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _folded(line)).encode()


def _series(schedule: Schedule, number: int, words: str, stamp: str) -> list[str]:
    first = schedule.first + timedelta(days=number)
    times = (schedule.days + 1 - number) // 2
    known = sha256(f"{schedule.title} {schedule.first} {number}".encode()).hexdigest()[:24]
    return [
        "BEGIN:VEVENT",
        f"UID:{known}@postlens",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{first:%Y%m%d}",
        f"DTEND;VALUE=DATE:{first + timedelta(days=1):%Y%m%d}",
        f"RRULE:FREQ=DAILY;INTERVAL=2;COUNT={times}",
        f"SUMMARY:{_escaped(words)}",
        f"DESCRIPTION:{_escaped(schedule.title)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    plain = " ".join(text.split()).replace("\\", "\\\\")
    return plain.replace(";", "\\;").replace(",", "\\,")


def _folded(line: str) -> list[str]:
    """Lines of at most 75 bytes; those that go on begin with a blank."""
    parts, part = [], ""
    for sign in line:
        if len((part + sign).encode()) > _FOLD:
            parts.append(part)
            part = " "
        part += sign
    return [*parts, part]
