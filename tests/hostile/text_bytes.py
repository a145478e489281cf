"""Text whose bytes are not what they seem: encodings nobody states, marks, halves of characters, NULs."""

from random import Random

from hostile.exports import make_export, written
from hostile.files import HostileFile
from hostile.plain import HEADER, make_rows

ENCODINGS = (
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


def encodings(draw: Random) -> HostileFile:
    """In an encoding that nobody states."""
    text = make_export(draw).text().replace("🎉🎊", "")
    return HostileFile(text.encode(draw.choice(ENCODINGS), errors="replace"))


def two_encodings(draw: Random) -> HostileFile:
    """Rows of several programs, each in its own encoding."""
    lines = make_export(draw, 40).text().replace("🎉🎊", "").splitlines(keepends=True)
    return HostileFile(
        b"".join(line.encode(draw.choice(("utf-8", *ENCODINGS[:5])), errors="replace") for line in lines)
    )


def wrong_mark(draw: Random) -> HostileFile:
    """The byte-order mark of another encoding, or several."""
    marks = (b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf", b"\xff\xfe\x00\x00", b"\x00\x00\xfe\xff")
    return HostileFile(b"".join(draw.choices(marks, k=draw.randint(1, 3))) + make_export(draw).text().encode())


def half_characters(draw: Random) -> HostileFile:
    """Halves of characters, as broken programs write them."""
    rows = make_rows()
    rows[draw.randrange(6)][draw.choice((0, 4))] = draw.choice(("\ud800", "a\udfffb", "\ud83d", "\udc00\ud800"))
    text = written([list(HEADER), *rows])
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
