"""Imported files, as people see them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from .intake import Answer, Finding


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One of the files a dataset was made from: its bytes lie with the version that brought it.

    read_at: the moment it was imported; a later reading with other answers is still as of then.
    """

    version: str
    name: str
    size: int
    sha256: str
    read_at: datetime


@dataclass(frozen=True, slots=True)
class Dataset:
    """One imported file with its row ledger and the doctor's findings.

    size in bytes; first and last: times of the earliest and latest post as written in the file, None in a
    file without dates.
    measured: canonical counts the file has figures for. rows_updated: rows whose post stands in a later file of
    the dataset too; their counts are kept as earlier readings. rows_in_file = kept + set aside + updated.
    id is that of this version; line is the same for all versions of a dataset, "" = id. sources: in the order they
    came, empty = this file alone. digests: name and sha256 of every file as it is stored.
    """

    id: str
    name: str
    file_name: str
    size: int
    rows_in_file: int
    rows_kept: int
    rows_set_aside: int
    first: datetime | None
    last: datetime | None
    measured: tuple[str, ...]
    findings: tuple[Finding, ...]
    uploaded_by: str
    created_at: datetime
    sha256: str
    rows_updated: int = 0
    version: int = 1
    line: str = ""
    answers: tuple[Answer, ...] = ()
    sources: tuple[SourceFile, ...] = ()
    digests: tuple[tuple[str, str], ...] = ()

    @property
    def content(self) -> str:
        """64 hexadecimal digits that change with anything the posts are made from: files and answers."""
        changing = sorted((one.code, one.choice) for one in self.answers if not self._is_default(one))
        if not changing and len(self.sources) < 2:
            return self.sha256
        made_from = [[source.sha256 for source in self.sources], changing]
        return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()

    @property
    def open_questions(self) -> tuple[Finding, ...]:
        """Findings that ask something nobody has answered yet: the first choice applies until then."""
        answered = {answer.code for answer in self.answers}
        return tuple(finding for finding in self.findings if finding.question and finding.code not in answered)

    def _is_default(self, answer: Answer) -> bool:
        """Whether the answer says what would apply without it."""
        first = {finding.code: finding.answers[0].key for finding in self.findings if finding.answers}
        return first.get(answer.code) == answer.choice


@dataclass(frozen=True, slots=True)
class Standing:
    """A dataset as it stands, for a page that shows it already.

    changed: it is made from something else than what the page shows. followed: the page was asked for an earlier
    version, and the dataset is the one that took its place.
    """

    dataset: Dataset
    changed: bool
    followed: bool


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way in: `received` of `size` bytes are safely here; dataset: what it became, "" = nothing yet."""

    id: str
    file_name: str
    size: int
    received: int
    dataset: str = ""
