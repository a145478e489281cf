"""Files that are something else than their names say."""

import bz2
import io
import json
import lzma
import pickle
import sqlite3
import tarfile
import zlib
from collections.abc import Callable
from random import Random

import polars as pl
from hostile.exports import make_export
from hostile.files import Family, HostileFile, Must
from hostile.sheets import make_workbook, make_zip

_NAMES = ("posts.csv", "posts.xlsx", "posts.txt", "posts.csv.exe", "posts.pdf", "posts")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def _png(draw: Random) -> bytes:
    return b"\x89PNG\r\n\x1a\n" + zlib.compress(draw.randbytes(2_000))


def _pdf(draw: Random) -> bytes:
    return b"%PDF-1.7\n1 0 obj\n<< /Length 9 >>\nstream\n" + zlib.compress(draw.randbytes(900)) + b"\nendstream\n%%EOF"


def _html(draw: Random) -> bytes:
    rows = "".join(f"<tr><td>{draw.random()}</td></tr>" for _ in range(9))
    return f"<!DOCTYPE html><html><script>alert(1)</script><table>{rows}</table></html>".encode()


def _sqlite(draw: Random) -> bytes:
    with sqlite3.connect(":memory:") as database:
        database.execute("CREATE TABLE posts (status_id, num_likes, num_comments, status_published)")
        database.execute("INSERT INTO posts VALUES (?, 1, 2, '2024-01-01')", (str(draw.random()),))
        database.commit()
        content = database.serialize()
    database.close()
    return content


def _windows(draw: Random) -> bytes:
    return b"MZ\x90\x00\x03\x00\x00\x00" + draw.randbytes(3_000) + b"This program cannot be run in DOS mode."


def _unix(draw: Random) -> bytes:
    return b"\x7fELF\x02\x01\x01\x00" + draw.randbytes(3_000)


def _parquet(draw: Random) -> bytes:
    content = io.BytesIO()
    pl.DataFrame({"status_id": [draw.random()], "num_likes": [1], "num_shares": [2]}).write_parquet(content)
    return content.getvalue()


def _arrow(draw: Random) -> bytes:
    content = io.BytesIO()
    pl.DataFrame({"status_id": [draw.random()] * 99, "num_likes": [1] * 99}).write_ipc(content)
    return content.getvalue()


def _json(draw: Random) -> bytes:
    posts = [{"status_id": draw.random(), "num_likes": 1, "num_comments": 2} for _ in range(9)]
    return "\n".join(map(json.dumps, posts)).encode() if draw.random() < 0.5 else json.dumps(posts).encode()


def _deep_json(draw: Random) -> bytes:
    return b"[" * draw.randint(1_000, 200_000)


def _tar(draw: Random) -> bytes:
    content = io.BytesIO()
    with tarfile.open(fileobj=content, mode="w") as archive:
        entry, body = tarfile.TarInfo("posts.png"), draw.randbytes(900)
        entry.size = len(body)
        archive.addfile(entry, io.BytesIO(body))
    return content.getvalue()


def _word(draw: Random) -> bytes:
    return make_zip({"[Content_Types].xml": "<Types/>", "word/document.xml": f"<x>{draw.random()}</x>"})


def _open_document(_: Random) -> bytes:
    return make_zip({"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": "<x/>"})


REFUSED: dict[str, Callable[[Random], bytes]] = {
    "png": _png,
    "jpeg": lambda draw: b"\xff\xd8\xff\xe0" + draw.randbytes(900),
    "gif": lambda draw: b"GIF89a" + draw.randbytes(900),
    "svg": lambda draw: f"<svg onload='alert({draw.random()})'></svg>".encode(),
    "pdf": _pdf,
    "html": _html,
    "sqlite": _sqlite,
    "program of Windows": _windows,
    "program of Unix": _unix,
    "parquet": _parquet,
    "arrow": _arrow,
    "json": _json,
    "deep json": _deep_json,
    "xml": lambda draw: f"<?xml version='1.0'?><posts><likes>{draw.random()}</likes></posts>".encode(),
    "tar": _tar,
    "bzip2": lambda draw: bz2.compress(make_export(draw).text().encode()),
    "xz": lambda draw: lzma.compress(make_export(draw).text().encode()),
    "7-Zip": lambda draw: b"7z\xbc\xaf\x27\x1c" + draw.randbytes(900),
    "rar": lambda draw: b"Rar!\x1a\x07" + draw.randbytes(900),
    "Word": _word,
    "OpenDocument": _open_document,
    "old Excel": lambda draw: _OLE + draw.randbytes(3_000),
    "Excel with a password": lambda draw: _OLE + "EncryptedPackage".encode("utf-16-le") + draw.randbytes(99),
    "pickle": lambda draw: pickle.dumps({"status_id": draw.random(), "num_likes": list(range(99))}),
    "script": lambda draw: f"#!/bin/sh\nrm -rf /tmp/{draw.random()}\n".encode(),
    "mail": lambda draw: f"From: a@b\r\nSubject: {draw.random()}\r\n\r\nHello, there\r\n".encode(),
    "prose": lambda draw: b" ".join(draw.choices([b"tea", b"rice,", b"and", b"shop."], k=400)),
    "noise": lambda draw: draw.randbytes(draw.randint(1, 50_000)),
    "one byte": lambda draw: draw.randbytes(1),
    "blanks": lambda draw: b" \r\n\t" * draw.randint(1, 9_000),
    "only NULs": lambda draw: bytes(draw.randint(1, 90_000)),
    "key": lambda _: b"-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----\n",
}  # fmt: skip


def text_named_workbook(draw: Random) -> HostileFile:
    """A table of text that is named as a workbook: read for what it is."""
    export = make_export(draw)
    content = export.text().encode()
    return HostileFile(content, "posts.xlsx", Must.READ, len(export.rows), export.tokens, export.values)


def workbook_named_text(draw: Random) -> HostileFile:
    """The other way round."""
    export = make_export(draw)
    content = make_workbook([export.header, *export.rows])
    return HostileFile(content, "posts.csv", Must.READ, len(export.rows), export.tokens, export.values)


def polyglot(draw: Random) -> HostileFile:
    """A table behind the first bytes of something else."""
    mark = draw.choice((b"GIF89a", b"<!--", b"%PDF-1.4\n", b"MZ", b"#!/bin/sh\n", b"\x1f\x8b", b"PK\x03\x04", _OLE))
    return HostileFile(mark + b"\n" + make_export(draw).text().encode(), "posts.csv")


def _disguised(make: Callable[[Random], bytes]) -> Callable[[Random], HostileFile]:
    return lambda draw: HostileFile(make(draw), draw.choice(_NAMES), Must.REFUSED)


FAMILY = Family(
    "disguised",
    8,
    {name: _disguised(make) for name, make in REFUSED.items()}
    | {
        "text named as a workbook": text_named_workbook,
        "workbook named as text": workbook_named_text,
        "polyglot": polyglot,
    },
)
