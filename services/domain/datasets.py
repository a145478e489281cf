"""Imported files, as people see them."""

from dataclasses import dataclass
from datetime import datetime

from .intake import Finding


@dataclass(frozen=True, slots=True)
class Dataset:
    """One imported file with its row ledger and the doctor's findings.

    size in bytes; first and last: times of the earliest and latest post as written in the file.
    measured: canonical counts the file has figures for.
    """

    id: str
    name: str
    file_name: str
    size: int
    rows_in_file: int
    rows_kept: int
    rows_set_aside: int
    first: datetime
    last: datetime
    measured: tuple[str, ...]
    findings: tuple[Finding, ...]
    uploaded_by: str
    created_at: datetime
    sha256: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way in: `received` of `size` bytes are safely here."""

    id: str
    file_name: str
    size: int
    received: int
