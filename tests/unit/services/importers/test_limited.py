"""Reading within what an installation unpacks."""

import gzip
from pathlib import Path

import pytest
from builders import make_posts_csv

from services.domain.errors import InvalidInput
from services.importers.limited import run_step
from services.progress import unwatched


def make_packed(folder: Path, *, megabytes: float) -> dict[str, str]:
    """A table of so many megabytes that packs no better than text does."""
    lines = make_posts_csv(posts=1_000).splitlines()
    rows = [f"{number}{line}" for number in range(int(megabytes * 1e6 / 60_000)) for line in lines[1:]]
    path = folder / "posts.csv.gz"
    path.write_bytes(gzip.compress("\n".join([lines[0], *rows]).encode()))
    return {"path": str(path)}


def test_a_packed_file_may_hold_what_the_installation_allows(tmp_path):
    file = make_packed(tmp_path, megabytes=2.5)
    with pytest.raises(InvalidInput, match="limits are 1 MB and 100 times"):
        run_step(unwatched, "look", 1, file)
    assert run_step(unwatched, "look", 10, file)["importer"] == "scraper"


def test_the_limit_of_one_file_is_not_that_of_the_next(tmp_path):
    file = make_packed(tmp_path, megabytes=2.5)
    with pytest.raises(InvalidInput):
        run_step(unwatched, "fingerprints", 1, file)
    assert run_step(unwatched, "fingerprints", 200, file)
