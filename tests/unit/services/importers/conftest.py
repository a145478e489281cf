"""Small synthetic files in the core schema, each showing one quirk."""

import csv
import io
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from services.domain.intake import Answer, Finding
from services.importers.read import read_posts
from services.importers.reading import Reading
from services.progress import unwatched

NOW = datetime(2020, 1, 1)  # noqa: DTZ001  # files state no zone
HEADER = (
    "status_id,status_type,status_published,num_reactions,num_comments,num_shares,"
    "num_likes,num_loves,num_wows,num_hahas,num_sads,num_angrys"
)

Read = Callable[..., Reading]


def make_row(number: int = 1, **changes: str) -> str:
    """One row that is in order but for the changes, by the header's names."""
    cells = {
        "status_id": str(number),
        "status_type": "photo",
        "status_published": f"2019-05-{29 - number % 28:02d} 10:{number % 60:02d}:00",
        "num_reactions": str(100 + number),
        "num_comments": str(number),
        "num_shares": "2",
        "num_likes": str(90 + number),
        "num_loves": "10",
        "num_wows": "0",
        "num_hahas": "0",
        "num_sads": "0",
        "num_angrys": "0",
    }
    return ",".join((cells | changes).values())


def make_file(rows: Sequence[str] | None = None, header: str = HEADER, end: str = "\n") -> str:
    """A whole file; three rows in order where none are given."""
    return end.join([header, *([make_row(n) for n in (1, 2, 3)] if rows is None else rows), ""])


def found(reading: Reading, code: str) -> Finding:
    """The finding with this code; fails where the doctor did not see it."""
    codes = [finding.code for finding in reading.findings]
    assert code in codes, f"{code} is not among {codes}"
    return reading.findings[codes.index(code)]


class Files:
    """The builders, for tests that ask for them."""

    header = HEADER
    row = staticmethod(make_row)
    file = staticmethod(make_file)
    found = staticmethod(found)

    @staticmethod
    def cells(line: str) -> list[str]:
        return next(csv.reader([line]))

    @staticmethod
    def joined(cells: Sequence[str]) -> str:
        text = io.StringIO()
        csv.writer(text, lineterminator="").writerow(cells)
        return text.getvalue()


@pytest.fixture
def make() -> type[Files]:
    """Builders of rows and files."""
    return Files


@pytest.fixture
def read(tmp_path: Path) -> Read:
    """Reads this content as if it had been uploaded on the first day of 2020."""

    def read_content(
        content: str | bytes, answers: Sequence[Answer] = (), now: datetime = NOW, **options: Any
    ) -> Reading:
        path = tmp_path / "upload.csv"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        reading = read_posts(path, now, unwatched, answers, **options)
        assert reading.ledger.rows_kept == len(reading.posts)
        assert reading.ledger.rows_set_aside == len(reading.set_aside)
        return reading

    return read_content
