"""What was read of a file that is not kept itself: enough to join it with the next file without reading it again."""

import json
import os
from pathlib import Path

from services.arrivals import FACTS
from services.domain.errors import Unavailable
from services.importers.intake import POSTS, SET_ASIDE, Intake, read_facts

READING = "reading.json"
# Under these names where the version's posts are those of several files; else they are the version's own.
_APART = {POSTS: "reading.parquet", SET_ASIDE: "reading.csv"}


def note_reading(intake: Intake, folder: Path) -> None:
    """The facts of a reading, beside its posts and the rows set aside."""
    (folder / READING).write_text(json.dumps(FACTS.unstructure(intake)), encoding="utf-8")


def parts_to_keep(*, alone: bool) -> tuple[tuple[str, str], ...]:
    """The files of a reading that stay with a version, and what they are called there; alone: its only file."""
    return ((READING, READING), *(() if alone else _APART.items()))


def kept_reading(stored: Path, folder: Path) -> Intake:
    """A reading that was kept: its facts; its posts and the rows set aside are in the folder again."""
    try:
        for name, apart in _APART.items():
            found = stored / apart if (stored / apart).exists() else stored / name
            # A second name for the same bytes, which nobody changes.
            os.link(found, folder / name)
        return read_facts(json.loads((stored / READING).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError) as cause:
        raise Unavailable(
            "What was read of an earlier file is damaged on disk. Replace it by uploading it again."
        ) from cause
