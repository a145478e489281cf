"""What the reading of a file leaves behind: files in a folder, and facts that go through JSON.

`take_in` runs where nothing is trusted (services.sandbox), so what it hands over is plain: the posts as a
column file, the rows set aside as CSV, the facts as JSON that is checked when it is read.
"""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

import polars as pl
from cattrs.preconf.json import make_converter

from services.domain.intake import Answer, ColumnMapping, Finding, Ledger, NotationCount, SetAside
from services.importers.read import read_posts
from services.importers.reading import Reading
from services.importers.wordless import saying_no_words, without_words
from services.inert_text import inert, without_controls
from services.progress import Report, part

POSTS = "posts.parquet"
SET_ASIDE = "set-aside.csv"
# Posts of large files while these are read.
_DRAFT = "draft.parquet"
_FACTS = make_converter()


@dataclass(frozen=True, slots=True)
class Intake:
    """A reading without its rows; as in Reading. first, last: the earliest and latest post, null where undated."""

    importer: str
    measured: tuple[str, ...]
    findings: tuple[Finding, ...]
    ledger: Ledger
    notations: tuple[NotationCount, ...]
    first: datetime | None
    last: datetime | None
    header: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What people chose; as in `read_posts`. seal: as in `without_words`, "" = words are kept."""

    answers: tuple[Answer, ...] = ()
    sheet: str = ""
    mapping: ColumnMapping | None = None
    seal: str = ""


def take_in(report: Report, path: str, folder: str, now: str, choices: dict[str, Any] | None = None) -> dict[str, Any]:
    """The facts of an Intake; the posts and the rows set aside are files in the folder.

    now: ISO 8601. choices: as `Choices`. InvalidInput where the file cannot be read.
    """
    chosen, moment = _FACTS.structure(choices or {}, Choices), datetime.fromisoformat(now)
    if chosen.seal:
        with saying_no_words():
            reading = without_words(_read(path, moment, report, chosen, None), chosen.seal)
    else:
        reading = _read(path, moment, report, chosen, Path(folder) / _DRAFT)
    report(0.9, "Writing the posts")
    reading.stored.write(Path(folder) / POSTS)
    _list(reading.set_aside, Path(folder) / SET_ASIDE)
    facts: dict[str, Any] = without_controls(_FACTS.unstructure(_facts(reading)))
    return facts


def _read(path: str, now: datetime, report: Report, chosen: Choices, into: Path | None) -> Reading:
    told = part(report, 0.0, 0.9)
    return read_posts(Path(path), now, told, chosen.answers, mapping=chosen.mapping, sheet=chosen.sheet, into=into)


def read_facts(facts: object) -> Intake:
    """The facts as `take_in` gave them; ValueError or TypeError where they are something else."""
    return _FACTS.structure(facts, Intake)


def _facts(reading: Reading) -> Intake:
    return Intake(
        importer=reading.importer,
        measured=reading.measured,
        findings=reading.findings,
        ledger=reading.ledger,
        notations=reading.notations,
        first=reading.first,
        last=reading.last,
        header=reading.header,
    )


def _list(rows: tuple[SetAside, ...], target: Path) -> None:
    columns = {
        "line": [row.line for row in rows],
        "reason": [row.reason for row in rows],
        "row": [row.raw for row in rows],
    }
    schema = {"line": pl.Int64, "reason": pl.String, "row": pl.String}
    pl.DataFrame(columns, schema=schema).with_columns(inert("reason"), inert("row")).write_csv(target)
