"""XML of workbooks: entities, encodings, elements in elements, and parts that are not there."""

from random import Random
from xml.sax.saxutils import escape

from hostile.exports import make_export
from hostile.files import HostileFile
from hostile.plain_workbook import make_table, refused
from hostile.sheets import (
    RELATIONS,
    SHEET,
    STRINGS,
    STYLES,
    TYPES,
    WORKBOOK,
    make_zip,
    parts_of,
    sheet_xml,
)

_PARTS = (SHEET, STRINGS, STYLES, WORKBOOK, RELATIONS, "docProps/app.xml", "xl/theme/theme1.xml")
_LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
DOCTYPES = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
    '<!DOCTYPE x SYSTEM "http://127.0.0.1:9/x.dtd">',
    '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;]>',
    f'<!DOCTYPE x [<!ENTITY l0 "ha">{_LAUGHS}]>',
)


def entities(draw: Random) -> HostileFile:
    """A document type in any part, in any encoding."""
    name, doctype = draw.choice(_PARTS), draw.choice(DOCTYPES)
    parts = parts_of(make_table(draw)[1])
    whole = doctype + str(parts.get(name, "<x>&e;</x>"))
    return refused(
        parts | {name: draw.choice((whole.encode(), whole.encode("utf-16"), b"\xef\xbb\xbf" + whole.encode()))}
    )


def late_entities(draw: Random) -> HostileFile:
    """A document type behind a long comment."""
    inner = sheet_xml(make_table(draw)[1], f"<!--{'-x' * draw.choice((1_500, 9_000))}-->{draw.choice(DOCTYPES)}")
    return refused(parts_of("") | {SHEET: inner})


def deep_nesting(draw: Random) -> HostileFile:
    """Elements in elements, a hundred thousand deep."""
    deep = draw.randint(1_000, 300_000)
    inner = draw.choice(("<a>" * deep + "</a>" * deep, "<a>" * deep))
    return HostileFile(make_zip(parts_of(make_table(draw)[1] + inner)), "posts.xlsx")


def many_attributes(draw: Random) -> HostileFile:
    """An element with more attributes, or a longer one, than any has."""
    said = draw.choice((" ".join(f'a{n}="1"' for n in range(100_000)), f'a="{"x" * 3_000_000}"'))
    return HostileFile(make_zip(parts_of(make_table(draw)[1] + f"<row {said}></row>")), "posts.xlsx")


def other_encodings(draw: Random) -> HostileFile:
    """The sheet in another encoding, or broken in its own."""
    whole = sheet_xml(make_table(draw)[1])
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


def wrong_types(draw: Random) -> HostileFile:
    """Content types that are missing, binary, or of something else."""
    said = draw.choice(
        (b"", draw.randbytes(400), b"<Types>" * 9, b'<Types><Override ContentType="text/html"/></Types>')
    )
    return HostileFile(make_zip(parts_of(make_table(draw)[1]) | {TYPES: said}), "posts.xlsx")


def missing_parts(draw: Random) -> HostileFile:
    """A part is not there, or empty, or noise."""
    parts = parts_of(make_table(draw)[1])
    name = draw.choice(sorted(parts))
    if draw.random() < 0.4:
        del parts[name]
    else:
        parts[name] = draw.choice((b"", draw.randbytes(900), b"<", b"<x>", b"\x00" * 90))
    return HostileFile(make_zip(parts), "posts.xlsx")


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
    return HostileFile((draw.choice(("", "", draw.choice(DOCTYPES))) + whole).encode(), "posts.xls")
