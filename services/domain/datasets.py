"""Imported files, as people see them."""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime

from .intake import AS_KNOWN, TIME_ZONE, UNKNOWN, Answer, Finding, TableChoice


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One of the files a dataset was made from: its bytes lie with the version that brought it.

    read_at: the moment it was imported; a later reading with other answers is still as of then.
    choice: how a person said it is to be read. header: the fingerprint of the header that was read, "" = not known.
    """

    version: str
    name: str
    size: int
    sha256: str
    read_at: datetime
    choice: TableChoice = AS_KNOWN
    header: str = ""

    @property
    def wordless(self) -> bool:
        """Whether its words were dropped, and its bytes with them; what was read of it is kept instead."""
        return self.choice.wordless

    @property
    def read_as(self) -> list[object]:
        """What the posts depend on beside the bytes, as JSON; empty for a file that is read as it is known."""
        mapping = self.choice.mapping.columns if self.choice.mapping else ()
        columns = sorted([one.header, one.field, one.notation] for one in mapping)
        read: list[object] = [self.choice.sheet, columns] if columns or self.choice.sheet else []
        # What was computed with words is never shown where there are none.
        return [*read, "wordless"] if self.wordless else read


@dataclass(frozen=True, slots=True)
class Dataset:
    """One imported file with its row ledger and the doctor's findings.

    size in bytes; first and last: times of the earliest and latest post as written in the file, None in a
    file without dates.
    measured: canonical counts the file has figures for. rows_updated: rows whose post stands in a later file of
    the dataset too; their counts are kept as earlier readings. rows_in_file = kept + set aside + updated.
    id is that of this version; line is the same for all versions of a dataset, "" = id. sources: in the order they
    came, empty = this file alone. digests: name and sha256 of every file as it is stored. wishes: answers that wait
    for the same file to be brought again, because it was not kept.
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
    wishes: tuple[Answer, ...] = ()

    @property
    def wordless(self) -> bool:
        """Whether one of its files came without words: then it cannot be read again as a whole."""
        return any(source.wordless for source in self.sources)

    @property
    def content(self) -> str:
        """64 hexadecimal digits that change with anything the posts are made from: files, columns and answers."""
        changing = sorted((one.code, one.choice) for one in self.answers if not self._is_default(one))
        matched = any(source.read_as for source in self.sources)
        if not changing and not matched and len(self.sources) < 2:
            return self.sha256
        files = [[one.sha256, *one.read_as] if one.read_as else one.sha256 for one in self.sources]
        made_from = [files, changing]
        return hashlib.sha256(json.dumps(made_from).encode()).hexdigest()

    @property
    def open_questions(self) -> tuple[Finding, ...]:
        """Findings that ask something nobody has answered yet: the first choice applies until then."""
        answered = {answer.code for answer in self.answers}
        return tuple(finding for finding in self.findings if finding.question and finding.code not in answered)

    @property
    def time_zone(self) -> str:
        """The zone that somebody said the times are in, as `Asia/Bangkok`; "" where nobody did, or nobody had to."""
        said = next((answer.choice for answer in self.answers if answer.code == TIME_ZONE), UNKNOWN)
        return "" if said == UNKNOWN else said

    @property
    def choice(self) -> TableChoice:
        """How a person said that the newest file is to be read."""
        return self.sources[-1].choice if self.sources else AS_KNOWN

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
class Examination:
    """A dataset as the import doctor shows it.

    last_zone: the time zone that was last answered in its workspace, for another dataset; "" = none.
    remembered: files with its header are read with columns that somebody matched.
    """

    dataset: Dataset
    last_zone: str = ""
    remembered: bool = False


@dataclass(frozen=True, slots=True)
class Upload:
    """A file on its way in: `received` of `size` bytes are safely here; dataset: what it became, "" = nothing yet.

    waits: it is whole, and a person is to say what its columns mean. wordless: no words of it are to be kept.
    """

    id: str
    file_name: str
    size: int
    received: int
    dataset: str = ""
    waits: bool = False
    wordless: bool = False
