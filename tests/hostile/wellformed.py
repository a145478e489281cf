"""Files that are as they should be, of every tool and in every dress: no row and no value may be lost."""

from collections.abc import Callable
from random import Random

from hostile.exports import Export, make_export
from hostile.files import Family, HostileFile, Maker, Must
from hostile.sheets import gzipped, make_workbook, make_zip

from services.importers import IMPORTERS
from services.importers.bulk import LARGE

_DELIMITERS, _ENDS = (",", ";", "\t", "|"), ("\n", "\r\n", "\r")
_ENCODINGS = ("utf-8", "utf-8-sig", "utf-16", "utf-32")


def known(content: bytes, export: Export, name: str = "posts.csv") -> HostileFile:
    """The file with everything that its export knows."""
    return HostileFile(content, name, Must.READ, len(export.rows), export.tokens, export.values)


def _text(draw: Random, export: Export) -> bytes:
    return export.text(draw.choice(_DELIMITERS), draw.choice(_ENDS)).encode(draw.choice(_ENCODINGS))


def packed(draw: Random) -> HostileFile:
    """As packed text."""
    export = make_export(draw)
    content = _text(draw, export)
    pack: Callable[[bytes], bytes] = draw.choice((gzipped, lambda inside: make_zip({"a/posts.csv": inside})))
    return known(pack(content), export, "posts.zip")


def below_a_title(draw: Random) -> HostileFile:
    """With a title, a note and an empty line above the header."""
    export = make_export(draw)
    above = draw.choice(("Report of all posts\n\n", "Title\nA note of the tool\n\n", "sep=,\n", "\n\n\n"))
    return known((above + export.text()).encode(), export)


def many_rows(draw: Random) -> HostileFile:
    """Some thousand rows."""
    export = make_export(draw, draw.randint(2_000, 6_000))
    return known(_text(draw, export), export)


def large(draw: Random) -> HostileFile:
    """Large enough to be read in chunks."""
    export = make_export(draw, LARGE // 80, draw.choice(("scraper", "buzzfeed", "meta_instagram")))
    return known(export.text(end=draw.choice(("\n", "\r\n"))).encode().ljust(LARGE + 1, b"\n"), export)


def _text_of(importer: str) -> Maker:
    """The tool's export as text."""

    def make(draw: Random) -> HostileFile:
        export = make_export(draw, importer=importer)
        return known(_text(draw, export), export)

    return make


def _workbook_of(importer: str) -> Maker:
    """The tool's export as a workbook."""

    def make(draw: Random) -> HostileFile:
        export = make_export(draw, importer=importer)
        return known(make_workbook([export.header, *export.rows]), export, "posts.xlsx")

    return make


FAMILY = Family(
    "wellformed",
    20,
    {f"text of {name}": _text_of(name) for name in IMPORTERS}
    | {f"workbook of {name}": _workbook_of(name) for name in IMPORTERS}
    | {"packed": packed, "below a title": below_a_title, "many rows": many_rows, "large": large},
)
