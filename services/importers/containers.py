"""What kind of file it is by its bytes, and the tables in it: text or workbooks, packed or not."""

from collections.abc import Sequence

from services.domain.errors import InvalidInput
from services.importers.encodings import decode
from services.importers.packing import Archive, gunzip, refusal
from services.importers.recognition import NamedGrid
from services.importers.spreadsheet_xml import is_spreadsheet_xml, open_spreadsheet_xml
from services.importers.text_file import open_text
from services.importers.workbook import is_workbook, open_workbook

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_GZIP = b"\x1f\x8b"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_TABLES = (".csv", ".tsv", ".tab", ".txt", ".xlsx", ".xls", ".xml")
# What systems put into archives on their own.
_SYSTEM = ("__MACOSX/", "._", ".DS_Store")


def open_tables(content: bytes, wanted: str = "") -> tuple[NamedGrid, ...]:
    """The tables of this file, or the one of this name; InvalidInput where there is none that can be read."""
    tables = _open(content, packed=False)
    if not wanted:
        return tables
    chosen = tuple(table for table in tables if table.name.casefold() == wanted.casefold())
    if not chosen:
        names = ", ".join(repr(table.name) for table in tables if table.name)
        known = f"It has {names}." if names else "It is a single table."
        raise InvalidInput(f"There is no sheet or file {wanted!r} in this upload. {known}", "sheet")
    return chosen


def _open(content: bytes, *, packed: bool) -> tuple[NamedGrid, ...]:
    if content.startswith(_ZIP):
        archive = Archive(content)
        if is_workbook(archive):
            return tuple(NamedGrid(name, grid) for name, grid in open_workbook(archive))
        _refuse_other_documents(archive)
        if packed:
            raise _packed_twice()
        return _unpacked(archive)
    if content.startswith(_GZIP):
        if packed:
            raise _packed_twice()
        return _open(gunzip(content), packed=True)
    if content.startswith(_OLD_OFFICE):
        raise _old_office(content)
    if is_spreadsheet_xml(content):
        decoded = decode(content)
        sheets = open_spreadsheet_xml(decoded.text)
        return tuple(NamedGrid(name, grid, decoded.findings) for name, grid in sheets)
    decoded = decode(content)
    return (NamedGrid("", open_text(decoded.text), decoded.findings),)


def _unpacked(archive: Archive) -> tuple[NamedGrid, ...]:
    """The tables in a zip archive, under the names of their files."""
    names = [name for name in archive.names if name.lower().endswith(_TABLES) and not _is_system(name)]
    if not names:
        raise refusal("The archive holds no table.", "Put a CSV or XLSX file into it, or upload that file itself.")
    found: list[NamedGrid] = []
    faults: list[InvalidInput] = []
    for name in names:
        try:
            tables = _open(archive.read(name), packed=True)
        except InvalidInput as fault:
            faults.append(fault)
            continue
        found.extend(NamedGrid(_full_name(name, table, tables), table.grid, table.noticed) for table in tables)
    if not found:
        raise faults[0]
    return tuple(found)


def _is_system(name: str) -> bool:
    return any(part.startswith(_SYSTEM) for part in (name, name.rpartition("/")[2]))


def _full_name(file: str, table: NamedGrid, among: Sequence[NamedGrid]) -> str:
    return f"{file}: {table.name}" if len(among) > 1 else file


def _refuse_other_documents(archive: Archive) -> None:
    """Documents of other programs are archives too."""
    if archive.has("[Content_Types].xml"):
        raise refusal("The file is a document or slides, not a table.", "Upload the export as CSV or XLSX.")
    if archive.has("mimetype") and archive.has("content.xml"):
        raise refusal("The file is an OpenDocument file (.ods).", "Save it as XLSX or CSV and upload that.")


def _packed_twice() -> InvalidInput:
    return refusal("The file is packed more than once.", "Unpack it and upload the table in it.")


def _old_office(content: bytes) -> InvalidInput:
    if "EncryptedPackage".encode("utf-16-le") in content:
        return refusal(
            "The workbook is protected by a password.", "Save it without one in a spreadsheet program, then upload it."
        )
    return refusal(
        "The file is an old Excel workbook (.xls).", "Open it in a spreadsheet program and save it as XLSX or CSV."
    )
