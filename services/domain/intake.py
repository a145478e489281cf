"""What reading a file found: findings with their questions, rows set aside, and the row ledger."""

from dataclasses import dataclass
from datetime import datetime

# The question about the zone of times without one, and the answer that leaves it open.
TIME_ZONE, UNKNOWN = "time_zone_unknown", "unknown"
DAY_ORDER = "day_or_month"


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer to a finding's question; `key` is what gets stored."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person chose for the finding with this code, given back to the next reading.

    by, at: who chose it and when; "" and None where nobody wrote that down.
    """

    code: str
    choice: str
    by: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class DateReading:
    """One way to read the dates in doubt: the answer that reads them so, and what comes of it.

    examples: cells as they stand, each with the moment it means in this reading. first, last: the earliest and
    latest of all posts then. late: how many posts would lie after the import. applies: the dates are read so now.
    """

    choice: str
    examples: tuple[tuple[str, datetime], ...]
    first: datetime | None
    last: datetime | None
    late: int = 0
    applies: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the import doctor noticed.

    rows: how many rows it is about; 0 where it is about the file or a column.
    example: one place in the file, as `Line 11: 04-10-2018 01:01`; empty where none helps.
    question: empty where there is nothing to decide; then answers is empty too.
    answer: the key of the choice that was applied; empty without a question.
    readings: the ways to read doubtful dates, to be compared; empty for all other findings.
    """

    code: str
    title: str
    detail: str
    rows: int = 0
    example: str = ""
    question: str = ""
    answers: tuple[Choice, ...] = ()
    answer: str = ""
    readings: tuple[DateReading, ...] = ()


@dataclass(frozen=True, slots=True)
class SetAside:
    """A row that was not kept: line of its first character (from 1), why, and its text as in the file."""

    line: int
    code: str
    reason: str
    raw: str


@dataclass(frozen=True, slots=True)
class Ledger:
    """Where every row of the file went; the header, lines above it and wholly blank lines are no rows."""

    rows_in_file: int
    rows_kept: int
    rows_set_aside: int

    def __post_init__(self) -> None:
        """Refuse books that do not balance: ValueError."""
        if self.rows_in_file != self.rows_kept + self.rows_set_aside:
            raise ValueError(f"The row ledger does not balance: {self}")


@dataclass(frozen=True, slots=True)
class NotationCount:
    """How many kept rows write their date in this notation, as `MM-DD-YYYY HH:MM`."""

    notation: str
    rows: int


@dataclass(frozen=True, slots=True)
class MappedColumn:
    """What a person said one column means.

    header: as in the file. field: a canonical column. notation: `day_first` or `month_first` for dates,
    `points` or `commas` for what marks thousands in counts, empty to find out.
    """

    header: str
    field: str
    notation: str = ""


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """The meaning of all columns that are used, at most two for the text, one for anything else."""

    columns: tuple[MappedColumn, ...]

    def of(self, header: str) -> MappedColumn | None:
        """What the column with this header means; None where it is not used."""
        return next((column for column in self.columns if column.header == header), None)


@dataclass(frozen=True, slots=True)
class TableChoice:
    """How a person said that a file is to be read.

    sheet: which of its tables, "" = the one that is recognised. mapping: what its columns mean, None = as the known
    tool has them. matched_by, matched_at: who matched the columns and when; a mapping that was remembered has the
    person and the day of then. wordless: without its words, links and names; the file itself is not kept then.
    """

    sheet: str = ""
    mapping: ColumnMapping | None = None
    matched_by: str = ""
    matched_at: datetime | None = None
    wordless: bool = False


AS_KNOWN, WITHOUT_WORDS = TableChoice(), TableChoice(wordless=True)


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a column probably means, and why; field: a canonical column, empty = probably none of them.

    certainty: `certain`, `likely` or `unsure`. cells: `counts` or `dates` where its first cells look like some, else
    empty. doubtful: these cells can be read in two ways, as 1.200 or 04/11/2018. notation: as in MappedColumn.
    """

    header: str
    field: str
    reason: str
    certainty: str
    cells: str = ""
    doubtful: bool = False
    notation: str = ""


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The top of a table nobody has read yet, for a person who says what its columns mean.

    file_name: for people; "" while nobody gave it one.
    table: the sheet or packed file shown, empty for a plain file; tables: all there are. importer: the name
    of the format it was recognised as, empty = unknown. header_line: from 1. rows: the first below the
    header, as wide as it. suggestions: one a column, in their order.
    """

    table: str
    tables: tuple[str, ...]
    importer: str
    header_line: int
    headers: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    suggestions: tuple[Suggestion, ...]
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class FileInQuestion:
    """The file whose columns are matched: one that waits as an upload, or the newest one of a dataset; its table."""

    upload: str = ""
    dataset: str = ""
    sheet: str = ""


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    """The answer that somebody gives to a question about a dataset; choice "" = the one chosen in a list."""

    dataset: str
    code: str
    choice: str


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file that no importer knows: it waits until somebody says what its columns mean, and then no longer.

    upload: the id of its upload. who brought it, at what moment; until: when it will be given up.
    """

    upload: str
    file_name: str
    size: int
    who: str
    at: datetime
    until: datetime
