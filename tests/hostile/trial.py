"""One file read as in production, in a confined process of its own, and everything that is wrong with how it ended."""

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import asdict
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars as pl
from hostile.exports import TOKEN
from hostile.files import HostileFile, Must

from services.arrivals import Source
from services.datasets import MATCHABLE, UNKNOWN_COLUMNS
from services.domain.errors import InvalidInput, ServiceError
from services.importers.intake import POSTS, SET_ASIDE, Intake
from services.importers.stored import scan_posts
from services.progress import unwatched
from services.reader import Reader
from services.sandbox import Limits

# What must do for any file of the corpus, of memory a quarter of what an installation allows. Working, a file may
# take half a minute; by the clock it may take longer, for machines are busy, but no process may wait for ever.
LIMITS = Limits(memory_mb=1_000, cpu_seconds=30, wall_seconds=120)
NOW = datetime(2026, 1, 1, tzinfo=UTC)
_LONGEST_MESSAGE = 3_000
_LIVE_FORMULA = re.compile(r"^\s*[=+@-]")
# What no database, page or terminal should be given: NUL, other control characters, halves of characters.
_UNFIT = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff]")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def faults_of(file: HostileFile, reader: Reader, folder: Path) -> list[str]:
    """What is wrong with the reading of this file, nothing where all is as it must be; the folder is empty."""
    path = folder / "upload"
    path.write_bytes(file.content)
    try:
        return list(_try(file, reader, path))
    except Exception as defect:  # noqa: BLE001  # that is what the trial is for
        return [f"{type(defect).__name__}: {str(defect)[-600:]}"]


def _try(file: HostileFile, reader: Reader, path: Path) -> Iterator[str]:
    try:
        intake = reader.read(Source(path, file.name, NOW), path.parent, (), unwatched)
    except InvalidInput as refusal:
        yield from _of_refusal(file, refusal)
        yield from _of_looking(refusal, reader, path)
    else:
        yield from _of_reading(file, intake, path.parent)


def _of_refusal(file: HostileFile, refusal: InvalidInput) -> Iterator[str]:
    words = str(refusal)
    if file.must == Must.READ:
        yield f"refused: {words[:200]}"
    if not 20 <= len(words) <= _LONGEST_MESSAGE:
        yield f"a refusal of {len(words):,} characters"
    if "Nothing was stored" not in words or "Traceback" in words:
        yield f"not the words of a refusal: {words[:200]}"
    if _UNFIT.search(words):
        yield f"a refusal with characters nobody can store: {words[:200]!r}"


def _of_looking(refusal: InvalidInput, reader: Reader, path: Path) -> Iterator[str]:
    """What is asked next where a person could match the columns; whatever goes wrong is raised."""
    if refusal.field == UNKNOWN_COLUMNS:
        reader.header_fingerprints(path)
    if refusal.field in MATCHABLE:
        try:
            preview = reader.look(path)
        except ServiceError:
            return
        if _UNSTORABLE.search("".join(_texts(asdict(preview)))):
            yield "a preview with characters nobody can store"


def _of_reading(file: HostileFile, intake: Intake, folder: Path) -> Iterator[str]:
    posts = scan_posts(folder / POSTS).collect()
    csv.field_size_limit(1 << 30)
    with (folder / SET_ASIDE).open(newline="", encoding="utf-8") as lines:
        aside = list(csv.DictReader(lines))
    if file.must == Must.REFUSED:
        yield f"read, {len(posts)} posts"
    yield from _of_ledger(file, intake, posts, aside)
    yield from _of_lines(posts, aside)
    yield from _of_tokens(file, posts, aside)
    yield from _of_values(file, posts)
    if _UNFIT.search("".join(_texts(asdict(intake)))):
        yield "facts with characters nobody can store"
    if any(_LIVE_FORMULA.match(row["row"]) or _LIVE_FORMULA.match(row["reason"]) for row in aside):
        yield "a row set aside that a spreadsheet would run"


def _of_ledger(file: HostileFile, intake: Intake, posts: pl.DataFrame, aside: list[dict[str, str]]) -> Iterator[str]:
    ledger = intake.ledger
    if ledger.rows_in_file != ledger.rows_kept + ledger.rows_set_aside:
        yield f"the ledger does not balance: {ledger}"
    if (len(posts), len(aside)) != (ledger.rows_kept, ledger.rows_set_aside):
        yield f"stored {len(posts)} posts and {len(aside)} rows set aside, not {ledger}"
    if file.rows is not None and ledger.rows_in_file != file.rows:
        yield f"{file.rows} rows were written, {ledger.rows_in_file} counted"


def _of_lines(posts: pl.DataFrame, aside: list[dict[str, str]]) -> Iterator[str]:
    """Each row begins on a line of its own."""
    kept, others = posts["line"].to_list(), [int(row["line"]) for row in aside]
    if any(one >= other for lines in (kept, others) for one, other in pairwise(lines)):
        yield "rows out of the file's order"
    if set(kept) & set(others):
        yield "a row kept and set aside"


def _of_tokens(file: HostileFile, posts: pl.DataFrame, aside: list[dict[str, str]]) -> Iterator[str]:
    words = [value for name in ("post_id", "text", "page", "permalink", "linked_url") for value in posts[name]]
    told = set(TOKEN.findall("\n".join([*filter(None, words), *(row["row"] for row in aside)])))
    lost = [token for token in file.tokens if token not in told]
    if lost:
        # A cell that nothing is read from is not stored; its row is there all the same.
        begun = _tokens_on(file.content, set(posts["line"]))
        lost = [token for token in lost if token not in begun]
    if lost:
        yield f"{len(lost)} rows are lost, the first is {lost[0]}"


def _tokens_on(content: bytes, lines: set[int]) -> set[str]:
    """The tokens on these lines of a text, the first being 1."""
    text = io.StringIO(content.decode("utf-8", errors="replace"), newline="")
    return {token for number, line in enumerate(text, 1) if number in lines for token in TOKEN.findall(line)}


def _of_values(file: HostileFile, posts: pl.DataFrame) -> Iterator[str]:
    for row in posts.iter_rows(named=True):
        found = TOKEN.search(f"{row['post_id']} {row['text']}")
        token = found[0] if found else ""
        for name, written in file.values.get(token, {}).items():
            if row.get(name) != written:
                yield f"{name} of {token}: {written!r} was written, {row.get(name)!r} read"
                return


def _texts(facts: Any) -> Iterator[str]:
    """Every text in these facts, without line ends and tabs, which rows may have."""
    if isinstance(facts, str):
        yield facts
    elif isinstance(facts, dict):
        for one in facts.values():
            yield from _texts(one)
    elif isinstance(facts, list | tuple):
        for one in facts:
            yield from _texts(one)
