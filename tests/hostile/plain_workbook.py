"""Workbooks whose sheet is as it should be, to be spoiled."""

from random import Random

from hostile.exports import Export, make_export
from hostile.files import HostileFile, Must
from hostile.sheets import (
    make_zip,
    rows_xml,
)


def make_table(draw: Random, rows: int = 5) -> tuple[Export, str]:
    """An export, and its rows as XML."""
    export = make_export(draw, rows)
    return export, rows_xml([export.header, *export.rows])


def known(parts: dict[str, str | bytes], export: Export) -> HostileFile:
    """A workbook from which all posts of this export must be read."""
    return HostileFile(make_zip(parts), "posts.xlsx", Must.READ, len(export.rows), export.tokens, export.values)


def refused(parts: dict[str, str | bytes]) -> HostileFile:
    """A workbook that must be refused."""
    return HostileFile(make_zip(parts), "posts.xlsx", Must.REFUSED)
