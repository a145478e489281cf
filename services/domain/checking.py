"""What a look through rows and files found."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it must be; `repairable` = the reaper or a recount puts it right."""

    code: str
    subject: str
    detail: str
    repairable: bool


@dataclass(frozen=True, slots=True)
class CheckReport:
    """How many things were looked at, by kind, and what is wrong."""

    checked: tuple[tuple[str, int], ...]
    faults: tuple[Fault, ...]


@dataclass(frozen=True, slots=True)
class Reaped:
    """What the reaper put right: numbers by kind, zeros left out."""

    done: tuple[tuple[str, int], ...]
