"""The list of controls is whole, and whatever it names as proof is there."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docs/asvs.md").read_text()
ROWS = re.findall(r"^\| (\d+\.\d+\.\d+) \| (met|partly|not met|deployment) \| (.+) \|$", TEXT, re.MULTILINE)


def test_every_control_that_applies_is_listed_once() -> None:
    assert len(ROWS) == len({control for control, _, _ in ROWS}) == 190


def test_the_count_above_the_table_is_the_tables() -> None:
    states = [state for _, state, _ in ROWS]
    assert (
        f"**{states.count('met')} of 190 met**, {states.count('partly')} partly, {states.count('not met')} not met"
        in TEXT
    )
    assert states.count("deployment") == 25


def test_every_file_that_is_named_is_there() -> None:
    for document in ("asvs.md", "trust.md"):
        for path in set(
            re.findall(r"`((?:tests|docs|app|services)/[\w/.-]+)`", (ROOT / "docs" / document).read_text())
        ):
            assert (ROOT / path).exists(), f"docs/{document} names {path}, which is not there"
