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
