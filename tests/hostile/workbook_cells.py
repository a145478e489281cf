"""Cells: strings there are none of, styles, days and formulas that are nonsense."""

from random import Random
from xml.sax.saxutils import escape

from hostile.files import HostileFile
from hostile.plain_workbook import make_table
from hostile.sheets import (
    MAIN,
    STRINGS,
    STYLES,
    cell,
    make_zip,
    parts_of,
    rows_xml,
)


def odd_references(draw: Random) -> HostileFile:
    """Cells that do not say where they stand, or say nonsense."""
    odd = draw.choice(("", "1A", "a2", "AAAAAAA2", "A", "$A$2", "A2:B9", "Ω2", "A-2"))
    return HostileFile(make_zip(parts_of(make_table(draw)[1].replace('r="A2"', f'r="{odd}"'))), "posts.xlsx")


def many_strings(draw: Random) -> HostileFile:
    """Shared strings by the hundred thousand, or one that is as long as a library."""
    _, inner = make_table(draw)
    strings = draw.choice(("<si><t>abcdefgh</t></si>" * 300_000, f"<si><t>{'long ' * 2_000_000}</t></si>"))
    return HostileFile(make_zip(parts_of(inner) | {STRINGS: f'<sst xmlns="{MAIN}">{strings}</sst>'}), "posts.xlsx")


def odd_strings(draw: Random) -> HostileFile:
    """Cells that point to strings there are none of."""
    _, inner = make_table(draw)
    place = draw.choice(("1", "-1", "99999999999", "1e3", "x", "", "0.5"))
    return HostileFile(
        make_zip(parts_of(inner.replace('<row r="3">', f'<row r="3">{cell("A3", place, "s")}'))), "posts.xlsx"
    )


def odd_styles(draw: Random) -> HostileFile:
    """Styles that there are not, and formats that are none."""
    _, inner = make_table(draw)
    style = draw.choice(("1", "-1", "99999", "x", "1.5"))
    code = escape(draw.choice(("yyyy", "[" * 5_000, '"' * 999, "d" * 99_999 + "m", "\\", "_", "*", ";;;", "[h]:mm")))
    formats = (
        f'<numFmts><numFmt numFmtId="{draw.choice(("164", "x", "-1", "9" * 5_000))}" formatCode="{code}"/></numFmts>'
    )
    styles = (
        f'<styleSheet xmlns="{MAIN}">{formats}<cellXfs><xf numFmtId="0"/><xf numFmtId="164"/></cellXfs></styleSheet>'
    )
    return HostileFile(
        make_zip(parts_of(inner.replace("<c r=", f'<c s="{style}" r=')) | {STYLES: styles}), "posts.xlsx"
    )


def odd_days(draw: Random) -> HostileFile:
    """Day numbers of no day."""
    header = ("status_id", "status_published", "num_comments", "num_shares")
    days = (
        "45000.5",
        "1e308",
        "-1",
        "NaN",
        "inf",
        "0",
        "60",
        "2958465",
        "9" * 400,
        "",
        "x",
        "1e-320",
        "45000.99999999",
    )
    rows = "".join(
        f'<row r="{n}">{cell(f"A{n}", f"p{n}")}{cell(f"B{n}", draw.choice(days), "", "1")}'
        f"{cell(f'C{n}', '4', '')}{cell(f'D{n}', '5', '')}</row>"
        for n in range(2, 30)
    )
    return HostileFile(make_zip(parts_of(rows_xml([header]) + rows)), "posts.xlsx", rows=28)


def formulas(draw: Random) -> HostileFile:
    """Formulas with the value they last had, with none, and with errors."""
    _, inner = make_table(draw)
    odd = draw.choice(
        (
            '<c r="A3" t="str"><f>1+1</f><v>=1+1</v></c>',
            '<c r="A3" t="e"><f>1/0</f><v>#DIV/0!</v></c>',
            '<c r="A3"><f>WEBSERVICE("http://127.0.0.1:9/")</f></c>',
            '<c r="A3" t="b"><v>x</v></c>',
            '<c r="A3" t="d"><v>2024-01-01T00:00:00</v></c>',
            '<c r="A3" t="zzz"><v>1</v></c>',
        )
    )
    return HostileFile(make_zip(parts_of(inner.replace('<row r="3">', f'<row r="3">{odd}'))), "posts.xlsx")


def escaped_characters(draw: Random) -> HostileFile:
    """Characters that Excel writes as numbers: NUL, halves, line ends."""
    _, inner = make_table(draw)
    odd = draw.choice(("_x0000_", "_xD800_", "_x000D__x000A_", "_xFFFF_", "_x005F_x0041_", "_xZZZZ_", "_x001B_[31m"))
    return HostileFile(
        make_zip(parts_of(inner.replace('<t xml:space="preserve">', f'<t xml:space="preserve">{odd}'))), "p.xlsx"
    )
