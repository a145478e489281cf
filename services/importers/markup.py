"""XML of workbooks, read piece by piece. A document type or an entity is refused: no workbook has one."""

import re
from collections.abc import Callable, Iterable
from xml.parsers import expat

from services.importers.packing import refusal

Attributes = dict[str, str]
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f]")
_PROLOGUE = 4_096
# Besides broken XML: an encoding nobody knows, one the parser cannot read, and numbers that are none.
_UNREADABLE = (expat.ExpatError, LookupError, ValueError)


class Handlers:
    """What happens at the beginning and the end of elements, by names without prefix; text comes in between."""

    def start(self, tag: str, attributes: Attributes) -> None:
        """An element begins."""

    def end(self, tag: str) -> None:
        """An element ends."""

    def text(self, piece: str) -> None:
        """Some of the text of the innermost element."""

    @property
    def done(self) -> bool:
        """True where the rest is of no interest."""
        return False


def parse(pieces: Iterable[bytes], handlers: Handlers) -> None:
    """Every element handed to the handlers; InvalidInput for broken XML, a document type or entities."""
    parser = _parser(handlers)
    try:
        for piece in pieces:
            parser.Parse(piece, False)
            if handlers.done:
                return
        parser.Parse(b"", True)
    except _UNREADABLE as error:
        raise refusal("The workbook is damaged: its XML cannot be read.", "Export or save it again.") from error


def refuse_document_type(start: bytes) -> None:
    """InvalidInput where the first bytes of an XML part declare a document type."""
    parser = _parser(Handlers())
    try:
        parser.Parse(start[:_PROLOGUE], False)
    except _UNREADABLE:
        # Parts that are never read may be broken.
        return


def sound_xml(text: str) -> bytes:
    """The text as UTF-8 without the characters XML forbids, which some tools write all the same."""
    without_declaration = re.sub(r"^\s*<\?xml[^>]*\?>", "", text, count=1)
    return _FORBIDDEN.sub("", without_declaration).encode("utf-8", errors="replace")


def _parser(handlers: Handlers) -> expat.XMLParserType:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    bare: dict[str, str] = {}

    def local(name: str) -> str:
        if name not in bare:
            bare[name] = name.rpartition(":")[2]
        return bare[name]

    def start(name: str, attributes: Attributes) -> None:
        handlers.start(local(name), {local(key): value for key, value in attributes.items()} if attributes else {})

    parser.StartElementHandler = start
    parser.EndElementHandler = _ending(handlers, local)
    parser.CharacterDataHandler = handlers.text
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    return parser


def _ending(handlers: Handlers, local: Callable[[str], str]) -> Callable[[str], None]:
    def end(name: str) -> None:
        handlers.end(local(name))

    return end


def _refuse(*_: object) -> None:
    raise refusal(
        "The workbook declares a document type or entities, which can make a program read other files.",
        "Save it again in a spreadsheet program.",
    )
