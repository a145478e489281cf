"""What reading a file found: findings with their questions, rows set aside, and the row ledger."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Choice:
    """One possible answer to a finding's question; `key` is what gets stored."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person chose for the finding with this code, given back to the next reading."""

    code: str
    choice: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the import doctor noticed.

    rows: how many rows it is about; 0 where it is about the file or a column.
    example: one place in the file, as `Line 11: 04-10-2018 01:01`; empty where none helps.
    question: empty where there is nothing to decide; then answers is empty too.
    answer: the key of the choice that was applied; empty without a question.
    """

    code: str
    title: str
    detail: str
    rows: int = 0
    example: str = ""
    question: str = ""
    answers: tuple[Choice, ...] = ()
    answer: str = ""


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


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What a column probably means, and why; field: a canonical column, empty = probably none of them.

    certainty: `certain`, `likely` or `unsure`.
    """

    header: str
    field: str
    reason: str
    certainty: str


@dataclass(frozen=True, slots=True)
class TablePreview:
    """The top of a table nobody has read yet, for a person who says what its columns mean.

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
