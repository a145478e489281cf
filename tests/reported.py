"""Documents by hand, harmless and hostile: every place that can hold text holds a payload."""

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

from services.domain.claims import Claim, Estimand, Number, Scope, Unit
from services.domain.documents import (
    Brand,
    Chart,
    ChartKind,
    Column,
    ColumnKind,
    Commentary,
    Document,
    Fact,
    Heading,
    ListedPost,
    Note,
    PostList,
    Section,
    Series,
    Table,
    Text,
    Tile,
    Tiles,
)
from services.domain.scatters import Axis, Dots, Scatter
from services.domain.segmentation import SegmentationRequest
from services.domain.selection import Selection
from services.domain.views import Phrase

_STARTS = (
    *("=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "  +", "\x00="),
    *("\uff1d", "\uff0b", "\uff0d", "\uff20", '",=', ";=", "\ufeff=", "'=", "%0A=", "\u00a0="),
)
_BODIES = (
    "cmd|' /C calc'!A0",
    "1+1",
    'HYPERLINK("http://127.0.0.1:9/x","y")',
    'WEBSERVICE("http://127.0.0.1:9/x")',
    'IMPORTXML("http://127.0.0.1:9/x","//a")',
    "SUM(A1:A9)",
    'DDE("cmd";"/C calc";"x")',
    "MSEXCEL|'\\..\\..\\calc.exe'!''",
    'IMAGE("http://127.0.0.1:9/x")',
    "10+20+cmd|' /C notepad'!A0",
)
_MARKUP = (
    "<script>window.hit=1</script>",
    '<img src=x onerror="window.hit=1">',
    "</script><script>window.hit=1</script>",
    "<svg onload=window.hit=1>",
    "</text></svg><script>window.hit=1</script>",
    '<a href="javascript:window.hit=1">x</a>',
    "javascript:window.hit=1",
    '"><iframe src=//127.0.0.1:9></iframe>',
    "' onmouseover='window.hit=1",
    "</style><script>window.hit=1</script>",
    "]]><script>window.hit=1</script>",
    "<!--",
    "&lt;b&gt; &amp; &#x3c;",
    "{{7*7}} ${7*7} {0} {number} %s %n",
    "http://169.254.169.254/latest/meta-data",
    "https://127.0.0.1:9/beacon.png",
    "file:///etc/passwd",
    "mailto:a@example.org",
    '#read("/etc/passwd")',
    '#image("/etc/passwd")',
    '#panic("typst") ] } $ x^2 $ *b* _i_ `raw` @ref <label> = head',
    '#import "@preview/x:1.0.0": *',
    "\\u{41} \\n \\\\",
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;',
    "\u202eright to left\u202c",
    "\x1b[31mred\x07",
    "zalgo \u0301\u0301\u0301",
    "emoji \U0001f600 \U0001f469\u200d\U0001f4bb",
    "a" * 300,
    "",
)
PAYLOADS = (*(start + body for start, body in product(_STARTS, _BODIES)), *_MARKUP)


def make_claim(value: float = 0.25, unit: Unit = Unit.SHARE, name: str = "Viral emotion") -> Claim:
    names = (("segment", name), ("segment_rank", "0"))
    scope = Scope("spring", date(2025, 1, 1), date(2025, 3, 31), "7 pages")
    rows = Selection(SegmentationRequest("d1"))
    return Claim(Estimand.POSTS_SHARE, names, Number(value, unit, value * 0.8, value * 1.2), 400, scope, rows)


def make_chart(kind: ChartKind = ChartKind.BARS, names: tuple[str, ...] = ("Photo", "Video", "Link")) -> Chart:
    values = tuple((place + 1) / (len(names) + 1) for place in range(len(names)))
    ends = {"low": tuple(v * 0.9 for v in values), "high": tuple(v * 1.1 for v in values)}
    ranged = ends if kind is ChartKind.RANGES else {}
    series = (Series("Viral emotion", values, "#D1495B", **ranged),)
    if kind in (ChartKind.STACKED, ChartKind.LINES):
        series += (Series("Quiet posts", tuple(1 - v for v in values), "#8492A6"),)
    return Chart(f"Chart of {kind.value}", kind, names, series, "What it shows.", "n = 400", share=True)


def make_scatter(names: tuple[str, ...] = ("Viral emotion", "Quiet posts"), *, rows: tuple[str, ...] = ()) -> Scatter:
    """Three points a group; rows: the names of rows in the place of figures along the side."""
    along = Axis("Count", names=rows) if rows else Axis("SHAP value, points")
    dots = tuple(
        Dots(name, colour, (1.0, 10.0, 250.0), (0.0, 1.0, place + 0.25), ("#1", "#2", "#3"))
        for place, (name, colour) in enumerate(zip(names, ("#D1495B", "#8492A6"), strict=False))
    )
    across = Axis("Shares + 1 (log scale)", log=not rows)
    return Scatter("Dots of posts", across, along, dots, "What the dots show.", "3 of 400 posts are drawn.")


def make_table(rows: int = 3, name: str = "Shares") -> Table:
    columns = (
        Column("Segment"),
        Column("Posts", ColumnKind.WHOLE),
        Column("Share", ColumnKind.CLAIM),
        Column("Stability", ColumnKind.DECIMAL),
        Column("Kept", ColumnKind.SHARE),
        Column("Published", ColumnKind.MOMENT),
    )
    moment = datetime(2025, 2, 3, 18, 30)  # noqa: DTZ001  # as written in the file
    body = tuple((f"S{place}", place, make_claim(), 0.987, None, moment) for place in range(rows))
    return Table(name, columns, body, "A note.")


def make_document(**difference: object) -> Document:
    sentence = (Phrase("25%", strong=True, claim=make_claim()), Phrase(" of posts are in Viral emotion."))
    post = ListedPost(12, 0, datetime(2025, 2, 3, 18, 30), "photo", "North", "Words of it", "12 comments")  # noqa: DTZ001
    blocks = (
        Text(sentence, lead=True),
        Tiles((Tile(make_claim(), "Share of posts"),)),
        *(make_chart(kind) for kind in ChartKind),
        make_scatter(),
        replace(make_scatter(rows=("Shares", "Comments")), title="Dots in rows"),
        Heading("Viral emotion", segment=0),
        make_table(),
        PostList("Typical", (post,)),
        Note("Small print."),
        Commentary("My words.", "Ann"),
    )
    document = Document(
        title="Spring report",
        subtitle="spring",
        language="en",
        brand=Brand("Acme", "#1D4ED8", b"", "Confidential", "Ann"),
        facts=(Fact("Data", "spring"), Fact("Basis", "n = 400 posts")),
        sections=(Section("summary", "At a glance", blocks), Section("method", "Method", (Note("How."),))),
        made_at=datetime(2026, 1, 5, 12, tzinfo=UTC),
        strip=(("#D1495B", 0.25), ("#8492A6", 0.75)),
        manifest='{"kind": "postlens report"}',
    )
    return replace(document, **difference)


def _hostile_scatter(payloads: tuple[str, ...], at: int, rows: tuple[str, ...]) -> Scatter:
    made = make_scatter(payloads[at : at + 2], rows=rows)
    dots = tuple(replace(one, labels=payloads[at + 2 : at + 5]) for one in made.dots)
    across, along = (replace(axis, title=payloads[at + 5]) for axis in (made.across, made.along))
    title, note, words = payloads[at + 6 : at + 9]
    return replace(made, title=title, note=note, words=words, across=across, along=along, dots=dots)


def hostile_document(payloads: tuple[str, ...] = PAYLOADS) -> Document:
    """Cells, heads, titles, names of series and categories, notes, comments, brand, manifest: all of them hostile."""
    first, columns = payloads[0], tuple(Column(text) for text in payloads[:6])
    padded = payloads + ("",) * (-len(payloads) % 6)
    rows = tuple(padded[at : at + 6] for at in range(0, len(padded), 6))
    charts = tuple(
        replace(
            make_chart(kind, payloads[at : at + 5]), title=payloads[at], note=payloads[at + 1], words=payloads[at + 2]
        )
        for at, kind in enumerate(ChartKind)
    )
    named = tuple(replace(one, series=tuple(replace(s, name=first) for s in one.series)) for one in charts)
    texts = tuple(Text((Phrase(text), Phrase(text, segment=0))) for text in payloads)
    posts = tuple(ListedPost(1, 0, None, text, text, text, text) for text in payloads[:40])
    blocks = (
        Heading(first),
        Tiles((Tile(make_claim(name=first), first),)),
        *named,
        *(_hostile_scatter(payloads, at, rows) for at, rows in ((0, ()), (7, payloads[:2]))),
        Table(first, columns, rows, first, printed=1000),
        Table(payloads[1], columns, rows[:2], payloads[2]),
        PostList(first, posts),
        *(Note(text) for text in payloads),
        *(Commentary(text, text) for text in payloads[:20]),
        *texts,
    )
    return make_document(
        title=first,
        subtitle=payloads[1],
        brand=Brand(payloads[2], "#1D4ED8", b"", payloads[3], payloads[4]),
        facts=tuple(Fact(text, text) for text in payloads[:8]),
        sections=(Section("summary", payloads[5], blocks), Section("method", payloads[-3], (Note("x"),))),
        manifest="{}" + "\n".join(payloads),
    )
