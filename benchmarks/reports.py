"""How long reports take to be drawn: `python benchmarks/reports.py`.

A made-up document of 30 pages with 12 charts in every format, and a table of 100,000 posts in XLSX and CSV. Each round
runs in a process of its own, the first drawing of a process counted apart; medians. Results go into the section
Reports of docs/performance.md.
"""

import argparse
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import numpy as np

from services.domain.claims import Claim, Estimand, Number, Scope, Unit
from services.domain.colours import segment_colour
from services.domain.documents import (
    Brand,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Document,
    Fact,
    Note,
    Section,
    Series,
    Table,
    Text,
    Tile,
    Tiles,
    said,
)
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.domain.views import Phrase
from services.exporters import EXPORTERS

_DOCS = Path(__file__).parent.parent / "docs" / "performance.md"
_SECTION = ("<!-- reports: made by benchmarks/reports.py -->", "<!-- /reports -->")
_POSTS = 100_000
_NAMES = ("Viral emotion", "Conversation video", "Liked photos", "Quiet posts")


def make_document() -> Document:
    """12 parts with a chart, a table and sentences each, long enough for 30 pages of A4."""
    parts = tuple(_part(number) for number in range(12))
    facts = (Fact("Data", "made up"), Fact("Period", "1 Jan to 31 Dec 2025"), Fact("Basis", "n = 7,050 posts"))
    strip = tuple((segment_colour(rank), 0.25) for rank in range(4))
    return Document("Monthly report", "made up", "en", Brand("Acme"), facts, parts, datetime.now(UTC), strip)


def _part(number: int) -> Section:
    kind = tuple(ChartKind)[number % 4]
    claims = tuple(_claim(0.1 + 0.05 * place) for place in range(4))
    sentence = (Phrase("25%", strong=True, claim=claims[0]), Phrase(" of posts are in the segment."))
    words = said("A sentence of some length that says what the chart above it shows, and for which posts. " * 3)
    blocks = (
        Text(sentence, lead=True),
        Tiles(tuple(Tile(claim, "Share of posts") for claim in claims)),
        _chart(number, kind),
        Text(words),
        _table(f"Figures {number + 1}", 33),
        Note("Small print about the method. " * 6),
    )
    return Section(f"part{number}", f"Part {number + 1}", blocks)


def _claim(share: float) -> Claim:
    names = (("segment", "Viral emotion"), ("segment_rank", "0"))
    scope = Scope("made up", resampled="7,050 posts")
    number = Number(share, Unit.SHARE, share * 0.9, share * 1.1)
    return Claim(Estimand.POSTS_SHARE, names, number, 7050, scope, Selection(SegmentationRequest("d")))


def _chart(number: int, kind: ChartKind) -> Chart:
    draw, wide = np.random.default_rng(number), 24 if kind in (ChartKind.STACKED, ChartKind.LINES) else 6
    names = _NAMES[:1] if kind is ChartKind.RANGES else _NAMES
    series = []
    for rank, name in enumerate(names):
        values = tuple(draw.uniform(0.1, 0.9, wide).tolist())
        ends = (
            (tuple(v * 0.9 for v in values), tuple(v * 1.1 for v in values)) if kind is ChartKind.RANGES else ((), ())
        )
        series.append(Series(name, values, segment_colour(rank), *ends))
    categories = tuple(f"Period {place + 1}" for place in range(wide))
    return Chart(f"Chart {number + 1}", kind, categories, tuple(series), "What it shows.", "n = 7,050", share=True)


def _table(title: str, rows: int) -> Table:
    columns = (Column("Segment"), Column("Posts", ColumnKind.WHOLE), Column("Share", ColumnKind.CLAIM))
    body = tuple((f"Row {place}", place * 17, _claim(0.3)) for place in range(rows))
    return Table(title, columns, body, printed=rows)


def make_posts() -> Document:
    """The posts of a large dataset, as the data appendix lists them."""
    draw, start = np.random.default_rng(7), datetime(2020, 1, 1)  # noqa: DTZ001  (files state no zone)
    counts = draw.poisson(40, (_POSTS, 8)).tolist()
    kinds = ("No.", ColumnKind.WHOLE), ("Post", ColumnKind.TEXT), ("Segment", ColumnKind.TEXT)
    more = ("Keeps", ColumnKind.SHARE), ("Published", ColumnKind.MOMENT), ("Format", ColumnKind.TEXT)
    columns = tuple(Column(name, kind) for name, kind in (*kinds, *more))
    columns += tuple(Column(f"Count {place}", ColumnKind.WHOLE) for place in range(8))
    rows = tuple(
        (n + 1, f"12345_{n}", _NAMES[n % 4], 0.97, start + timedelta(minutes=n), "photo", *counts[n])
        for n in range(_POSTS)
    )
    return Document(
        "Data appendix",
        "made up",
        "en",
        Brand("Acme"),
        (),
        (Section("all", "All", (Table("Posts", columns, rows),)),),
        datetime.now(UTC),
    )


def _measure(form: str, *, posts: bool) -> dict[str, Any]:
    """In a process of its own: the first drawing, the second, the size, the pages, and the peak of memory."""
    document = make_posts() if posts else make_document()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    with tempfile.TemporaryDirectory() as folder:
        path, seconds = Path(folder) / "report", []
        for _ in range(1 if posts else 2):
            began = time.perf_counter()
            EXPORTERS[form].write(document, path)
            seconds.append(time.perf_counter() - began)
        size, pages = path.stat().st_size, _pages(form, path)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"first": seconds[0], "next": seconds[-1], "size": size, "pages": pages, "before": before, "peak": peak}


def _pages(form: str, path: Path) -> int:
    if form == "pdf":
        from pypdf import PdfReader

        return len(PdfReader(path).pages)
    if form == "pptx":
        from pptx import Presentation

        return len(Presentation(str(path)).slides)
    return 0


def _rounds(form: str, rounds: int, *, posts: bool) -> dict[str, float]:
    command = [sys.executable, __file__, "--one", form, *(["--posts"] if posts else [])]
    found = [json.loads(subprocess.run(command, check=True, capture_output=True).stdout) for _ in range(rounds)]
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


def _lines(rounds: int) -> list[str]:
    lines = ["| document | format | first, seconds | next, seconds | MB | pages or slides | peak MB |"]
    lines.append("|---|---|---|---|---|---|---|")
    for title, forms, posts in (
        ("12 charts, 12 tables of 33 rows", ("pdf", "pptx", "xlsx", "html", "csv"), False),
        (f"{_POSTS:,} posts, 14 columns", ("xlsx", "csv"), True),
    ):
        for form in forms:
            found = _rounds(form, rounds, posts=posts)
            again = "" if posts else f"{found['next']:.2f}"
            pages = f"{found['pages']:.0f}" if found["pages"] else ""
            size = found["size"] / 1e6
            lines.append(
                f"| {title} | {EXPORTERS[form].label} | {found['first']:.2f} | {again} | {size:.2f} | {pages} | "
                f"{found['peak']:,.0f} |"
            )
    return lines


def _keep(lines: list[str], rounds: int) -> None:
    head = (
        f"Two cores, shared with others; medians of {rounds} rounds, each in a process of its own. `first` is the "
        "first drawing of a process and loads fonts and libraries. Peak memory includes the document."
    )
    text = "\n".join([_SECTION[0], head, "", *lines, _SECTION[1]])
    docs = _DOCS.read_text(encoding="utf-8")
    if _SECTION[0] in docs:
        start, end = docs.index(_SECTION[0]), docs.index(_SECTION[1]) + len(_SECTION[1])
        docs = docs[:start] + text + docs[end:]
    else:
        docs = f"{docs.rstrip()}\n\n## Reports\n\n{text}\n"
    _DOCS.write_text(docs, encoding="utf-8")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--one", default="", help="Measure one format in this process.")
    parser.add_argument("--posts", action="store_true", help="With --one: the table of posts.")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(_measure(given.one, posts=given.posts)))
        return
    lines = _lines(given.rounds)
    _keep(lines, given.rounds)
    print("\n".join(lines))


if __name__ == "__main__":
    main()
