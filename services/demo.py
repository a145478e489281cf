"""A synthetic file in the core schema, with the quirks of real ones, for trying the app without data.

Pages, posts and texts are invented; every page name ends in "(demo)". The same moment, seed and number
of posts give the same text.
"""

import csv
import io
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import numpy as np
from numpy.typing import NDArray

from services.demo_texts import write_texts

Ints = NDArray[np.int64]
COUNTS = ("comments", "shares", "likes", "loves", "wows", "hahas", "sads", "angrys")
TYPES = ("photo", "video", "status", "link")
HEADER = (
    "status_id",
    "page_name",
    "status_type",
    "status_message",
    "status_published",
    "num_reactions",
    *(f"num_{count}" for count in COUNTS),
)
# Name, share of the posts, how many times the median audience.
PAGES = (
    ("Lotus Lane Fashion (demo)", 0.28, 1.6),
    ("Mango Street Toys (demo)", 0.20, 1.0),
    ("River Moon Beauty (demo)", 0.18, 2.2),
    ("Blue Kite Homeware (demo)", 0.14, 0.7),
    ("Paper Crane Books (demo)", 0.12, 0.5),
    ("Morning Bell Tea (demo)", 0.08, 0.9),
)
YEARS = 6
GROWS_FOR_DAYS = 28
REPEATED = 0.006
NOT_ADDING_UP = 0.0013


@dataclass(frozen=True, slots=True)
class _Sort:
    """A sort of posts: its share at the beginning and the end, typical counts, types by probability."""

    early: float
    late: float
    typical: tuple[float, ...]
    types: tuple[float, ...]


_SORTS = (
    _Sort(0.69, 0.45, (1.2, 0.3, 30, 0.25, 0.05, 0.04, 0.02, 0.01), (0.74, 0.10, 0.12, 0.04)),
    _Sort(0.26, 0.26, (14, 3, 210, 9, 1.0, 0.5, 0.1, 0.03), (0.90, 0.05, 0.04, 0.01)),
    _Sort(0.02, 0.23, (420, 75, 160, 26, 2.5, 4.0, 0.5, 0.2), (0.02, 0.97, 0.01, 0.00)),
    _Sort(0.03, 0.05, (240, 160, 1300, 190, 45, 40, 11, 2), (0.35, 0.62, 0.02, 0.01)),
    # Rare posts that drew anger: too few for a segment of their own, so a fifth segment is not supported.
    _Sort(0.010, 0.014, (260, 70, 420, 25, 22, 18, 60, 55), (0.50, 0.30, 0.18, 0.02)),
)


def generate(now: datetime, seed: int = 2012, posts: int = 7000) -> str:
    """CSV text with this many rows, newest first within each page, the last ones days before `now`."""
    draw = np.random.default_rng(seed)
    pages = np.repeat(np.arange(len(PAGES)), _shares(posts))
    ages = _ages(draw, pages)
    sorts = _sorts(draw, 1 - ages / (YEARS * 365.25))
    types = _types(draw, sorts)
    counts = _counts(draw, sorts, pages, ages)
    texts = write_texts(draw, [TYPES[code] for code in types])
    moment = (now.astimezone(UTC) if now.tzinfo else now).replace(tzinfo=None, second=0, microsecond=0)
    dates = [write_date(moment - timedelta(days=float(age))) for age in ages]
    names = [PAGES[page][0] for page in pages]
    figures = _totalled(draw, counts).tolist()
    rows: list[list[object]] = [
        [name, TYPES[code], text, date, *row]
        for name, code, text, date, row in zip(names, types, texts, dates, figures, strict=True)
    ]
    _repeat_some(draw, rows)
    return _csv([[f"demo-{number}", *row] for number, row in enumerate(rows, start=1)])


def sample_csv() -> str:
    """Six rows of the core schema, to show which columns a file needs."""
    header = [name for name in HEADER if name not in ("page_name", "status_message")]
    rows = (
        ("photo", "2025-03-03 18:20:00", 152, 3, 1, 148, 4, 0, 0, 0, 0),
        ("video", "2025-03-02 12:05:00", 310, 245, 38, 262, 40, 2, 5, 1, 0),
        ("status", "2025-03-01 08:45:00", 24, 0, 0, 24, 0, 0, 0, 0, 0),
        ("photo", "2025-02-27 19:10:00", 96, 1, 0, 95, 1, 0, 0, 0, 0),
        ("link", "2025-02-26 07:30:00", 11, 0, 2, 11, 0, 0, 0, 0, 0),
        ("video", "2025-02-25 20:00:00", 1893, 402, 216, 1510, 290, 41, 37, 9, 6),
    )
    return _csv([[number, *row] for number, row in enumerate(rows, start=1)], header)


def write_date(moment: datetime) -> str:
    """The date as a spreadsheet with day-first settings leaves it: two notations in one column."""
    if moment.day > 12:
        return f"{moment.month}/{moment.day}/{moment.year} {moment.hour}:{moment:%M}"
    return f"{moment:%m-%d-%Y %H:%M}"


def _shares(posts: int) -> Ints:
    """Posts a page; the first takes what rounding leaves."""
    rows = np.array([round(posts * share) for _, share, _ in PAGES], dtype=np.int64)
    rows[0] += posts - rows.sum()
    return rows


def _ages(draw: np.random.Generator, pages: Ints) -> NDArray[np.float64]:
    """Days before now, youngest first within each page; evenings and weekends are a little busier."""
    days = np.floor(YEARS * 365.25 * draw.random(len(pages)) ** 1.1)
    hours = draw.choice(24, size=len(pages), p=_hours())
    ages = days + hours / 24 + draw.integers(1, 60, len(pages)) / 1440
    return np.asarray(ages[np.lexsort((ages, pages))])


def _hours() -> NDArray[np.float64]:
    weights = np.array([1, 1, 2, 3, 5, 6, 6, 5, 4, 4, 4, 4, 3, 3, 2, 2, 2, 1, 0.3, 0.2, 0.2, 0.3, 0.5, 1.0])
    return np.asarray(weights / weights.sum())


def _sorts(draw: np.random.Generator, time: NDArray[np.float64]) -> Ints:
    """The sort of each post; live video comes up in the last third."""
    rise = 1 / (1 + np.exp(-12 * (time - 0.68)))
    chances = np.array([sort.early + (sort.late - sort.early) * rise for sort in _SORTS]).T
    cumulated = np.cumsum(chances / chances.sum(axis=1, keepdims=True), axis=1)
    return np.asarray((draw.random((len(time), 1)) > cumulated[:, :-1]).sum(axis=1), dtype=np.int64)


def _types(draw: np.random.Generator, sorts: Ints) -> Ints:
    cumulated = np.cumsum([sort.types for sort in _SORTS], axis=1)[sorts]
    return np.asarray((draw.random((len(sorts), 1)) > cumulated[:, :-1]).sum(axis=1), dtype=np.int64)


def _counts(draw: np.random.Generator, sorts: Ints, pages: Ints, ages: NDArray[np.float64]) -> Ints:
    """(posts, 8) in the order of COUNTS: skewed within each sort, smaller while a post still grows."""
    typical = np.array([sort.typical for sort in _SORTS])[sorts]
    audience = np.array([size for _, _, size in PAGES])[pages]
    grown = np.clip(ages / GROWS_FOR_DAYS, 0.05, 1.0) ** 0.4
    luck = np.exp(draw.normal(0, 0.5, len(sorts)))
    spread = np.exp(draw.normal(0, 0.35, typical.shape))
    return draw.poisson(typical * (audience * grown * luck)[:, None] * spread)


def _totalled(draw: np.random.Generator, counts: Ints) -> Ints:
    """(posts, 9): reactions first; in a few rows the total is off by 1 to 4, as in real files."""
    total = counts[:, 2:].sum(axis=1)
    off = draw.choice(len(counts), size=max(1, round(NOT_ADDING_UP * len(counts))), replace=False)
    total[off] += draw.integers(1, 5, len(off))
    return np.column_stack([total, counts])


def _repeat_some(draw: np.random.Generator, rows: list[list[object]]) -> None:
    """Some posts stand in the file twice in a row, as crawlers leave them."""
    for place in draw.choice(len(rows) - 1, size=round(REPEATED * len(rows)), replace=False):
        if rows[place][0] == rows[place + 1][0]:
            rows[place + 1] = rows[place]


def _csv(rows: list[list[object]], header: list[str] | tuple[str, ...] = HEADER) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    return text.getvalue()
