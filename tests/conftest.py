"""What every test may use."""

from collections.abc import Callable
from pathlib import Path

import pytest

_REAL_FILES = Path(__file__).parent.parent.parent / "shared" / "data"


@pytest.fixture(scope="session")
def real_file() -> Callable[[str], Path]:
    """Finds a real export by name; a test that needs one is skipped where the files are not at hand."""

    def find(name: str) -> Path:
        path = _REAL_FILES / name
        if not path.exists():
            pytest.skip(f"the real file {name} is not beside this checkout: its licence keeps it out of the project")
        return path

    return find
