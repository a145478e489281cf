"""Archives: bombs, archives in archives, names that climb out of folders, passwords, directories that lie."""

import io
import struct
import zipfile
from random import Random

from hostile.exports import make_export
from hostile.files import Family, HostileFile, Must
from hostile.sheets import gzipped, make_workbook, make_zip

from services.importers.packing import MOST_ENTRIES

_CLIMBING = (
    "../../x.csv",
    "..\\..\\x.csv",
    "/etc/passwd.csv",
    "C:\\x.csv",
    "a/../../b.csv",
    "..%2f..%2fx.csv",
    "\u202egnp.csv",
    "x\r\nSet-Cookie: a=b.csv",
    "\x1b[31mred.csv",
    "=cmd|' /C calc'!A0.csv",
    "<img src=x onerror=alert(1)>.csv",
    "CON.csv",
    "x" * 3_000 + ".csv",
)


def _refused(content: bytes, name: str = "posts.zip") -> HostileFile:
    return HostileFile(content, name, Must.REFUSED)


def _table(draw: Random) -> bytes:
    return make_export(draw).text().encode()


def zip_bomb(draw: Random) -> HostileFile:
    """Far more inside than outside."""
    return _refused(make_zip({"posts.csv": b"0," * draw.randint(3_000_000, 12_000_000)}))


def bomb_among_tables(draw: Random) -> HostileFile:
    """A table, and beside it what nobody asked for."""
    return _refused(make_zip({"posts.csv": _table(draw), "more/fill.bin": bytes(draw.randint(3, 9) * 1_000_000)}))


def lying_directory(draw: Random) -> HostileFile:
    """The directory says a hundred bytes where there are a hundred thousand."""
    size = draw.randint(80_000, 200_000)
    content = make_zip({"posts.csv": b"status_id\n" * (size // 10)})
    told = (size // 10 * 10).to_bytes(4, "little")
    return _refused(content.replace(told, (100).to_bytes(4, "little")))


def overlapping_entries(draw: Random) -> HostileFile:
    """Many entries of the directory that lead to the same bytes."""
    content = make_zip({"posts.csv": _table(draw)})
    begin = content.rindex(b"PK\x01\x02")
    end = content.rindex(b"PK\x05\x06")
    entry, times = content[begin:end], draw.randint(20, 900)
    tail = struct.pack("<4s4H2LH", b"PK\x05\x06", 0, 0, times, times, len(entry) * times, begin, 0)
    return HostileFile(content[:begin] + entry * times + tail, "posts.zip")


def many_entries(draw: Random) -> HostileFile:
    """More files than anybody exports."""
    return _refused(make_zip({f"{n}.csv": "" for n in range(MOST_ENTRIES + draw.randint(1, 9))}))


def archive_in_archive(draw: Random) -> HostileFile:
    """Packed over and over."""
    content, named = _table(draw), "posts.csv"
    for depth in range(draw.randint(2, 6)):
        content, named = make_zip({named: content}), draw.choice((f"{depth}.zip", f"{depth}.csv", f"{depth}.xlsx"))
    return _refused(content)


def gzip_bomb(draw: Random) -> HostileFile:
    """A thousand times larger when unpacked."""
    return _refused(gzipped(b"0" * draw.randint(5_000_000, 40_000_000)), "posts.csv.gz")


def gzip_of_many_members(draw: Random) -> HostileFile:
    """Each member is small."""
    return _refused(gzipped(b"0" * 900_000) * draw.randint(20, 300), "posts.csv.gz")


def gzip_of_nothing(draw: Random) -> HostileFile:
    """Members without content, thousands of them."""
    return _refused(gzipped(b"") * draw.randint(1, 20_000), "posts.csv.gz")


def gzip_twice(draw: Random) -> HostileFile:
    """Packed, and packed again."""
    return _refused(gzipped(gzipped(_table(draw))), "posts.csv.gz")


def gzip_cut_off(draw: Random) -> HostileFile:
    """The end is missing, or something else stands there."""
    content = gzipped(_table(draw))
    return HostileFile(content[: draw.randint(3, len(content) - 1)] + draw.choice((b"", b"\x00" * 40)), "posts.gz")


def climbing_names(draw: Random) -> HostileFile:
    """Names of files that lead out of the folder they are unpacked into, or into a terminal or a page."""
    export = make_export(draw, 6)
    parts = dict.fromkeys(draw.sample(_CLIMBING, 3), "a,b\n1,2\n")
    parts[draw.choice(_CLIMBING)] = export.text()
    return HostileFile(make_zip(parts), "posts.zip", Must.READ, len(export.rows), export.tokens, export.values)


def password(draw: Random) -> HostileFile:
    """The bit that says that a password is needed."""
    content = bytearray(make_zip({"posts.csv": _table(draw)}))
    content[6] |= 1
    content[content.rindex(b"PK\x01\x02") + 8] |= 1
    return _refused(bytes(content))


def unknown_method(draw: Random) -> HostileFile:
    """A way to compress that nobody knows."""
    content = bytearray(make_zip({"posts.csv": _table(draw)}))
    method = draw.choice((1, 9, 12, 14, 93, 99)).to_bytes(2, "little")
    content[8:10] = method
    place = content.rindex(b"PK\x01\x02") + 10
    content[place : place + 2] = method
    return _refused(bytes(content))


def wrong_sum(draw: Random) -> HostileFile:
    """The checksum of the file does not fit."""
    content = bytearray(make_zip({"posts.csv": _table(draw)}))
    place = content.rindex(b"PK\x01\x02") + 16
    content[place] ^= 0xFF
    return _refused(bytes(content))


def same_name_twice(draw: Random) -> HostileFile:
    """Two files of one name, of which programs read one or the other."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in ("posts.csv", "qosts.csv"):
            archive.writestr(zipfile.ZipInfo(name), _table(draw))
    return HostileFile(content.getvalue().replace(b"qosts.csv", b"posts.csv"), "posts.zip")


def with_junk(draw: Random) -> HostileFile:
    """Something before or behind the archive."""
    content, junk = make_zip({"posts.csv": _table(draw)}), draw.randbytes(draw.randint(1, 3_000))
    return HostileFile(draw.choice((b"PK\x03\x04" + junk + content, content + junk, content + content)), "posts.zip")


def link(draw: Random) -> HostileFile:
    """An entry that is a link to a file of the server."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        entry = zipfile.ZipInfo("posts.csv")
        entry.external_attr = 0o120777 << 16
        archive.writestr(entry, draw.choice(("/etc/passwd", "/proc/self/environ")))
    return _refused(content.getvalue())


def no_table(draw: Random) -> HostileFile:
    """An archive of anything else."""
    return _refused(make_zip({"readme.md": "a", "posts.exe": draw.randbytes(500), "posts.csv/": ""}))


def workbooks_in_archive(draw: Random) -> HostileFile:
    """A workbook among broken ones."""
    export = make_export(draw, 4)
    parts = {
        "a.xlsx": make_workbook([export.header, *export.rows]),
        "b.xlsx": b"PK\x03\x04",
        "c.csv": draw.randbytes(99),
    }
    return HostileFile(make_zip(parts), "posts.zip", Must.READ, len(export.rows), export.tokens, export.values)


FAMILY = Family(
    "packed",
    6,
    {
        "zip bomb": zip_bomb,
        "bomb among tables": bomb_among_tables,
        "lying directory": lying_directory,
        "overlapping entries": overlapping_entries,
        "many entries": many_entries,
        "archive in archive": archive_in_archive,
        "gzip bomb": gzip_bomb,
        "gzip of many members": gzip_of_many_members,
        "gzip of nothing": gzip_of_nothing,
        "gzip twice": gzip_twice,
        "gzip cut off": gzip_cut_off,
        "climbing names": climbing_names,
        "password": password,
        "unknown method": unknown_method,
        "wrong sum": wrong_sum,
        "same name twice": same_name_twice,
        "with junk": with_junk,
        "link": link,
        "no table": no_table,
        "workbooks in archive": workbooks_in_archive,
    },
)
