"""Exports of every tool with something changed at random: bytes, lines, cells, parts of archives."""

from collections.abc import Callable
from random import Random

from hostile.exports import TOKEN, Export, make_export, written
from hostile.files import Family, HostileFile
from hostile.sheets import gzipped, make_workbook, make_zip, parts_of, rows_xml

_SPLICES = (
    *(
        b"\x00",
        b'"',
        b'""',
        b'"""',
        b",",
        b";",
        b"\n",
        b"\r",
        b"\r\n",
        b"\xff",
        b"\xef\xbb\xbf",
        b"\xed\xa0\x80",
        b"\x1a",
    ),
    *(
        b"\\",
        b"'",
        b"=",
        b"<",
        b"&",
        b"\t",
        b"|",
        b"\xe0\xb8",
        b"\xf0\x9f",
        b"-",
        b"1e999",
        b"\xc2\x85",
        b"\xe2\x80\xa8",
    ),
)


def _changed(draw: Random, content: bytes, first: int = 0) -> bytes:
    """The bytes with a few of them flipped, taken out, doubled or put in, from this place on."""
    changed = bytearray(content)
    for _ in range(draw.choice((1, 1, 2, 3, 8, 30))):
        if len(changed) <= first + 1:
            break
        place, length = draw.randrange(first, len(changed)), draw.choice((1, 1, 1, 4, 40))
        how = draw.randrange(5)
        if how == 0:
            changed[place] ^= 1 << draw.randrange(8)
        elif how == 1:
            del changed[place : place + length]
        elif how == 2:
            changed[place:place] = changed[place : place + length]
        elif how == 3:
            changed[place:place] = draw.choice(_SPLICES)
        else:
            changed[place] = draw.randrange(256)
    return bytes(changed)


def _rows_of(export: Export) -> list[list[str]]:
    return [list(row) for row in export.rows]


def _csv(rows: list[list[str]]) -> bytes:
    return written(rows).encode()


def bytes_below_the_header(draw: Random) -> HostileFile:
    """Bytes of the rows; every token that is still whole must be found again."""
    export = make_export(draw)
    content = export.text().encode()
    changed = _changed(draw, content, content.index(b"\n") + 1)
    return HostileFile(changed, tokens=_whole(changed, export))


def bytes_anywhere(draw: Random) -> HostileFile:
    """Bytes of the whole file."""
    return HostileFile(_changed(draw, make_export(draw).text().encode()))


def bytes_of_utf_16(draw: Random) -> HostileFile:
    """Bytes of a file in UTF-16: from an odd place on all characters are others."""
    return HostileFile(_changed(draw, make_export(draw).text().encode("utf-16")))


def lines(draw: Random) -> HostileFile:
    """Lines taken out, doubled, cut, joined and moved."""
    export = make_export(draw)
    header, *found = export.text().splitlines(keepends=True)
    for _ in range(draw.randint(1, 6)):
        if not found:
            break
        place = draw.randrange(len(found))
        how = draw.randrange(5)
        if how == 0:
            del found[place]
        elif how == 1:
            found.insert(place, found[draw.randrange(len(found))])
        elif how == 2:
            found[place] = found[place][: draw.randrange(len(found[place]))] + "\n"
        elif how == 3:
            found[place] = found[place].rstrip("\n")
        else:
            draw.shuffle(found)
    content = (header + "".join(found)).encode()
    return HostileFile(content, tokens=_whole(content, export))


def cells(draw: Random) -> HostileFile:
    """Cells taken out, put in, emptied and exchanged: the rows stay rows."""
    export = make_export(draw)
    rows = _rows_of(export)
    odd = (
        "",
        "x",
        "-5",
        "1e309",
        '"',
        "\n",
        "=1+1",
        "NaN",
        "2024-13-45",
        "\x00",
        "9" * 30,
        "\ufeff",
        "Total",
        "\u2028",
    )
    for _ in range(draw.randint(1, 12)):
        row = draw.choice(rows)
        place = draw.randrange(len(row)) if row else 0
        how = draw.randrange(4)
        if how == 0 and len(row) > 2:
            del row[place]
        elif how == 1:
            row.insert(place, draw.choice(odd))
        elif how == 2 and row:
            row[place] = draw.choice(odd)
        elif row:
            other = draw.randrange(len(row))
            row[place], row[other] = row[other], row[place]
    content = _csv([list(export.header), *rows])
    return HostileFile(content, rows=len(rows), tokens=_whole(content, export))


def header_cells(draw: Random) -> HostileFile:
    """A header whose names are changed, doubled, moved or missing."""
    export = make_export(draw)
    header = list(export.header)
    for _ in range(draw.randint(1, 4)):
        place = draw.randrange(len(header))
        header[place] = draw.choice(
            ("", header[place].upper(), header[draw.randrange(len(header))], header[place] + "x")
        )
    return HostileFile(_csv([header, *_rows_of(export)]))


def cut_off(draw: Random) -> HostileFile:
    """The file ends in its middle."""
    export = make_export(draw)
    content = draw.choice(
        (_csv([list(export.header), *_rows_of(export)]), make_workbook([export.header, *export.rows]))
    )
    return HostileFile(content[: draw.randrange(1, len(content))])


def two_files(draw: Random) -> HostileFile:
    """Two exports, of one tool or two, one behind the other."""
    ends = draw.choices((",", ";", "\t"), k=2)
    return HostileFile((make_export(draw).text(ends[0]) + make_export(draw).text(ends[1])).encode())


def workbook_bytes(draw: Random) -> HostileFile:
    """Bytes of a packed workbook."""
    export = make_export(draw)
    return HostileFile(_changed(draw, make_workbook([export.header, *export.rows])), "posts.xlsx")


def workbook_parts(draw: Random) -> HostileFile:
    """Bytes of a workbook's parts, packed as they should be."""
    export = make_export(draw)
    parts = parts_of(rows_xml([export.header, *export.rows]))
    name = draw.choice(sorted(parts))
    return HostileFile(make_zip(parts | {name: _changed(draw, str(parts[name]).encode())}), "posts.xlsx")


def packed_bytes(draw: Random) -> HostileFile:
    """Bytes of a packed table."""
    content = make_export(draw).text().encode()
    pack: Callable[[bytes], bytes] = draw.choice((gzipped, lambda inside: make_zip({"posts.csv": inside})))
    return HostileFile(_changed(draw, pack(content)), "posts.zip")


def packed_inside(draw: Random) -> HostileFile:
    """A changed table, packed as it should be."""
    return HostileFile(gzipped(_changed(draw, make_export(draw).text().encode())), "posts.csv.gz")


def _whole(content: bytes, export: Export) -> tuple[str, ...]:
    """The tokens that are in the file below its first line, and in a column that becomes posts."""
    below = content.decode("utf-8", errors="replace").partition("\n")[2]
    return tuple(set(TOKEN.findall(below)) & set(export.tokens))


FAMILY = Family(
    "mutated",
    24,
    {
        make.__name__.replace("_", " "): make
        for make in (
            bytes_below_the_header,
            bytes_anywhere,
            bytes_of_utf_16,
            lines,
            cells,
            header_cells,
            cut_off,
            two_files,
            workbook_bytes,
            workbook_parts,
            packed_bytes,
            packed_inside,
        )
    },
)
