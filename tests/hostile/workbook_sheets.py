"""Sheets: links to elsewhere, macros, names that attack, more sheets than anybody has."""

from random import Random

from hostile.files import HostileFile, Must
from hostile.plain_workbook import known, make_table, refused
from hostile.sheets import (
    RELATIONS,
    cell,
    make_zip,
    parts_of,
    rows_xml,
)


def links_to_elsewhere(draw: Random) -> HostileFile:
    """External links that nobody should follow."""
    export, inner = make_table(draw)
    target = draw.choice(("http://127.0.0.1:9/x.xlsx", "file:///etc/passwd", "\\\\host\\share\\x.xlsx"))
    external = f'<Relationships><Relationship Id="rId1" Target="{target}" TargetMode="External"/></Relationships>'
    more = {"xl/externalLinks/externalLink1.xml": "<x/>", "xl/externalLinks/_rels/externalLink1.xml.rels": external}
    return known(parts_of(inner) | more, export)


def sheets_elsewhere(draw: Random) -> HostileFile:
    """The sheet itself is said to be elsewhere."""
    target = draw.choice(("http://127.0.0.1:9/x", "/etc/passwd", "../../../etc/passwd", "", "worksheets/none.xml"))
    mode = draw.choice(('TargetMode="External"', ""))
    return refused(
        parts_of(make_table(draw)[1])
        | {RELATIONS: f'<Relationships><Relationship Id="rId1" Target="{target}" {mode}/></Relationships>'}
    )


def macros(draw: Random) -> HostileFile:
    """Programs in the workbook."""
    name = draw.choice(("xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/VBAPROJECT.BIN"))
    return refused(parts_of(make_table(draw)[1]) | {name: b"\x00"})


def odd_sheet_names(draw: Random) -> HostileFile:
    """Sheets with names that attack whoever shows them, or that stand twice."""
    export, inner = make_table(draw)
    names = ("", "=1+1", "<script>alert(1)</script>", "x" * 5_000, "../../x", "\u202eabc", "Posts", "Posts", "\n", "'")
    return known(parts_of(inner, draw.sample(names, 3)), export)


def many_sheets(draw: Random) -> HostileFile:
    """Hundreds of sheets."""
    _, inner = make_table(draw)
    return HostileFile(make_zip(parts_of(inner, [f"S{n}" for n in range(draw.randint(100, 1_500))])), "posts.xlsx")


def wide_sheet(draw: Random) -> HostileFile:
    """Cells in more columns than are read, row by row."""
    return refused(parts_of(make_table(draw)[1] + rows_xml([["x"] * 2_100], 9)))


def many_empty_rows(draw: Random) -> HostileFile:
    """Hundreds of thousands of rows that hold nothing."""
    _, inner = make_table(draw)
    empty = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(10, 10 + draw.choice((9, 150_000))))
    return HostileFile(make_zip(parts_of(inner + empty)), "posts.xlsx")


def far_cells(draw: Random) -> HostileFile:
    """A cell in the last column of the last row."""
    rows = "".join(f'<row r="{n}">{cell(f"XFD{n}", "1", "")}</row>' for n in draw.sample(range(9, 1_048_577), 3))
    return refused(
        parts_of(make_table(draw)[1] + draw.choice((rows, f'<row r="1048576">{cell("XFD1048576", "1", "")}</row>')))
    )


def far_rows(draw: Random) -> HostileFile:
    """Rows with enormous numbers, none, or numbers that go down."""
    _, inner = make_table(draw)
    number = draw.choice(("1048576", "99999999", "999999999999", "-1", "0", "x", "", "1.5", "١"))
    return HostileFile(
        make_zip(parts_of(inner.replace('<row r="3"', f'<row r="{number}"'))), "posts.xlsx", Must.READ, 5
    )
