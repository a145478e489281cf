"""Workbooks: entities, far cells, links to elsewhere, macros, broken parts and nonsense in attributes."""

from random import Random
from xml.sax.saxutils import escape

from hostile.exports import Export, make_export
from hostile.files import Family, HostileFile, Must
from hostile.sheets import (
    MAIN,
    RELATIONS,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    cell,
    make_zip,
    parts_of,
    rows_xml,
    sheet_xml,
)

_PARTS = (SHEET, STRINGS, STYLES, WORKBOOK, RELATIONS, "docProps/app.xml", "xl/theme/theme1.xml")
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
_DOCTYPES = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>',
)


def _table(draw: Random, rows: int = 5) -> tuple[Export, str]:
    export = make_export(draw, rows)
    return export, rows_xml([export.header, *export.rows])


def _known(parts: dict[str, str | bytes], export: Export) -> HostileFile:
    return HostileFile(make_zip(parts), "posts.xlsx", Must.READ, len(export.rows), export.tokens, export.values)


def _refused(parts: dict[str, str | bytes]) -> HostileFile:
    return HostileFile(make_zip(parts), "posts.xlsx", Must.REFUSED)


def entities(draw: Random) -> HostileFile:
    """A document type in any part, in any encoding."""
    name, doctype = draw.choice(_PARTS), draw.choice(_DOCTYPES)
    parts = parts_of(_table(draw)[1])
    whole = doctype + str(parts.get(name, "<x>&e;</x>"))
    return _refused(
        parts | {name: draw.choice((whole.encode(), whole.encode("utf-16"), b"\xef\xbb\xbf" + whole.encode()))}
    )


def late_entities(draw: Random) -> HostileFile:
    """A document type behind a long comment."""
    inner = sheet_xml(_table(draw)[1], f"<!--{'-x' * draw.choice((1_500, 9_000))}-->{draw.choice(_DOCTYPES)}")
    return _refused(parts_of("") | {SHEET: inner})


def far_cells(draw: Random) -> HostileFile:
    """A cell in the last column of the last row."""
    rows = "".join(f'<row r="{n}">{cell(f"XFD{n}", "1", "")}</row>' for n in draw.sample(range(9, 1_048_577), 3))
    return _refused(
        parts_of(_table(draw)[1] + draw.choice((rows, f'<row r="1048576">{cell("XFD1048576", "1", "")}</row>')))
    )


def far_rows(draw: Random) -> HostileFile:
    """Rows with enormous numbers, none, or numbers that go down."""
    _, inner = _table(draw)
    number = draw.choice(("1048576", "99999999", "999999999999", "-1", "0", "x", "", "1.5", "١"))
    return HostileFile(
        make_zip(parts_of(inner.replace('<row r="3"', f'<row r="{number}"'))), "posts.xlsx", Must.READ, 5
    )


def odd_references(draw: Random) -> HostileFile:
    """Cells that do not say where they stand, or say nonsense."""
    odd = draw.choice(("", "1A", "a2", "AAAAAAA2", "A", "$A$2", "A2:B9", "Ω2", "A-2"))
    return HostileFile(make_zip(parts_of(_table(draw)[1].replace('r="A2"', f'r="{odd}"'))), "posts.xlsx")


def links_to_elsewhere(draw: Random) -> HostileFile:
    """External links that nobody should follow."""
    export, inner = _table(draw)
    target = draw.choice(("http://127.0.0.1:9/x.xlsx", "file:///etc/passwd", "\\\\host\\share\\x.xlsx"))
    external = f'<Relationships><Relationship Id="rId1" Target="{target}" TargetMode="External"/></Relationships>'
    more = {"xl/externalLinks/externalLink1.xml": "<x/>", "xl/externalLinks/_rels/externalLink1.xml.rels": external}
    return _known(parts_of(inner) | more, export)


def sheets_elsewhere(draw: Random) -> HostileFile:
    """The sheet itself is said to be elsewhere."""
    target = draw.choice(("http://127.0.0.1:9/x", "/etc/passwd", "../../../etc/passwd", "", "worksheets/none.xml"))
    mode = draw.choice(('TargetMode="External"', ""))
    return _refused(
        parts_of(_table(draw)[1])
        | {RELATIONS: f'<Relationships><Relationship Id="rId1" Target="{target}" {mode}/></Relationships>'}
    )


def many_strings(draw: Random) -> HostileFile:
    """Shared strings by the hundred thousand, or one that is as long as a library."""
    _, inner = _table(draw)
    strings = draw.choice(("<si><t>abcdefgh</t></si>" * 300_000, f"<si><t>{'long ' * 2_000_000}</t></si>"))
    return HostileFile(make_zip(parts_of(inner) | {STRINGS: f'<sst xmlns="{MAIN}">{strings}</sst>'}), "posts.xlsx")


def odd_strings(draw: Random) -> HostileFile:
    """Cells that point to strings there are none of."""
    _, inner = _table(draw)
    place = draw.choice(("1", "-1", "99999999999", "1e3", "x", "", "0.5"))
    return HostileFile(
        make_zip(parts_of(inner.replace('<row r="3">', f'<row r="3">{cell("A3", place, "s")}'))), "posts.xlsx"
    )


def odd_styles(draw: Random) -> HostileFile:
    """Styles that there are not, and formats that are none."""
    _, inner = _table(draw)
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
    _, inner = _table(draw)
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


def macros(draw: Random) -> HostileFile:
    """Programs in the workbook."""
    name = draw.choice(("xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "xl/VBAPROJECT.BIN"))
    return _refused(parts_of(_table(draw)[1]) | {name: b"\x00"})


def wrong_types(draw: Random) -> HostileFile:
    """Content types that are missing, binary, or of something else."""
    said = draw.choice(
        (b"", draw.randbytes(400), b"<Types>" * 9, b'<Types><Override ContentType="text/html"/></Types>')
    )
    return HostileFile(make_zip(parts_of(_table(draw)[1]) | {TYPES: said}), "posts.xlsx")


def missing_parts(draw: Random) -> HostileFile:
    """A part is not there, or empty, or noise."""
    parts = parts_of(_table(draw)[1])
    name = draw.choice(sorted(parts))
    if draw.random() < 0.4:
        del parts[name]
    else:
        parts[name] = draw.choice((b"", draw.randbytes(900), b"<", b"<x>", b"\x00" * 90))
    return HostileFile(make_zip(parts), "posts.xlsx")


def deep_nesting(draw: Random) -> HostileFile:
    """Elements in elements, a hundred thousand deep."""
    deep = draw.randint(1_000, 300_000)
    inner = draw.choice(("<a>" * deep + "</a>" * deep, "<a>" * deep))
    return HostileFile(make_zip(parts_of(_table(draw)[1] + inner)), "posts.xlsx")


def many_attributes(draw: Random) -> HostileFile:
    """An element with more attributes, or a longer one, than any has."""
    said = draw.choice((" ".join(f'a{n}="1"' for n in range(100_000)), f'a="{"x" * 3_000_000}"'))
    return HostileFile(make_zip(parts_of(_table(draw)[1] + f"<row {said}></row>")), "posts.xlsx")


def other_encodings(draw: Random) -> HostileFile:
    """The sheet in another encoding, or broken in its own."""
    whole = sheet_xml(_table(draw)[1])
    odd = draw.choice(
        (
            whole.encode("utf-16"),
            b'<?xml version="1.0" encoding="cp037"?>' + whole.encode(),
            b'<?xml version="1.0" encoding="x-none"?>' + whole.encode(),
            whole.encode().replace(b"tok", b"\xff\xfeok"),
            b'<?xml version="1.0" encoding="utf-7"?>' + whole.encode(),
        )
    )
    return HostileFile(make_zip(parts_of("") | {SHEET: odd}), "posts.xlsx")


def escaped_characters(draw: Random) -> HostileFile:
    """Characters that Excel writes as numbers: NUL, halves, line ends."""
    _, inner = _table(draw)
    odd = draw.choice(("_x0000_", "_xD800_", "_x000D__x000A_", "_xFFFF_", "_x005F_x0041_", "_xZZZZ_", "_x001B_[31m"))
    return HostileFile(
        make_zip(parts_of(inner.replace('<t xml:space="preserve">', f'<t xml:space="preserve">{odd}'))), "p.xlsx"
    )


def odd_sheet_names(draw: Random) -> HostileFile:
    """Sheets with names that attack whoever shows them, or that stand twice."""
    export, inner = _table(draw)
    names = ("", "=1+1", "<script>alert(1)</script>", "x" * 5_000, "../../x", "\u202eabc", "Posts", "Posts", "\n", "'")
    return _known(parts_of(inner, draw.sample(names, 3)), export)


def many_sheets(draw: Random) -> HostileFile:
    """Hundreds of sheets."""
    _, inner = _table(draw)
    return HostileFile(make_zip(parts_of(inner, [f"S{n}" for n in range(draw.randint(100, 1_500))])), "posts.xlsx")


def wide_sheet(draw: Random) -> HostileFile:
    """Cells in more columns than are read, row by row."""
    return _refused(parts_of(_table(draw)[1] + rows_xml([["x"] * 2_100], 9)))


def many_empty_rows(draw: Random) -> HostileFile:
    """Hundreds of thousands of rows that hold nothing."""
    _, inner = _table(draw)
    empty = "".join(f'<row r="{n}"><c r="A{n}"/></row>' for n in range(10, 10 + draw.choice((9, 150_000))))
    return HostileFile(make_zip(parts_of(inner + empty)), "posts.xlsx")


def spreadsheet_xml(draw: Random) -> HostileFile:
    """Excel's XML of 2003 with numbers of rows and cells that are nonsense."""
    export = make_export(draw, 4)
    index = draw.choice(("3", "99999999", "16384", "-1", "x", "9" * 300))
    rows = "".join(
        "<Row>" + "".join(f"<Cell><Data>{escape(text)}</Data></Cell>" for text in row) + "</Row>"
        for row in (export.header, *export.rows)
    )
    place = draw.choice(("Row", "Cell"))
    odd = (
        rows.replace(f"<{place}>", f'<{place} ss:Index="{index}">')
        if draw.random() < 0.3
        else rows + (f'<{place} ss:Index="{index}"><Data>1</Data></{place}>')
    )
    name = (
        'xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"'
    )
    whole = f'<?xml version="1.0"?><Workbook {name}><Worksheet ss:Name="A"><Table>{odd}</Table></Worksheet></Workbook>'
    return HostileFile((draw.choice(("", "", draw.choice(_DOCTYPES))) + whole).encode(), "posts.xls")


FAMILY = Family(
    "workbooks",
    12,
    {
        make.__name__.replace("_", " "): make
        for make in (
            entities,
            late_entities,
            far_cells,
            far_rows,
            odd_references,
            links_to_elsewhere,
            sheets_elsewhere,
            many_strings,
            odd_strings,
            odd_styles,
            odd_days,
            formulas,
            macros,
            wrong_types,
            missing_parts,
            deep_nesting,
            many_attributes,
            other_encodings,
            escaped_characters,
            odd_sheet_names,
            many_sheets,
            wide_sheet,
            many_empty_rows,
            spreadsheet_xml,
        )
    },
)
